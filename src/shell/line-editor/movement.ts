const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
/** Characters around the cursor that are looked at; no grapheme that people type is longer. */
const WINDOW = 64;

/** The border of the grapheme before an index. */
export function before(text: string, index: number): number {
	const from = Math.max(0, index - WINDOW);
	let last = from;
	for (const {index: start} of graphemes.segment(text.slice(from, index))) last = from + start;
	return last;
}

/** The border of the grapheme behind an index. */
export function after(text: string, index: number): number {
	const [first] = graphemes.segment(text.slice(index, index + WINDOW));
	return index + (first?.segment.length ?? 0);
}

/** Where the word before the index begins, as Alt-B sees words: letters and digits. */
export function wordStart(text: string, index: number): number {
	return index - /[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u.exec(text.slice(0, index))![0].length;
}

/** Where the word behind the index ends. */
export function wordEnd(text: string, index: number): number {
	return index + /^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(index))![0].length;
}

/** Where the word before the index begins, as Ctrl-W sees words: everything but blanks. */
export function blankWordStart(text: string, index: number): number {
	return index - /\S*\s*$/.exec(text.slice(0, index))![0].length;
}
