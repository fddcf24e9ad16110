import {ansiOf} from './ansi.ts';
import {clip, type Line, lineWidth} from './line.ts';
import type {Theme} from './theme.ts';

/** A terminal to write to. */
export interface TerminalStream extends Pick<NodeJS.WritableStream, 'write' | 'once'> {
	readonly columns?: number;
	readonly rows?: number;
	readonly writableNeedDrain?: boolean;
}

export interface Picture {
	readonly lines: readonly Line[];
	/** Where the cursor blinks; hidden if absent. */
	readonly cursor: {readonly x: number; readonly y: number} | undefined;
	readonly theme: Theme;
}

const BEGIN = '\u001b[?2026h\u001b[?25l';
const END = '\u001b[?2026l';
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';

/**
 * Writes whole screens, row by row, and of those only the rows that differ from what is there: a key costs what it changes. Nothing else may write
 * to the terminal in the meantime, or it has to be told with `suspend` and `resume`.
 */
export class ScreenPainter {
	#rows: string[] = [];
	#size = '';
	#cursor = '';
	#picture: Picture | undefined;
	#isSuspended = false;
	#isWaiting = false;

	constructor(private readonly stdout: TerminalStream) {}

	paint(picture: Picture): void {
		this.#picture = picture;
		if (this.#isSuspended || this.#isWaiting) return;
		// A terminal that is slower than the screen gets the newest picture when it is ready, not all of them.
		if (this.stdout.writableNeedDrain) {
			this.#isWaiting = true;
			this.stdout.once('drain', () => {
				this.#isWaiting = false;
				this.#again();
			});
			return;
		}
		const changes = this.#changes(picture);
		if (changes !== '') this.stdout.write(changes);
	}

	/** Leaves the terminal to something else. */
	suspend(): void {
		this.#isSuspended = true;
	}

	/** Takes the terminal back, with the newest picture. */
	resume(): void {
		this.#isSuspended = false;
		this.#size = '';
		this.#again();
	}

	#again(): void {
		if (this.#picture) this.paint(this.#picture);
	}

	#changes({lines, cursor, theme}: Picture): string {
		const {columns = 80, rows = 24} = this.stdout;
		const size = `${columns}×${rows}`;
		const isNew = size !== this.#size;
		if (isNew) this.#rows = [];
		this.#size = size;
		let changed = '';
		for (let y = 0; y < rows; y++) {
			const text = rowText(lines[y] ?? [], columns, theme);
			if (this.#rows[y] === text) continue;
			this.#rows[y] = text;
			changed += `\u001b[${y + 1};1H${text}`;
		}
		const place =
			cursor && cursor.y < rows
				? `\u001b[${cursor.y + 1};${Math.min(cursor.x, columns - 1) + 1}H\u001b[?25h`
				: '\u001b[?25l';
		if (changed === '' && place === this.#cursor) return '';
		this.#cursor = place;
		// A character that the terminal draws wider than expected must not push the next row away.
		const drawn = changed === '' ? '' : `${NO_WRAP}${isNew ? '\u001b[2J' : ''}${changed}${WRAP}`;
		return `${BEGIN}${drawn}${place}${END}`;
	}
}

function rowText(row: Line, columns: number, theme: Theme): string {
	const width = lineWidth(row);
	if (width > columns) return ansiOf(clip(row, columns, theme.glyphs.ellipsis), theme);
	// In the last column the cursor stands on the last character, which erasing would take away.
	return width === columns ? ansiOf(row, theme) : `${ansiOf(row, theme)}\u001b[K`;
}

const painters = new WeakMap<TerminalStream, ScreenPainter>();

/** The one painter of a terminal. */
export function painterOf(stdout: TerminalStream): ScreenPainter {
	const painter = painters.get(stdout) ?? new ScreenPainter(stdout);
	painters.set(stdout, painter);
	return painter;
}
