import type {PatternNode} from './pattern.ts';

const MAX_REPEAT = 100;
const MAX_DEPTH = 20;

type Accepts = (character: string) => boolean;

const CLASSES: Readonly<Record<string, Accepts>> = {
	d: character => /\d/.test(character),
	D: character => /\D/.test(character),
	w: character => /\w/.test(character),
	W: character => /\W/.test(character),
	s: character => /\s/.test(character),
	S: character => /\S/.test(character),
};
const ESCAPES: Readonly<Record<string, string>> = {t: '\t', n: '\n', r: '\r'};

/** Reads a regular expression. Throws an Error that says what is wrong. */
export function parsePattern(source: string, ignoreCase: boolean): PatternNode {
	return new Parser(source, ignoreCase).parse();
}

class Parser {
	#index = 0;
	#depth = 0;

	constructor(
		private readonly source: string,
		private readonly ignoreCase: boolean,
	) {}

	parse(): PatternNode {
		const node = this.#choice();
		if (this.#index < this.source.length) throw new Error(`unmatched ")" in the regular expression`);
		return node;
	}

	#choice(): PatternNode {
		if (++this.#depth > MAX_DEPTH) throw new Error('the regular expression is nested too deeply');
		const items = [this.#sequence()];
		while (this.#take('|')) items.push(this.#sequence());
		this.#depth--;
		return items.length === 1 ? items[0]! : {kind: 'choice', items};
	}

	#sequence(): PatternNode {
		const items: PatternNode[] = [];
		while (this.#index < this.source.length && !/[|)]/.test(this.#peek())) items.push(this.#repeated());
		return {kind: 'sequence', items};
	}

	#repeated(): PatternNode {
		let node = this.#atom();
		for (;;) {
			const bounds = this.#bounds();
			if (!bounds) return node;
			if (node.kind === 'assertion') throw new Error('nothing to repeat in the regular expression');
			this.#take('?');
			node = {kind: 'repeat', item: node, least: bounds[0], most: bounds[1]};
		}
	}

	#bounds(): readonly [number, number] | undefined {
		if (this.#take('*')) return [0, Infinity];
		if (this.#take('+')) return [1, Infinity];
		if (this.#take('?')) return [0, 1];
		const match = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.#index));
		if (!match) return undefined;
		this.#index += match[0].length;
		const least = Number(match[1]);
		const most = match[2] === undefined ? least : match[3] === '' ? Infinity : Number(match[3]);
		if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT))
			throw new Error(`more than ${MAX_REPEAT} repetitions in the regular expression`);
		if (most < least) throw new Error('numbers out of order in the regular expression');
		return [least, most];
	}

	#atom(): PatternNode {
		const character = this.source[this.#index++]!;
		switch (character) {
			case '.':
				return {kind: 'character', accepts: () => true};
			case '^':
				return {kind: 'assertion', at: 'start'};
			case '$':
				return {kind: 'assertion', at: 'end'};
			case '(':
				return this.#group();
			case '[':
				return {kind: 'character', accepts: this.#class()};
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

	#group(): PatternNode {
		if (this.#take('?') && !this.#take(':')) throw new Error('look-around and named groups are not supported');
		const node = this.#choice();
		if (!this.#take(')')) throw new Error('unmatched "(" in the regular expression');
		return node;
	}

	#escape(): PatternNode {
		const character = this.source[this.#index++];
		if (character === 'b') return {kind: 'assertion', at: 'word-edge'};
		if (character === 'B') return {kind: 'assertion', at: 'no-word-edge'};
		return {kind: 'character', accepts: this.#escaped(character)};
	}

	#escaped(character: string | undefined): Accepts {
		if (character === undefined) throw new Error('the regular expression ends with "\\"');
		if (Object.hasOwn(CLASSES, character)) return CLASSES[character]!;
		if (Object.hasOwn(ESCAPES, character)) return this.#literal(ESCAPES[character]!);
		if (/[A-Za-z0-9]/.test(character)) throw new Error(`"\\${character}" is not supported in regular expressions`);
		return this.#literal(character);
	}

	#class(): Accepts {
		const negated = this.#take('^');
		const accepts: Accepts[] = [];
		while (this.#peek() !== ']') {
			if (this.#index >= this.source.length) throw new Error('unmatched "[" in the regular expression');
			const low = this.source[this.#index++]!;
			if (low === '\\') accepts.push(this.#escaped(this.source[this.#index++]));
			else if (
				this.#peek() === '-' &&
				this.source[this.#index + 1] !== ']' &&
				this.source[this.#index + 1] !== undefined
			) {
				const high = this.source[this.#index + 1]!;
				this.#index += 2;
				accepts.push(this.#range(low, high));
			} else accepts.push(this.#literal(low));
		}
		this.#index++;
		return character => accepts.some(accept => accept(character)) !== negated;
	}

	#range(low: string, high: string): Accepts {
		if (low > high || high === '\\') throw new Error(`bad range ${low}-${high} in the regular expression`);
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
