import {type Command, print} from '../program.ts';
import {regularExpression} from './regular-expression.ts';
import {ToolError, tool} from './tool.ts';

/** Operators by how strongly they bind, weakest first. */
const LEVELS: readonly (readonly string[])[] = [
	['|'],
	['&'],
	['=', '==', '!=', '<', '<=', '>', '>='],
	['+', '-'],
	['*', '/', '%'],
	[':'],
];

/** expr EXPRESSION: exit code 1 if the value is empty or 0, 2 for errors. */
export const expr: Command = tool('expr', {letters: '', stopsAtOperand: true, usageCode: 2}, function* ({operands}) {
	if (operands.length === 0) throw new ToolError("expr: missing operand\nTry 'expr --help' for more information.", 2);
	const value = new Expression(operands).value();
	yield* print(`${value}\n`);
	return isFalse(value) ? 1 : 0;
});

class Expression {
	#position = 0;

	constructor(private readonly words: readonly string[]) {}

	value(): string {
		const value = this.#level(0);
		const rest = this.words[this.#position];
		if (rest !== undefined) throw new ToolError(`expr: syntax error: unexpected argument ‘${rest}’`, 2);
		return value;
	}

	#level(level: number): string {
		const operators = LEVELS[level];
		if (!operators) return this.#primary();
		let left = this.#level(level + 1);
		for (
			let word = this.words[this.#position];
			word !== undefined && operators.includes(word);
			word = this.words[this.#position]
		) {
			this.#position++;
			left = apply(word, left, this.#level(level + 1));
		}
		return left;
	}

	#primary(): string {
		const word = this.words[this.#position++];
		if (word === undefined) throw new ToolError(`expr: syntax error: missing argument after ‘${this.words.at(-1)}’`, 2);
		if (word === '(') {
			const value = this.#level(0);
			if (this.words[this.#position++] !== ')') throw new ToolError("expr: syntax error: expecting ')'", 2);
			return value;
		}
		if (word === 'length' && this.#position < this.words.length) return String([...this.#primary()].length);
		if (word === 'substr' && this.#position + 2 < this.words.length) {
			const [text, start, length] = [this.#primary(), Number(this.#primary()), Number(this.#primary())];
			return start < 1 ? '' : text.slice(start - 1, start - 1 + length);
		}
		if (word === 'index' && this.#position + 1 < this.words.length) {
			const [text, characters] = [this.#primary(), this.#primary()];
			return String([...text].findIndex(character => characters.includes(character)) + 1);
		}
		return word;
	}
}

function apply(operator: string, left: string, right: string): string {
	switch (operator) {
		case '|':
			return isFalse(left) ? (isFalse(right) ? '0' : right) : left;
		case '&':
			return isFalse(left) || isFalse(right) ? '0' : left;
		case ':':
			return match(left, right);
		case '+':
			return String(integer(left) + integer(right));
		case '-':
			return String(integer(left) - integer(right));
		case '*':
			return String(integer(left) * integer(right));
		case '/':
		case '%': {
			const [a, b] = [integer(left), integer(right)];
			if (b === 0n) throw new ToolError('expr: division by zero', 2);
			return String(operator === '/' ? a / b : a % b);
		}
		default:
			return compare(operator, left, right) ? '1' : '0';
	}
}

function compare(operator: string, left: string, right: string): boolean {
	const areNumbers = isInteger(left) && isInteger(right);
	const [a, b] = areNumbers ? [BigInt(left), BigInt(right)] : [left, right];
	const order = a < b ? -1 : a > b ? 1 : 0;
	return {
		'=': order === 0,
		'==': order === 0,
		'!=': order !== 0,
		'<': order < 0,
		'<=': order <= 0,
		'>': order > 0,
		'>=': order >= 0,
	}[operator]!;
}

// The text of the group, or the length of the match, always from the beginning.
function match(text: string, pattern: string): string {
	const found = regularExpression('expr', `^${pattern.replace(/^\^/, '')}`, 'basic').exec(text);
	if (pattern.includes('\\(')) return found?.[1] ?? '';
	return String(found?.[0].length ?? 0);
}

function isInteger(text: string): boolean {
	return /^-?\d+$/.test(text);
}

function integer(text: string): bigint {
	if (!isInteger(text)) throw new ToolError('expr: non-integer argument', 2);
	return BigInt(text);
}

function isFalse(value: string): boolean {
	return value === '' || /^-?0+$/.test(value);
}
