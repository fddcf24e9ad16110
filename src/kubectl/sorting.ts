import type {Json} from '../cluster/api.ts';
import type {KubeObject} from '../cluster/objects.ts';
import {compareQuantities} from '../cluster/quantity.ts';
import {toJson} from './printers/json.ts';
import {JsonPathError, jsonPath, relaxedPath} from './printers/json-path.ts';

/** A `--sort-by` that can't be used; the message is kubectl's. */
export class SortError extends Error {}

/** Objects in the order of a field; those without it come first. Throws SortError if no object has the field. */
export function sortObjects(objects: readonly KubeObject[], field: string): readonly KubeObject[] {
	if (objects.length === 0) return objects;
	try {
		const path = relaxedPath(field);
		const parsed = jsonPath(path, {allowMissing: true});
		const keyed = objects.map(object => ({object, key: parsed.find(toJson(object))[0]?.[0]}));
		if (keyed.every(({key}) => key === undefined))
			throw new SortError(`couldn't find any field with path ${JSON.stringify(path)} in the list of objects`);
		return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({object}) => object);
	} catch (error) {
		if (error instanceof JsonPathError) throw new SortError(error.message);
		throw error;
	}
}

// Two texts that are both quantities are compared by their values.
function compareKeys(a: Json | undefined, b: Json | undefined): number {
	if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
	if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	if (a === null || b === null) return Number(a !== null) - Number(b !== null);
	throw new SortError(
		`unsortable type: ${typeof a === 'object' ? 'map[string]interface {}' : typeof a === 'boolean' ? 'bool' : typeof a}`,
	);
}

function compareTexts(a: string, b: string): number {
	try {
		return compareQuantities(a, b);
	} catch {
		return a < b ? -1 : a > b ? 1 : 0;
	}
}
