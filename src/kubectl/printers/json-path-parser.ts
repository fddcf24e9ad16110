import {unquote} from './go-quote.ts';

/** A node of a JSONPath template. */
export type PathNode =
	| {readonly type: 'text'; readonly text: string}
	| {readonly type: 'field'; readonly name: string}
	| {readonly type: 'wildcard'}
	| {readonly type: 'recursive'}
	| {readonly type: 'identifier'; readonly name: string}
	| {readonly type: 'value'; readonly value: number | boolean}
	| {readonly type: 'array'; readonly params: readonly [ArrayParam, ArrayParam, ArrayParam]}
	| {readonly type: 'union'; readonly paths: readonly (readonly PathNode[])[]}
	| {
			readonly type: 'filter';
			readonly left: readonly PathNode[];
			readonly operator: string;
			readonly right: readonly PathNode[];
	  }
	| {readonly type: 'list'; readonly nodes: readonly PathNode[]};

/** A bound of `[start:end:step]`; `derived` marks the end of a single index such as `[0]`. */
export interface ArrayParam {
	readonly value: number;
	readonly known: boolean;
	readonly derived?: boolean;
}

/** A template that can't be understood; the message is kubectl's. */
export class JsonPathError extends Error {}

const NESTED_MOST = 50;

/** Parses a template such as `{range .items[*]}{.metadata.name}{"\n"}{end}` into text and actions. Throws JsonPathError. */
export function parseJsonPath(template: string, depth = 0): PathNode[] {
	if (depth > NESTED_MOST) throw new JsonPathError('too deeply nested');
	return new Parser(template, depth).parse();
}

class Parser {
	#at = 0;

	constructor(
		readonly input: string,
		readonly depth: number,
	) {}

