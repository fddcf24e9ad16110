const PADDING = 2;

/**
 * Turns tab-terminated cells into aligned columns, as Go's text/tabwriter does when kubectl describes: a column reaches over
 * consecutive lines that have a cell there, is as wide as its widest cell plus two, and the text after a line's last tab is in no
 * column.
 */
export function alignTabs(text: string): string {
	const lines = text.split('\n').map(line => line.split('\t'));
	const widths = lines.map(() => [] as number[]);
	alignColumn({lines, widths}, 0, lines.length, 0);
	return lines.map((cells, index) => joined(cells, widths[index]!)).join('\n');
}

interface Grid {
	readonly lines: readonly string[][];
	readonly widths: readonly number[][];
}

function alignColumn(grid: Grid, from: number, to: number, column: number): void {
	const {lines, widths} = grid;
	for (let start = from; start < to; start++) {
		if (!hasCell(lines[start]!, column)) continue;
		let end = start;
		let width = 0;
		while (end < to && hasCell(lines[end]!, column)) width = Math.max(width, lengthOf(lines[end++]![column]!));
		for (let index = start; index < end; index++) widths[index]!.push(width + PADDING);
		alignColumn(grid, start, end, column + 1);
		start = end;
	}
}

function hasCell(cells: readonly string[], column: number): boolean {
	return column < cells.length - 1;
}

function joined(cells: readonly string[], widths: readonly number[]): string {
	return cells.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell)))).join('');
}

// Code points, as Go counts.
function lengthOf(text: string): number {
	let length = 0;
	for (const _ of text) length++;
	return length;
}
