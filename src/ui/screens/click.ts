import type {MouseEvent} from '../mouse.ts';
import type {LabFrame} from './lab-frame.ts';
import {choose, focused, obey, scrolled} from './obey.ts';
import type {Pane} from './paint.ts';
import {atPrompt, type ScreenState} from './screen-state.ts';

const WHEEL_ROWS = 3;

/** What the mouse makes of the screen: the wheel scrolls what is under it, a press chooses a tab, a pane, an item. */
export function clicked(state: ScreenState, {kind, x, y}: MouseEvent, frame: LabFrame): ScreenState {
	const pane = frame.panes.find(
		({place}) => x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height,
	);
	if (!pane) return state;
	if (kind !== 'press')
		return pane.inner ? scrolled(state, pane.name, pane, kind === 'wheel-up' ? -WHEEL_ROWS : WHEEL_ROWS) : state;
	const tab = y === pane.place.y ? pane.tabs?.find(each => x >= each.x && x < each.x + each.width) : undefined;
	if (tab)
		return state.focus === 'terminal' ? {...state, panel: tab.name} : focused({...state, panel: tab.name}, tab.name);
	if (pane.name === 'terminal') return atPrompt(state);
	return pane.inner ? pressed(focused(state, pane.name), pane, y, frame) : state;
}

// A second press on the same item folds or unfolds it.
function pressed(state: ScreenState, pane: Pane, y: number, frame: LabFrame): ScreenState {
	const {panel, inner, name} = pane;
	if (!panel || !inner || name === 'terminal') return state;
	const item = panel.itemAt[y - inner.y] ?? -1;
	if (item >= 0 && item === panel.cursor) return obey(state, {kind: 'toggle'}, frame, []);
	return choose(state, name, panel, item);
}
