import type {LabView, LessonView} from '../../lab-view.ts';
import {framed} from '../frame.ts';
import type {PanelName, PaneName, Rectangle} from '../layout.ts';
import {clip, fitted, type Line, line, lineWidth} from '../line.ts';
import type {DrawnPanel} from '../panels/draw-panel.ts';
import {examTaskRows} from '../panels/exam.ts';
import {goalRows} from '../panels/goals.ts';
import type {PanelInput} from '../panels/panel.ts';
import {terminalRows} from '../panels/terminal.ts';
import {scrubBar} from '../scrub-bar.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {lessonPane} from './lesson-pane.ts';
import {type ClusterPanelName, paintPanel, type Tab, tabTitles} from './panes.ts';
import {type ScreenState, viewOf} from './screen-state.ts';

/** What every part of the screen is painted from. */
export interface Painter {
	readonly view: LabView;
	readonly state: ScreenState;
	readonly theme: Theme;
	readonly text: Text;
	readonly input: PanelInput;
}

/** A part of the screen as it is painted, with what keys and the mouse need to know of it. */
export interface Pane {
	readonly name: PaneName;
	readonly place: Rectangle;
	readonly rows: readonly Line[];
	/** Where the content is, without a frame. */
	readonly inner?: Rectangle;
	/** Names of panels in the pane's first row, in cells of the screen. */
	readonly tabs?: readonly Tab[];
	/** Of a panel with items. */
	readonly panel?: DrawnPanel;
	/** Of a pane that scrolls row by row. */
	readonly scroll?: {readonly offset: number; readonly end: number};
	readonly cursor?: {readonly x: number; readonly y: number};
	readonly isStoryPage?: boolean;
	/** What a pane without a frame has to say of what is out of sight. */
	readonly note?: Line;
}

export interface PaneFrame {
	/** `open`: without a frame, one blank cell at the left. */
	readonly kind: 'framed' | 'open';
	readonly tabs?: {readonly order: readonly PanelName[]; readonly chosen: PanelName};
	readonly withReasons?: boolean;
}

export function paintLesson(painter: Painter, lesson: LessonView, place: Rectangle, frame: PaneFrame): Pane {
	const {state, theme, text} = painter;
	const inner = innerOf(place, frame);
	const {rows, offset, end, isStoryPage, note} = lessonPane(
		lesson,
		{
			...inner,
			goals: frame.kind === 'framed' ? 'all' : 'first',
			offset: state.lessonOffset,
			isStoryRead: state.isStoryRead,
		},
		theme,
		text,
	);
	return {...enclosed(painter, 'lesson', rows, place, frame, note), scroll: {offset, end}, isStoryPage};
}

export function paintGoals(painter: Painter, {goals, exam}: LessonView, place: Rectangle, frame: PaneFrame): Pane {
	const {state, theme, text} = painter;
	const inner = innerOf(place, frame);
	const all = exam
		? examTaskRows(exam, inner.width, theme, text)
		: goalRows(goals, {width: inner.width, room: Number.POSITIVE_INFINITY}, theme, text);
	const end = Math.max(0, all.length - inner.height);
	const offset = Math.min(viewOf(state, 'goals').offset, end);
	const rows = all.slice(offset, offset + inner.height);
	const note = end > offset ? line({text: text.lesson.below(end - offset), role: 'accent'}) : [];
	return {...enclosed(painter, 'goals', rows, place, frame, note), scroll: {offset, end}};
}

export function paintPanelPane(painter: Painter, name: ClusterPanelName, place: Rectangle, frame: PaneFrame): Pane {
	const {state, text} = painter;
	const inner = innerOf(place, frame);
	const view = viewOf(state, name);
	const isFocused = state.focus === name;
	const panel = paintPanel(name, painter.input, {
		width: inner.width,
		height: inner.height,
		isFocused,
		view,
		withReasons: frame.withReasons ?? false,
	});
	const isFiltering = isFocused && state.isFiltering;
	const filter =
		view.filter !== '' || isFiltering
			? line({text: `/${view.filter}${isFiltering ? '_' : ''}`, role: 'accent', bold: true})
			: [];
	const hidden = line(
		{text: panel.offset > 0 ? text.panels.above(panel.offset) : '', role: 'muted'},
		{text: panel.offset > 0 && panel.below > 0 ? '  ' : ''},
		{text: panel.below > 0 ? text.panels.below(panel.below) : '', role: 'muted'},
	);
	const about = name === 'why' && state.selected ? line({text: state.selected.name, role: 'accent'}) : [];
	return {...enclosed(painter, name, panel.rows, place, frame, spaced([filter, about, hidden])), panel};
}

function spaced(parts: readonly Line[]): Line {
	return parts.filter(part => part.length > 0).flatMap((part, index) => (index === 0 ? part : [{text: '  '}, ...part]));
}

export interface PaintedTerminal {
	readonly pane: Pane;
	/** The pane with a word in the rule above it. */
	withNote(note: Line): Pane;
}

