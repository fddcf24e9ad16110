/** Part of a shell pattern: one wanted character, any character, any number of characters, or a set. */
type Token = {readonly char: string} | 'one' | 'many' | {readonly set: (character: string) => boolean};

const CLASSES: Readonly<Record<string, RegExp>> = {
	alpha: /[A-Za-z]/,
	digit: /[0-9]/,
	alnum: /[A-Za-z0-9]/,
	upper: /[A-Z]/,
	lower: /[a-z]/,
	space: /\s/,
	blank: /[ \t]/,
	punct: /[!-/:-@[-`{-~]/,
	xdigit: /[0-9A-Fa-f]/,
};

/** A shell pattern (`*`, `?`, `[a-z]`, `\` before literal characters), ready to match whole texts in linear steps. */
export class Pattern {
	readonly #tokens: readonly Token[];

	constructor(source: string) {
		this.#tokens = tokenize(source);
	}

	matches(text: string): boolean {
		const tokens = this.#tokens;
		let token = 0;
		let position = 0;
		// Only the last `*` may have to take more than it took so far.
		let lastMany = -1;
		let retry = 0;
		while (position < text.length) {
			const wanted = tokens[token];
			if (wanted === 'many') {
				lastMany = token++;
				retry = position;
			} else if (wanted !== undefined && fits(wanted, text[position]!)) {
				token++;
				position++;
			} else if (lastMany >= 0) {
				token = lastMany + 1;
				position = ++retry;
			} else return false;
		}
		while (tokens[token] === 'many') token++;
		return token === tokens.length;
	}
}

/** Makes text mean itself in a pattern. */
export function quotePattern(text: string): string {
	return text.replace(/[\\*?[\]]/g, '\\$&');
}

export function hasPattern(source: string): boolean {
	return /(^|[^\\])(\\\\)*([*?]|\[.*\])/s.test(source);
}

function fits(token: Token, character: string): boolean {
	if (token === 'one' || token === 'many') return true;
	return 'char' in token ? token.char === character : token.set(character);
}

function tokenize(source: string): Token[] {
	const tokens: Token[] = [];
	for (let index = 0; index < source.length; index++) {
		const character = source[index]!;
		if (character === '*') {
			if (tokens.at(-1) !== 'many') tokens.push('many');
		} else if (character === '?') tokens.push('one');
		else if (character === '\\' && index + 1 < source.length) tokens.push({char: source[++index]!});
		else if (character === '[') {
			const set = readSet(source, index);
			tokens.push(set ? {set: set.test} : {char: '['});
			if (set) index = set.end;
		} else tokens.push({char: character});
	}
	return tokens;
}

// `[abc]`, `[!a-z]`, `[[:digit:]]`; undefined when the bracket isn't closed.
function readSet(source: string, start: number): {test: (character: string) => boolean; end: number} | undefined {
	let index = start + 1;
	const isNegated = source[index] === '!' || source[index] === '^';
	if (isNegated) index++;
	const tests: ((character: string) => boolean)[] = [];
	for (let isFirst = true; index < source.length; isFirst = false) {
		if (source[index] === ']' && !isFirst)
			return {test: character => tests.some(test => test(character)) !== isNegated, end: index};
		const named = /^\[:(\w+):\]/.exec(source.slice(index, index + 12));
		if (named) {
			const known = CLASSES[named[1]!];
			tests.push(character => known?.test(character) ?? false);
			index += named[0].length;
			continue;
		}
		if (source[index] === '\\') index++;
		const from = source[index++] ?? '';
		if (source[index] === '-' && source[index + 1] !== ']' && index + 1 < source.length) {
			const to = source[index + 1] === '\\' ? source[index + 2]! : source[index + 1]!;
			index += source[index + 1] === '\\' ? 3 : 2;
			tests.push(character => character >= from && character <= to);
		} else tests.push(character => character === from);
	}
	return undefined;
}
