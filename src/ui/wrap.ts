import {type Line, line, type Span, takeCells, widthOf} from './line.ts';

/** Breaks a row into rows of at most `width` cells: at blanks, inside longer words, and anywhere between East Asian characters. */
export function wrap(row: Line, width: number, hanging = 0): Line[] {
	const room = Math.max(4, width);
	// Some of each row has to be left for the text.
	const indent = Math.min(hanging, room - 2);
	const rows: Span[][] = [[]];
	let used = 0;
	let isFresh = true;
	const breakRow = () => {
		rows.push(indent > 0 ? [{text: ' '.repeat(indent)}] : []);
		used = indent;
		isFresh = true;
	};
	const put = (span: Span, text: string) => {
		if (text === '') return;
		rows.at(-1)!.push({...span, text});
		used += widthOf(text);
		isFresh = false;
	};
	for (const word of words(row)) {
		if (used + cellsOf(word) > room && !isFresh) breakRow();
		for (const span of word) {
			let rest = isFresh && rows.length > 1 ? span.text.trimStart() : span.text;
			while (used + widthOf(rest.trimEnd()) > room) {
				// A character that is wider than what is left of this row comes to the next one.
				const piece = takeCells(rest, room - used) || (isFresh ? rest.slice(0, 1) : '');
				put(span, piece);
				rest = rest.slice(piece.length);
				breakRow();
			}
			put(span, rest);
		}
	}
	return rows.map(each => withoutTrailingBlanks(joined(each)));
}

const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const PIECES = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]\s*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/g;
// Closing punctuation must not start a row, opening punctuation must not end one.
const NO_END = /[\uff08(\u3008\u300a\u300c\u300e\u3010\u3014\u201c\u2018[{]$/;
const NO_START =
	/^[\uff0c\uff1a\uff1b\uff1f\uff01\uff09\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u201d\u2019\u2026,.;:?!)\]}]/;

// What must stay together, with the blanks that follow: a word, whatever styles its parts have; a East Asian character with its punctuation.
function words(row: Line): Span[][] {
	const result: Span[][] = [];
	for (const span of row) {
		for (const text of span.text.match(PIECES) ?? []) {
			const word = result.at(-1);
			const last = word?.at(-1)?.text ?? ' ';
			const isGlued =
				word !== undefined &&
				(text.trim() === '' ||
					(!/\s$/.test(last) &&
						(NO_START.test(text) || NO_END.test(last) || !(CJK.test(text[0]!) || CJK.test(last.at(-1)!)))));
			if (isGlued) word.push({...span, text});
			else result.push([{...span, text}]);
		}
	}
	return result;
}

// Blanks at the end of a row need no room.
function cellsOf(word: readonly Span[]): number {
	let cells = 0;
	let blanks = 0;
	for (const {text} of word) {
		const trimmed = widthOf(text.trimEnd());
		cells += trimmed === 0 ? 0 : blanks + trimmed;
		const behind = widthOf(text) - trimmed;
		blanks = trimmed === 0 ? blanks + behind : behind;
	}
	return cells;
}

// Blanks at the end of a row would count as cells.
function withoutTrailingBlanks(row: Line): Line {
	const last = row.at(-1);
	if (!last || !/\s$/.test(last.text)) return row;
	return withoutTrailingBlanks(line(...row.slice(0, -1), {...last, text: last.text.trimEnd()}));
}

// Neighbours in the same style become one span again.
function joined(row: readonly Span[]): Line {
	const result: Span[] = [];
	for (const span of row) {
		const last = result.at(-1);
		if (last && isSameStyle(last, span)) result[result.length - 1] = {...last, text: last.text + span.text};
		else result.push(span);
	}
	return result;
}

function isSameStyle(a: Span, b: Span): boolean {
	return (
		a.role === b.role &&
		a.bold === b.bold &&
		a.italic === b.italic &&
		a.underline === b.underline &&
		a.inverse === b.inverse &&
		a.href === b.href
	);
}
