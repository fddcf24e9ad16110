import {FilterCursor} from './cursor.ts';
import type {Filter, Json} from './syntax.ts';

/** Operators from weak to strong. */
const LEVELS: readonly (readonly string[])[] = [
	['//'],
	['or'],
	['and'],
	['==', '!=', '<', '<=', '>', '>='],
	['+', '-'],
	['*', '/', '%'],
];
const UPDATES = ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='];
const MAX_DEPTH = 200;
const IDENTITY: Filter = {kind: 'identity'};

/** Reads a filter. Throws ToolError (exit code 3) as jq does for syntax errors. */
export function parseFilter(source: string): Filter {
	return new FilterParser(source).all();
}

class FilterParser extends FilterCursor {
	#depth = 0;

	all(): Filter {
		this.blanks();
		if (this.position >= this.source.length) return IDENTITY;
		const filter = this.#pipe();
		if (this.position < this.source.length) throw this.error();
		return filter;
	}

	#pipe(): Filter {
		if (++this.#depth > MAX_DEPTH) throw this.error();
		try {
			if (this.word('def')) return this.#definition();
			const left = this.#comma();
			return this.mark('|') ? {kind: 'pipe', left, right: this.#pipe()} : left;
		} finally {
			this.#depth--;
		}
	}

	#definition(): Filter {
		const name = this.name();
		const parameters: string[] = [];
		if (this.mark('(')) {
			do parameters.push(this.mark('$') ? `$${this.name()}` : this.name());
			while (this.mark(';'));
			this.expect(')');
		}
		this.expect(':');
		const body = this.#pipe();
		this.expect(';');
		return {kind: 'define', name, parameters, body, rest: this.#pipe()};
	}

	#binding(value: Filter): Filter {
		this.expect('$');
		const name = this.name();
		this.expect('|');
		return {kind: 'bind', value, name, body: this.#pipe()};
	}

	#comma(): Filter {
		let left = this.#update();
		while (this.mark(',')) left = {kind: 'comma', left, right: this.#update()};
		return left;
	}

	#update(): Filter {
		const path = this.#level(0);
		const operator = UPDATES.find(each => this.mark(each));
		return operator ? {kind: 'update', operator, path, value: this.#level(0)} : path;
	}

	#level(level: number): Filter {
		const operators = LEVELS[level];
		if (!operators) return this.#postfix();
		let left = this.#level(level + 1);
		for (let operator = this.#operator(operators); operator; operator = this.#operator(operators)) {
			// `//` binds to the right.
			const right = operator === '//' ? this.#level(0) : this.#level(level + 1);
			left = {kind: 'binary', operator, left, right};
		}
		return left;
	}

