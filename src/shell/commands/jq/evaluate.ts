import {applyFormat} from './formats.ts';
import {callFunction} from './functions.ts';
import {arithmetic} from './operators.ts';
import {assign, type Path, pathsOf, readPath} from './paths.ts';
import {callScopes, countStep, define, type Results, type Scope, withVariable} from './scope.ts';
import type {Filter, Json} from './syntax.ts';
import {brief, elements, everythingIn, isTrue, JqError, order, toText, typeName} from './values.ts';

/** All results of a filter for one input, one after the other. Throws JqError. */
export function* evaluate(filter: Filter, input: Json, scope: Scope): Results {
	countStep(scope);
	switch (filter.kind) {
		case 'identity':
			return yield input;
		case 'literal':
			return yield filter.value;
		case 'recurse':
			return yield* everythingIn(input);
		case 'pipe':
			for (const value of evaluate(filter.left, input, scope)) yield* evaluate(filter.right, value, scope);
			return;
		case 'comma':
			yield* evaluate(filter.left, input, scope);
			return yield* evaluate(filter.right, input, scope);
		case 'index':
			for (const of of evaluate(filter.of, input, scope))
				for (const key of evaluate(filter.key, input, scope)) yield readPath(of, [key]);
			return;
		case 'each':
			for (const of of evaluate(filter.of, input, scope)) yield* elements(of);
			return;
		case 'slice':
			return yield* slices(filter, input, scope);
		case 'optional':
			return yield* attempt(filter, input, scope);
		case 'text':
			return yield* interpolate(filter.parts, filter.format, '', input, scope);
		case 'format':
			return yield applyFormat(filter.name, input);
		case 'negate':
			for (const value of evaluate(filter.of, input, scope)) {
				if (typeof value !== 'number') throw new JqError(`${typeName(value)} (${brief(value)}) cannot be negated`);
				yield -value;
			}
			return;
		case 'array':
			return yield filter.of ? [...evaluate(filter.of, input, scope)] : [];
		case 'object':
			return yield* objects(filter.entries, [], input, scope);
		case 'if':
			for (const test of evaluate(filter.test, input, scope))
				yield* evaluate(isTrue(test) ? filter.then : filter.else, input, scope);
			return;
		default:
			return yield* evaluateMore(filter, input, scope);
	}
}

function* evaluateMore(filter: Filter, input: Json, scope: Scope): Results {
	switch (filter.kind) {
		case 'binary':
			return yield* binary(filter.operator, filter.left, filter.right, input, scope);
		case 'update':
			return yield* update(filter, input, scope);
		case 'variable':
			return yield variable(filter.name, scope);
		case 'bind':
			for (const value of evaluate(filter.value, input, scope))
				yield* evaluate(filter.body, input, withVariable(scope, filter.name, value));
			return;
		case 'reduce': {
			let state: Json = null;
			for (const start of evaluate(filter.start, input, scope)) state = start;
			for (const value of evaluate(filter.over, input, scope))
				state = last(evaluate(filter.step, state, withVariable(scope, filter.name, value)));
			return yield state;
		}
		case 'foreach':
			for (let state of evaluate(filter.start, input, scope))
				for (const value of evaluate(filter.over, input, scope)) {
					const inner = withVariable(scope, filter.name, value);
					for (const next of evaluate(filter.step, state, inner)) {
						state = next;
						yield* filter.extract ? evaluate(filter.extract, next, inner) : [next];
					}
				}
			return;
		case 'define':
			return yield* evaluate(filter.rest, input, define(filter, scope));
		case 'call':
			return yield* call(filter.name, filter.args, input, scope);
	}
}

function* slices(filter: Filter & {kind: 'slice'}, input: Json, scope: Scope): Results {
	const bounds = function* (bound: Filter | undefined): Results {
		if (bound) yield* evaluate(bound, input, scope);
		else yield null;
	};
	for (const of of evaluate(filter.of, input, scope))
		for (const to of bounds(filter.to))
			for (const from of bounds(filter.from)) yield readPath(of, [{start: from, end: to}]);
}

