import type {Json} from '../api.ts';
import {ApiError} from '../api-error.ts';
import {type Field, innermost, type ObjectType, typeNamed} from '../schema.ts';
import {goText, hasKey, isMap, type JsonMap} from './json-tree.ts';

// Names of the directives that a strategic merge patch may carry.
export const PATCH = '$patch';
export const RETAIN_KEYS = '$retainKeys';
export const ELEMENT_ORDER = '$setElementOrder/';
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';

/** How strategic merge patches treat one field. `type` is undefined where the schema ends (maps of texts, unknown fields). */
export interface MergeRule {
	readonly type: ObjectType | undefined;
	/** For lists: merged by this key, '' if they hold plain values, undefined if they are replaced as a whole. */
	readonly mergeKey: string | undefined;
	readonly retainsKeys: boolean;
}

const NO_RULE: MergeRule = {type: undefined, mergeKey: undefined, retainsKeys: false};

export function ruleOf(type: ObjectType | undefined, key: string): MergeRule {
	const field: Field | undefined = type?.fields.get(key);
	if (!field) return NO_RULE;
	const inner = innermost(field.type);
	return {
		type: inner.is === 'object' && field.type.is !== 'map' ? typeNamed(inner.name) : undefined,
		mergeKey: field.mergeKey,
		retainsKeys: field.retainsKeys,
	};
}

/** The value by which a list's element is found again; refuses an element without it. */
export function mergeValue(element: Json, mergeKey: string): Json {
	if (mergeKey === '') return element;
	if (!isMap(element)) {
		throw new ApiError('', `expected a map[string]interface {}, but received a ${goTypeName(element)}`);
	}
	if (!hasKey(element, mergeKey)) {
		throw new ApiError('', `map: ${goText(element)} does not contain declared merge key: ${mergeKey}`);
	}
	return element[mergeKey]!;
}

/** Where an element with a merge value stands in a list; -1 if nowhere. */
export function indexOfValue(list: readonly Json[], mergeKey: string, value: Json): number {
	return list.findIndex(
		element => (mergeKey === '' ? element : isMap(element) ? element[mergeKey] : undefined) === value,
	);
}

/**
 * Puts a merged list into the order that Kubernetes gives it: elements of the patch as the patch orders them, the others where they
 * stood, relative to those of the patch.
 */
export function ordered(
	merged: readonly Json[],
	patchOrder: readonly Json[],
	serverOrder: readonly Json[],
	mergeKey: string,
): Json[] {
	const rank = (list: readonly Json[], element: Json) => indexOfValue(list, mergeKey, mergeValue(element, mergeKey));
	const byRank = (list: readonly Json[]) => (a: Json, b: Json) => rank(list, a) - rank(list, b);
	const fromPatch = merged.filter(element => rank(patchOrder, element) >= 0).sort(byRank(patchOrder));
	const others = merged.filter(element => rank(patchOrder, element) < 0);
	const deletions = others.filter(isDirective);
	const serverOnly = [...others.filter(element => !isDirective(element)).sort(byRank(serverOrder)), ...deletions];
	const result: Json[] = [];
	let next = 0;
	for (const element of serverOnly) {
		const place = rank(serverOrder, element);
		while (next < fromPatch.length) {
			const other = rank(serverOrder, fromPatch[next]!);
			if (place >= 0 && other >= 0 && place < other) break;
			result.push(fromPatch[next++]!);
		}
		result.push(element);
	}
	return [...result, ...fromPatch.slice(next)];
}

function isDirective(element: Json): boolean {
	return isMap(element) && hasKey(element, PATCH);
}

export function unknownDirective(directive: Json | undefined, map: JsonMap): ApiError {
	return new ApiError('', `unknown patch type: ${goText(directive)} in map: ${goText(map)}`);
}

function goTypeName(value: Json): string {
	if (value === null) return '<nil>';
	if (Array.isArray(value)) return '[]interface {}';
	if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
	return typeof value === 'boolean' ? 'bool' : 'string';
}