export function paintTerminal(painter: Painter, place: Rectangle, kind: 'framed' | 'open'): PaintedTerminal {
	const {view, state, theme, text} = painter;
	const inner =
		kind === 'framed'
			? innerOf(place, {kind})
			: {x: place.x + 1, y: place.y + 1, width: place.width - 2, height: place.height - 2};
	const size = {width: inner.width, height: inner.height, scrolledBy: state.terminalOffset};
	const {rows, cursor, scrolledBy} = terminalRows(view.scrollback, view.prompt, size, theme);
	const footer = keyBar(painter, kind === 'framed' ? place.width - 6 : place.width - 1, scrolledBy);
	const base: Pick<Pane, 'name' | 'place' | 'inner' | 'scroll' | 'cursor'> = {
		name: 'terminal',
		place,
		inner,
		scroll: {offset: scrolledBy, end: 0},
		...(cursor && {cursor: {x: inner.x + cursor.x, y: inner.y + cursor.y}}),
	};
	if (kind === 'framed') {
		const title = line({text: text.panels.terminal, role: 'muted'});
		const framedRows = framed(rows, {...place, title, footer, theme});
		return {pane: {...base, rows: framedRows}, withNote: () => ({...base, rows: framedRows})};
	}
	const body = [...padded(rows, inner.height), fitted([{text: ' '}, ...footer], place.width)];
	const withNote = (note: Line): Pane => ({...base, rows: [ruleWith(note, place.width, painter), ...body]});
	return {pane: withNote([]), withNote};
}

// What the keys do here and now.
function keyBar({view, state, theme, text}: Painter, width: number, scrolledBy: number): Line {
	if (view.replay && state.focus === 'terminal') return scrubBar(view.replay, width, theme, text);
	if (state.notice !== undefined) return line({text: state.notice, role: 'busy'});
	if (state.isFiltering) return line({text: text.keys.filter, role: 'accent'});
	const fitting = (choices: readonly string[]) =>
		choices.find(choice => lineWidth(line(choice)) <= width) ?? choices.at(-1)!;
	if (state.focus === 'lesson' || state.focus === 'goals') return line({text: text.keys.scroll, role: 'accent'});
	if (state.focus !== 'terminal') return line({text: fitting(text.keys.panel), role: 'accent'});
	if (scrolledBy > 0) return line({text: text.keys.scrolled(scrolledBy), role: 'accent'});
	if (view.prompt.busy) return line({text: text.keys.busy, role: 'muted'});
	return line({text: fitting(view.lesson?.exam ? text.exam.bars : text.keys.bars), role: 'muted'});
}

/** The row of panels over a pane without a frame. */
export function paintTabRow(painter: Painter, {order, chosen}: NonNullable<PaneFrame['tabs']>, place: Rectangle): Pane {
	const {view, state, theme, text} = painter;
	const titles = tabTitles({order, chosen, width: place.width - 1}, view, theme, text);
	const row = titles.row.map(span =>
		state.focus !== 'terminal' && span.role === 'focus' ? {...span, inverse: true} : span,
	);
	return {
		name: chosen,
		place,
		rows: [fitted([{text: ' '}, ...row], place.width)],
		tabs: titles.tabs.map(tab => ({...tab, x: place.x + 1 + tab.x})),
	};
}

function innerOf({x, y, width, height}: Rectangle, {kind}: PaneFrame): Rectangle {
	return kind === 'framed'
		? {x: x + 2, y: y + 1, width: width - 4, height: height - 2}
		: {x: x + 1, y, width: width - 2, height};
}

function enclosed(
	painter: Painter,
	name: PanelName,
	rows: readonly Line[],
	place: Rectangle,
	frame: PaneFrame,
	note: Line,
): Pane {
	const {view, state, theme, text} = painter;
	const inner = innerOf(place, frame);
	if (frame.kind === 'open') return {name, place, inner, rows: padded(rows, place.height), note};
	const isFocused = state.focus === name;
	const titles = frame.tabs && tabTitles({...frame.tabs, width: place.width - 6}, view, theme, text);
	const title = titles?.row ?? line({text: text.panels[name], role: isFocused ? 'focus' : 'muted', bold: isFocused});
	return {
		name,
		place,
		inner,
		rows: framed(rows, {...place, title, footer: note, isFocused, theme}),
		...(titles && {tabs: titles.tabs.map(tab => ({...tab, x: place.x + 3 + tab.x}))}),
	};
}

function ruleWith(note: Line, width: number, {theme, state}: Painter): Line {
	const isFocused = state.focus !== 'terminal';
	const horizontal = (isFocused ? theme.glyphs.focusBox : theme.glyphs.box)[4];
	const role = isFocused ? 'focus' : 'border';
	if (note.length === 0) return [{text: horizontal.repeat(width), role}];
	const told = clip(note, width - 6);
	return line({text: horizontal.repeat(width - lineWidth(told) - 4), role}, ' ', ...told, ' ', {
		text: horizontal.repeat(2),
		role,
	});
}

// One blank cell at the left edge, where there is no frame.
function padded(rows: readonly Line[], height: number): Line[] {
	return Array.from({length: height}, (_, y) => [{text: ' '}, ...(rows[y] ?? [])]);
}
