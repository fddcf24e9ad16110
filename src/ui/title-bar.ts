import type {LabView, LessonView} from '../lab-view.ts';
import {type Line, line, spread} from './line.ts';
import type {Text} from './text/en.ts';
import type {Theme} from './theme.ts';

/** The top row: where the learner is, the step, the clock. */
export function titleBar(view: LabView, width: number, theme: Theme, text: Text): Line {
	const {lesson, time} = view;
	const place = lesson ? (width >= 100 ? `${lesson.chapterTitle} › ${lesson.title}` : lesson.title) : 'sandbox';
	const left = line(
		{text: ` ${width >= 100 ? `${text.app}  ` : ''}`, bold: true, role: 'title'},
		{text: place, bold: true},
	);
	const clock = `${time.paused ? `${theme.glyphs.pause} ${text.paused}` : `${theme.glyphs.play} ${time.speed}×`} ${clockText(time.elapsedMs)}`;
	const right = line(
		{text: lesson ? `${progressOf(lesson, theme, text)}   ` : '', role: 'accent'},
		{text: clock, role: time.paused ? 'busy' : 'muted'},
		{text: '  F1 ', role: 'muted'},
	);
	return spread(left, right, width);
}

// `2/5 ●○○○○`, or in an exam the task and the time that is left.
function progressOf({steps, stepIndex, exam}: LessonView, theme: Theme, text: Text): string {
	if (exam?.phase === 'ready') return '';
	const place = `${Math.min(stepIndex + 1, steps.length)}/${steps.length}`;
	if (exam) return exam.report ? text.exam.isOver : `${place} ${text.exam.left(clockText(exam.leftMs))}`;
	return `${place} ${steps.map(step => (step.solved ? theme.glyphs.stepDone : theme.glyphs.stepOpen)).join('')}`;
}

/** `00:04:12` */
export function clockText(elapsedMs: number): string {
	const seconds = Math.floor(elapsedMs / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
