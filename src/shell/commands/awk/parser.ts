import {ToolError} from '../tool.ts';
import {ExpressionParser} from './expression-parser.ts';
import type {AwkFunction, AwkProgram, Expression, Rule, Statement, Target} from './syntax.ts';
import {tokenize} from './tokens.ts';

/** Reads an awk program. Throws ToolError (exit code 2). */
export function parseAwk(source: string): AwkProgram {
	return new AwkParser(tokenize(source), source).program();
}

class AwkParser extends ExpressionParser {
	program(): AwkProgram {
		const begin: Statement[][] = [];
		const end: Statement[][] = [];
		const rules: Rule[] = [];
		const functions = new Map<string, AwkFunction>();
		for (this.skipSeparators(); !this.isKind('end'); this.skipSeparators()) {
			if (this.take('BEGIN')) begin.push(this.#action());
			else if (this.take('END')) end.push(this.#action());
			else if (this.take('function') || this.take('func')) this.#function(functions);
			else rules.push(this.#rule());
		}
		return {begin, rules, end, functions};
	}

	#rule(): Rule {
		if (this.is('{')) return {action: this.#action()};
		const pattern = this.expression();
		const to = this.take(',') ? this.expression() : undefined;
		return {pattern, to, ...(this.is('{') && {action: this.#action()})};
	}

	#function(functions: Map<string, AwkFunction>): void {
		const name = this.advance().text;
		this.expect('(');
		const parameters: string[] = [];
		while (!this.take(')')) {
			parameters.push(this.advance().text);
			this.take(',');
			if (this.isKind('end')) throw this.error();
		}
		this.skipNewlines();
		functions.set(name, {parameters, body: this.#action()});
	}

	#action(): Statement[] {
		this.expect('{');
		const statements: Statement[] = [];
		for (this.skipSeparators(); !this.take('}'); this.skipSeparators()) statements.push(this.#statement());
		return statements;
	}

	#statement(): Statement {
		if (this.is('{')) return {kind: 'block', statements: this.#action()};
		if (this.take('if')) return this.#if();
		if (this.take('while')) {
			const test = this.#parenthesized();
			return {kind: 'while', test, body: this.#body(), testsLast: false};
		}
		if (this.take('do')) {
			const body = this.#body();
			this.skipSeparators();
			if (!this.take('while')) throw this.error();
			return {kind: 'while', test: this.#parenthesized(), body, testsLast: true};
		}
		if (this.take('for')) return this.#for();
		const statement = this.#simple();
		if (!this.isKind('newline') && !this.isKind('end') && !this.is(';') && !this.is('}')) throw this.error();
		return statement;
	}

	#simple(): Statement {
		for (const kind of ['next', 'break', 'continue'] as const) if (this.take(kind)) return {kind};
		for (const kind of ['exit', 'return'] as const)
			if (this.take(kind)) return {kind, value: this.#endsHere() ? undefined : this.expression()};
		if (this.take('delete')) {
			const array = this.advance().text;
			return {kind: 'delete', array, index: this.take('[') ? this.list(']') : undefined};
		}
		for (const kind of ['print', 'printf'] as const) if (this.take(kind)) return this.#print(kind);
		return {kind: 'expression', value: this.expression()};
	}

	#print(kind: 'print' | 'printf'): Statement {
		// Within a print statement a bare `>` names a file.
		this.isPrinting = true;
		let values: Expression[] = [];
		try {
			if (!this.#endsHere() && !this.is('>')) {
				values = [this.expression()];
				while (this.take(',')) values.push(this.expression());
			}
		} finally {
			this.isPrinting = false;
		}
		let target: Target | undefined;
		const append = this.is('>>');
		if (this.take('>') || this.take('>>')) target = {append, name: this.primary()};
		if (this.is('|')) throw new ToolError('kubekata: pipes in awk are not simulated', 2);
		return {kind, values: values.flatMap(value => this.groupOf(value)), target};
	}

	#if(): Statement {
		const test = this.#parenthesized();
		const then = this.#body();
		const mark = this.mark();
		this.skipSeparators();
		if (this.take('else')) return {kind: 'if', test, then, else: this.#body()};
		this.reset(mark);
		return {kind: 'if', test, then};
	}

	#for(): Statement {
		this.expect('(');
		const mark = this.mark();
		const variable = this.advance();
		if (variable.kind === 'name' && this.take('in')) {
			const array = this.advance().text;
			if (this.take(')')) return {kind: 'for-in', variable: variable.text, array, body: this.#body()};
		}
		this.reset(mark);
		const start = this.is(';') ? undefined : this.#simple();
		this.expect(';');
		this.skipNewlines();
		const test = this.is(';') ? undefined : this.expression();
		this.expect(';');
		this.skipNewlines();
		const step = this.is(')') ? undefined : this.#simple();
		this.expect(')');
		return {kind: 'for', start, test, step, body: this.#body()};
	}

	#body(): Statement {
		this.skipNewlines();
		if (this.take(';')) return {kind: 'block', statements: []};
		return this.#statement();
	}

	#parenthesized(): Expression {
		this.expect('(');
		const value = this.expression();
		this.expect(')');
		return value;
	}

	#endsHere(): boolean {
		return this.isKind('newline') || this.isKind('end') || this.is(';') || this.is('}');
	}
}
