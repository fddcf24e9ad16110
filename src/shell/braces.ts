import {ShellError} from './control-flow.ts';

const MAX_WORDS = 10_000;

/** Expands `{a,b}` and `{1..5}` in the source text of a word, quotes left as they are. Throws ShellError for too many words. */
export function expandBraces(text: string): string[] {
	for (let open = findOpen(text, 0); open >= 0; open = findOpen(text, open + 1)) {
		const group = readGroup(text, open);
		if (!group) continue;
		const before = text.slice(0, open);
		const tails = expandBraces(text.slice(group.end + 1));
		const middles = group.items.flatMap(item => (group.isRange ? [item] : expandBraces(item)));
		if (middles.length * tails.length > MAX_WORDS) throw new ShellError('brace expansion: too many words');
		return middles.flatMap(middle => tails.map(tail => before + middle + tail));
	}
	return [text];
}

function findOpen(text: string, from: number): number {
	for (let index = from; index < text.length; index = afterQuoted(text, index))
		if (text[index] === '{' && text[index - 1] !== '$') return index;
	return -1;
}

// What is quoted or substituted is one step; otherwise one character.
function afterQuoted(text: string, index: number): number {
	const character = text[index];
	if (character === '\\') return index + 2;
	if (character === "'") return past(text.indexOf("'", index + 1), text);
	if (character === '`') return past(text.indexOf('`', index + 1), text);
	if (character === '"') {
		let end = index + 1;
		while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
		return end + 1;
	}
	if (character === '$' && (text[index + 1] === '{' || text[index + 1] === '(')) {
		const close = text[index + 1] === '{' ? '}' : ')';
		let depth = 0;
		for (let end = index + 1; end < text.length; end++) {
			if (text[end] === text[index + 1]) depth++;
			else if (text[end] === close && --depth === 0) return end + 1;
		}
		return text.length;
	}
	return index + 1;
}

function past(end: number, text: string): number {
	return end < 0 ? text.length : end + 1;
}

// The items of the group that opens at `open`; undefined if it is no brace expansion (`{}`, `{a}`).
function readGroup(text: string, open: number): {items: string[]; end: number; isRange: boolean} | undefined {
	const items: string[] = [];
	let depth = 0;
	let start = open + 1;
	for (let index = open + 1; index < text.length; index = afterQuoted(text, index)) {
		const character = text[index];
		if (character === '{') depth++;
		else if (character === '}' && depth > 0) depth--;
		else if (character === ',' && depth === 0) {
			items.push(text.slice(start, index));
			start = index + 1;
		} else if (character === '}') {
			if (items.length > 0) return {items: [...items, text.slice(start, index)], end: index, isRange: false};
			const range = readRange(text.slice(start, index));
			return range && {items: range, end: index, isRange: true};
		}
	}
	return undefined;
}

// `1..5`, `01..10`, `a..e`, each with an optional step.
function readRange(text: string): string[] | undefined {
	const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
	if (!match) return undefined;
	const [, first = '', last = ''] = match;
	const isNumber = /\d/.test(first);
	if (isNumber !== /\d/.test(last)) return undefined;
	const from = isNumber ? Number(first) : first.charCodeAt(0);
	const to = isNumber ? Number(last) : last.charCodeAt(0);
	const step = Math.abs(Number(match[3] ?? 1)) || 1;
	if (Math.abs(to - from) / step > MAX_WORDS) throw new ShellError('brace expansion: too many words');
	const width = /^-?0\d|^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0;
	const words: string[] = [];
	for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? step : -step)
		words.push(isNumber ? padded(value, width) : String.fromCharCode(value));
	return words;
}

function padded(value: number, width: number): string {
	const digits = String(Math.abs(value)).padStart(value < 0 ? width - 1 : width, '0');
	return value < 0 ? `-${digits}` : digits;
}