	#operator(operators: readonly string[]): string | undefined {
		return operators.find(each => (/\w/.test(each) ? this.word(each) : this.mark(each)));
	}

	// In `reduce`, `as` belongs to the reduction.
	#postfix(hasBinding = true): Filter {
		let term = this.#term();
		for (;;) {
			if (this.mark('?')) term = {kind: 'optional', of: term};
			else if (this.peek('.[')) {
				this.expect('.');
				term = this.#brackets(term);
			} else if (this.peek('[')) term = this.#brackets(term);
			else if (/^\.(?:[A-Za-z_]|")/.test(this.source.slice(this.position, this.position + 2))) {
				this.expect('.');
				term = {kind: 'index', of: term, key: this.#key()};
			} else if (hasBinding && this.word('as')) return this.#binding(term);
			else return term;
		}
	}

	#brackets(of: Filter): Filter {
		this.expect('[');
		if (this.mark(']')) return {kind: 'each', of};
		if (this.mark(':')) {
			const to = this.#pipe();
			this.expect(']');
			return {kind: 'slice', of, to};
		}
		const key = this.#pipe();
		if (this.mark(':')) {
			const to = this.peek(']') ? undefined : this.#pipe();
			this.expect(']');
			return {kind: 'slice', of, from: key, to};
		}
		this.expect(']');
		return {kind: 'index', of, key};
	}

	#term(): Filter {
		const number = this.take(/(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y);
		if (number) return {kind: 'literal', value: Number(number[0])};
		if (this.peek('"')) return this.#text('text');
		const format = this.take(/@(\w+)/y);
		if (format) return this.peek('"') ? this.#text(format[1]!) : {kind: 'format', name: format[1]!};
		if (this.mark('..')) return {kind: 'recurse'};
		if (this.mark('.')) {
			if (this.peek('[')) return this.#brackets(IDENTITY);
			if (/^[A-Za-z_"]/.test(this.source.slice(this.position, this.position + 1)))
				return {kind: 'index', of: IDENTITY, key: this.#key()};
			this.blanks();
			return IDENTITY;
		}
		if (this.mark('$')) {
			if (this.take(/__loc__/y)) return {kind: 'literal', value: null};
			return {kind: 'variable', name: this.name()};
		}
		if (this.mark('-')) return {kind: 'negate', of: this.#postfix()};
		if (this.mark('(')) {
			const inner = this.#pipe();
			this.expect(')');
			return inner;
		}
		if (this.mark('[')) {
			if (this.mark(']')) return {kind: 'array'};
			const of = this.#pipe();
			this.expect(']');
			return {kind: 'array', of};
		}
		if (this.mark('{')) return this.#object();
		return this.#wordTerm();
	}

	#wordTerm(): Filter {
		if (this.word('if')) return this.#if();
		if (this.word('try')) {
			const of = this.#postfix();
			return {kind: 'optional', of, ...(this.word('catch') && {handler: this.#postfix()})};
		}
		for (const kind of ['reduce', 'foreach'] as const) if (this.word(kind)) return this.#fold(kind);
		const name = this.name();
		const literal: Readonly<Record<string, Json>> = {true: true, false: false, null: null};
		if (Object.hasOwn(literal, name)) return {kind: 'literal', value: literal[name]!};
		const args: Filter[] = [];
		if (this.mark('(')) {
			do args.push(this.#pipe());
			while (this.mark(';'));
			this.expect(')');
		}
		return {kind: 'call', name, args};
	}

	#if(): Filter {
		const test = this.#pipe();
		if (!this.word('then')) throw this.error();
		const then = this.#pipe();
		if (this.word('elif')) return {kind: 'if', test, then, else: this.#if()};
		const otherwise = this.word('else') ? this.#pipe() : IDENTITY;
		if (!this.word('end')) throw this.error();
		return {kind: 'if', test, then, else: otherwise};
	}

	#fold(kind: 'reduce' | 'foreach'): Filter {
		const over = this.#postfix(false);
		if (!this.word('as')) throw this.error();
		this.expect('$');
		const name = this.name();
		this.expect('(');
		const start = this.#pipe();
		this.expect(';');
		const step = this.#pipe();
		const extract = this.mark(';') ? this.#pipe() : undefined;
		this.expect(')');
		return {kind, over, name, start, step, extract};
	}

	#object(): Filter {
		const entries: {key: Filter; value: Filter}[] = [];
		while (!this.mark('}')) {
			entries.push(this.#entry());
			if (!this.mark(',') && !this.peek('}')) throw this.error();
		}
		return {kind: 'object', entries};
	}

	#entry(): {key: Filter; value: Filter} {
		if (this.mark('$')) {
			const name = this.name();
			return {key: {kind: 'literal', value: name}, value: {kind: 'variable', name}};
		}
		let key: Filter;
		if (this.mark('(')) {
			key = this.#pipe();
			this.expect(')');
		} else key = this.#key();
		if (this.mark(':')) return {key, value: this.#objectValue()};
		return {key, value: {kind: 'index', of: IDENTITY, key}};
	}

	// Commas part the entries, so a value has none outside of parentheses.
	#objectValue(): Filter {
		const left = this.#level(0);
		return this.mark('|') ? {kind: 'pipe', left, right: this.#objectValue()} : left;
	}

	#key(): Filter {
		if (this.peek('"')) return this.#text('text');
		return {kind: 'literal', value: this.name(true)};
	}

	#text(format: string): Filter {
		this.position++;
		const parts: (string | Filter)[] = [];
		for (let text = ''; ; ) {
			const character = this.source[this.position++];
			if (character === undefined) throw this.error();
			if (character === '"') {
				this.blanks();
				return {kind: 'text', parts: [...parts, text], format};
			}
			if (character !== '\\') text += character;
			else if (this.source[this.position] === '(') {
				this.position++;
				this.blanks();
				parts.push(text, this.#pipe());
				text = '';
				// Blanks behind the parenthesis belong to the text.
				if (this.source[this.position++] !== ')') throw this.error();
			} else text += this.#escape();
		}
	}

	#escape(): string {
		const code = this.source[this.position++] ?? '';
		if (code === 'u') {
			const digits = this.source.slice(this.position, this.position + 4);
			this.position += 4;
			return String.fromCharCode(Number.parseInt(digits, 16) || 0);
		}
		return {n: '\n', t: '\t', r: '\r', b: '\b', f: '\f'}[code] ?? code;
	}
}
