import {unquote} from './go-quote.ts';

// Go's text/template, as far as `-o go-template` needs it.

export type TemplateNode =
	| {readonly type: 'text'; readonly text: string}
	| {readonly type: 'action'; readonly pipe: Pipe}
	| {
			readonly type: 'if' | 'with' | 'range';
			readonly pipe: Pipe;
			readonly body: readonly TemplateNode[];
			readonly otherwise: readonly TemplateNode[];
	  }
	| {readonly type: 'break' | 'continue'}
	| {readonly type: 'template'; readonly name: string; readonly pipe: Pipe | undefined};

/** `$i, $x := a | b c` */
export interface Pipe {
	readonly variables: readonly string[];
	readonly declares: boolean;
	readonly commands: readonly (readonly Operand[])[];
	/** As it was written, for messages. */
	readonly text: string;
	/** Line and column (from 0) in the template. */
	readonly line: number;
	readonly column: number;
}

export type Operand =
	| {readonly type: 'dot'}
	| {readonly type: 'nil'}
	| {readonly type: 'field'; readonly names: readonly string[]}
	| {readonly type: 'variable'; readonly name: string; readonly names: readonly string[]}
	| {readonly type: 'value'; readonly value: string | number | boolean}
	| {readonly type: 'function'; readonly name: string}
	| {readonly type: 'pipe'; readonly pipe: Pipe; readonly names: readonly string[]};

export interface Template {
	readonly nodes: readonly TemplateNode[];
	readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** The message is Go's: `template: output:1: unexpected "}" in operand`. */
export class TemplateError extends Error {}

const DEEPEST = 100;

/** Parses a template. `functions` are the names that may be called. Throws TemplateError. */
export function parseTemplate(text: string, functions: ReadonlySet<string>): Template {
	const parser = new TemplateParser(text, functions);
	const nodes = parser.list(0);
	if (nodes.end) throw parser.failure(`unexpected {{${nodes.end}}}`);
	return {nodes: nodes.nodes, defined: parser.defined};
}

interface List {
	readonly nodes: TemplateNode[];
	/** The keyword that ended it: `end`, `else`, `else if …`; undefined at the end of the text. */
	readonly end?: string;
}

class TemplateParser {
	readonly defined = new Map<string, readonly TemplateNode[]>();
	#at = 0;
	#trim = false;

	constructor(
		readonly text: string,
		readonly functions: ReadonlySet<string>,
	) {}

