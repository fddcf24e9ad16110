import type {ReplayView} from '../lab-view.ts';
import {fitted, type Line, line, lineWidth} from './line.ts';
import type {Text} from './text/en.ts';
import type {Theme} from './theme.ts';

const SHORTEST_BAR = 10;

/** Where a replay is in its session, and the keys that move it: one row, at most `width` cells. */
export function scrubBar({atMs, endMs}: ReplayView, width: number, theme: Theme, text: Text): Line {
	const keys = text.replay.keys.map(choice => line({text: choice, role: 'accent'}));
	const hint = keys.find(choice => lineWidth(choice) + 1 + SHORTEST_BAR <= width) ?? keys.at(-1)!;
	const cells = width - lineWidth(hint) - 1;
	if (cells < SHORTEST_BAR) return fitted(hint, width);
	const at = Math.min(cells - 1, Math.floor((atMs / Math.max(1, endMs)) * cells));
	const {box, focusBox, running} = theme.glyphs;
	return line(
		{text: focusBox[4].repeat(at), role: 'busy'},
		{text: running, role: 'busy', bold: true},
		{text: box[4].repeat(cells - at - 1), role: 'muted'},
		' ',
		...hint,
	);
}
