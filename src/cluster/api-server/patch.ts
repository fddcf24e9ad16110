import type {Json, JsonPatchOperation, Patch, PatchOptions} from '../api.ts';
import {ApiError} from '../api-error.ts';
import {DecodingError, isObject, readObject, strictDecodingError, unknownField} from '../decode.ts';
import type {KindDefinition} from '../kind.ts';
import type {KubeObject} from '../objects.ts';
import {applyJsonPatch} from '../patch/json-patch.ts';
import {goText, type JsonMap} from '../patch/json-tree.ts';
import {applyMergePatch} from '../patch/merge-patch.ts';
import {applyStrategicMergePatch} from '../patch/strategic-merge-patch.ts';
import {conversionProblem} from './conversion.ts';
import {invalidPatch, modified} from './refusals.ts';
import {type ServerState, stored} from './server-state.ts';
import {replace, updateStatus} from './update.ts';

/** Changes an object by a patch. Unknown fields are dropped with a warning each, or refused under Strict. */
export function patch(
	server: ServerState,
	definition: KindDefinition,
	namespace: string | undefined,
	name: string,
	change: Patch,
	options: PatchOptions = {},
): KubeObject {
	const previous = stored(server, definition, namespace, name);
	const unknownFields: string[] = [];
	const patched = patchedObject(definition, previous, change, unknownFields);
	reportUnknown(change, patched.json, unknownFields, options);
	const object = {...patched.object, kind: previous.kind, apiVersion: previous.apiVersion} as KubeObject;
	const {resourceVersion} = object.metadata;
	if (resourceVersion && resourceVersion !== previous.metadata.resourceVersion) throw modified(definition, name);
	if (options.subresource === 'status')
		return updateStatus(server, {...previous, status: statusOf(object)} as KubeObject, options);
	return replace(server, definition, object, previous, options.dryRun ?? false, options.fieldManager);
}

interface Patched {
	readonly json: JsonMap;
	readonly object: object;
}

function patchedObject(
	definition: KindDefinition,
	previous: KubeObject,
	change: Patch,
	unknownFields: string[],
): Patched {
	const original = previous as unknown as JsonMap;
	const {kind} = definition;
	const json = patchedJson(kind, original, change);
	if (change.type === 'strategic') {
		const problem = conversionProblem(kind, json);
		if (problem !== undefined) throw invalidPatch(goText(change.body), problem);
	}
	try {
		return {json, object: readObject(kind as KubeObject['kind'], json, unknownFields)};
	} catch (error) {
		if (!(error instanceof DecodingError)) throw error;
		throw invalidPatch(change.type === 'strategic' ? goText(change.body) : JSON.stringify(json), error.message);
	}
}

function patchedJson(kind: string, original: JsonMap, change: Patch): JsonMap {
	if (change.type === 'json') {
		const result = applyJsonPatch(original, change.body as readonly JsonPatchOperation[]);
		if (!isObject(result)) throw invalidPatch(JSON.stringify(result), 'json: the document is no object any more');
		return result;
	}
	if (!isObject(change.body)) {
		const found = Array.isArray(change.body) ? 'array' : typeof change.body === 'boolean' ? 'bool' : typeof change.body;
		throw new ApiError('BadRequest', `json: cannot unmarshal ${found} into Go value of type map[string]interface {}`);
	}
	if (change.type === 'merge') return applyMergePatch(original, change.body) as JsonMap;
	return applyStrategicMergePatch(kind, original, change.body);
}

function reportUnknown(
	change: Patch,
	json: JsonMap,
	unknownFields: readonly string[],
	{fieldValidation = 'Warn', warnings}: PatchOptions,
): void {
	if (unknownFields.length === 0 || fieldValidation === 'Ignore') return;
	const sorted = [...unknownFields].sort();
	if (fieldValidation === 'Warn') warnings?.push(...sorted.map(unknownField));
	else {
		const shown = change.type === 'strategic' ? goText(change.body as Json) : JSON.stringify(json);
		throw invalidPatch(shown, strictDecodingError(sorted));
	}
}

function statusOf(object: KubeObject): unknown {
	return 'status' in object ? object.status : undefined;
}
