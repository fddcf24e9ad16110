import stringWidth from 'string-width';
import type {Role} from './theme.ts';

/** A run of text in one style. `role` names a colour of the theme; panels never name colours themselves. */
export interface Span {
	readonly text: string;
	readonly role?: Role;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly underline?: boolean;
	readonly inverse?: boolean;
	/** Where a terminal that knows hyperlinks leads. */
	readonly href?: string;
}

/** One row of the screen. Panels are functions that return rows: pure, so a test can read every cell. */
export type Line = readonly Span[];

/** A row from plain texts and spans. */
export function line(...parts: readonly (string | Span)[]): Line {
	return parts.map(part => (typeof part === 'string' ? {text: part} : part)).filter(span => span.text !== '');
}

/** How many terminal cells a text takes; East Asian characters take two. */
export function widthOf(text: string): number {
	let width = 0;
	for (let i = 0; i < text.length; i++) {
		const cells = cellsOf(text.charCodeAt(i));
		if (cells === 0) return stringWidth(text);
		width += cells;
	}
	return width;
}

// What nearly all texts consist of; 0 for everything that needs a closer look, such as emoji and combining marks.
function cellsOf(code: number): 0 | 1 | 2 {
	if (code >= 0x20 && code <= 0x7e) return 1;
	// Box drawing, blocks, geometric shapes but the two that are drawn as emoji; arrows; punctuation.
	if (code >= 0x2500 && code <= 0x25ff) return code === 0x25fd || code === 0x25fe ? 0 : 1;
	if ((code >= 0x2190 && code <= 0x2193) || code === 0xb7 || code === 0xd7 || code === 0x2026 || code === 0x203a)
		return 1;
	if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3001 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e))
		return 2;
	return 0;
}

export function lineWidth(row: Line): number {
	let width = 0;
	for (const span of row) width += widthOf(span.text);
	return width;
}

/** Cuts a row to at most `width` cells, marking the cut with `ellipsis`. */
export function clip(row: Line, width: number, ellipsis = '…'): Line {
	if (lineWidth(row) <= width) return row;
	const room = Math.max(0, width - widthOf(ellipsis));
	const kept: Span[] = [];
	let used = 0;
	for (const span of row) {
		const text = takeCells(span.text, room - used);
		if (text) kept.push({...span, text});
		used += widthOf(text);
		if (text.length < span.text.length) break;
	}
	const last = kept.at(-1);
	return width > 0 ? [...kept, {...last, text: ellipsis}] : [];
}

/** A row of exactly `width` cells: cut or filled with blanks. */
export function fitted(row: Line, width: number): Line {
	const cut = clip(row, width);
	const missing = width - lineWidth(cut);
	return missing > 0 ? [...cut, {text: ' '.repeat(missing)}] : cut;
}

/** `left` and `right` at the two ends of a row; `left` is cut when both do not fit. */
export function spread(left: Line, right: Line, width: number): Line {
	const room = width - lineWidth(right);
	return room <= 0 ? clip(right, width) : [...fitted(left, room), ...right];
}

/** The text of a row without its styles. */
export function textOf(row: Line): string {
	return row.map(span => span.text).join('');
}

/** The first characters of a text that fit into so many cells. */
export function takeCells(text: string, cells: number): string {
	let used = 0;
	for (let i = 0; i < text.length; i++) {
		const width = cellsOf(text.charCodeAt(i));
		if (width === 0) return takeSegments(text, cells);
		used += width;
		if (used > cells) return text.slice(0, i);
	}
	return text;
}

function takeSegments(text: string, cells: number): string {
	let kept = '';
	let used = 0;
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		used += stringWidth(segment);
		if (used > cells) break;
		kept += segment;
	}
	return kept;
}
