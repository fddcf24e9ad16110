import type {Json} from '../api.ts';
import {draftOf, hasKey, isMap, type JsonDraft, type JsonMap, sameJson, setKey} from './json-tree.ts';

/** Applies a JSON merge patch (RFC 7386): maps are merged, null removes, everything else replaces. */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
	if (!isMap(patch)) return patch;
	const result = isMap(target) ? draftOf(target) : {};
	for (const key of Object.keys(patch)) {
		const value = patch[key]!;
		if (value === null) delete result[key];
		else setKey(result, key, applyMergePatch(hasKey(result, key) ? result[key] : undefined, value));
	}
	return result;
}

/** The merge patch that makes `modified` of `original`. Both are maps; equal ones give `{}`. */
export function createMergePatch(original: JsonMap, modified: JsonMap): JsonMap {
	const patch: JsonDraft = {};
	for (const key of Object.keys(modified).sort()) {
		const before = hasKey(original, key) ? original[key] : undefined;
		const after = modified[key]!;
		if (sameJson(before, after)) continue;
		setKey(patch, key, isMap(before) && isMap(after) ? createMergePatch(before, after) : after);
	}
	for (const key of Object.keys(original).sort()) if (!hasKey(modified, key)) setKey(patch, key, null);
	return patch;
}
