import type {LabView} from '../lab-view.ts';
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
	const steps = lesson
		? lesson.steps.map(step => (step.solved ? theme.glyphs.stepDone : theme.glyphs.stepOpen)).join('')
		: '';
	const progress = lesson
		? `${Math.min(lesson.stepIndex + 1, lesson.steps.length)}/${lesson.steps.length} ${steps}   `
		: '';
	const clock = `${time.paused ? `${theme.glyphs.pause} ${text.paused}` : `${theme.glyphs.play} ${time.speed}×`} ${clockText(time.elapsedMs)}`;
	const right = line(
		{text: progress, role: 'accent'},
		{text: clock, role: time.paused ? 'busy' : 'muted'},
		{text: '  F1 ', role: 'muted'},
	);
	return spread(left, right, width);
}

/** `00:04:12` */
export function clockText(elapsedMs: number): string {
	const seconds = Math.floor(elapsedMs / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
