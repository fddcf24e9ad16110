// Objects are plain JSON, so copying and comparing them needs no more than this; both are on the way of every write.

/** A deep copy without undefined fields. */
export function deepCopy<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(deepCopy) as T;
	const copy: Record<string, unknown> = {};
	for (const key of Object.keys(value)) {
		const field = (value as Record<string, unknown>)[key];
		if (field === undefined) continue;
		if (key === '__proto__') Object.defineProperty(copy, key, {value: deepCopy(field), enumerable: true});
		else copy[key] = deepCopy(field);
	}
	return copy as T;
}

/** Deep equality; a field that is undefined equals an absent one. */
export function sameValue(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) || Array.isArray(b)) {
		if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
		return a.every((item, index) => sameValue(item, b[index]));
	}
	const left = a as Readonly<Record<string, unknown>>;
	const right = b as Readonly<Record<string, unknown>>;
	for (const key in left) if (!sameValue(left[key], own(right, key))) return false;
	for (const key in right) if (right[key] !== undefined && own(left, key) === undefined) return false;
	return true;
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
	return Object.hasOwn(object, key) ? object[key] : undefined;
}
