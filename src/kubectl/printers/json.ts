import type {Json} from '../../cluster/api.ts';

/** An object of the server as people see it: without its bookkeeping (unless that is asked for), and without the version of one that was never stored. */
export function objectJson(object: unknown, keepsManagedFields = false): Json {
	const json = toJson(object);
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
	const map = json as {readonly [key: string]: Json};
	if (Array.isArray(map.items)) return {...map, items: map.items.map(item => objectJson(item, keepsManagedFields))};
	const {metadata} = map;
	if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return json;
	const {managedFields, resourceVersion, ...rest} = metadata as {readonly [key: string]: Json};
	return {
		...map,
		metadata: {
			...rest,
			...(keepsManagedFields && managedFields !== undefined && {managedFields}),
			...(resourceVersion !== undefined && resourceVersion !== '' && {resourceVersion}),
		},
	};
}

/** A value as it would come over the wire: no undefined. */
export function toJson(value: unknown): Json {
	if (Array.isArray(value)) return value.map(toJson);
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).filter(([, one]) => one !== undefined);
		return Object.fromEntries(entries.map(([key, one]) => [key, toJson(one)]));
	}
	return (value ?? null) as Json;
}

/** Compact JSON as Go writes it: keys sorted, `<`, `>` and `&` escaped. */
export function goJson(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
	if (typeof value === 'object' && value !== null) {
		const map = value as {[key: string]: Json};
		return `{${sortedKeys(map)
			.map(key => `${goString(key)}:${goJson(map[key]!)}`)
			.join(',')}}`;
	}
	return typeof value === 'string' ? goString(value) : JSON.stringify(value);
}

/** The same over several lines, four blanks a level: `-o json`. Without a line end. `keysOf` gives the keys of a map in their order. */
export function goJsonIndented(
	value: Json,
	indent = '',
	keysOf: (map: {readonly [key: string]: Json}) => string[] = sortedKeys,
): string {
	const inner = `${indent}    `;
	if (Array.isArray(value)) {
		if (value.length === 0) return '[]';
		return `[\n${value.map(one => inner + goJsonIndented(one, inner, keysOf)).join(',\n')}\n${indent}]`;
	}
	if (typeof value === 'object' && value !== null) {
		const map = value as {[key: string]: Json};
		const keys = keysOf(map);
		if (keys.length === 0) return '{}';
		const lines = keys.map(key => `${inner}${goString(key)}: ${goJsonIndented(map[key]!, inner, keysOf)}`);
		return `{\n${lines.join(',\n')}\n${indent}}`;
	}
	return goJson(value);
}

/** A string as Go's JSON encoder quotes it. */
export function goString(text: string): string {
	return JSON.stringify(text).replace(/[<>&\u2028\u2029\u007f]/g, char =>
		char === '\u007f' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** Keys in the order of their bytes. */
export function sortedKeys(map: {readonly [key: string]: unknown}): string[] {
	return Object.keys(map).sort(compareBytes);
}

// UTF-16 order differs from byte order only where surrogates meet the last characters of the basic plane.
function compareBytes(a: string, b: string): number {
	if (a === b) return 0;
	const [x, y] = [[...a], [...b]];
	for (let index = 0; index < Math.min(x.length, y.length); index++) {
		const difference = x[index]!.codePointAt(0)! - y[index]!.codePointAt(0)!;
		if (difference !== 0) return difference;
	}
	return x.length - y.length;
}