	parse(): PathNode[] {
		const nodes: PathNode[] = [];
		while (this.#at < this.input.length) {
			const open = this.input.indexOf('{', this.#at);
			const end = open < 0 ? this.input.length : open;
			if (end > this.#at) nodes.push({type: 'text', text: this.input.slice(this.#at, end)});
			this.#at = end;
			if (open >= 0) nodes.push(this.#action());
		}
		return nodes;
	}

	// Everything between one pair of braces.
	#action(): PathNode {
		this.#at++;
		const nodes: PathNode[] = [];
		for (;;) {
			const rest = this.input.slice(this.#at, this.#at + 3);
			const char = rest[0];
			if (char === '}') {
				this.#at++;
				return {type: 'list', nodes};
			}
			if (char === undefined || char === '\n' || char === '\r') throw new JsonPathError('unclosed action');
			if (rest === '[?(') nodes.push(this.#filter());
			else if (rest.startsWith('..')) this.#recursive(nodes);
			else if (char === ' ' || char === '@' || char === '$') this.#at++;
			else if (char === '[') nodes.push(...this.#array());
			else if (char === '"' || char === "'") nodes.push(this.#quote(char));
			else if (char === '.') nodes.push(this.#field(1));
			else if (/[-+\p{Nd}]/u.test(char)) nodes.push(this.#number());
			else if (/[_\p{L}]/u.test(char)) nodes.push(this.#identifier());
			else throw new JsonPathError(`unrecognized character in action: ${unicodeName(this.input, this.#at)}`);
		}
	}

	#recursive(nodes: PathNode[]): void {
		if (nodes.at(-1)?.type === 'recursive') throw new JsonPathError('invalid multiple recursive descent');
		this.#at += 2;
		nodes.push({type: 'recursive'});
		if (/[_\p{L}\p{Nd}]/u.test(this.input[this.#at] ?? '')) nodes.push(this.#field(0));
	}

	// Reads up to the next terminator; a backslash takes the next character as it is.
	#word(): string {
		const start = this.#at;
		while (this.#at < this.input.length && !/[\s.,[\]$@{}]/.test(this.input[this.#at]!)) {
			this.#at += this.input[this.#at] === '\\' ? 2 : 1;
		}
		this.#at = Math.min(this.#at, this.input.length);
		return this.input.slice(start, this.#at);
	}

	#field(skip: number): PathNode {
		this.#at += skip;
		const name = this.#word();
		return name === '*' ? {type: 'wildcard'} : {type: 'field', name: name.replaceAll('\\', '')};
	}

	#identifier(): PathNode {
		const start = this.#at;
		while (this.#at < this.input.length && !/[\s.,[\]$@{}]/.test(this.input[this.#at]!)) this.#at++;
		const name = this.input.slice(start, this.#at);
		if (name === 'true' || name === 'false') return {type: 'value', value: name === 'true'};
		return {type: 'identifier', name};
	}

	#number(): PathNode {
		const text = /^[-+]?[.\p{Nd}]*/u.exec(this.input.slice(this.#at))![0];
		this.#at += text.length;
		if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new JsonPathError(`cannot parse number ${text}`);
		return {type: 'value', value: Number(text)};
	}

	#quote(quote: string): PathNode {
		const start = this.#at++;
		for (; this.input[this.#at] !== quote || this.input[this.#at - 1] === '\\'; this.#at++) {
			if (this.#at >= this.input.length || this.input[this.#at] === '\n')
				throw new JsonPathError('unterminated quoted string');
		}
		const quoted = this.input.slice(start, ++this.#at);
		const text = unquote(quoted.slice(1, -1), quote);
		if (text === undefined) throw new JsonPathError(`unquote string ${quoted} error invalid syntax`);
		return {type: 'text', text};
	}

	// `[0]`, `[-1:]`, `[*]`, `['key']`, or several of them with commas.
	#array(): readonly PathNode[] {
		const end = this.input.slice(this.#at).search(/[\]\n]/);
		if (end < 0 || this.input[this.#at + end] !== ']') throw new JsonPathError('unterminated array');
		const inner = this.input.slice(this.#at + 1, this.#at + end);
		this.#at += end + 1;
		const text = inner === '*' ? ':' : inner;
		const parts = text.split(',');
		if (parts.length > 1)
			return [{type: 'union', paths: parts.map(part => this.#nested(`[${part.replace(/^ +| +$/g, '')}]`))}];
		const key = /^'([^']*)'$/.exec(text);
		if (key) return this.#nested(`.${key[1]}`);
		return [{type: 'array', params: arrayParams(text)}];
	}

	#filter(): PathNode {
		const start = this.#at + 3;
		let at = start;
		let quote: string | undefined;
		let closed = false;
		for (; ; at++) {
			const char = this.input[at];
			if (char === undefined || char === '\n') throw new JsonPathError('unterminated filter');
			if (char === '"' || char === "'") {
				if (quote === undefined) quote = char;
				else if (char === quote && this.input[at - 1] !== '\\') closed = true;
			} else if (char === ')' && closed === (quote !== undefined)) break;
		}
		if (this.input[at + 1] !== ']') throw new JsonPathError('unclosed array expect ]');
		const text = this.input.slice(start, at);
		this.#at = at + 2;
		const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+?)$/s.exec(text) ?? [];
		if (left === undefined) return {type: 'filter', left: this.#nested(text), operator: 'exists', right: []};
		return {type: 'filter', left: this.#nested(left), operator: operator!, right: this.#nested(right!)};
	}

	// A part of an action is parsed as an action of its own.
	#nested(text: string): readonly PathNode[] {
		const [first] = parseJsonPath(`{${text}}`, this.depth + 1);
		return first?.type === 'list' ? first.nodes : [];
	}
}

function arrayParams(text: string): [ArrayParam, ArrayParam, ArrayParam] {
	const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
	if (!match) throw new JsonPathError(`invalid array index ${text}`);
	const bounds = match.slice(1).map((part, index) => {
		if (part === undefined || part === '') return undefined;
		const digits = index > 0 ? part.slice(1) : part;
		if (digits === '-') throw new JsonPathError(`array index ${digits} is not a number`);
		return {value: Number(digits), known: digits !== ''};
	});
	const unknown = {value: 0, known: false};
	const first = bounds[0] ?? unknown;
	return [first, bounds[1] ?? {value: first.value + 1, known: true, derived: true}, bounds[2] ?? unknown];
}

function unicodeName(text: string, at: number): string {
	const code = text.codePointAt(at)!;
	return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}
