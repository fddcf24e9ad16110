import {after, before, wordEnd, wordStart} from '../../shell/line-editor/movement.ts';

/** A text being edited. Immutable: every change makes a new buffer that shares the lines that stayed. */
export interface Buffer {
	readonly lines: readonly string[];
	/** 0-based line of the cursor. */
	readonly row: number;
	/** Index into that line in UTF-16 units. */
	readonly column: number;
}

export function bufferOf(text: string): Buffer {
	return {lines: text.replace(/\n$/, '').split('\n'), row: 0, column: 0};
}

/** The text as a file holds it: every line ends with a line end. */
export function bufferText({lines}: Buffer): string {
	return lines.length === 1 && lines[0] === '' ? '' : `${lines.join('\n')}\n`;
}

export type Motion =
	| 'left'
	| 'right'
	| 'up'
	| 'down'
	| 'word-left'
	| 'word-right'
	| 'line-start'
	| 'line-end'
	| 'top'
	| 'bottom';

/** The buffer with its cursor moved. */
export function move(buffer: Buffer, motion: Motion): Buffer {
	const {lines, row, column} = buffer;
	const text = lines[row]!;
	switch (motion) {
		case 'left':
			return column > 0 ? at(buffer, row, before(text, column)) : row > 0 ? at(buffer, row - 1, Infinity) : buffer;
		case 'right':
			if (column < text.length) return at(buffer, row, after(text, column));
			return row < lines.length - 1 ? at(buffer, row + 1, 0) : buffer;
		case 'up':
		case 'down':
			return moveRows(buffer, motion === 'up' ? -1 : 1);
		case 'word-left':
			return column > 0 ? at(buffer, row, wordStart(text, column)) : move(buffer, 'left');
		case 'word-right':
			return column < text.length ? at(buffer, row, wordEnd(text, column)) : move(buffer, 'right');
		case 'line-start': {
			// First to the text behind the indentation, then to the edge.
			const indent = indentOf(text).length;
			return at(buffer, row, column === indent ? 0 : indent);
		}
		case 'line-end':
			return at(buffer, row, Infinity);
		case 'top':
			return at(buffer, 0, 0);
		case 'bottom':
			return at(buffer, lines.length - 1, Infinity);
	}
}

/** The cursor `count` lines further down, in the same column where the line is long enough. */
export function moveRows(buffer: Buffer, count: number): Buffer {
	return at(buffer, buffer.row + count, buffer.column);
}

/** The cursor at a place; both numbers are brought into the text. */
export function at(buffer: Buffer, row: number, column: number): Buffer {
	const line = Math.max(0, Math.min(buffer.lines.length - 1, row));
	return {...buffer, row: line, column: Math.max(0, Math.min(buffer.lines[line]!.length, column))};
}

/** Inserts text, which may have several lines, before the cursor. */
export function insert(buffer: Buffer, text: string): Buffer {
	const pieces = text.replace(/\r\n?/g, '\n').split('\n');
	const line = buffer.lines[buffer.row]!;
	const last = pieces.at(-1)!;
	const rows = [...pieces];
	rows[0] = line.slice(0, buffer.column) + rows[0]!;
	rows[rows.length - 1] += line.slice(buffer.column);
	return {
		lines: buffer.lines.toSpliced(buffer.row, 1, ...rows),
		row: buffer.row + pieces.length - 1,
		column: pieces.length === 1 ? buffer.column + last.length : last.length,
	};
}

/** A new line with the indentation of this one, as YAML wants it. */
export function breakLine(buffer: Buffer): Buffer {
	const line = buffer.lines[buffer.row]!;
	const indent = indentOf(line).slice(0, buffer.column);
	// What stands behind the cursor takes the new indentation instead of its own blanks.
	const rest = line.slice(buffer.column).trimStart();
	const lines = buffer.lines.with(buffer.row, line.slice(0, buffer.column) + rest);
	return insert({...buffer, lines}, `\n${indent}`);
}

/** Blanks up to the next even column. */
export function indent(buffer: Buffer): Buffer {
	return insert(buffer, ' '.repeat(2 - (buffer.column % 2)));
}

/** Takes up to two blanks from the start of the line. */
export function outdent(buffer: Buffer): Buffer {
	const line = buffer.lines[buffer.row]!;
	const count = Math.min(2, indentOf(line).length);
	return {
		...buffer,
		lines: buffer.lines.with(buffer.row, line.slice(count)),
		column: Math.max(0, buffer.column - count),
	};
}

/** Erases from the cursor to where `motion` leads. */
export function erase(buffer: Buffer, motion: Motion): Buffer {
	const other = move(buffer, motion);
	const isBackward = other.row < buffer.row || (other.row === buffer.row && other.column < buffer.column);
	const [from, to] = isBackward ? [other, buffer] : [buffer, other];
	const joined = from.lines[from.row]!.slice(0, from.column) + to.lines[to.row]!.slice(to.column);
	return {
		lines: buffer.lines.toSpliced(from.row, to.row - from.row + 1, joined),
		row: from.row,
		column: from.column,
	};
}

/** Takes the whole line out; `cut` is its text. */
export function cutLine(buffer: Buffer): {buffer: Buffer; cut: string} {
	const cut = buffer.lines[buffer.row]!;
	const lines = buffer.lines.length === 1 ? [''] : buffer.lines.toSpliced(buffer.row, 1);
	return {buffer: at({...buffer, lines}, buffer.row, 0), cut};
}

/** The next place of `query` behind the cursor, going on at the top; letter case counts only if the query has capitals. */
export function find(buffer: Buffer, query: string): Buffer | undefined {
	if (query === '') return undefined;
	const fold = query === query.toLowerCase() ? (text: string) => text.toLowerCase() : (text: string) => text;
	const {lines, row, column} = buffer;
	for (let step = 0; step <= lines.length; step++) {
		const index = (row + step) % lines.length;
		const found = fold(lines[index]!).indexOf(query, step === 0 ? column + 1 : 0);
		if (found >= 0) return {...buffer, row: index, column: found};
	}
	return undefined;
}

function indentOf(line: string): string {
	return /^[ \t]*/.exec(line)![0];
}
