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

/** Breaks a row into rows of at most `width` cells: at blanks, inside longer words, and anywhere between East Asian characters. */
export function wrap(row: Line, width: number, hanging = 0): Line[] {
	const rows: Span[][] = [[]];
	let used = 0;
	const room = Math.max(4, width);
	// Some of each row has to be left for the text.
	const indent = Math.min(hanging, room - 2);
	for (const {span, text} of words(row)) {
		let rest = text;
		const first = () => rows.length === 1 && used === 0;
		if (used + widthOf(rest.trimEnd()) > room && !(first() || used === indent)) {
			rows.push(indent > 0 ? [{text: ' '.repeat(indent)}] : []);
			used = indent;
			rest = rest.trimStart();
		}
		while (used + widthOf(rest.trimEnd()) > room) {
			const piece = takeCells(rest, room - used) || rest.slice(0, 1);
			rows.at(-1)!.push({...span, text: piece});
			rest = rest.slice(piece.length);
			rows.push(indent > 0 ? [{text: ' '.repeat(indent)}] : []);
			used = indent;
		}
		if (rest === '') continue;
		rows.at(-1)!.push({...span, text: rest});
		used += widthOf(rest);
	}
	return rows.map(row => withoutTrailingBlanks(joined(row)));
}

const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
// Closing punctuation must not start a row, opening punctuation must not end one.
const NO_END = /[\uff08(\u3008\u300a\u300c\u300e\u3010\u3014\u201c\u2018]$/;
const NO_START =
	/^[\uff0c\uff1a\uff1b\uff1f\uff01\uff09\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u201d\u2019\u2026,.;:?!)\]}]/;

// Words with the blanks that follow them; every East Asian character is a word of its own.
function words(row: Line): {span: Span; text: string}[] {
	const result: {span: Span; text: string}[] = [];
	for (const span of row) {
		for (const piece of span.text.match(
			/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]\s*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/g,
		) ?? []) {
			const last = result.at(-1);
			const glued =
				last &&
				!/\s$/.test(last.text) &&
				(NO_START.test(piece) || NO_END.test(last.text) || !(CJK.test(piece) || CJK.test(last.text)));
			if (glued && last.span === span) result[result.length - 1] = {span, text: last.text + piece};
			else result.push({span, text: piece});
		}
	}
	return result;
}

// Blanks at the end of a row would count as cells.
function withoutTrailingBlanks(row: Line): Line {
	const last = row.at(-1);
	return last && /\s$/.test(last.text) ? line(...row.slice(0, -1), {...last, text: last.text.trimEnd()}) : row;
}

// Neighbours in the same style become one span again.
function joined(row: readonly Span[]): Line {
	const result: Span[] = [];
	for (const span of row) {
		const last = result.at(-1);
		if (
			last &&
			last.role === span.role &&
			last.bold === span.bold &&
			last.italic === span.italic &&
			last.underline === span.underline &&
			last.inverse === span.inverse
		)
			result[result.length - 1] = {...last, text: last.text + span.text};
		else result.push(span);
	}
	return result;
}

function takeCells(text: string, cells: number): string {
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
