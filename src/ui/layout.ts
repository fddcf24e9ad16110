/** A part of the screen, in cells. */
export interface Rectangle {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export type PanelName = 'lesson' | 'goals' | 'tree' | 'nodes' | 'timeline' | 'why' | 'events' | 'yaml' | 'diff';

/** What can take the keys: the terminal's prompt, or one of the panels. */
export type PaneName = 'terminal' | PanelName;

export interface Layout {
	/** `tabs`: one panel at a time over the terminal. `columns`: lesson left, panels right, terminal below. `small`: no room for a lab. */
	readonly mode: 'columns' | 'tabs' | 'small';
	/** Of no width in the sandbox. */
	readonly lesson: Rectangle;
	/** The panels, one rectangle each; the first shows what the learner chose. */
	readonly panels: readonly Rectangle[];
	readonly terminal: Rectangle;
}

export interface Wish {
	readonly hasLesson: boolean;
	/** The lesson wants the whole width. */
	readonly isLessonWide: boolean;
}

const NARROWEST = {columns: 60, rows: 18};
const COLUMNS_FROM = 100;
// Longer rows of prose are tiring to read.
const LESSON_COLUMNS = {least: 48, most: 76 + 4, share: 0.44};
// Several panels are shown one below the other when each keeps at least this many rows, and side by side with this many columns.
const PANEL_ROWS = 12;
const PANEL_COLUMNS = 75;
// Beside the terminal stands a panel too when the terminal keeps a hundred columns.
const SIDE = {terminal: 100, least: 56, rows: 12};

/** Divides the terminal. Row 0 is the title bar; everything else is given out without a gap. */
export function layoutFor(
	columns: number,
	rows: number,
	{hasLesson, isLessonWide}: Wish = {hasLesson: true, isLessonWide: false},
): Layout {
	const terminalRows = Math.max(7, Math.floor(rows * (rows >= 40 ? 0.36 : 0.34)));
	const upper = {x: 0, y: 1, width: columns, height: rows - 1 - terminalRows};
	const lower = {x: 0, y: rows - terminalRows, width: columns, height: terminalRows};
	const none = {...upper, width: 0};
	if (columns < NARROWEST.columns || rows < NARROWEST.rows)
		return {mode: 'small', lesson: none, panels: [], terminal: lower};
	if (columns < COLUMNS_FROM) {
		const panel = {...upper, y: 2, height: upper.height - 1};
		return {mode: 'tabs', lesson: panel, panels: [panel], terminal: lower};
	}
	if (hasLesson && isLessonWide) return {mode: 'columns', lesson: upper, panels: [], terminal: lower};
	const {least, most, share} = LESSON_COLUMNS;
	const lessonWidth = hasLesson ? Math.min(most, Math.max(least, Math.floor(columns * share))) : 0;
	const right = {...upper, x: lessonWidth, width: columns - lessonWidth};
	const across = right.width >= 2 * PANEL_COLUMNS ? 2 : 1;
	const down = Math.min(across === 2 ? 2 : 3, Math.max(1, Math.floor(upper.height / PANEL_ROWS)));
	const hasSide = across === 1 && columns >= SIDE.terminal + SIDE.least && terminalRows >= SIDE.rows;
	const [terminal, side] = hasSide ? beside(lower, SIDE.terminal) : [lower, undefined];
	return {
		mode: 'columns',
		lesson: {...upper, width: lessonWidth},
		panels: [...grid(right, across, down), ...(side ? [side] : [])],
		terminal,
	};
}

function beside(place: Rectangle, width: number): [Rectangle, Rectangle] {
	return [
		{...place, width},
		{...place, x: place.x + width, width: place.width - width},
	];
}

// Row by row; what does not divide evenly goes to the last ones.
function grid(place: Rectangle, across: number, down: number): Rectangle[] {
	const part = (length: number, count: number, index: number) => Math.floor((length * index) / count);
	return Array.from({length: across * down}, (_, index) => {
		const [column, row] = [index % across, Math.floor(index / across)];
		const [x, y] = [part(place.width, across, column), part(place.height, down, row)];
		return {
			x: place.x + x,
			y: place.y + y,
			width: part(place.width, across, column + 1) - x,
			height: part(place.height, down, row + 1) - y,
		};
	});
}
