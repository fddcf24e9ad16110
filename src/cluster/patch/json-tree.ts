import type {Json} from '../api.ts';

// What the patches share: JSON as trees that are never changed, only rebuilt.

export type JsonMap = {readonly [key: string]: Json};

/** A map on its way to becoming one. */
export type JsonDraft = {[key: string]: Json};

export function isMap(value: Json | undefined): value is JsonMap {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
	return Array.isArray(value);
}

/** A copy to be changed. Keys such as `__proto__` stay ordinary keys. */
export function draftOf(map: JsonMap): JsonDraft {
	const draft: JsonDraft = {};
	for (const key of Object.keys(map)) setKey(draft, key, map[key]!);
	return draft;
}

export function setKey(draft: JsonDraft, key: string, value: Json): void {
	if (key !== '__proto__') draft[key] = value;
	else Object.defineProperty(draft, key, {value, enumerable: true, writable: true, configurable: true});
}

export function hasKey(map: JsonMap, key: string): boolean {
	return Object.hasOwn(map, key);
}

/** Deep equality of JSON; the order of keys doesn't matter. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
	if (a === b) return true;
	if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
	if (!isMap(a) || !isMap(b)) return false;
	const keys = Object.keys(a);
	return keys.length === Object.keys(b).length && keys.every(key => hasKey(b, key) && sameJson(a[key], b[key]));
}

/** A value as Go prints it with %v: `map[spec:map[replicas:two]]`. */
export function goText(value: Json | undefined): string {
	if (value === null || value === undefined) return '<nil>';
	if (isList(value)) return `[${value.map(goText).join(' ')}]`;
	if (!isMap(value)) return String(value);
	const keys = Object.keys(value).sort();
	return `map[${keys.map(key => `${key}:${goText(value[key])}`).join(' ')}]`;
}
