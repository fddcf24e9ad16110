import type {LabView} from '../../lab-view.ts';
import {framed} from '../frame.ts';
import {layoutFor, type PanelName, type Rectangle} from '../layout.ts';
import {clip, fitted, type Line, line} from '../line.ts';
import {goalRows, lessonRows} from '../panels/lesson.ts';
import type {PanelInput} from '../panels/panel.ts';
import {terminalRows} from '../panels/terminal.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {titleBar} from '../title-bar.ts';
import {paintPanel, panelOrder, tabTitles} from './panes.ts';

/** What the learner chose to see. */
export interface ScreenState {
	readonly panel: PanelName;
	/** Rows from the top of the lesson's text; undefined follows the newest part. */
	readonly lessonOffset: number | undefined;
	/** Rows back from the newest output. */
	readonly terminalOffset: number;
	/** A short message in the terminal's border. */
	readonly notice?: string;
}

export interface LabFrame {
	readonly rows: readonly Line[];
	readonly cursor?: {readonly x: number; readonly y: number};
	/** The farthest that the lesson's text can be scrolled. */
	readonly lessonEnd: number;
	readonly lessonOffset: number;
}

/** The whole lab screen as rows: a pure function of the session's view, the learner's choices and the size of the terminal. */
export function labFrame(
	view: LabView,
	state: ScreenState,
	size: {columns: number; rows: number},
	theme: Theme,
	text: Text,
): LabFrame {
	const layout = layoutFor(size.columns, size.rows);
	if (layout.mode === 'small') {
		return {
			rows: [clip(line({text: text.tooSmall(size.columns, size.rows), role: 'busy'}), size.columns)],
			lessonEnd: 0,
			lessonOffset: 0,
		};
	}
	const painter: Painter = {
		view,
		state,
		theme,
		text,
		input: {
			store: view.store,
			changes: view.journal.changes,
			decisions: view.journal.decisions,
			nowMs: view.time.nowMs,
			theme,
			text,
		},
	};
	const title = titleBar(view, size.columns, theme, text);
	const terminal = paintTerminal(painter, layout.terminal, layout.mode);
	const upper =
		layout.mode === 'columns' ? paintColumns(painter, layout.lesson, layout.panels) : paintTabs(painter, layout.lesson);
	return {
		rows: [title, ...upper.rows, ...terminal.rows],
		lessonEnd: upper.lessonEnd,
		lessonOffset: upper.lessonOffset,
		...(terminal.cursor && {cursor: {x: terminal.cursor.x, y: terminal.cursor.y + layout.terminal.y}}),
	};
}

interface Painter {
	readonly view: LabView;
	readonly state: ScreenState;
	readonly theme: Theme;
	readonly text: Text;
	readonly input: PanelInput;
}

interface Painted {
	readonly rows: readonly Line[];
	readonly lessonEnd: number;
	readonly lessonOffset: number;
}

function paintColumns(painter: Painter, lessonPlace: Rectangle, places: readonly Rectangle[]): Painted {
	const {view, state, theme, text, input} = painter;
	const order = panelOrder('columns', true);
	const chosen = order.includes(state.panel) ? state.panel : 'tree';
	const shown = [chosen, ...order.filter(name => name !== chosen)];
	const width = lessonPlace.width + (places[0]?.width ?? 0);
	const boxes = places.map((place, index) => {
		const name = shown[index]!;
		const panelWidth = view.lesson ? place.width : width;
		const title =
			index === 0
				? tabTitles({order, chosen, width: panelWidth - 6}, view, theme, text)
				: line({text: text.panels[name], role: 'muted'});
		const size = {width: panelWidth - 4, height: place.height - 2};
		return framed(paintPanel(name, input, size, !shown.slice(0, places.length).includes('why')), {
			width: panelWidth,
			height: place.height,
			title,
			theme,
		});
	});
	const right = boxes.flat();
	if (!view.lesson) return {rows: right, lessonEnd: 0, lessonOffset: 0};
	const left = paintLesson(painter, lessonPlace);
	return {...left, rows: left.rows.map((row, y) => [...row, ...(right[y] ?? [])])};
}

