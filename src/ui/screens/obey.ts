import type {FocusCommand} from '../focus-keys.ts';
import type {PanelName, PaneName} from '../layout.ts';
import {textOf} from '../line.ts';
import type {DrawnPanel} from '../panels/draw-panel.ts';
import {shortName} from '../panels/names.ts';
import type {LabFrame} from './lab-frame.ts';
import type {Pane} from './paint.ts';
import {isClusterPanel} from './panes.ts';
import {atPrompt, type PanelView, type ScreenState, viewOf, withView} from './screen-state.ts';

/** The pane that takes the keys now, or another one by its name. */
export function paneNamed({panes}: LabFrame, name: PaneName): Pane | undefined {
	return panes.find(pane => pane.name === name && pane.inner);
}

/** What a command for the focused pane makes of the screen. */
export function obey(
	state: ScreenState,
	command: FocusCommand,
	frame: LabFrame,
	order: readonly PanelName[],
): ScreenState {
	const name = state.focus;
	const pane = paneNamed(frame, name);
	if (name === 'terminal' || !pane) return atPrompt(state);
	switch (command.kind) {
		case 'leave':
			return isClusterPanel(name) && viewOf(state, name).filter !== ''
				? withView(state, name, {filter: ''})
				: atPrompt(state);
		case 'zoom':
			return {...state, isZoomed: !state.isZoomed};
		case 'tab':
			return nextPanel(state, order, command.by);
		case 'filter':
			return pane.panel ? filtered(state, name, command.change) : state;
		case 'copy':
			return state;
		case 'yaml':
		case 'diff':
		case 'why':
			return tellOf(state, pane, command.kind, frame);
		case 'move':
		case 'page':
		case 'edge':
			return pane.panel ? moved(state, name, pane.panel, command) : scrolled(state, name, pane, rowsOf(command, pane));
		case 'fold':
		case 'unfold':
		case 'toggle':
			return pane.panel ? folded(state, pane.panel, command.kind) : state;
	}
}

/** The next part of the screen takes the keys; after the last one the prompt. */
export function focusNext(state: ScreenState, frame: LabFrame): ScreenState {
	const ring = frame.panes.filter(pane => pane.inner).map(pane => pane.name);
	const next = ring[(ring.indexOf(state.focus) + 1) % ring.length] ?? 'terminal';
	return next === 'terminal' ? atPrompt(state) : focused({...state, isZoomed: false}, next);
}

/** A part of the screen takes the keys. */
export function focused(state: ScreenState, name: PaneName): ScreenState {
	return name === state.focus ? state : {...state, focus: name, isFiltering: false};
}

/** What to copy: the name of the chosen object as kubectl takes it, or the row. */
export function copyText(state: ScreenState, what: 'name' | 'row', frame: LabFrame): string | undefined {
	const panel = paneNamed(frame, state.focus)?.panel;
	if (!panel || panel.cursor < 0) return state.selected && shortName(state.selected.kind, state.selected.name);
	const object = panel.items.objectAt(panel.cursor);
	if (what === 'name' && object) return shortName(object.kind, object.name);
	const rows = panel.items.draw(panel.cursor, 1)[0] ?? [];
	return rows.map(row => textOf(row).trim()).join(' ');
}

/** Puts the cursor on an item; Why and YAML follow to its object. */
export function choose(state: ScreenState, name: PanelName, panel: DrawnPanel, index: number): ScreenState {
	const {items} = panel;
	if (index < 0 || index >= items.count || !items.canChoose(index)) return state;
	const view: Partial<PanelView> = {cursor: items.keyAt(index), index, offset: panel.offset, isFollowing: true};
	const object = items.objectAt(index);
	// What these two show must not change by looking at it.
	const follows = object !== undefined && name !== 'why' && name !== 'yaml';
	const next = withView(state, name, view);
	return follows && object.uid !== state.selected?.uid ? {...next, selected: object} : next;
}

