import type {Json} from '../../cluster/api.ts';
import {goFields} from './go-types.ts';
import {sortedKeys} from './json.ts';

/**
 * An object as Go has it in a struct of its kind: fields in the order of the type, and the empty structs and numbers that Go writes even if
 * nobody set them (`status: {}`, `strategy: {}`, `resources: {}`). Unknown fields come last; an unknown kind is only sorted.
 */
export function goStruct(object: Json): Json {
	const kind = isMap(object) ? object.kind : undefined;
	return typeof kind === 'string' ? structOf(object, kind) : object;
}

function structOf(value: Json, type: string | undefined): Json {
	if (Array.isArray(value)) return value.map(item => structOf(item, type));
	if (!isMap(value)) return value;
	const fields = type === undefined ? undefined : goFields(type);
	const result: {[key: string]: Json} = {};
	for (const {name, type: fieldType, zero} of fields ?? []) {
		if (Object.hasOwn(value, name)) result[name] = structOf(value[name]!, fieldType);
		else if (zero === 'struct') result[name] = structOf({}, fieldType);
		else if (zero !== undefined) result[name] = zero === 'number' ? 0 : null;
	}
	for (const key of sortedKeys(value)) if (!Object.hasOwn(result, key)) result[key] = structOf(value[key]!, undefined);
	return result;
}

function isMap(value: Json): value is {readonly [key: string]: Json} {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
