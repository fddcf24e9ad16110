import {type Line, line, spread} from '../line.ts';
import type {LessonEntry} from '../screen-host.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';

/**
 * The list of lessons by chapter, the chosen one marked and kept in sight: exactly `size.rows` rows, and the index of the lesson in each row.
 *
 * @param notice stands above the keys
 */
export function lessonListPicture(
	lessons: readonly LessonEntry[],
	selected: number,
	size: {columns: number; rows: number},
	theme: Theme,
	text: Text,
	notice?: string,
): {readonly rows: Line[]; readonly lessonAt: ReadonlyMap<number, number>} {
	const width = Math.min(size.columns - 4, 96);
	const solved = lessons.filter(lesson => lesson.state === 'solved').length;
	const margin = {text: ' '.repeat(Math.max(2, Math.floor((size.columns - width) / 2)))};
	const head: Line[] = [
		[],
		spread(
			line({text: text.app, bold: true, role: 'title'}, {text: `  ${text.tagline}`, role: 'muted'}),
			line({text: ` ${text.list.progress(solved, lessons.length)}`, role: 'accent'}),
			width,
		),
		[],
	];
	const body: Line[] = [];
	const indexAt = new Map<number, number>();
	let selectedRow = 0;
	lessons.forEach((lesson, index) => {
		if (lesson.chapterTitle !== lessons[index - 1]?.chapterTitle) {
			if (body.length > 0) body.push([]);
			body.push(line({text: lesson.chapterTitle, bold: true, role: 'accent'}));
		}
		if (index === selected) selectedRow = body.length;
		indexAt.set(body.length, index);
		body.push(lessonRow(lesson, index === selected, width, theme, text));
	});
	if (lessons.length === 0) body.push(line({text: text.list.empty, role: 'muted'}));
	const notes = notice === undefined ? [] : wrap(line({text: notice, role: 'busy'}), width);
	const room = Math.max(1, size.rows - head.length - 2 - notes.length);
	const offset = Math.max(0, Math.min(selectedRow - Math.floor(room / 2), body.length - room));
	const shown = body.slice(offset, offset + room);
	const below = [...indexAt.keys()].filter(row => row >= offset + room).length;
	const filler = Array.from({length: room - shown.length}, (): Line => []);
	const foot: Line[] = [
		...notes,
		[],
		spread(
			line({text: text.list.keys, role: 'muted'}),
			line({text: below > 0 ? ` ${text.panels.below(below)}` : '', role: 'accent'}),
			width,
		),
	];
	const lessonAt = new Map([...indexAt].map(([row, index]) => [head.length + row - offset, index]));
	return {rows: [...head, ...shown, ...filler, ...foot].map(row => [margin, ...row]), lessonAt};
}

function lessonRow(lesson: LessonEntry, isSelected: boolean, width: number, theme: Theme, text: Text): Line {
	const {glyphs} = theme;
	const state = {
		new: {text: glyphs.pending, role: 'muted' as const},
		begun: {text: glyphs.starting, role: 'busy' as const},
		solved: {text: glyphs.done, role: 'good' as const},
	}[lesson.state];
	const label = lesson.state === 'new' ? '' : `${lesson.state === 'solved' ? text.list.solved : text.list.begun}  `;
	const left = line(
		isSelected ? {text: `${glyphs.pointer} `, role: 'focus', bold: true} : '  ',
		state,
		' ',
		{text: lesson.title, bold: isSelected, ...(isSelected && {role: 'focus' as const})},
		lesson.isCore ? {text: `  ${text.list.core}`, role: 'busy'} : '',
	);
	const best = lesson.bestPercent === undefined ? '' : `${lesson.bestPercent} %  `;
	const right = line({text: `${label}${best}${text.list.minutes(lesson.minutes)}`, role: 'muted'});
	return spread(left, right, width);
}
