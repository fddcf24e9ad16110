import {regularExpression} from '../regular-expression.ts';
import {ToolError} from '../tool.ts';
import type {Expression, Place} from './syntax.ts';
import type {Token} from './tokens.ts';

const MAX_DEPTH = 200;

/** Reads the expressions of an awk program, by descending through the levels of precedence. */
export class ExpressionParser {
	/** Inside `print`, where `>` outside of parentheses is a redirection. */
	protected isPrinting = false;
	#position = 0;
	#depth = 0;
	/** `print (a, b)`: what stood in the parentheses. */
	readonly #groups = new Map<Expression, readonly Expression[]>();

	constructor(
		private readonly tokens: readonly Token[],
		private readonly source: string,
	) {}

	expression(): Expression {
		if (++this.#depth > MAX_DEPTH) throw new ToolError('awk: expression nested too deeply', 2);
		const value = this.#assignment();
		this.#depth--;
		return value;
	}

	/** Expressions up to a closing mark. */
	list(close: string): Expression[] {
		const values: Expression[] = [];
		this.skipNewlines();
		while (!this.take(close)) {
			values.push(this.#outsidePrint(() => this.expression()));
			this.skipNewlines();
			if (!this.is(close)) this.expect(',');
			this.skipNewlines();
		}
		return values;
	}

	primary(): Expression {
		const token = this.advance();
		switch (token.kind) {
			case 'number':
				return {kind: 'number', value: Number(token.text)};
			case 'text':
				return {kind: 'text', value: token.text};
			case 'expression':
				return {kind: 'match-record', expression: regularExpression('awk', token.text, 'extended')};
			case 'function-name':
				this.expect('(');
				return {kind: 'call', name: token.text, args: this.list(')')};
			case 'name':
				if (this.take('[')) return {kind: 'element', array: token.text, index: this.list(']')};
				// `length` needs no parentheses.
				return token.text === 'length'
					? {kind: 'call', name: 'length', args: []}
					: {kind: 'variable', name: token.text};
			default:
				if (token.text === '(') return this.#group();
				if (token.text === '$') return {kind: 'field', index: this.#stepped()};
				if (token.text === 'getline') throw new ToolError('kubekata: getline in awk is not simulated', 2);
				throw this.error(token);
		}
	}

	/** The values of a parenthesized list, or the value itself. */
	protected groupOf(value: Expression): readonly Expression[] {
		return this.#groups.get(value) ?? [value];
	}

	protected is(text: string): boolean {
		const token = this.tokens[this.#position]!;
		return token.text === text && (token.kind === 'mark' || token.kind === 'keyword');
	}

	protected isKind(kind: Token['kind']): boolean {
		return this.tokens[this.#position]!.kind === kind;
	}

	protected take(text: string): boolean {
		if (!this.is(text)) return false;
		this.#position++;
		return true;
	}

	protected expect(text: string): void {
		if (!this.take(text)) throw this.error();
	}

	protected advance(): Token {
		const token = this.tokens[this.#position]!;
		if (token.kind !== 'end') this.#position++;
		return token;
	}

	protected mark(): number {
		return this.#position;
	}

	protected reset(position: number): void {
		this.#position = position;
	}

	protected skipNewlines(): void {
		while (this.isKind('newline')) this.#position++;
	}

	protected skipSeparators(): void {
		while (this.isKind('newline') || this.is(';')) this.#position++;
	}

	protected error(token = this.tokens[this.#position]!): ToolError {
		const near = token.kind === 'end' ? 'unexpected newline or end of string' : 'syntax error';
		return new ToolError(`awk: cmd. line:1: ${this.source.split('\n')[0]}\nawk: cmd. line:1: ^ ${near}`, 2);
	}

	#assignment(): Expression {
		const left = this.#choice();
		const operator = /^(?:[-+*/%^]|\*\*)?=$/.exec(this.tokens[this.#position]!.text)?.[0];
		if (operator === undefined || !this.is(operator) || !isPlace(left)) return left;
		this.#position++;
		this.skipNewlines();
		return {kind: 'assign', operator: operator.slice(0, -1), place: left, value: this.expression()};
	}

	#choice(): Expression {
		const test = this.#or();
		if (!this.take('?')) return test;
		this.skipNewlines();
		const then = this.expression();
		this.skipNewlines();
		this.expect(':');
		this.skipNewlines();
		return {kind: 'choice', test, then, else: this.expression()};
	}

	#or(): Expression {
		return this.#leftToRight(['||'], () => this.#leftToRight(['&&'], () => this.#membership()));
	}

	#membership(): Expression {
		let left = this.#match();
		while (this.take('in')) left = {kind: 'in', index: this.groupOf(left), array: this.advance().text};
		return left;
	}

	#match(): Expression {
		let left = this.#comparison();
		while (this.is('~') || this.is('!~')) {
			const isNegated = this.advance().text === '!~';
			left = {kind: 'match', isNegated, left, right: this.#comparison()};
		}
		return left;
	}

	#comparison(): Expression {
		const left = this.#concatenation();
		const operators = this.isPrinting ? ['<', '<=', '==', '!=', '>='] : ['<', '<=', '==', '!=', '>', '>='];
		const operator = operators.find(each => this.is(each));
		if (!operator) return left;
		this.#position++;
		return {kind: 'binary', operator, left, right: this.#concatenation()};
	}

	#concatenation(): Expression {
		let left = this.#additive();
		while (this.#startsOperand()) left = {kind: 'binary', operator: ' ', left, right: this.#additive()};
		return left;
	}

	#startsOperand(): boolean {
		const {kind} = this.tokens[this.#position]!;
		if (['number', 'text', 'name', 'function-name', 'expression'].includes(kind)) return true;
		return ['$', '(', '++', '--'].some(text => this.is(text));
	}

	#additive(): Expression {
		return this.#leftToRight(['+', '-'], () => this.#leftToRight(['*', '/', '%'], () => this.#unary()));
	}

	#unary(): Expression {
		for (const operator of ['!', '-', '+'])
			if (this.take(operator)) return {kind: 'unary', operator, operand: this.#unary()};
		return this.#power();
	}

	#power(): Expression {
		const left = this.#stepped();
		if (!this.take('^') && !this.take('**')) return left;
		return {kind: 'binary', operator: '^', left, right: this.is('-') ? this.#unary() : this.#power()};
	}

	#stepped(): Expression {
		for (const [text, by] of [
			['++', 1],
			['--', -1],
		] as const) {
			if (!this.take(text)) continue;
			const place = this.primary();
			if (!isPlace(place)) throw this.error();
			return {kind: 'step', by, isBefore: true, place};
		}
		const value = this.primary();
		if (isPlace(value))
			for (const [text, by] of [
				['++', 1],
				['--', -1],
			] as const)
				if (this.take(text)) return {kind: 'step', by, isBefore: false, place: value};
		return value;
	}

	#group(): Expression {
		const values = this.list(')');
		if (values.length === 0) throw this.error();
		if (values.length === 1) {
			// Parenthesized: no place any more, so that `(a) b` and `(x)++` stay apart.
			const value: Expression = {kind: 'unary', operator: '()', operand: values[0]!};
			return value;
		}
		const value: Expression = {kind: 'text', value: ''};
		this.#groups.set(value, values);
		return value;
	}

	#outsidePrint<T>(work: () => T): T {
		const before = this.isPrinting;
		this.isPrinting = false;
		try {
			return work();
		} finally {
			this.isPrinting = before;
		}
	}

	#leftToRight(operators: readonly string[], next: () => Expression): Expression {
		let left = next();
		for (
			let operator = operators.find(each => this.is(each));
			operator;
			operator = operators.find(each => this.is(each))
		) {
			this.#position++;
			if (operator === '&&' || operator === '||') this.skipNewlines();
			left = {kind: 'binary', operator, left, right: next()};
		}
		return left;
	}
}

function isPlace(value: Expression): value is Place {
	return value.kind === 'variable' || value.kind === 'field' || value.kind === 'element';
}
