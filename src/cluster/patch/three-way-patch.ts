import type {Json} from '../api.ts';
import type {Kind} from '../objects.ts';
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
} from './merge-rules.ts';

/**
 * The strategic merge patch of `kubectl apply`: what `modified` (the new configuration) wants that `current` (the live object) doesn't
 * have, and null for what `original` (the last applied configuration) had and `modified` no longer mentions. Fields that others set
 * stay. An empty patch means that nothing is to be done.
 */
export function threeWayPatch(
	kind: Kind,
	original: JsonMap | undefined,
	modified: JsonMap,
	current: JsonMap,
): {readonly patch: JsonMap; readonly empty: boolean} {
	const type = typeNamed(kind);
	const additions = difference(type, current, modified, 'additions');
	const deletions = original ? difference(type, original, modified, 'deletions') : {};
	const patch = combined(type, deletions, additions);
	return {patch, empty: Object.keys(patch).length === 0};
}

/** The strategic merge patch that makes `modified` of `original`. */
export function twoWayPatch(kind: Kind, original: JsonMap, modified: JsonMap): JsonMap {
	return difference(typeNamed(kind), original, modified, 'all');
}

// `all` changes, only `additions` (with changes of values), or only `deletions`.
type Wanted = 'all' | 'additions' | 'deletions';

function difference(
	type: ObjectType | undefined,
	from: JsonMap,
	to: JsonMap,
	wanted: Wanted,
	retainsKeys = false,
): JsonDraft {
	const patch: JsonDraft = {};
	for (const key of Object.keys(to).sort()) {
		const before = hasKey(from, key) ? from[key] : undefined;
		const after = to[key]!;
		const rule = ruleOf(type, key);
		if (isMap(before) && isMap(after)) {
			const change = difference(rule.type, before, after, wanted, rule.retainsKeys);
			if (Object.keys(change).length > 0) setKey(patch, key, change);
		} else if (isList(before) && isList(after) && rule.mergeKey !== undefined) {
			listDifference(patch, key, before, after, rule, wanted);
		} else if (wanted !== 'deletions' && (before === undefined || !sameJson(before, after))) {
			setKey(patch, key, after);
		}
	}
	const left = Object.keys(from)
		.filter(key => !hasKey(to, key))
		.sort();
	if (wanted !== 'additions') for (const key of left) setKey(patch, key, null);
	const named = Object.keys(to).filter(key => to[key] !== null);
	if (retainsKeys && named.length > 0 && (Object.keys(patch).length > 0 || left.some(key => from[key] !== null))) {
		patch[RETAIN_KEYS] = named.sort();
	}
	return patch;
}

function listDifference(
	patch: JsonDraft,
	key: string,
	from: readonly Json[],
	to: readonly Json[],
	rule: MergeRule,
	wanted: Wanted,
): void {
	const mergeKey = rule.mergeKey ?? '';
	if (from.length === 0) {
		if (to.length > 0 && wanted !== 'deletions') setKey(patch, key, to);
		return;
	}
	if (mergeKey === '') {
		plainListDifference(patch, key, from, to, wanted);
		return;
	}
	const value = (element: Json) => mergeValue(element, mergeKey);
	const changes = to.flatMap(element => elementChange(element, from, rule, wanted));
	const gone = wanted === 'additions' ? [] : from.filter(element => indexOfValue(to, mergeKey, value(element)) < 0);
	const deletions = gone
		.map(value)
		.sort((a, b) => (String(a) < String(b) ? -1 : 1))
		.map(name => ({[PATCH]: 'delete', [mergeKey]: name}));
	const all = [...changes, ...deletions];
	if (all.length > 0) setKey(patch, key, all);
	const sameOrder = from.length === to.length && to.every((element, index) => value(element) === value(from[index]!));
	if (all.length > 0 || (wanted !== 'deletions' && !sameOrder)) {
		setKey(
			patch,
			ELEMENT_ORDER + key,
			to.map(element => ({[mergeKey]: value(element)})),
		);
	}
}

function elementChange(element: Json, from: readonly Json[], rule: MergeRule, wanted: Wanted): Json[] {
	const mergeKey = rule.mergeKey ?? '';
	const before = from[indexOfValue(from, mergeKey, mergeValue(element, mergeKey))];
	if (!isMap(before) || !isMap(element)) return wanted === 'deletions' ? [] : [element];
	const change = difference(rule.type, before, element, wanted, rule.retainsKeys);
	return Object.keys(change).length === 0 ? [] : [{...change, [mergeKey]: element[mergeKey]!}];
}

function plainListDifference(
	patch: JsonDraft,
	key: string,
	from: readonly Json[],
	to: readonly Json[],
	wanted: Wanted,
): void {
	const added = wanted === 'deletions' ? [] : to.filter(value => !from.includes(value));
	const gone = wanted === 'additions' ? [] : [...new Set(from.filter(value => !to.includes(value)))].sort();
	if (added.length > 0) setKey(patch, key, added);
	if (gone.length > 0) setKey(patch, DELETE_FROM_LIST + key, gone);
	const reordered = wanted !== 'deletions' && !sameJson(from, to);
	if (gone.length > 0 || reordered) setKey(patch, ELEMENT_ORDER + key, to);
}

// One patch that does what two do; deletions and additions never contradict each other.
function combined(type: ObjectType | undefined, deletions: JsonMap, additions: JsonMap): JsonMap {
	const result = draftOf(deletions);
	for (const key of Object.keys(additions).sort()) {
		const before = hasKey(result, key) ? result[key] : undefined;
		const after = additions[key]!;
		const rule = ruleOf(type, key);
		if (isMap(before) && isMap(after)) setKey(result, key, combined(rule.type, before, after));
		else if (isList(before) && isList(after) && rule.mergeKey) {
			const order = additions[ELEMENT_ORDER + key] ?? deletions[ELEMENT_ORDER + key];
			setKey(result, key, combinedLists(before, after, rule, isList(order) ? order : after));
		} else setKey(result, key, after);
	}
	return result;
}

function combinedLists(
	before: readonly Json[],
	after: readonly Json[],
	rule: MergeRule,
	order: readonly Json[],
): Json[] {
	const mergeKey = rule.mergeKey!;
	const merged = [...before];
	for (const element of after) {
		const index = indexOfValue(merged, mergeKey, mergeValue(element, mergeKey));
		const known = merged[index];
		if (index < 0) merged.push(element);
		else if (isMap(known) && isMap(element)) merged[index] = combined(rule.type, known, element);
	}
	return ordered(merged, order, before, mergeKey);
}
