import type {Json, JsonPatchOperation} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {Draft} from '../../cluster/objects.ts';
import {applyJsonPatch} from '../../cluster/patch/json-patch.ts';
import {applyMergePatch} from '../../cluster/patch/merge-patch.ts';
import {applyStrategicMergePatch} from '../../cluster/patch/strategic-merge-patch.ts';
import type {Invocation} from '../command.ts';
import {jsonProblem} from '../json-problem.ts';
import {isObject, type ManifestObject} from '../manifests.ts';
import {toJson} from '../printers/json.ts';
import {refusal} from './failures.ts';

/** The Pod of `kubectl run` with `--overrides` merged in. Throws CommandError for what can't be merged. */
export function overridden({cluster, flags}: Invocation, draft: Draft<'Pod'>): Draft<'Pod'> {
	const text = flags.string('overrides');
	if (text === '') return draft;
	const merged = merge(toJson(draft) as ManifestObject, text, flags.string('override-type'));
	try {
		return cluster.api.decode<'Pod'>('Pod', merged, {fieldValidation: 'Ignore'});
	} catch (error) {
		throw error instanceof ApiError ? refusal(error.message) : error;
	}
}

function merge(pod: ManifestObject, text: string, type: string): Json {
	if (!['', 'json', 'merge', 'strategic'].includes(type)) throw refusal(`invalid override type: ${type}`);
	let overrides: Json;
	try {
		overrides = JSON.parse(text) as Json;
	} catch {
		throw refusal(type === 'merge' ? 'Invalid JSON Patch' : jsonProblem(text));
	}
	if (type === 'json')
		return applyJsonPatch(pod, (Array.isArray(overrides) ? overrides : []) as unknown as JsonPatchOperation[]);
	if (!isObject(overrides)) throw refusal('Invalid JSON Patch');
	return type === 'strategic' ? applyStrategicMergePatch('Pod', pod, overrides) : applyMergePatch(pod, overrides);
}
