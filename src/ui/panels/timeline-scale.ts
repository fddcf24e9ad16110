import {type Line, line, textOf, widthOf} from '../line.ts';
import type {Theme} from '../theme.ts';

const SECOND_MS = 1000;
const SHORTEST_MS = 120 * SECOND_MS;
const CELL_SECONDS = [1, 2, 5, 10, 15, 30];
const MARK_SECONDS = [10, 30, 60, 120, 300, 600];
// A mark such as `-1m30s` with room around it.
const MARK_CELLS = 10;

/** Which moment each cell of a bar stands for. */
export interface Scale {
	readonly cellMs: number;
	readonly cells: number;
	/** Start of the first cell. */
	readonly fromMs: number;
	/** Index of the cell in which now lies; later ones are the future. */
	readonly nowCell: number;
}

/**
 * Divides a bar: at least the last two minutes, in cells of a round length that begin at round times, so that a bar moves by whole cells
 * and stands still in between. `aheadCells` cells at the end are kept for what comes.
 */
function scaleFor(nowMs: number, cells: number, aheadCells: number): Scale {
	const past = Math.max(1, cells - aheadCells);
	const cellMs = (CELL_SECONDS.find(seconds => seconds * SECOND_MS * past >= SHORTEST_MS) ?? 60) * SECOND_MS;
	const nowCell = past - 1;
	return {cellMs, cells, nowCell, fromMs: Math.floor(nowMs / cellMs) * cellMs - nowCell * cellMs};
}

/** As `scaleFor`, but a moment that lies before the bar brings the bar back to where it was then. */
export function scaleAround(markMs: number | undefined, nowMs: number, cells: number, aheadCells: number): Scale {
	const scale = scaleFor(nowMs, cells, aheadCells);
	if (markMs === undefined || cellOf(scale, markMs) >= 0) return scale;
	return scaleFor(markMs + ((scale.nowCell + 1) * scale.cellMs) / 2, cells, aheadCells);
}

/** The cell of a moment; may lie outside of the bar. */
export function cellOf({fromMs, cellMs}: Scale, atMs: number): number {
	return Math.floor((atMs - fromMs) / cellMs);
}

/** `-2m        -1m       now`: each mark ends below its moment. */
export function axisRow({cellMs, nowCell}: Scale, now: string): Line {
	const step = MARK_SECONDS.find(seconds => (seconds * SECOND_MS) / cellMs >= MARK_CELLS) ?? 1200;
	const stepCells = (step * SECOND_MS) / cellMs;
	let text = '';
	for (let index = Math.floor(nowCell / stepCells); index > 0; index--) {
		const mark = `-${durationText(index * step)}`;
		const end = nowCell + 1 - index * stepCells;
		if (end - mark.length >= text.length) text = text.padEnd(end - mark.length) + mark;
	}
	const start = nowCell + 1 - widthOf(now);
	if (start < 0 || (start <= text.length && text !== '')) return line({text, role: 'muted'});
	return line({text: text.padEnd(start), role: 'muted'}, {text: now, bold: true});
}

/** `▲ 00:01:12`: below a cell of the bars. */
export function markRow(cell: number, cells: number, label: string, {glyphs}: Theme): Line {
	const isLeft = cell + 2 + widthOf(label) > cells && cell > widthOf(label);
	const text = isLeft ? `${label} ${glyphs.mark}` : `${glyphs.mark} ${label}`;
	return line({
		text: ' '.repeat(Math.max(0, isLeft ? cell + 1 - widthOf(text) : cell)) + text,
		role: 'busy',
		bold: true,
	});
}

/** A bar with one cell marked. */
export function markedAt(bar: Line | undefined, cell: number): Line | undefined {
	if (!bar || cell < 0) return bar;
	let from = 0;
	return [...bar, ...line(' '.repeat(Math.max(0, cell + 1 - textOf(bar).length)))].flatMap(span => {
		const at = cell - from;
		from += span.text.length;
		if (at < 0 || at >= span.text.length) return [span];
		const part = (text: string, isMarked: boolean) => ({...span, text, ...(isMarked && {inverse: true})});
		return line(part(span.text.slice(0, at), false), part(span.text[at]!, true), part(span.text.slice(at + 1), false));
	});
}

function durationText(seconds: number): string {
	const rest = seconds % 60;
	if (seconds < 60) return `${seconds}s`;
	return rest === 0 ? `${seconds / 60}m` : `${Math.floor(seconds / 60)}m${rest}s`;
}
