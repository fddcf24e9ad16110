import {formatTime, parseTime} from '../../calendar.ts';
import {formatDate} from '../date.ts';
import {arithmetic} from './operators.ts';
import {allPaths, assign, type Path, pathsOf, readPath, withoutPaths} from './paths.ts';
import {plainFunctions} from './plain-functions.ts';
import {countStep, type Results, type Scope} from './scope.ts';
import type {Filter, Json} from './syntax.ts';
import {
	brief,
	elements,
	everythingIn,
	isArray,
	isObject,
	isTrue,
	JqError,
	order,
	stringify,
	typeName,
} from './values.ts';

type FilterFunction = (args: readonly Filter[], input: Json, scope: Scope) => Iterable<Json>;

/** Calls a function of jq itself. Throws JqError if there is none of that name. */
export function* callFunction(name: string, args: readonly Filter[], input: Json, scope: Scope): Results {
	const key = `${name}/${args.length}`;
	if (Object.hasOwn(FILTERS, key)) return yield* FILTERS[key]!(args, input, scope);
	if (!Object.hasOwn(plainFunctions, key)) throw new UnknownFunction(key);
	const plain = plainFunctions[key]!;
	for (const values of combinations(args, input, scope)) yield plain(input, values);
}

/** The filter names a function that doesn't exist. */
export class UnknownFunction extends Error {}

// Every combination of the results of the arguments, the first one varying fastest.
function* combinations(args: readonly Filter[], input: Json, scope: Scope): Generator<Json[], void, undefined> {
	const last = args.at(-1);
	if (!last) return yield [];
	for (const value of scope.run.evaluate(last, input, scope))
		for (const values of combinations(args.slice(0, -1), input, scope)) yield [...values, value];
}

