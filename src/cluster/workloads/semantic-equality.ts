/**
 * Equality of API objects as Kubernetes means it: a missing field equals an empty list or an empty map, the order of keys doesn't
 * count. Fields that are structs stay different from missing ones (`emptyDir: {}` chooses a kind of volume).
 */
export function semanticallyEqual(a: unknown, b: unknown): boolean {
	return equal(a, b, false);
}

// The fields whose type is a map, so that an empty one says nothing.
const MAPS = new Set([
	'labels',
	'annotations',
	'matchLabels',
	'nodeSelector',
	'limits',
	'requests',
	'overhead',
	'data',
	'binaryData',
]);

function equal(a: unknown, b: unknown, emptyIsMissing: boolean): boolean {
	if (a === b) return true;
	if (isMissing(a, emptyIsMissing) || isMissing(b, emptyIsMissing)) {
		return isMissing(a, emptyIsMissing) && isMissing(b, emptyIsMissing);
	}
	if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
	if (Array.isArray(a) && Array.isArray(b)) {
		return a.length === b.length && a.every((item, index) => equal(item, b[index], false));
	}
	const left = a as Readonly<Record<string, unknown>>;
	const right = b as Readonly<Record<string, unknown>>;
	for (const name in left) if (!equal(left[name], right[name], MAPS.has(name))) return false;
	for (const name in right) if (!(name in left) && !isMissing(right[name], MAPS.has(name))) return false;
	return true;
}

function isMissing(value: unknown, emptyIsMissing: boolean): boolean {
	if (value === undefined || value === null) return true;
	if (Array.isArray(value)) return value.length === 0;
	return emptyIsMissing && typeof value === 'object' && Object.keys(value as object).length === 0;
}
