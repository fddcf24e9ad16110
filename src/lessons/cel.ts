import {Environment} from '@marcbachmann/cel-js';
import type {CelLanguage} from './format.ts';

/** The Common Expression Language as Kubernetes uses it, over plain objects; integers and doubles mix, as learners expect. */
export function celLanguage(): CelLanguage {
	const environment = new Environment({
		unlistedVariablesAreDyn: true,
		enableOptionalTypes: true,
		homogeneousAggregateLiterals: false,
		limits: {maxAstNodes: 1000, maxDepth: 50},
	});
	// Numbers in objects arrive as doubles, literals are integers.
	for (const [operator, apply] of OPERATORS) {
		environment.registerOperator(`double ${operator} int`, (left: number, right: bigint) => apply(left, Number(right)));
		environment.registerOperator(`int ${operator} double`, (left: bigint, right: number) => apply(Number(left), right));
	}
	return {
		compile(expression) {
			const program = environment.parse(expression);
			return variables => program(variables);
		},
	};
}

const OPERATORS: readonly [string, (left: number, right: number) => number][] = [
	['+', (left, right) => left + right],
	['-', (left, right) => left - right],
	['*', (left, right) => left * right],
	['/', (left, right) => left / right],
];
