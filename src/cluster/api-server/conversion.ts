import type {Json} from '../api.ts';
import {isMap, type JsonMap} from '../patch/json-tree.ts';
import {type FieldType, goTypeOf, type ObjectType, typeNamed} from '../schema.ts';

/**
 * What Kubernetes says when the result of a strategic merge patch doesn't fit the types of a kind (`unrecognized type: int32`);
 * undefined if it fits. This way of reading has other messages than the decoder of manifests.
 */
export function conversionProblem(kind: string, json: JsonMap): string | undefined {
	return objectProblem(typeNamed(kind), json);
}

function objectProblem(type: ObjectType, json: JsonMap): string | undefined {
	for (const field of type.fields.values()) {
		const value = Object.hasOwn(json, field.name) ? json[field.name] : undefined;
		if (value === undefined || value === null) continue;
		const problem = valueProblem(field.type, value);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function valueProblem(type: FieldType, value: Json): string | undefined {
	if (value === null) return undefined;
	switch (type.is) {
		case 'object':
			return isMap(value) ? objectProblem(typeNamed(type.name), value) : `cannot restore struct from: ${goKind(value)}`;
		case 'list':
			if (!Array.isArray(value)) return `cannot restore slice from ${goKind(value)}`;
			return firstProblem(type.of, value);
		case 'map':
			return isMap(value) ? firstProblem(type.of, Object.values(value)) : `cannot restore map from ${goKind(value)}`;
		case 'text':
			if (typeof value === 'string') return undefined;
			// Go can convert whole numbers to text, though not in the way that anybody means; hence the other message.
			return Number.isInteger(value) ? `cannot convert int64 to ${type.goType}` : 'unrecognized type: string';
		case 'boolean':
			return typeof value === 'boolean' ? undefined : 'unrecognized type: bool';
		case 'number':
			if (typeof value !== 'number') return `unrecognized type: ${goTypeOf(type)}`;
			if (type.goType === 'float64' || Number.isInteger(value)) return undefined;
			return `cannot convert float64 to ${goTypeOf(type)}`;
		default:
			// Types with a reader of their own complain by themselves.
			return undefined;
	}
}

function firstProblem(of: FieldType, values: readonly Json[]): string | undefined {
	for (const value of values) {
		const problem = valueProblem(of, value);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function goKind(value: Json): string {
	if (Array.isArray(value)) return 'slice';
	if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
	return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'map';
}
