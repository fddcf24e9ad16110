import type {Json} from '../cluster/api.ts';

const STRINGS = ['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion'];
const MAPS = ['labels', 'annotations'];

/**
 * What is wrong with the types of a manifest's metadata, in the words of Go's JSON decoder. kubectl checks these itself, before it asks
 * the server.
 */
export function metadataProblem(metadata: Json | undefined): string | undefined {
	if (metadata === undefined || metadata === null) return undefined;
	if (!isMap(metadata)) return wrongType(metadata, 'metadataOnlyObject.metadata', 'v1.ObjectMeta');
	for (const [field, value] of Object.entries(metadata)) {
		const problem = fieldProblem(field, value);
		if (problem) return problem;
	}
	return undefined;
}

function fieldProblem(field: string, value: Json): string | undefined {
	if (value === null) return undefined;
	const path = `ObjectMeta.metadata.${field}`;
	if (STRINGS.includes(field)) {
		const type = field === 'uid' ? 'types.UID' : 'string';
		return typeof value === 'string' ? undefined : wrongType(value, path, type);
	}
	if (MAPS.includes(field)) {
		if (!isMap(value)) return wrongType(value, path, 'map[string]string');
		const wrong = Object.values(value).find(one => one !== null && typeof one !== 'string');
		return wrong === undefined ? undefined : wrongType(wrong, path, 'string');
	}
	if (field === 'finalizers') {
		if (!Array.isArray(value)) return wrongType(value, path, '[]string');
		const wrong = value.find(one => one !== null && typeof one !== 'string');
		return wrong === undefined ? undefined : wrongType(wrong, path, 'string');
	}
	if (field === 'ownerReferences' && !Array.isArray(value)) return wrongType(value, path, '[]v1.OwnerReference');
	if (field === 'generation' && !Number.isInteger(value)) return wrongType(value, path, 'int64');
	return undefined;
}

function wrongType(value: Json, path: string, type: string): string {
	const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
	const shown = kind === 'number' && !Number.isInteger(value) ? `number ${value}` : kind;
	return `json: cannot unmarshal ${shown} into Go struct field ${path} of type ${type}`;
}

function isMap(value: Json): value is {readonly [key: string]: Json} {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