// The goals stay in sight at the bottom of the lesson's pane; the text above them scrolls.
function paintLesson({view, state, theme, text}: Painter, place: Rectangle): Painted {
	const lesson = view.lesson!;
	const width = place.width - 4;
	const room = place.height - 2;
	const mostGoalRows = Math.ceil(room / 2) - 1;
	const goals =
		lesson.debrief === undefined
			? goalRows(lesson.goals, {width, room: mostGoalRows}, theme, text).slice(0, mostGoalRows)
			: [];
	const goalRoom = goals.length === 0 ? 0 : goals.length + 1;
	const met = lesson.goals.filter(goal => goal.met).length;
	const rule: Line = line(
		{
			text: `${text.lesson.goals} ${met}/${lesson.goals.length} `,
			bold: true,
			role: met === lesson.goals.length ? 'good' : 'accent',
		},
		{text: theme.glyphs.box[4].repeat(width), role: 'border'},
	);
	const scrolled = scrollLesson(lessonRows(lesson, width, theme, text), state.lessonOffset, room - goalRoom);
	const content = [
		...scrolled.rows,
		...Array.from({length: Math.max(0, room - goalRoom - scrolled.rows.length)}, (): Line => []),
		...(goalRoom > 0 ? [clip(rule, width, ''), ...goals] : []),
	];
	const below = scrolled.lessonEnd - scrolled.lessonOffset;
	const hint = below > 0 ? text.lesson.below(below) : scrolled.lessonEnd > 0 ? text.lesson.above : '';
	const footer = line({text: hint, role: below > 0 ? 'accent' : 'muted'});
	return {
		...scrolled,
		rows: framed(content, {...place, title: line({text: text.panels.lesson, role: 'muted'}), footer, theme}),
	};
}

function scrollLesson(
	{rows, newestRow}: {rows: readonly Line[]; newestRow: number},
	offset: number | undefined,
	height: number,
): Painted {
	const lessonEnd = Math.max(0, rows.length - height);
	const lessonOffset = Math.min(Math.max(0, offset ?? newestRow), lessonEnd);
	return {rows: rows.slice(lessonOffset, lessonOffset + height), lessonEnd, lessonOffset};
}

function paintTabs(painter: Painter, place: Rectangle): Painted {
	const {view, state, theme, text, input} = painter;
	const order = panelOrder('tabs', view.lesson !== undefined);
	const chosen = order.includes(state.panel) ? state.panel : order[0]!;
	const titles = tabTitles({order, chosen, width: place.width - 1}, view, theme, text);
	const tabs = fitted([{text: ' '}, ...titles], place.width);
	const height = place.height;
	if (chosen === 'lesson' && view.lesson) {
		const width = place.width - 2;
		const open = view.lesson.goals.filter(goal => !goal.met);
		const first =
			view.lesson.debrief === undefined && open[0]
				? goalRows([open[0]], {width, room: 2}, theme, text).slice(0, 2)
				: [];
		const scrolled = scrollLesson(
			lessonRows(view.lesson, width, theme, text),
			state.lessonOffset,
			height - first.length,
		);
		return {...scrolled, rows: [tabs, ...padded([...filled(scrolled.rows, height - first.length), ...first], height)]};
	}
	const rows =
		chosen === 'goals' && view.lesson
			? goalRows(view.lesson.goals, {width: place.width - 2, room: height}, theme, text)
			: paintPanel(chosen, input, {width: place.width - 2, height}, false);
	return {rows: [tabs, ...padded(rows, height)], lessonEnd: 0, lessonOffset: 0};
}

function paintTerminal(
	{view, state, theme, text}: Painter,
	place: Rectangle,
	mode: 'columns' | 'tabs',
): {rows: Line[]; cursor?: {x: number; y: number}} {
	const help =
		state.notice ?? (view.prompt.busy ? text.keys.busy : mode === 'columns' ? text.keys.bar : text.keys.barShort);
	const footer = line({text: help, role: state.notice ? 'busy' : 'muted'});
	const inside =
		mode === 'columns'
			? {width: place.width - 4, height: place.height - 2}
			: {width: place.width - 2, height: place.height - 2};
	const {rows, cursor} = terminalRows(
		view.scrollback,
		view.prompt,
		{...inside, scrolledBy: state.terminalOffset},
		theme,
	);
	const position = cursor && {x: cursor.x + (mode === 'columns' ? 2 : 1), y: cursor.y + 1};
	if (mode === 'columns')
		return {
			rows: framed(rows, {...place, title: line({text: text.panels.terminal, role: 'muted'}), footer, theme}),
			...(position && {cursor: position}),
		};
	const rule: Line = [{text: theme.glyphs.box[4].repeat(place.width), role: 'border'}];
	return {
		rows: [rule, ...padded(filled(rows, inside.height), inside.height), fitted([{text: ' '}, ...footer], place.width)],
		...(position && {cursor: position}),
	};
}

function filled(rows: readonly Line[], height: number): Line[] {
	return [...rows.slice(0, height), ...Array.from({length: Math.max(0, height - rows.length)}, (): Line => [])];
}

// One blank cell at the left edge, where there is no frame.
function padded(rows: readonly Line[], height: number): Line[] {
	return filled(rows, height).map(row => [{text: ' '}, ...row]);
}
