const SMALLEST_WIDTH = 6;
const PADDING = 3;

/**
 * Aligns columns as kubectl does: every cell but the last of a line is padded to the widest of its column plus three blanks, six at
 * least. A writer that is used again remembers its widths, so that the rows of `get --watch` stay aligned.
 */
export class TabWriter {
	#widths: number[] = [];

	/** Forgets the widths of earlier rows. */
	reset(): void {
		this.#widths = [];
	}

	/** Text of the rows, each with its line end. */
	write(rows: readonly (readonly string[])[]): string {
		for (const row of rows) {
			row.slice(0, -1).forEach((cell, index) => {
				const width = Math.max(SMALLEST_WIDTH, widthOf(cell) + PADDING);
				this.#widths[index] = Math.max(this.#widths[index] ?? 0, width);
			});
		}
		return rows.map(row => `${this.#line(row)}\n`).join('');
	}

	#line(row: readonly string[]): string {
		return row
			.map((cell, index) => (index === row.length - 1 ? cell : cell + ' '.repeat(this.#widths[index]! - widthOf(cell))))
			.join('');
	}
}

// kubectl counts code points, not cells of the terminal.
function widthOf(text: string): number {
	return [...text].length;
}