const FILTERS: Readonly<Record<string, FilterFunction>> = {
	'empty/0': () => [],
	'error/0': (_args, input) => {
		throw new JqError(input);
	},
	'error/1': ([message], input, scope) => {
		throw new JqError(one(message!, input, scope));
	},
	'values/0': (_args, input) => (input === null ? [] : [input]),
	'nulls/0': (_args, input) => (input === null ? [input] : []),
	'strings/0': (_args, input) => (typeof input === 'string' ? [input] : []),
	'numbers/0': (_args, input) => (typeof input === 'number' ? [input] : []),
	'booleans/0': (_args, input) => (typeof input === 'boolean' ? [input] : []),
	'arrays/0': (_args, input) => (isArray(input) ? [input] : []),
	'objects/0': (_args, input) => (isObject(input) ? [input] : []),
	'scalars/0': (_args, input) => (isArray(input) || isObject(input) ? [] : [input]),
	'iterables/0': (_args, input) => (isArray(input) || isObject(input) ? [input] : []),
	*'select/1'([test], input, scope) {
		for (const value of results(test!, input, scope)) if (isTrue(value)) yield input;
	},
	*'IN/1'([values], input, scope) {
		yield [...results(values!, input, scope)].some(value => order(value, input) === 0);
	},
	*'map/1'([filter], input, scope) {
		yield [...elements(input)].flatMap(value => [...results(filter!, value, scope)]);
	},
	*'map_values/1'([filter], input, scope) {
		if (isArray(input)) return yield input.flatMap(value => [...results(filter!, value, scope)].slice(0, 1));
		if (!isObject(input)) throw new JqError(`Cannot iterate over ${typeName(input)}`);
		yield Object.fromEntries(
			Object.entries(input).flatMap(([key, value]) =>
				[...results(filter!, value, scope)].slice(0, 1).map(after => [key, after] as const),
			),
		);
	},
	*'recurse/0'(_args, input) {
		yield* everythingIn(input);
	},
	*'recurse/1'([filter], input, scope) {
		yield* recurse(filter!, input, scope);
	},
	*'sort_by/1'([filter], input, scope) {
		yield ranked(filter!, array(input), scope).map(({value}) => value);
	},
	*'group_by/1'([filter], input, scope) {
		yield grouped(filter!, array(input), scope);
	},
	*'unique_by/1'([filter], input, scope) {
		yield grouped(filter!, array(input), scope).map(group => group[0]!);
	},
	*'min_by/1'([filter], input, scope) {
		yield ranked(filter!, array(input), scope)[0]?.value ?? null;
	},
	*'max_by/1'([filter], input, scope) {
		yield ranked(filter!, array(input), scope).at(-1)?.value ?? null;
	},
	*'with_entries/1'([filter], input, scope) {
		const entries = plainFunctions['to_entries/0']!(input, []) as readonly Json[];
		yield plainFunctions['from_entries/0']!(
			entries.flatMap(entry => [...results(filter!, entry, scope)]),
			[],
		);
	},
	*'any/1'([filter], input, scope) {
		yield [...elements(input)].some(value => [...results(filter!, value, scope)].some(isTrue));
	},
	*'all/1'([filter], input, scope) {
		yield [...elements(input)].every(value => [...results(filter!, value, scope)].every(isTrue));
	},
	*'any/2'([source, filter], input, scope) {
		yield [...results(source!, input, scope)].some(value => isTrue(one(filter!, value, scope)));
	},
	*'all/2'([source, filter], input, scope) {
		yield [...results(source!, input, scope)].every(value => isTrue(one(filter!, value, scope)));
	},
	*'add/1'([filter], input, scope) {
		let sum: Json = null;
		for (const value of results(filter!, input, scope)) sum = arithmetic('+', sum, value);
		yield sum;
	},
	*'first/1'([filter], input, scope) {
		for (const value of results(filter!, input, scope)) return yield value;
	},
	*'last/1'([filter], input, scope) {
		const all = [...results(filter!, input, scope)];
		if (all.length > 0) yield all.at(-1)!;
	},
	*'limit/2'([count, filter], input, scope) {
		let left = Number(one(count!, input, scope));
		if (left <= 0) return;
		for (const value of results(filter!, input, scope)) {
			yield value;
			if (--left <= 0) return;
		}
	},
	*'isempty/1'([filter], input, scope) {
		for (const _ of results(filter!, input, scope)) return yield false;
		yield true;
	},
	*'until/2'([test, step], input, scope) {
		let value = input;
		while (!isTrue(one(test!, value, scope))) value = one(step!, value, scope);
		yield value;
	},
	*'while/2'([test, step], input, scope) {
		for (let value = input; isTrue(one(test!, value, scope)); value = one(step!, value, scope)) yield value;
	},
	*'repeat/1'([filter], input, scope) {
		for (let value = input; ; value = one(filter!, value, scope)) yield value;
	},
	*'range/1'([end], input, scope) {
		for (const to of results(end!, input, scope)) yield* range(0, Number(to), 1, scope);
	},
	*'range/2'([start, end], input, scope) {
		for (const from of results(start!, input, scope))
			for (const to of results(end!, input, scope)) yield* range(Number(from), Number(to), 1, scope);
	},
	*'range/3'([start, end, step], input, scope) {
		const numbers = [start, end, step].map(each => Number(one(each!, input, scope))) as [number, number, number];
		yield* range(...numbers, scope);
	},
	*'path/1'([filter], input, scope) {
		yield* pathsOf(filter!, input, scope);
	},
	*'paths/0'(_args, input) {
		for (const path of allPaths(input, [])) if (path.length > 0) yield path;
	},
	*'paths/1'([filter], input, scope) {
		for (const path of allPaths(input, []))
			if (path.length > 0 && isTrue(one(filter!, readPath(input, path), scope))) yield path;
	},
	*'leaf_paths/0'(_args, input) {
		for (const path of allPaths(input, []))
			if (path.length > 0 && !isArray(readPath(input, path)) && !isObject(readPath(input, path))) yield path;
	},
	*'del/1'([filter], input, scope) {
		yield withoutPaths(input, [...pathsOf(filter!, input, scope)]);
	},
	*'to_entries/1'([filter], input, scope) {
		yield plainFunctions['to_entries/0']!(one(filter!, input, scope), []);
	},
	*'env/0'(_args, _input, scope) {
		yield Object.fromEntries(scope.run.env);
	},
	*'now/0'(_args, _input, scope) {
		yield scope.run.now / 1000;
	},
	*'input/0'(_args, _input, scope) {
		const value = scope.run.nextInput();
		if (value === undefined) throw new JqError('No more inputs');
		yield value;
	},
	*'inputs/0'(_args, _input, scope) {
		for (let value = scope.run.nextInput(); value !== undefined; value = scope.run.nextInput()) yield value;
	},
	*'todate/0'(_args, input) {
		yield formatTime(Number(input) * 1000);
	},
	*'fromdateiso8601/0'(_args, input) {
		yield seconds(input);
	},
	*'fromdate/0'(_args, input) {
		yield seconds(input);
	},
	*'strftime/1'([format], input, scope) {
		yield formatDate(String(one(format!, input, scope)), Number(input) * 1000);
	},
	*'walk/1'([filter], input, scope) {
		yield* walk(filter!, input, scope);
	},
	*'setpath/2'([path, value], input, scope) {
		yield assign(input, array(one(path!, input, scope)), one(value!, input, scope));
	},
	*'delpaths/1'([paths], input, scope) {
		yield withoutPaths(input, array(one(paths!, input, scope)) as readonly Path[]);
	},
	*'getpath/1'([path], input, scope) {
		for (const each of results(path!, input, scope)) yield readPath(input, array(each));
	},
	*'INDEX/1'([filter], input, scope) {
		yield Object.fromEntries(array(input).map(value => [stringifyKey(one(filter!, value, scope)), value]));
	},
	*'ascii/0'(_args, input) {
		yield String.fromCharCode(Number(input));
	},
};

