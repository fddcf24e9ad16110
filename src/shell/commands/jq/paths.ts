import {callScopes, define, type Scope} from './scope.ts';
import type {Filter, Json, JsonObject} from './syntax.ts';
import {brief, elements, isArray, isObject, isTrue, JqError, member, typeName} from './values.ts';

/** Keys, positions and slices (`{start, end}`) from the outside inwards. */
export type Path = readonly Json[];

const MAX_POSITION = 1_000_000;

/** The places that a filter names in its input. Throws JqError for filters that name none. */
export function* pathsOf(filter: Filter, input: Json, scope: Scope): Generator<Path, void, undefined> {
	switch (filter.kind) {
		case 'identity':
			return yield [];
		case 'recurse':
			return yield* allPaths(input, []);
		case 'pipe':
			for (const left of pathsOf(filter.left, input, scope))
				for (const right of pathsOf(filter.right, readPath(input, left), scope)) yield [...left, ...right];
			return;
		case 'comma':
			yield* pathsOf(filter.left, input, scope);
			return yield* pathsOf(filter.right, input, scope);
		case 'index':
			for (const of of pathsOf(filter.of, input, scope))
				for (const key of scope.run.evaluate(filter.key, input, scope)) yield [...of, key];
			return;
		case 'each':
			for (const of of pathsOf(filter.of, input, scope))
				for (const key of keysOf(readPath(input, of))) yield [...of, key];
			return;
		case 'slice': {
			const bound = (each: Filter | undefined): Json =>
				each ? ([...scope.run.evaluate(each, input, scope)][0] ?? null) : null;
			for (const of of pathsOf(filter.of, input, scope))
				yield [...of, {start: bound(filter.from), end: bound(filter.to)}];
			return;
		}
		case 'optional':
			try {
				yield* pathsOf(filter.of, input, scope);
			} catch (error) {
				if (!(error instanceof JqError)) throw error;
			}
			return;
		case 'if':
			for (const test of scope.run.evaluate(filter.test, input, scope))
				yield* pathsOf(isTrue(test) ? filter.then : filter.else, input, scope);
			return;
		case 'define':
			return yield* pathsOf(filter.rest, input, define(filter, scope));
		case 'call':
			return yield* pathsOfCall(filter.name, filter.args, input, scope);
		case 'binary':
			if (filter.operator === '//') {
				const left = [...pathsOf(filter.left, input, scope)].filter(path => isTrue(readPath(input, path)));
				return yield* left.length > 0 ? left : pathsOf(filter.right, input, scope);
			}
	}
	throw new JqError('Invalid path expression');
}

function* pathsOfCall(
	name: string,
	args: readonly Filter[],
	input: Json,
	scope: Scope,
): Generator<Path, void, undefined> {
	const own = scope.functions.get(`${name}/${args.length}`);
	if (own) {
		for (const inner of callScopes(own, args, input, scope)) yield* pathsOf(own.body, input, inner);
		return;
	}
	const [arg] = args;
	switch (`${name}/${args.length}`) {
		case 'empty/0':
			return;
		case 'select/1':
			for (const test of scope.run.evaluate(arg!, input, scope)) if (isTrue(test)) yield [];
			return;
		case 'recurse/0':
			return yield* allPaths(input, []);
		case 'first/0':
			return yield [0];
		case 'last/0':
			return yield [-1];
		case 'first/1':
			for (const path of pathsOf(arg!, input, scope)) return yield path;
			return;
		case 'getpath/1':
			for (const path of scope.run.evaluate(arg!, input, scope)) if (isArray(path)) yield path;
			return;
		default:
			throw new JqError('Invalid path expression');
	}
}

export function* allPaths(value: Json, path: Path): Generator<Path, void, undefined> {
	yield path;
	if (isArray(value) || isObject(value))
		for (const key of keysOf(value)) yield* allPaths(readPath(value, [key]), [...path, key]);
}

