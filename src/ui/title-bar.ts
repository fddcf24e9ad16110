import type {LabView, LessonView} from '../lab-view.ts';
import {type Line, line, lineWidth, type Span, spread} from './line.ts';
import type {Text} from './text/en.ts';
import type {Theme} from './theme.ts';

/** The top row: where the learner is, the step, the clock. */
export function titleBar(view: LabView, width: number, theme: Theme, text: Text): Line {
	const {lesson} = view;
	const place = lesson ? (width >= 100 ? `${lesson.chapterTitle} › ${lesson.title}` : lesson.title) : 'sandbox';
	const left = line(
		{text: ` ${width >= 100 ? `${text.app}  ` : ''}`, bold: true, role: 'title'},
		{text: place, bold: true},
	);
	const right = (hasMarks: boolean) =>
		line(
			{text: lesson ? `  ${progressOf(lesson, hasMarks, theme, text)}   ` : '', role: 'accent'},
			clockOf(view, theme, text),
			{text: '  F1 ', role: 'muted'},
		);
	// The name of the lesson tells more than a mark for each step.
	const hasRoom = lineWidth(left) + lineWidth(right(true)) <= width;
	return spread(left, right(hasRoom), width);
}

function clockOf({time, replay}: LabView, {glyphs}: Theme, text: Text): Span {
	if (replay) {
		const times = `${clockText(replay.atMs)} / ${clockText(replay.endMs)}`;
		return {text: `${glyphs.back} ${text.replay.name} ${times}`, role: 'busy', bold: true};
	}
	const pace = time.paused ? `${glyphs.pause} ${text.paused}` : `${glyphs.play} ${time.speed}×`;
	return {text: `${pace} ${clockText(time.elapsedMs)}`, role: time.paused ? 'busy' : 'muted'};
}

// `2/5 ●○○○○`, or in an exam the task and the time that is left.
function progressOf({steps, stepIndex, exam}: LessonView, hasMarks: boolean, theme: Theme, text: Text): string {
	if (exam?.phase === 'ready') return '';
	const place = `${Math.min(stepIndex + 1, steps.length)}/${steps.length}`;
	if (exam) return exam.report ? text.exam.isOver : `${place} ${text.exam.left(clockText(exam.leftMs))}`;
	if (!hasMarks) return place;
	return `${place} ${steps.map(step => (step.solved ? theme.glyphs.stepDone : theme.glyphs.stepOpen)).join('')}`;
}

/** `00:04:12` */
export function clockText(elapsedMs: number): string {
	const seconds = Math.floor(elapsedMs / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
