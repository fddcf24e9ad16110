import type {LessonView} from '../../lab-view.ts';
import {clip, type Line, line} from '../line.ts';
import {examFoot} from '../panels/exam.ts';
import {goalRows, goalsRule} from '../panels/goals.ts';
import {type LessonRows, lessonRows, onwardRow, storyRows} from '../panels/lesson.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';

export interface LessonPane {
	/** Exactly as many rows as there is room. */
	readonly rows: readonly Line[];
	readonly offset: number;
	/** The farthest that the text can be scrolled. */
	readonly end: number;
	/** The story stands alone; Enter goes on to the first task. */
	readonly isStoryPage: boolean;
	/** How to see the rest of the text. */
	readonly note: Line;
}

export interface LessonPlace {
	readonly width: number;
	readonly height: number;
	/** All goals of the step, or only the first open one where a tab shows them all. */
	readonly goals: 'all' | 'first';
	readonly offset: number | undefined;
	readonly isStoryRead: boolean;
}

/** The lesson's text, which scrolls; below it the goals and how to go on, which stay in sight. */
export function lessonPane(lesson: LessonView, place: LessonPlace, theme: Theme, text: Text): LessonPane {
	const {width, height} = place;
	const task = textRows(lesson, width, theme, text, 'task');
	const foot = footRows(lesson, place, task.rows.length - (place.isStoryRead ? task.newestRow : 0), theme, text);
	const isStoryPage =
		lesson.stepIndex === 0 &&
		!lesson.exam &&
		!place.isStoryRead &&
		lesson.explanation === undefined &&
		task.rows.length > height - foot.length;
	const story = isStoryPage
		? [clip(line({text: `${theme.glyphs.pointer} ${text.lesson.onwardFromStory}`, bold: true, role: 'good'}), width)]
		: [];
	const [shown, bottom] = isStoryPage ? [textRows(lesson, width, theme, text, 'story'), story] : [task, foot];
	const room = Math.max(1, height - bottom.length);
	const overflow = Math.max(0, shown.rows.length - room);
	// Once the story is read the first task stands at the top.
	const isTaskNew = place.isStoryRead && !lesson.exam && lesson.hints.length === 0 && lesson.explanation === undefined;
	const end = overflow > 0 && isTaskNew && lesson.remark === undefined ? Math.max(overflow, shown.newestRow) : overflow;
	const offset = place.offset === undefined ? newsOffset(shown, room, end) : Math.min(Math.max(0, place.offset), end);
	const rows = shown.rows.slice(offset, offset + room);
	const filler = Array.from({length: Math.max(0, room - rows.length)}, (): Line => []);
	return {
		rows: [...rows, ...filler, ...bottom].slice(0, height),
		offset,
		end,
		isStoryPage,
		note: noteFor({below: end - offset, end, isScrolled: place.offset !== undefined}, text),
	};
}

// As little as possible of what was there before, and no empty row at the top; a question with all its choices.
function newsOffset({rows, newestRow, question}: LessonRows, room: number, end: number): number {
	const first = question && newestRow < question.from ? Math.min(question.from, question.to - room) : 0;
	const from = Math.max(newestRow, first);
	let offset = Math.min(from, end);
	while (offset < from && rows[offset]?.length === 0) offset++;
	return offset;
}

/** `PgDn: 5 more`: how to see the rest. */
function noteFor({below, end, isScrolled}: {below: number; end: number; isScrolled: boolean}, text: Text): Line {
	if (end === 0) return [];
	return below > 0
		? line({text: text.lesson.below(below), role: 'accent'})
		: line({text: text.lesson.above, role: isScrolled ? 'muted' : 'accent'});
}

function footRows(lesson: LessonView, place: LessonPlace, textLength: number, theme: Theme, text: Text): Line[] {
	const {width, height} = place;
	const {exam} = lesson;
	if (exam) return examFoot({...lesson, exam}, place, theme, text);
	const onward = onwardRow(lesson, theme, text);
	if (onward) {
		const isDebrief = lesson.debrief !== undefined;
		return [
			...(place.goals === 'first'
				? []
				: [isDebrief ? [] : clip(goalsRule(lesson.goals, width, theme, text), width, '')]),
			clip(onward, width),
		];
	}
	// The task and an open prediction come first: the goals are for later.
	const isPredicting = lesson.prediction !== undefined && lesson.prediction.chosen === undefined;
	const left = Math.max(0, height - textLength - 1);
	const rule = clip(goalsRule(lesson.goals, width, theme, text), width, '');
	const most = isPredicting ? left : Math.ceil(height / 2) - 1;
	const goals = goalRows(lesson.goals, {width, room: place.goals === 'first' ? left : most}, theme, text);
	if (place.goals === 'first' && goals.length > left) {
		const open = lesson.goals.find(goal => !goal.met);
		const room = isPredicting ? Math.max(0, Math.min(2, height - textLength)) : 2;
		return open ? goalRows([open], {width, room}, theme, text).slice(0, room) : [];
	}
	return isPredicting && height <= textLength ? [] : [rule, ...goals.slice(0, place.goals === 'first' ? left : most)];
}

const known = new WeakMap<
	LessonView,
	Map<string, {readonly theme: Theme; readonly text: Text; readonly rows: LessonRows}>
>();

// Markdown is read once for each width, not with every key.
function textRows(lesson: LessonView, width: number, theme: Theme, text: Text, part: 'task' | 'story'): LessonRows {
	const ofLesson = known.get(lesson) ?? new Map();
	known.set(lesson, ofLesson);
	const key = `${part} ${width}`;
	const cached = ofLesson.get(key);
	if (cached && cached.theme === theme && cached.text === text) return cached.rows;
	const rows = part === 'story' ? storyRows(lesson, width, theme) : lessonRows(lesson, width, theme, text);
	ofLesson.set(key, {theme, text, rows});
	return rows;
}