/** What lies at a path; null if nothing does. */
export function readPath(value: Json, path: Path): Json {
	let found = value;
	for (const key of path) found = readKey(found, key);
	return found;
}

/** A copy with another value at a path; what is missing on the way is made. */
export function assign(value: Json, [key, ...rest]: Path, replacement: Json): Json {
	if (key === undefined) return replacement;
	if (typeof key === 'string' && (value === null || isObject(value))) {
		const entries = new Map(Object.entries(value ?? {}));
		entries.set(key, assign(entries.get(key) ?? null, rest, replacement));
		return Object.fromEntries(entries);
	}
	if (typeof key === 'number' && (value === null || isArray(value))) {
		const items = [...(value ?? [])];
		const position = key < 0 ? items.length + key : key;
		if (position < 0) throw new JqError('Out of bounds negative array index');
		if (position > MAX_POSITION) throw new JqError('Array index too large');
		while (items.length <= position) items.push(null);
		items[position] = assign(items[position]!, rest, replacement);
		return items;
	}
	if (isObject(key) && (value === null || isArray(value))) {
		const items = [...(value ?? [])];
		const [from, to] = bounds(key, items.length);
		const inserted = assign(items.slice(from, to), rest, replacement);
		if (!isArray(inserted)) throw new JqError('A slice of an array can only be assigned another array');
		return [...items.slice(0, from), ...inserted, ...items.slice(to)];
	}
	throw cannotIndex(value, key);
}

/** A copy without what lies at the paths. */
export function withoutPaths(value: Json, paths: readonly Path[]): Json {
	// From the end, so that positions stay true.
	return [...paths].reverse().reduce((result, path) => withoutPath(result, path), value);
}

function withoutPath(value: Json, [key, ...rest]: Path): Json {
	if (key === undefined || value === null) return null;
	if (rest.length > 0) {
		const inner = readKey(value, key);
		return inner === null ? value : assign(value, [key], withoutPath(inner, rest));
	}
	if (isObject(value) && typeof key === 'string')
		return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
	if (isArray(value) && typeof key === 'number')
		return value.filter((_, position) => position !== (key < 0 ? value.length + key : key));
	throw new JqError(`Cannot delete field at ${isArray(value) ? 'array' : 'object'} index of ${typeName(value)}`);
}

function readKey(value: Json, key: Json): Json {
	if (isObject(key) && (value === null || isArray(value) || typeof value === 'string')) {
		if (value === null) return null;
		const [from, to] = bounds(key, value.length);
		return value.slice(from, to);
	}
	if (value === null && (typeof key === 'string' || typeof key === 'number')) return null;
	if (isObject(value) && typeof key === 'string') return member(value, key);
	if (isArray(value) && typeof key === 'number') return value[Math.floor(key < 0 ? value.length + key : key)] ?? null;
	if (isArray(value) && isArray(key))
		return value.flatMap((_, at) =>
			key.length > 0 && key.every((each, offset) => value[at + offset] === each) ? [at] : [],
		);
	throw cannotIndex(value, key);
}

function bounds(slice: JsonObject, length: number): [number, number] {
	const at = (bound: Json, fallback: number) => {
		if (bound === null) return fallback;
		if (typeof bound !== 'number') throw new JqError('Start and end indices of an array slice must be numbers');
		return Math.min(Math.max(0, Math.floor(bound < 0 ? length + bound : bound)), length);
	};
	return [at(member(slice, 'start'), 0), at(member(slice, 'end'), length)];
}

function keysOf(value: Json): readonly Json[] {
	if (isArray(value)) return value.map((_, position) => position);
	if (isObject(value)) return Object.keys(value);
	if (value === null) return [];
	return [...elements(value)];
}

function cannotIndex(value: Json, key: Json): JqError {
	return new JqError(
		`Cannot index ${typeName(value)} with ${typeof key === 'string' ? `"${key}"` : typeof key === 'number' ? 'number' : brief(key)}`,
	);
}
