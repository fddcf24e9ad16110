import type {TestExpression} from 'unbash';
import {evaluate} from './arithmetic.ts';
import {ShellError} from './control-flow.ts';
import {expandPattern, expandText} from './expand.ts';
import {LimitError} from './limit-error.ts';
import {Pattern} from './pattern.ts';
import {posixExpression} from './posix-expression.ts';
import type {Run, Shell} from './shell.ts';
import {compare, examine} from './test-operators.ts';

/** The value of `[[ … ]]`. Throws ShellError. */
export function* evaluateConditional(node: TestExpression, shell: Shell): Run<boolean> {
	switch (node.type) {
		case 'TestGroup':
			return yield* evaluateConditional(node.expression, shell);
		case 'TestNot':
			return (yield* evaluateConditional(node.operand, shell)) === (node.negations.length % 2 === 0);
		case 'TestLogical': {
			for (const operand of node.operands) {
				const value = yield* evaluateConditional(operand, shell);
				if (value === (node.operator === '||')) return value;
			}
			return node.operator === '&&';
		}
		case 'TestUnary': {
			const operand = yield* expandText(node.operand, shell);
			if (node.operator === '-v') return shell.get(operand) !== undefined;
			return examine(node.operator, operand, shell.process) ?? unknown(node.operator);
		}
		case 'TestBinary': {
			const left = yield* expandText(node.left, shell);
			if (node.operator === '=~') return matchRegularExpression(left, yield* expandText(node.right, shell), shell);
			if (['=', '==', '!='].includes(node.operator)) {
				const matches = new Pattern(yield* expandPattern(node.right, shell)).matches(left);
				return matches === (node.operator !== '!=');
			}
			const right = yield* expandText(node.right, shell);
			if (/^-(eq|ne|lt|le|gt|ge)$/.test(node.operator))
				return (
					compare(String(evaluate(left, shell)), node.operator, String(evaluate(right, shell)), shell.process) ?? false
				);
			return compare(left, node.operator, right, shell.process) ?? unknown(node.operator);
		}
	}
}

function matchRegularExpression(text: string, source: string, shell: Shell): boolean {
	try {
		const match = posixExpression(source, 'extended').exec(text);
		if (match) shell.state.variables.set('BASH_REMATCH', match[0]);
		return match !== null;
	} catch (error) {
		if (error instanceof LimitError) throw error;
		throw new ShellError(`[[: invalid regular expression \`${source}'`, 2);
	}
}

function unknown(operator: string): never {
	throw new ShellError(`conditional operator \`${operator}' is not known`, 2);
}
