/** A part of the screen, in cells. */
export interface Rectangle {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export type PanelName = 'lesson' | 'goals' | 'tree' | 'nodes' | 'timeline' | 'why' | 'events' | 'yaml';

export interface Layout {
	/** `tabs`: one panel at a time over the terminal. `columns`: lesson left, panels right, terminal below. `small`: no room for a lab. */
	readonly mode: 'columns' | 'tabs' | 'small';
	readonly columns: number;
	readonly rows: number;
	readonly lesson: Rectangle;
	/** The panels on the right, one rectangle each, top to bottom; the first shows what the learner chose. */
	readonly panels: readonly Rectangle[];
	readonly terminal: Rectangle;
}

const NARROWEST = {columns: 60, rows: 18};
const COLUMNS_FROM = 100;
// A second and a third panel are shown when each keeps at least this many rows.
const PANEL_ROWS = 12;

/** Divides the terminal. Row 0 is the title bar; everything else is given out without a gap. */
export function layoutFor(columns: number, rows: number): Layout {
	const terminalRows = Math.max(7, Math.floor(rows * (rows >= 40 ? 0.36 : 0.34)));
	const upper = rows - 1 - terminalRows;
	const terminal = {x: 0, y: rows - terminalRows, width: columns, height: terminalRows};
	if (columns < NARROWEST.columns || rows < NARROWEST.rows) {
		return {mode: 'small', columns, rows, lesson: terminal, panels: [], terminal};
	}
	if (columns < COLUMNS_FROM) {
		const panel = {x: 0, y: 2, width: columns, height: upper - 1};
		return {mode: 'tabs', columns, rows, lesson: panel, panels: [panel], terminal};
	}
	const lessonColumns = Math.min(84, Math.max(48, Math.floor(columns * 0.44)));
	const count = Math.min(3, Math.max(1, Math.floor(upper / PANEL_ROWS)));
	const panels = Array.from({length: count}, (_, index) => {
		const top = Math.floor((upper * index) / count);
		return {
			x: lessonColumns,
			y: 1 + top,
			width: columns - lessonColumns,
			height: Math.floor((upper * (index + 1)) / count) - top,
		};
	});
	return {mode: 'columns', columns, rows, lesson: {x: 0, y: 1, width: lessonColumns, height: upper}, panels, terminal};
}
