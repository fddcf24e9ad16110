import type {LabView, ReplayView} from '../../lab-view.ts';
import {type Layout, layoutFor, type Rectangle} from '../layout.ts';
import {clip, type Line, line} from '../line.ts';
import {pictureCells} from '../panels/lesson.ts';
import type {PanelInput} from '../panels/panel.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {clockText, titleBar} from '../title-bar.ts';
import {wrap} from '../wrap.ts';
import {
	type Painter,
	type Pane,
	type PaneFrame,
	paintGoals,
	paintLesson,
	paintPanelPane,
	paintTabRow,
	paintTerminal,
} from './paint.ts';
import {panelOrder, shownPanels} from './panes.ts';
import type {ScreenState} from './screen-state.ts';

export interface LabFrame {
	readonly rows: readonly Line[];
	readonly cursor?: {readonly x: number; readonly y: number};
	/** What is on screen, in the order in which the keys go around. */
	readonly panes: readonly Pane[];
	/** The story stands alone; Enter goes on. */
	readonly isStoryPage: boolean;
}

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** The whole lab screen as rows: a pure function of the session's view, the learner's choices and the size of the terminal. */
export function labFrame(view: LabView, state: ScreenState, size: Size, theme: Theme, text: Text): LabFrame {
	const layout = layoutOf(view, state, size);
	if (layout.mode === 'small') {
		const ask = line({text: text.tooSmall(size.columns, size.rows), role: 'busy'});
		const rows = wrap(ask, size.columns).map(row => clip(row, size.columns));
		return {rows: rows.slice(0, size.rows), panes: [], isStoryPage: false};
	}
	const painter = painterFor(view, state, theme, text);
	const title = titleBar(view, size.columns, theme, text);
	const panes = paintPanes(painter, layout, size);
	const all: readonly Pane[] = [
		{name: 'terminal', place: {x: 0, y: 0, width: size.columns, height: 1}, rows: [title]},
		...panes,
	];
	const cursor = panes.find(pane => pane.name === 'terminal')?.cursor;
	return {
		rows: composed(all, size.rows),
		panes,
		isStoryPage: panes.some(pane => pane.isStoryPage),
		...(cursor && state.focus === 'terminal' && {cursor}),
	};
}

/** How the room is divided now; the debrief takes the whole width if its pictures would be cut. */
export function layoutOf(
	{lesson}: LabView,
	state: Pick<ScreenState, 'panel' | 'focus'>,
	{columns, rows}: Size,
): Layout {
	const hasLesson = lesson !== undefined;
	const layout = layoutFor(columns, rows, {hasLesson, isLessonWide: false});
	const isCut = lesson !== undefined && pictureCells(lesson) > layout.lesson.width - 4;
	const isLessonWide = isCut && (state.panel === 'lesson' || state.panel === 'goals');
	return isLessonWide ? layoutFor(columns, rows, {hasLesson, isLessonWide}) : layout;
}

function painterFor(view: LabView, state: ScreenState, theme: Theme, text: Text): Painter {
	const {store, journal, time, replay} = view;
	const input = {
		store,
		changes: journal.changes,
		decisions: journal.decisions,
		nowMs: time.nowMs,
		theme,
		text,
		toggled: state.toggled,
		...(state.selected && {selected: state.selected}),
		...(replay && {whole: wholeOf(replay)}),
	};
	return {view, state, theme, text, input};
}

function wholeOf({atMs, live}: ReplayView): NonNullable<PanelInput['whole']> {
	const {store, journal, time} = live;
	const mark = {atMs: time.nowMs - time.elapsedMs + atMs, text: clockText(atMs)};
	return {store, changes: journal.changes, nowMs: time.nowMs, mark};
}

function paintPanes(painter: Painter, layout: Layout, size: Size): Pane[] {
	const {view, state} = painter;
	const {mode} = layout as {mode: 'columns' | 'tabs'};
	if (state.isZoomed) return [paintZoomed(painter, mode, {x: 0, y: 1, width: size.columns, height: size.rows - 1})];
	const terminal = paintTerminal(painter, layout.terminal, mode === 'columns' ? 'framed' : 'open');
	const order = panelOrder(mode, view.lesson !== undefined);
	if (mode === 'tabs') {
		const chosen = order.includes(state.panel) ? state.panel : order[0]!;
		const upper = paintNamed(painter, chosen, layout.lesson, {kind: 'open'});
		const tabs = paintTabRow(painter, {order, chosen}, {...layout.lesson, y: layout.lesson.y - 1, height: 1});
		// What is below the edge of a pane without a frame is told in the rule over the terminal.
		return [terminal.withNote(upper.note ?? []), tabs, upper];
	}
	const names = shownPanels(state.panel, layout.panels.length);
	const panels = layout.panels.map((place, index) =>
		paintPanelPane(painter, names[index]!, place, {
			kind: 'framed',
			...(index === 0 && {tabs: {order, chosen: names[0]!}}),
			withReasons: !names.includes('why'),
		}),
	);
	const lesson = view.lesson ? [paintLesson(painter, view.lesson, layout.lesson, {kind: 'framed'})] : [];
	return [terminal.pane, ...lesson, ...panels];
}

function paintZoomed(painter: Painter, mode: 'columns' | 'tabs', place: Rectangle): Pane {
	const {focus} = painter.state;
	const order = panelOrder(mode, painter.view.lesson !== undefined);
	return focus === 'terminal'
		? paintTerminal(painter, place, 'framed').pane
		: paintNamed(painter, focus, place, {kind: 'framed', tabs: {order, chosen: focus}});
}

function paintNamed(
	painter: Painter,
	name: Exclude<Pane['name'], 'terminal'>,
	place: Rectangle,
	frame: PaneFrame,
): Pane {
	const {lesson} = painter.view;
	if (lesson && name === 'lesson') return paintLesson(painter, lesson, place, frame);
	if (lesson && name === 'goals') return paintGoals(painter, lesson, place, frame);
	return paintPanelPane(painter, name === 'lesson' || name === 'goals' ? 'tree' : name, place, frame);
}

// Panes cover the screen without a gap; a row of the screen is the rows of those beside each other.
function composed(panes: readonly Pane[], height: number): Line[] {
	const sorted = [...panes].sort((a, b) => a.place.x - b.place.x);
	return Array.from({length: height}, (_, y) =>
		sorted.flatMap(({place, rows}) => (y >= place.y && y < place.y + place.height ? (rows[y - place.y] ?? []) : [])),
	);
}
