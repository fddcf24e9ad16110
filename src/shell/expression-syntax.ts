/** A regular expression in JavaScript's syntax, read. */
export interface Expression {
	readonly node: ExpressionNode;
	/** The names of the groups, in the order of their numbers; undefined for those without. */
	readonly groups: readonly (string | undefined)[];
}

export type ExpressionNode =
	| {readonly kind: 'character'; readonly accepts: (character: string) => boolean}
	| {readonly kind: 'assertion'; readonly at: Assertion}
	| {readonly kind: 'sequence' | 'choice'; readonly items: readonly ExpressionNode[]}
	| {readonly kind: 'group'; readonly number: number; readonly item: ExpressionNode}
	| Repeat
	/** What cannot be matched without going back: a back-reference, or looking around. */
	| {readonly kind: 'unsupported'; readonly problem: string; readonly item: ExpressionNode};

export interface Repeat {
	readonly kind: 'repeat';
	readonly item: ExpressionNode;
	readonly least: number;
	readonly most: number;
	readonly isLazy: boolean;
	/** The numbers of the groups inside: from the first to before the second. Each turn begins without them. */
	readonly groups: readonly [number, number];
}

export type Assertion = 'start' | 'end' | 'word-edge' | 'no-word-edge' | WordAssertion;

type WordAssertion = 'before-word' | 'not-before-word' | 'after-word' | 'not-after-word';
type Accepts = (character: string) => boolean;

// As many as POSIX tools allow, too.
const MAX_REPEAT = 32_767;
const MAX_DEPTH = 100;
const CLASSES: Readonly<Record<string, Accepts>> = {
	d: character => /\d/.test(character),
	D: character => /\D/.test(character),
	w: character => /\w/.test(character),
	W: character => /\W/.test(character),
	s: character => /\s/.test(character),
	S: character => /\S/.test(character),
};
const ESCAPES: Readonly<Record<string, string>> = {t: '\t', n: '\n', r: '\r'};
const WORD_ASSERTIONS: Readonly<Record<string, WordAssertion>> = {
	'(?=\\w)': 'before-word',
	'(?!\\w)': 'not-before-word',
	'(?<=\\w)': 'after-word',
	'(?<!\\w)': 'not-after-word',
};

/**
 * Reads a regular expression. Throws an Error that says what is wrong.
 *
 * @param flags as in JavaScript; `i` and `s` count here
 */
export function parseExpression(source: string, flags = ''): Expression {
	return new Parser(source, flags.includes('i'), flags.includes('s')).parse();
}

class Parser {
	#index = 0;
	#depth = 0;
	readonly #groups: (string | undefined)[] = [];

	constructor(
		private readonly source: string,
		private readonly ignoreCase: boolean,
		private readonly dotAll: boolean,
	) {}