function results(filter: Filter, input: Json, scope: Scope): Results {
	return scope.run.evaluate(filter, input, scope);
}

function one(filter: Filter, input: Json, scope: Scope): Json {
	for (const value of results(filter, input, scope)) return value;
	return null;
}

function array(value: Json): readonly Json[] {
	if (isArray(value)) return value;
	throw new JqError(`${typeName(value)} (${brief(value)}) cannot be sorted, as it is not an array`);
}

function stringifyKey(value: Json): string {
	return typeof value === 'string' ? value : stringify(value);
}

function ranked(filter: Filter, values: readonly Json[], scope: Scope): {value: Json; rank: Json}[] {
	return values.map(value => ({value, rank: [...results(filter, value, scope)]})).sort((a, b) => order(a.rank, b.rank));
}

function grouped(filter: Filter, values: readonly Json[], scope: Scope): Json[][] {
	const groups: {rank: Json; values: Json[]}[] = [];
	for (const {value, rank} of ranked(filter, values, scope)) {
		const last = groups.at(-1);
		if (last && order(last.rank, rank) === 0) last.values.push(value);
		else groups.push({rank, values: [value]});
	}
	return groups.map(group => group.values);
}

function* recurse(filter: Filter, input: Json, scope: Scope): Results {
	yield input;
	for (const value of results(filter, input, scope)) yield* recurse(filter, value, scope);
}

function* range(from: number, to: number, by: number, scope: Scope): Results {
	if (by === 0 || Number.isNaN(from + to + by)) return;
	for (let value = from; by > 0 ? value < to : value > to; value += by) {
		countStep(scope);
		yield value;
	}
}

function* walk(filter: Filter, input: Json, scope: Scope): Results {
	let inner = input;
	if (isArray(input)) inner = input.flatMap(value => [...walk(filter, value, scope)]);
	else if (isObject(input))
		inner = Object.fromEntries(
			Object.entries(input).flatMap(([key, value]) =>
				[...walk(filter, value, scope)].slice(0, 1).map(after => [key, after] as const),
			),
		);
	yield* results(filter, inner, scope);
}

function seconds(value: Json): number {
	const timeMs = parseTime(String(value));
	if (Number.isNaN(timeMs)) throw new JqError(`date "${value}" does not match format "%Y-%m-%dT%H:%M:%SZ"`);
	return timeMs / 1000;
}
