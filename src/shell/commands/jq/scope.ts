import type {Filter, Json} from './syntax.ts';
import {JqError} from './values.ts';

export type Results = Generator<Json, void, undefined>;

/** What names mean inside a filter. */
export interface Scope {
	readonly variables: ReadonlyMap<string, Json>;
	readonly functions: ReadonlyMap<string, Definition>;
	readonly run: JqRun;
}

export interface Definition {
	readonly parameters: readonly string[];
	readonly body: Filter;
	/** Where the function, or the filter given as an argument, was written. */
	readonly scope: () => Scope;
}

/** What all scopes of one run share. */
export interface JqRun {
	/** Counts work, to bound filters that never end. */
	steps: number;
	readonly env: ReadonlyMap<string, string>;
	/** Virtual time, milliseconds since 1970. */
	readonly now: number;
	/** The next input, for `input` and `inputs`. */
	readonly nextInput: () => Json | undefined;
	/** All results of a filter; here, so that functions can call it. */
	readonly evaluate: (filter: Filter, input: Json, scope: Scope) => Results;
}

const MAX_STEPS = 3_000_000;

/** Counts one piece of work. Throws JqError when there is no end to it. */
export function countStep({run}: Scope): void {
	if (++run.steps > MAX_STEPS) throw new JqError('kubekata: the filter never ends');
}

/** The scope inside the rest of a `def`: the function knows itself. */
export function define({name, parameters, body}: Filter & {kind: 'define'}, scope: Scope): Scope {
	const inner: Scope = {
		...scope,
		functions: new Map([...scope.functions, [`${name}/${parameters.length}`, {parameters, body, scope: () => inner}]]),
	};
	return inner;
}

/** The scope in which the body of a function runs: its parameters are filters of the caller. */
export function* callScopes(
	{parameters, scope}: Definition,
	args: readonly Filter[],
	input: Json,
	caller: Scope,
): Generator<Scope, void, undefined> {
	const base = scope();
	const functions = new Map(base.functions);
	let scopes: Scope[] = [{...base, functions}];
	for (const [at, parameter] of parameters.entries()) {
		functions.set(`${parameter.replace('$', '')}/0`, {parameters: [], body: args[at]!, scope: () => caller});
		if (!parameter.startsWith('$')) continue;
		const values = [...caller.run.evaluate(args[at]!, input, caller)];
		scopes = scopes.flatMap(each => values.map(value => withVariable(each, parameter.slice(1), value)));
	}
	yield* scopes;
}

/** The scope with one more variable. */
export function withVariable(scope: Scope, name: string, value: Json): Scope {
	return {...scope, variables: new Map([...scope.variables, [name, value]])};
}