	failure(message: string): TemplateError {
		const line = this.text.slice(0, this.#at).split('\n').length;
		return new TemplateError(`template: output:${line}: ${message}`);
	}

	list(depth: number): List {
		if (depth > DEEPEST) throw this.failure('exceeded maximum template depth');
		const nodes: TemplateNode[] = [];
		while (this.#at < this.text.length) {
			const action = this.#next(nodes);
			if (action === undefined) break;
			const word = /^[a-z]+/.exec(action.text)?.[0] ?? '';
			if (word === 'end' || word === 'else') return {nodes, end: action.text};
			nodes.push(...this.#node(word, action, depth));
		}
		return {nodes};
	}

	// Text up to the next action, and the inside of that action.
	#next(nodes: TemplateNode[]): Source | undefined {
		const open = this.text.indexOf('{{', this.#at);
		let text = this.text.slice(this.#at, open < 0 ? undefined : open);
		if (this.#trim) text = text.trimStart();
		if (open >= 0 && /^\{\{-\s/.test(this.text.slice(open, open + 4))) text = text.trimEnd();
		if (text !== '') nodes.push({type: 'text', text});
		if (open < 0) {
			this.#at = this.text.length;
			return undefined;
		}
		this.#at = open;
		if (/^\{\{(- )?\/\*/.test(this.text.slice(open))) return this.#comment();
		const inner = /^\{\{(-\s)?((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|(?!\}\})[^"`'])*)\}\}/s.exec(
			this.text.slice(open),
		);
		if (!inner)
			throw this.failure(this.text.indexOf('}}', open) < 0 ? 'unclosed action' : 'unterminated quoted string');
		const line = this.text.slice(0, open).split('\n').length;
		const column = open - (this.text.lastIndexOf('\n', open) + 1) + 2;
		this.#at = open + inner[0].length;
		this.#trim = /\s-$/.test(inner[2]!);
		const source = this.#trim ? inner[2]!.replace(/\s-$/, '') : inner[2]!;
		const lead = source.length - source.trimStart().length;
		return {text: source.trim(), line, column: column + (inner[1]?.length ?? 0) + lead};
	}

	#comment(): Source {
		const match = /^\{\{(- )?\/\*.*?\*\/( -)?\}\}/s.exec(this.text.slice(this.#at));
		if (!match) throw this.failure('unclosed comment');
		this.#at += match[0].length;
		this.#trim = match[2] !== undefined;
		return {text: '/*', line: 0, column: 0};
	}

	#node(word: string, source: Source, depth: number): TemplateNode[] {
		if (source.text === '/*') return [];
		const rest = {...source, text: source.text.slice(word.length).trim(), column: source.column + word.length + 1};
		switch (word) {
			case 'if':
			case 'with':
			case 'range':
				return [this.#control(word, rest, depth)];
			case 'break':
			case 'continue':
				return [{type: word}];
			case 'define':
				this.defined.set(stringOf(rest.text) ?? '', this.#untilEnd(depth));
				return [];
			case 'template': {
				const [, name = '""', argument = ''] = /^("(?:[^"\\]|\\.)*")\s*(.*)$/s.exec(rest.text) ?? [];
				const pipe = argument === '' ? undefined : this.#pipe({...rest, text: argument});
				return [{type: 'template', name: stringOf(name) ?? '', pipe}];
			}
			default:
				if (source.text === '') throw this.failure('missing value for command');
				return [{type: 'action', pipe: this.#pipe(source)}];
		}
	}

	#untilEnd(depth: number): readonly TemplateNode[] {
		const {nodes, end} = this.list(depth + 1);
		if (end !== 'end') throw this.failure(end === undefined ? 'unexpected EOF' : `unexpected {{${end}}}`);
		return nodes;
	}

	#control(type: 'if' | 'with' | 'range', source: Source, depth: number): TemplateNode {
		if (source.text === '') throw this.failure(`missing value for ${type}`);
		const pipe = this.#pipe(source);
		const {nodes, end} = this.list(depth + 1);
		if (end === undefined) throw this.failure('unexpected EOF');
		if (end === 'end') return {type, pipe, body: nodes, otherwise: []};
		const chained = /^else\s+(if|with)\s+(.*)$/s.exec(end);
		const otherwise = chained
			? [this.#control(chained[1] as 'if' | 'with', {...source, text: chained[2]!}, depth + 1)]
			: this.#untilEnd(depth);
		return {type, pipe, body: nodes, otherwise};
	}

	#pipe(source: Source): Pipe {
		const tokens = this.#tokens(source.text);
		const pipe = this.#pipeOf(tokens, source, 0);
		if (tokens.length > 0) throw this.failure(`unexpected ${JSON.stringify(tokens[0])} in operand`);
		return pipe;
	}

	#tokens(text: string): string[] {
		const tokens: string[] = [];
		const pattern =
			/\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|:=|[=|(),]|(?:\$\w*|(?<=\))(?=\.)|)(?:\.[A-Za-z_]\w*)+|\$\w*|\.|[-+]?\d[\w.]*|[A-Za-z_]\w*/gy;
		let end = 0;
		for (let match = pattern.exec(text); match !== null && match[0] !== ''; match = pattern.exec(text)) {
			end = pattern.lastIndex;
			if (match[0].trim() !== '') tokens.push(match[0]);
		}
		if (end < text.length) {
			const char = String.fromCodePoint(text.codePointAt(end)!);
			throw this.failure(`unexpected ${JSON.stringify(char)} in command`);
		}
		return tokens;
	}

	#pipeOf(tokens: string[], source: Source, depth: number): Pipe {
		if (depth > DEEPEST) throw this.failure('exceeded maximum template depth');
		const {variables, declares} = declaration(tokens);
		const commands: Operand[][] = [];
		let command: Operand[] = [];
		while (tokens.length > 0 && tokens[0] !== ')') {
			const token = tokens.shift()!;
			if (token === '|') {
				if (command.length === 0) throw this.failure('missing value for command');
				commands.push(command);
				command = [];
			} else command.push(this.#operand(token, tokens, source, depth));
		}
		if (command.length === 0) throw this.failure('missing value for command');
		return {variables, declares, commands: [...commands, command], ...source};
	}

	#operand(token: string, tokens: string[], source: Source, depth: number): Operand {
		if (token === '(') {
			const pipe = this.#pipeOf(tokens, source, depth + 1);
			if (tokens.shift() !== ')') throw this.failure('unclosed left paren');
			const names = tokens[0]?.startsWith('.') && tokens[0] !== '.' ? namesOf(tokens.shift()!) : [];
			return {type: 'pipe', pipe, names};
		}
		if (token === '.') return {type: 'dot'};
		if (token.startsWith('.')) return {type: 'field', names: namesOf(token)};
		if (token.startsWith('$')) {
			const [name, ...names] = token.split('.');
			return {type: 'variable', name: name!, names};
		}
		const text = stringOf(token);
		if (text !== undefined) return {type: 'value', value: text};
		if (/^[-+]?\d/.test(token) && Number.isFinite(Number(token))) return {type: 'value', value: Number(token)};
		if (token === 'true' || token === 'false') return {type: 'value', value: token === 'true'};
		if (token === 'nil') return {type: 'nil'};
		if (!/^[A-Za-z_]/.test(token)) throw this.failure(`unexpected ${JSON.stringify(token)} in operand`);
		if (!this.functions.has(token)) throw this.failure(`function ${JSON.stringify(token)} not defined`);
		return {type: 'function', name: token};
	}
}

interface Source {
	readonly text: string;
	readonly line: number;
	readonly column: number;
}

function declaration(tokens: string[]): {variables: string[]; declares: boolean} {
	const sign = tokens.findIndex(token => token === ':=' || token === '=');
	if (sign < 0 || !tokens[0]?.startsWith('$')) return {variables: [], declares: false};
	const declares = tokens[sign] === ':=';
	const variables = tokens.splice(0, sign + 1).filter(token => token.startsWith('$'));
	return {variables, declares};
}

function namesOf(token: string): string[] {
	return token.slice(1).split('.');
}

function stringOf(token: string): string | undefined {
	if (token.startsWith('`')) return token.slice(1, -1);
	if (token.startsWith('"')) return unquote(token.slice(1, -1), '"');
	return undefined;
}