function* attempt({of, handler}: Filter & {kind: 'optional'}, input: Json, scope: Scope): Results {
	try {
		yield* evaluate(of, input, scope);
	} catch (error) {
		if (!(error instanceof JqError)) throw error;
		if (handler) yield* evaluate(handler, error.value, scope);
	}
}

function* interpolate(
	parts: readonly (string | Filter)[],
	format: string,
	done: string,
	input: Json,
	scope: Scope,
): Results {
	const [part, ...rest] = parts;
	if (part === undefined) yield done;
	else if (typeof part === 'string') yield* interpolate(rest, format, done + part, input, scope);
	else
		for (const value of evaluate(part, input, scope)) {
			const text = format === 'text' ? toText(value) : applyFormat(format, value);
			yield* interpolate(rest, format, done + text, input, scope);
		}
}

function* objects(
	entries: readonly {key: Filter; value: Filter}[],
	done: readonly (readonly [string, Json])[],
	input: Json,
	scope: Scope,
): Results {
	const [entry, ...rest] = entries;
	if (!entry) return yield Object.fromEntries(done);
	for (const key of evaluate(entry.key, input, scope)) {
		if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
		for (const value of evaluate(entry.value, input, scope))
			yield* objects(rest, [...done, [key, value]], input, scope);
	}
}

function* binary(operator: string, left: Filter, right: Filter, input: Json, scope: Scope): Results {
	if (operator === '//') {
		let hasAny = false;
		try {
			for (const value of evaluate(left, input, scope))
				if (isTrue(value)) {
					hasAny = true;
					yield value;
				}
		} catch (error) {
			if (!(error instanceof JqError)) throw error;
		}
		if (!hasAny) yield* evaluate(right, input, scope);
		return;
	}
	if (operator === 'and' || operator === 'or') {
		for (const a of evaluate(left, input, scope)) {
			if (isTrue(a) === (operator === 'or')) yield isTrue(a);
			else for (const b of evaluate(right, input, scope)) yield isTrue(b);
		}
		return;
	}
	for (const b of evaluate(right, input, scope))
		for (const a of evaluate(left, input, scope)) yield operate(operator, a, b);
}

function operate(operator: string, a: Json, b: Json): Json {
	const sign = order(a, b);
	switch (operator) {
		case '==':
			return sign === 0;
		case '!=':
			return sign !== 0;
		case '<':
			return sign < 0;
		case '<=':
			return sign <= 0;
		case '>':
			return sign > 0;
		case '>=':
			return sign >= 0;
		default:
			return arithmetic(operator, a, b);
	}
}

function* update({operator, path, value}: Filter & {kind: 'update'}, input: Json, scope: Scope): Results {
	const paths: Path[] = [...pathsOf(path, input, scope)];
	if (operator === '|=') {
		let result = input;
		for (const each of paths) result = assign(result, each, first(evaluate(value, readPath(result, each), scope)));
		return yield result;
	}
	for (const given of evaluate(value, input, scope)) {
		let result = input;
		for (const each of paths) {
			const before = readPath(result, each);
			const after =
				operator === '='
					? given
					: operator === '//='
						? isTrue(before)
							? before
							: given
						: arithmetic(operator[0]!, before, given);
			result = assign(result, each, after);
		}
		yield result;
	}
}

function variable(name: string, scope: Scope): Json {
	if (name === 'ENV') return Object.fromEntries(scope.run.env);
	const value = scope.variables.get(name);
	if (value === undefined) throw new JqError(`$${name} is not defined`);
	return value;
}

function* call(name: string, args: readonly Filter[], input: Json, scope: Scope): Results {
	const own = scope.functions.get(`${name}/${args.length}`);
	if (!own) return yield* callFunction(name, args, input, scope);
	for (const inner of callScopes(own, args, input, scope)) yield* evaluate(own.body, input, inner);
}

function last(results: Results): Json {
	let value: Json = null;
	for (value of results);
	return value;
}

function first(results: Results): Json {
	for (const value of results) return value;
	return null;
}
