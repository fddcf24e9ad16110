import {type ArithmeticExpression, parse} from 'unbash';
import {ShellError} from './control-flow.ts';

/** Variables as arithmetic sees them. */
export interface ArithmeticVariables {
	get(name: string): string | undefined;
	set(name: string, value: string): void;
}

const MAX_NESTING = 50;

/** The value of an arithmetic expression without any `$`. Throws ShellError. */
export function evaluate(text: string, variables: ArithmeticVariables, nesting = 0): number {
	if (text.trim() === '') return 0;
	if (nesting > MAX_NESTING) throw new ShellError(`${text}: expression recursion level exceeded`);
	const script = parse(`((${text}\n))`);
	const command = script.commands[0]?.command;
	if (
		script.errors?.length ||
		script.commands.length !== 1 ||
		command?.type !== 'ArithmeticCommand' ||
		!command.expression
	)
		throw new ShellError(`${text.trim()}: syntax error in expression`);
	return evaluateNode(command.expression, text, variables, nesting);
}

function evaluateNode(
	node: ArithmeticExpression,
	text: string,
	variables: ArithmeticVariables,
	nesting: number,
): number {
	const value = (of: ArithmeticExpression) => evaluateNode(of, text, variables, nesting);
	switch (node.type) {
		case 'ArithmeticGroup':
			return value(node.expression);
		case 'ArithmeticTernary':
			return value(node.test) !== 0 ? value(node.consequent) : value(node.alternate);
		case 'ArithmeticWord':
			return wordValue(node.value.trim(), text, variables, nesting);
		case 'ArithmeticUnary': {
			if (node.operator === '++' || node.operator === '--') {
				const name = nameOf(node.operand, text);
				const before = wordValue(name, text, variables, nesting);
				const after = node.operator === '++' ? before + 1 : before - 1;
				variables.set(name, String(after));
				return node.prefix ? after : before;
			}
			return unary(node.operator, value(node.operand));
		}
		case 'ArithmeticBinary': {
			const {operator, left, right} = node;
			if (operator === '&&') return value(left) !== 0 && value(right) !== 0 ? 1 : 0;
			if (operator === '||') return value(left) !== 0 || value(right) !== 0 ? 1 : 0;
			const assignment = /^(<<|>>|[-+*/%&|^])?=$/.exec(operator);
			if (!assignment) return binary(operator, value(left), value(right), text);
			const name = nameOf(left, text);
			const result = assignment[1] ? binary(assignment[1], value(left), value(right), text) : value(right);
			variables.set(name, String(result));
			return result;
		}
		default:
			throw new ShellError(`${text.trim()}: syntax error in expression`);
	}
}

function nameOf(node: ArithmeticExpression, text: string): string {
	if (node.type === 'ArithmeticWord' && /^[A-Za-z_]\w*$/.test(node.value.trim())) return node.value.trim();
	throw new ShellError(`${text.trim()}: attempted assignment to non-variable`);
}

function wordValue(word: string, text: string, variables: ArithmeticVariables, nesting: number): number {
	if (/^[A-Za-z_]\w*$/.test(word)) return evaluate(variables.get(word) ?? '', variables, nesting + 1);
	if (/^0[xX][0-9a-fA-F]+$/.test(word)) return Number.parseInt(word, 16);
	if (/^0[0-7]+$/.test(word)) return Number.parseInt(word, 8);
	if (/^0\d+$/.test(word)) throw new ShellError(`${word}: value too great for base (error token is "${word}")`);
	if (/^\d+$/.test(word)) return Number(word);
	const based = /^(\d+)#(\w+)$/.exec(word);
	if (based && Number(based[1]) >= 2 && Number(based[1]) <= 36) {
		const value = Number.parseInt(based[2]!, Number(based[1]));
		if (!Number.isNaN(value)) return value;
	}
	throw new ShellError(`${text.trim()}: syntax error: operand expected (error token is "${word}")`);
}

function unary(operator: string, value: number): number {
	switch (operator) {
		case '-':
			return -value;
		case '!':
			return value === 0 ? 1 : 0;
		case '~':
			return -value - 1;
		default:
			return value;
	}
}

function binary(operator: string, a: number, b: number, text: string): number {
	if ((operator === '/' || operator === '%') && b === 0)
		throw new ShellError(
			`${text.trim()}: division by 0 (error token is "${text.trim().split(/[/%]/).at(-1)?.trim()}")`,
		);
	switch (operator) {
		case '+':
			return a + b;
		case '-':
			return a - b;
		case '*':
			return whole(a * b);
		case '/':
			return whole(a / b);
		case '%':
			return a % b;
		case '**':
			return whole(a ** b);
		case '==':
			return Number(a === b);
		case '!=':
			return Number(a !== b);
		case '<':
			return Number(a < b);
		case '<=':
			return Number(a <= b);
		case '>':
			return Number(a > b);
		case '>=':
			return Number(a >= b);
		case ',':
			return b;
		default:
			return bitwise(operator, a, b, text);
	}
}

function bitwise(operator: string, a: number, b: number, text: string): number {
	const [left, right] = [BigInt(whole(a)), BigInt(whole(b))];
	switch (operator) {
		case '&':
			return Number(left & right);
		case '|':
			return Number(left | right);
		case '^':
			return Number(left ^ right);
		case '<<':
			return Number(BigInt.asIntN(64, left << (right & 63n)));
		case '>>':
			return Number(left >> (right & 63n));
		default:
			throw new ShellError(`${text.trim()}: syntax error in expression`);
	}
}

// Values stay whole numbers that print without an exponent.
function whole(value: number): number {
	const cut = Math.trunc(value);
	if (Number.isSafeInteger(cut)) return cut === 0 ? 0 : cut;
	return Number.isFinite(cut) ? Math.sign(cut) * Number.MAX_SAFE_INTEGER : 0;
}
