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
	return isPlain(text) ? text.length : stringWidth(text);
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
	if (cells <= 0) return '';
	if (isPlain(text)) return text.slice(0, cells);
	let kept = '';
	let used = 0;
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		used += stringWidth(segment);
		if (used > cells) break;
		kept += segment;
	}
	return kept;
}

function isPlain(text: string): boolean {
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < 32 || code > 126) return false;
	}
	return true;
}
