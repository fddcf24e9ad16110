import type {Json, JsonObject} from './syntax.ts';

/** An error of a filter: it can be caught by `try` and `?`. */
export class JqError extends Error {
	constructor(readonly value: Json) {
		super(typeof value === 'string' ? value : `${stringify(value)} (not a string)`);
	}
}

export function isObject(value: Json): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

export function typeName(value: Json): string {
	if (value === null) return 'null';
	if (isArray(value)) return 'array';
	return typeof value;
}

export function isTrue(value: Json): boolean {
	return value !== null && value !== false;
}

/** Value of a key; null if there is none. */
export function member(object: JsonObject, key: string): Json {
	return Object.hasOwn(object, key) ? object[key]! : null;
}

/** Order of all values: null, false, true, numbers, texts, arrays, objects. */
export function order(a: Json, b: Json): number {
	const rank = (value: Json) =>
		value === null
			? 0
			: value === false
				? 1
				: value === true
					? 2
					: ['number', 'string', 'array', 'object'].indexOf(typeName(value)) + 3;
	const difference = rank(a) - rank(b);
	if (difference !== 0) return difference;
	if (typeof a === 'number') return a - (b as number);
	if (typeof a === 'string') return a < (b as string) ? -1 : a > (b as string) ? 1 : 0;
	if (isArray(a)) {
		const other = b as readonly Json[];
		for (const [index, value] of a.entries()) {
			if (index >= other.length) return 1;
			const step = order(value, other[index]!);
			if (step !== 0) return step;
		}
		return a.length - other.length;
	}
	if (!isObject(a)) return 0;
	const [left, right] = [Object.keys(a).sort(), Object.keys(b as JsonObject).sort()];
	const keys = order(left, right);
	if (keys !== 0) return keys;
	for (const key of left) {
		const step = order(a[key]!, (b as JsonObject)[key]!);
		if (step !== 0) return step;
	}
	return 0;
}

/** JSON text; `indent` spaces a level, on one line if it is 0. */
export function stringify(value: Json, indent = 0, sortsKeys = false): string {
	const shown = sortsKeys ? withSortedKeys(value) : value;
	return JSON.stringify(shown, null, indent) ?? 'null';
}

/** Shortened JSON for error messages. */
export function brief(value: Json): string {
	const text = stringify(value);
	return text.length > 11 ? `${text.slice(0, 10)}...` : text;
}

export function toText(value: Json): string {
	return typeof value === 'string' ? value : stringify(value);
}

function withSortedKeys(value: Json): Json {
	if (isArray(value)) return value.map(withSortedKeys);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.keys(value)
			.sort()
			.map(key => [key, withSortedKeys(value[key]!)]),
	);
}

/** The values in an array or object. Throws JqError for anything else. */
export function* elements(of: Json): Generator<Json, void, undefined> {
	if (isArray(of)) yield* of;
	else if (isObject(of)) yield* Object.values(of);
	else
		throw new JqError(of === null ? 'Cannot iterate over null' : `Cannot iterate over ${typeName(of)} (${brief(of)})`);
}

/** A value and everything inside it. */
export function* everythingIn(input: Json): Generator<Json, void, undefined> {
	yield input;
	if (isArray(input) || isObject(input)) for (const inner of elements(input)) yield* everythingIn(inner);
}
