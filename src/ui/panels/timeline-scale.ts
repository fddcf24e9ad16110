import {type Line, line, widthOf} from '../line.ts';

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
export function scaleFor(nowMs: number, cells: number, aheadCells: number): Scale {
	const past = Math.max(1, cells - aheadCells);
	const cellMs = (CELL_SECONDS.find(seconds => seconds * SECOND_MS * past >= SHORTEST_MS) ?? 60) * SECOND_MS;
	const nowCell = past - 1;
	return {cellMs, cells, nowCell, fromMs: Math.floor(nowMs / cellMs) * cellMs - nowCell * cellMs};
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

function durationText(seconds: number): string {
	const rest = seconds % 60;
	if (seconds < 60) return `${seconds}s`;
	return rest === 0 ? `${seconds / 60}m` : `${Math.floor(seconds / 60)}m${rest}s`;
}
