import type {Json} from '../api.ts';
import {ApiError} from '../api-error.ts';
import {type ObjectType, typeNamed} from '../schema.ts';
import {draftOf, hasKey, isList, isMap, type JsonDraft, type JsonMap, sameJson, setKey} from './json-tree.ts';
import {
	DELETE_FROM_LIST,
	ELEMENT_ORDER,
	indexOfValue,
	type MergeRule,
	mergeValue,
	ordered,
	PATCH,
	RETAIN_KEYS,
	ruleOf,
	unknownDirective,
} from './merge-rules.ts';

/**
 * Applies a strategic merge patch to an object of a type: maps are merged, lists by their merge key or replaced, null removes, and the
 * directives ($patch, $retainKeys, $setElementOrder, $deleteFromPrimitiveList) are followed. Throws the server's refusals.
 */
export function applyStrategicMergePatch(typeName: string, original: JsonMap, patch: JsonMap): JsonMap {
	return mergeMaps(typeNamed(typeName), original, patch);
}

function mergeMaps(type: ObjectType | undefined, original: JsonMap, patch: JsonMap): JsonMap {
	const directive = hasKey(patch, PATCH) ? patch[PATCH] : undefined;
	if (directive !== undefined) {
		if (directive === 'delete') return {};
		if (directive !== 'replace') throw unknownDirective(directive, patch);
		const {[PATCH]: _, ...rest} = draftOf(patch);
		return rest;
	}
	const result = retained(original, patch);
	const done = new Set([RETAIN_KEYS]);
	for (const key of Object.keys(patch).sort()) {
		if (!key.startsWith(ELEMENT_ORDER)) continue;
		const name = key.slice(ELEMENT_ORDER.length);
		mergeInOrder(result, name, patch, key, ruleOf(type, name));
		done.add(key).add(name);
	}
	for (const key of Object.keys(patch).sort()) {
		if (done.has(key)) continue;
		if (key.startsWith(DELETE_FROM_LIST)) deleteFromList(result, key.slice(DELETE_FROM_LIST.length), patch[key]!);
		else mergeField(result, key, patch[key]!, ruleOf(type, key));
	}
	return result;
}

// Without the fields that $retainKeys doesn't name.
function retained(original: JsonMap, patch: JsonMap): JsonDraft {
	const result = draftOf(original);
	if (!hasKey(patch, RETAIN_KEYS)) return result;
	const keys = patch[RETAIN_KEYS];
	const unnamed = (key: string) => !isList(keys) || !keys.includes(key);
	const wrong = Object.keys(patch).some(
		key =>
			patch[key] !== null &&
			key !== RETAIN_KEYS &&
			!key.startsWith(ELEMENT_ORDER) &&
			!key.startsWith(DELETE_FROM_LIST) &&
			unnamed(key),
	);
	if (!isList(keys) || wrong) throw new ApiError('BadRequest', 'invalid patch format of retainKeys');
	for (const key of Object.keys(result)) if (unnamed(key)) delete result[key];
	return result;
}

function mergeField(result: JsonDraft, key: string, value: Json, rule: MergeRule): void {
	if (value === null) {
		delete result[key];
		return;
	}
	const before = hasKey(result, key) ? result[key] : undefined;
	if (isMap(before) && isMap(value)) setKey(result, key, mergeMaps(rule.type, before, value));
	else if (isList(before) && isList(value)) setKey(result, key, mergeLists(before, value, rule));
	else {
		const added = withoutDirectives(value);
		if (added === undefined) delete result[key];
		else setKey(result, key, added);
	}
}

function mergeLists(original: readonly Json[], patch: readonly Json[], rule: MergeRule): readonly Json[] {
	const {mergeKey} = rule;
	if (mergeKey === undefined) return patch;
	if (mergeKey === '') return ordered([...new Set([...original, ...patch])], patch, original, '');
	const {kept, changes} = withoutDeleted(original, patch, mergeKey);
	const merged = [...kept];
	for (const change of changes) {
		const value = mergeValue(change, mergeKey);
		const index = indexOfValue(merged, mergeKey, value);
		const before = merged[index];
		if (index < 0) merged.push(withoutDirectives(change) ?? {});
		else if (isMap(before) && isMap(change)) merged[index] = mergeMaps(rule.type, before, change);
	}
	return ordered(merged, changes, original, mergeKey);
}

// `$patch: delete` takes an element out, `$patch: replace` all of them.
function withoutDeleted(
	original: readonly Json[],
	patch: readonly Json[],
	mergeKey: string,
): {kept: readonly Json[]; changes: readonly Json[]} {
	let kept = original;
	let replaces = false;
	const changes: Json[] = [];
	for (const element of patch) {
		const directive = isMap(element) && hasKey(element, PATCH) ? element[PATCH] : undefined;
		if (directive === undefined) changes.push(element);
		else if (directive === 'replace') replaces = true;
		else if (directive === 'merge') throw new ApiError('', 'merging lists cannot yet be specified in the patch');
		else if (directive !== 'delete') throw unknownDirective(directive, element as JsonMap);
		else {
			const value = mergeValue(element, mergeKey);
			kept = kept.filter(one => !isMap(one) || one[mergeKey] !== value);
		}
	}
	return replaces ? {kept: [], changes} : {kept, changes};
}

function mergeInOrder(result: JsonDraft, name: string, patch: JsonMap, orderKey: string, rule: MergeRule): void {
	const order = patch[orderKey];
	const before = hasKey(result, name) ? result[name] : undefined;
	const change = hasKey(patch, name) ? patch[name] : undefined;
	const mergeKey = rule.mergeKey ?? '';
	if (!isList(order) || (change !== undefined && !isList(change))) throw badOrder();
	checkOrder(change ?? [], order, mergeKey);
	if (before === undefined && change === undefined) return;
	if (before !== undefined && !isList(before)) throw badOrder();
	const server = before ?? [];
	const merged =
		change === undefined
			? server
			: before === undefined
				? (withoutDirectives(change) as readonly Json[])
				: mergeLists(server, change, rule);
	setKey(result, name, ordered(merged, order, server, mergeKey));
}

// The elements of the patch must come in the order that the patch itself prescribes.
function checkOrder(change: readonly Json[], order: readonly Json[], mergeKey: string): void {
	let next = 0;
	for (const element of change) {
		if (isMap(element) && hasKey(element, PATCH)) continue;
		const value = mergeValue(element, mergeKey);
		while (next < order.length && !sameJson(mergeValue(order[next]!, mergeKey), value)) next++;
		if (next >= order.length && order.length > 0) throw badOrder();
		next++;
	}
}

function badOrder(): ApiError {
	return new ApiError('BadRequest', 'invalid patch format of setElementOrder list');
}

function deleteFromList(result: JsonDraft, name: string, values: Json): void {
	const before = hasKey(result, name) ? result[name] : undefined;
	if (!isList(values)) throw new ApiError('BadRequest', 'invalid patch format of primitive list');
	if (isList(before)) result[name] = before.filter(value => !values.includes(value));
}

// What a patch adds anew: nulls say nothing there, and elements with directives have nothing to act on.
function withoutDirectives(value: Json): Json | undefined {
	if (isList(value)) return value.map(withoutDirectives).filter(item => item !== undefined);
	if (!isMap(value)) return value;
	if (hasKey(value, PATCH)) return undefined;
	const result: JsonDraft = {};
	for (const key of Object.keys(value)) {
		const kept = value[key] === null || key === RETAIN_KEYS ? undefined : withoutDirectives(value[key]!);
		if (kept !== undefined) setKey(result, key, kept);
	}
	return result;
}