/** Scrolls without a cursor, as the wheel does. */
export function scrolled(state: ScreenState, name: PaneName, pane: Pane, by: number): ScreenState {
	if (name === 'terminal') return {...state, terminalOffset: Math.max(0, (pane.scroll?.offset ?? 0) - by)};
	if (name === 'lesson') {
		const {offset = 0, end = 0} = pane.scroll ?? {};
		return {...state, lessonOffset: Math.max(0, Math.min(end, offset + by))};
	}
	const offset = pane.panel?.offset ?? pane.scroll?.offset ?? 0;
	return withView(state, name, {offset: Math.max(0, offset + by), isFollowing: false});
}

type Motion = Extract<FocusCommand, {kind: 'move' | 'page' | 'edge'}>;

function moved(state: ScreenState, name: PanelName, panel: DrawnPanel, motion: Motion): ScreenState {
	const {items, cursor, offset, room} = panel;
	const last = items.count - 1;
	if (last < 0) return state;
	const from = cursor >= 0 ? cursor : Math.min(viewOf(state, name).index, last);
	if (motion.kind === 'edge')
		return choose(state, name, panel, settled(panel, motion.to === 'start' ? 0 : last, motion.to === 'start' ? 1 : -1));
	// The first key only shows where the cursor is.
	if (cursor < 0 && viewOf(state, name).cursor === undefined)
		return choose(state, name, panel, settled(panel, offset, 1));
	const by = motion.kind === 'page' ? motion.by * Math.max(1, Math.min(room, last) - 1) : motion.by;
	const to = Math.max(0, Math.min(last, from + by));
	return choose(state, name, panel, settled(panel, to, Math.sign(by) as -1 | 1));
}

// The nearest item that can be chosen, in the direction of the motion first.
function settled({items}: DrawnPanel, index: number, direction: -1 | 1): number {
	for (const step of [direction, -direction])
		for (let at = index; at >= 0 && at < items.count; at += step) if (items.canChoose(at)) return at;
	return -1;
}

function rowsOf(motion: Motion, pane: Pane): number {
	if (motion.kind === 'move') return motion.by;
	if (motion.kind === 'page') return motion.by * Math.max(1, (pane.inner?.height ?? 2) - 2);
	return motion.to === 'start' ? -1_000_000 : 1_000_000;
}

function folded(state: ScreenState, {items, cursor}: DrawnPanel, how: 'fold' | 'unfold' | 'toggle'): ScreenState {
	const fold = cursor >= 0 ? items.foldAt?.(cursor) : undefined;
	if (!fold || (how !== 'toggle' && fold.isFolded === (how === 'fold'))) return state;
	const toggled = new Set(state.toggled);
	if (!toggled.delete(fold.uid)) toggled.add(fold.uid);
	return {...state, toggled};
}

function filtered(
	state: ScreenState,
	name: PanelName,
	change: Extract<FocusCommand, {kind: 'filter'}>['change'],
): ScreenState {
	const {filter} = viewOf(state, name);
	const first = {offset: 0, index: 0, isFollowing: true};
	if (change === 'begin') return {...state, isFiltering: true};
	if (change === 'end') return {...state, isFiltering: false};
	if (change === 'clear') return {...withView(state, name, {filter: '', ...first}), isFiltering: false};
	const text = change === 'erase' ? [...filter].slice(0, -1).join('') : filter + change.add;
	return withView(state, name, {filter: text.slice(0, 60), ...first});
}

function nextPanel(state: ScreenState, order: readonly PanelName[], by: -1 | 1): ScreenState {
	const at = order.indexOf(state.focus as PanelName);
	const panel = order[(at + by + order.length) % order.length]!;
	return focused({...state, panel}, panel);
}

// YAML, Diff or Why of the object under the cursor.
function tellOf(state: ScreenState, {panel}: Pane, kind: 'yaml' | 'diff' | 'why', frame: LabFrame): ScreenState {
	const object = panel && panel.cursor >= 0 ? panel.items.objectAt(panel.cursor) : undefined;
	const isShown = paneNamed(frame, kind) !== undefined;
	const next: ScreenState = {
		...state,
		...(object && {selected: object}),
		...(!isShown && {panel: kind}),
		views: {...state.views, [kind]: undefined},
	};
	return focused(next, kind);
}
