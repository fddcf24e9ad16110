import type {FieldError} from './api-error.ts';

// The constructors of Kubernetes' field errors (apimachinery/pkg/util/validation/field), with their texts.

/** `path: Required value` or `path: Required value: detail` */
export function required(path: string, detail = ''): FieldError {
	return {type: 'Required', path, text: detail ? `Required value: ${detail}` : 'Required value'};
}

/** `path: Invalid value: <value as JSON>: detail` */
export function invalid(path: string, value: unknown, detail: string): FieldError {
	return {type: 'Invalid', path, text: `Invalid value: ${shown(value)}: ${detail}`};
}

/** `path: Unsupported value: "x": supported values: "a", "b"`; the caller gives the values in Kubernetes' order (usually sorted). */
export function notSupported(path: string, value: unknown, supported: readonly string[]): FieldError {
	const values = supported.map(name => JSON.stringify(name)).join(', ');
	return {type: 'Unsupported', path, text: `Unsupported value: ${shown(value)}: supported values: ${values}`};
}

/** `path: Forbidden: detail` */
export function forbidden(path: string, detail: string): FieldError {
	return {type: 'Forbidden', path, text: `Forbidden: ${detail}`};
}

/** `path: Duplicate value: "x"` */
export function duplicate(path: string, value: unknown): FieldError {
	return {type: 'Duplicate', path, text: `Duplicate value: ${shown(value)}`};
}

/** `path: Not found: "x"` */
export function notFound(path: string, value: unknown): FieldError {
	return {type: 'NotFound', path, text: `Not found: ${shown(value)}`};
}

/** `path: Too long: may not be more than N bytes` */
export function tooLong(path: string, limitBytes: number): FieldError {
	return {type: 'TooLong', path, text: `Too long: may not be more than ${limitBytes} bytes`};
}

function shown(value: unknown): string {
	return value === undefined || value === null ? 'null' : JSON.stringify(value, sortedMaps);
}

const MAPS = new Set(['matchLabels', 'labels', 'annotations', 'nodeSelector']);

// Go writes the fields of a struct in their order, but the keys of a map sorted.
function sortedMaps(key: string, value: unknown): unknown {
	if (!MAPS.has(key) || typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