	parse(): Expression {
		const node = this.#choice();
		if (this.#index < this.source.length) throw new Error(`unmatched ")" in the regular expression`);
		return {node, groups: this.#groups};
	}

	#choice(): ExpressionNode {
		if (++this.#depth > MAX_DEPTH) throw new Error('the regular expression is nested too deeply');
		const items = [this.#sequence()];
		while (this.#take('|')) items.push(this.#sequence());
		this.#depth--;
		return items.length === 1 ? items[0]! : {kind: 'choice', items};
	}

	#sequence(): ExpressionNode {
		const items: ExpressionNode[] = [];
		while (this.#index < this.source.length && !/[|)]/.test(this.#peek())) items.push(this.#repeated());
		return {kind: 'sequence', items};
	}

	#repeated(): ExpressionNode {
		const firstGroup = this.#groups.length;
		let item = this.#atom();
		for (;;) {
			const bounds = this.#bounds();
			if (!bounds) return item;
			if (item.kind === 'assertion') throw new Error('nothing to repeat in the regular expression');
			const [least, most] = bounds;
			const isLazy = this.#take('?');
			item = {kind: 'repeat', item, least, most, isLazy, groups: [firstGroup + 1, this.#groups.length + 1]};
		}
	}

	#bounds(): readonly [number, number] | undefined {
		if (this.#take('*')) return [0, Infinity];
		if (this.#take('+')) return [1, Infinity];
		if (this.#take('?')) return [0, 1];
		const match = /^\{(\d{1,20})(,(\d{0,20}))?\}/.exec(this.source.slice(this.#index, this.#index + 50));
		if (!match) return undefined;
		this.#index += match[0].length;
		const least = Number(match[1]);
		const most = match[2] === undefined ? least : match[3] === '' ? Infinity : Number(match[3]);
		if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT))
			throw new Error(`more than ${MAX_REPEAT} repetitions in the regular expression`);
		if (most < least) throw new Error('numbers out of order in the regular expression');
		return [least, most];
	}

	#atom(): ExpressionNode {
		const character = this.source[this.#index++]!;
		switch (character) {
			case '.':
				return {kind: 'character', accepts: each => this.dotAll || !/[\n\r\u2028\u2029]/.test(each)};
			case '^':
				return {kind: 'assertion', at: 'start'};
			case '$':
				return {kind: 'assertion', at: 'end'};
			case '(':
				return this.#group();
			case '[':
				return {kind: 'character', accepts: this.#set()};
			case '\\':
				return this.#escape();
			case '*':
			case '+':
			case '?':
				throw new Error('nothing to repeat in the regular expression');
			default:
				return {kind: 'character', accepts: this.#literal(character)};
		}
	}

	#group(): ExpressionNode {
		const rest = this.source.slice(this.#index - 1, this.#index + 60);
		const word = Object.keys(WORD_ASSERTIONS).find(text => rest.startsWith(text));
		if (word !== undefined) {
			this.#index += word.length - 1;
			return {kind: 'assertion', at: WORD_ASSERTIONS[word]!};
		}
		const look = /^\(\?<?[=!]/.exec(rest)?.[0];
		const name = look ? undefined : /^\(\?<([A-Za-z_$][\w$]*)>/.exec(rest);
		this.#index += (look ?? name?.[0] ?? '(').length - 1;
		const isPlain = !look && !name && this.#take('?');
		if (isPlain && !this.#take(':')) throw new Error('unknown kind of group in the regular expression');
		const number = look || isPlain ? 0 : this.#groups.push(name?.[1]);
		const item = this.#choice();
		if (!this.#take(')')) throw new Error('unmatched "(" in the regular expression');
		if (look) return {kind: 'unsupported', problem: 'look-around is not supported in regular expressions', item};
		return number === 0 ? item : {kind: 'group', number, item};
	}

	#escape(): ExpressionNode {
		const character = this.source[this.#index++];
		if (character === 'b') return {kind: 'assertion', at: 'word-edge'};
		if (character === 'B') return {kind: 'assertion', at: 'no-word-edge'};
		if (/^[1-9]$/.test(character ?? '')) {
			const problem = `"\\${character}" is not supported in regular expressions`;
			return {kind: 'unsupported', problem, item: {kind: 'sequence', items: []}};
		}
		const escaped = this.#escaped(character);
		return {kind: 'character', accepts: typeof escaped === 'string' ? this.#literal(escaped) : escaped};
	}

	// A class of characters, or the character that is meant.
	#escaped(character: string | undefined): Accepts | string {
		if (character === undefined) throw new Error('the regular expression ends with "\\"');
		if (Object.hasOwn(CLASSES, character)) return CLASSES[character]!;
		if (Object.hasOwn(ESCAPES, character)) return ESCAPES[character]!;
		if (/[A-Za-z0-9]/.test(character)) throw new Error(`"\\${character}" is not supported in regular expressions`);
		return character;
	}

	#set(): Accepts {
		const isNegated = this.#take('^');
		const accepts: Accepts[] = [];
		while (this.#peek() !== ']') {
			const low = this.#setItem();
			const hasHigh = this.#peek() === '-' && !/^(\]|)$/.test(this.source[this.#index + 1] ?? '');
			if (typeof low !== 'string' || !hasHigh) {
				accepts.push(typeof low === 'string' ? this.#literal(low) : low);
				continue;
			}
			this.#index++;
			const high = this.#setItem();
			// `[a-\d]`: the dash is itself.
			if (typeof high !== 'string') accepts.push(this.#literal(low), this.#literal('-'), high);
			else accepts.push(this.#range(low, high));
		}
		this.#index++;
		return character => accepts.some(accept => accept(character)) !== isNegated;
	}

	#setItem(): Accepts | string {
		if (this.#index >= this.source.length) throw new Error('unmatched "[" in the regular expression');
		const character = this.source[this.#index++]!;
		return character === '\\' ? this.#escaped(this.source[this.#index++]) : character;
	}

	#range(low: string, high: string): Accepts {
		if (low > high) throw new Error(`bad range ${low}-${high} in the regular expression`);
		const within = (character: string) => character >= low && character <= high;
		return this.ignoreCase ? character => within(character.toLowerCase()) || within(character.toUpperCase()) : within;
	}

	#literal(wanted: string): Accepts {
		return this.ignoreCase
			? character => character.toLowerCase() === wanted.toLowerCase()
			: character => character === wanted;
	}

	#peek(): string {
		return this.source[this.#index] ?? '';
	}

	#take(character: string): boolean {
		if (this.#peek() !== character) return false;
		this.#index++;
		return true;
	}
}
