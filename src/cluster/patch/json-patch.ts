import type {Json, JsonPatchOperation} from '../api.ts';
import {ApiError} from '../api-error.ts';
import {draftOf, hasKey, isList, isMap, type JsonMap, sameJson, setKey} from './json-tree.ts';

const OPERATIONS_LIMIT = 10_000;

/**
 * Applies a JSON patch (RFC 6902). Whatever can't be done (a missing path, a failed test) is refused with the one text that the server
 * has for it.
 */
export function applyJsonPatch(document: JsonMap, operations: readonly JsonPatchOperation[]): Json {
	if (!isList(operations as unknown as Json)) {
		const found = operations === null || typeof operations !== 'object' ? typeof operations : 'object';
		throw new ApiError(
			'BadRequest',
			`error decoding patch: json: cannot unmarshal ${found} into Go value of type []handlers.jsonPatchOp`,
		);
	}
	if (operations.length > OPERATIONS_LIMIT) {
		throw new ApiError(
			'BadRequest',
			`The allowed maximum operations in a JSON patch is ${OPERATIONS_LIMIT}, got ${operations.length}`,
		);
	}
	let result: Json = document;
	for (const operation of operations) result = apply(result, operation);
	return result;
}

function apply(document: Json, operation: JsonPatchOperation): Json {
	const path = tokensOf(operation.path);
	switch (operation.op) {
		case 'add':
			return change(document, path, add(operation.value ?? null));
		case 'remove':
			return change(document, path, remove);
		case 'replace':
			return change(document, path, replace(operation.value ?? null));
		case 'move': {
			const from = tokensOf(operation.from);
			const value = lookUp(document, from);
			return change(change(document, from, remove), path, add(value));
		}
		case 'copy':
			return change(document, path, add(lookUp(document, tokensOf(operation.from))));
		case 'test':
			// A missing path equals null here, as in the library that the server uses.
			if (!sameJson(lookUpOrNull(document, path), operation.value ?? null)) throw refused();
			return document;
		default:
			throw refused();
	}
}

type Edit = (parent: JsonMap | readonly Json[], key: string) => Json;

// Rebuilds the document along a path with one edit at its end.
function change(document: Json, path: readonly string[], edit: Edit): Json {
	const [key, ...rest] = path;
	if (key === undefined || (!isMap(document) && !isList(document))) throw refused();
	if (rest.length === 0) return edit(document, key);
	const child = change(childOf(document, key), rest, edit);
	if (isList(document)) return document.with(indexOf(document, key), child);
	const copy = draftOf(document);
	setKey(copy, key, child);
	return copy;
}

function add(value: Json): Edit {
	return (parent, key) => {
		if (isList(parent)) {
			const index = key === '-' ? parent.length : indexOf(parent, key, parent.length);
			return parent.toSpliced(index, 0, value);
		}
		const copy = draftOf(parent);
		setKey(copy, key, value);
		return copy;
	};
}

// The library of the server replaces what isn't in an object, too; only lists insist on an element.
function replace(value: Json): Edit {
	return (parent, key) => {
		if (isList(parent)) return parent.with(indexOf(parent, key), value);
		const copy = draftOf(parent);
		setKey(copy, key, value);
		return copy;
	};
}

function remove(parent: JsonMap | readonly Json[], key: string): Json {
	if (isList(parent)) return parent.toSpliced(indexOf(parent, key), 1);
	if (!hasKey(parent, key)) throw refused();
	const copy = draftOf(parent);
	delete copy[key];
	return copy;
}

function lookUp(document: Json, path: readonly string[]): Json {
	let value = document;
	for (const key of path) value = childOf(value, key);
	return value;
}

function lookUpOrNull(document: Json, path: readonly string[]): Json {
	const parent = lookUp(document, path.slice(0, -1));
	const key = path.at(-1);
	if (key === undefined) return document;
	return isMap(parent) && !hasKey(parent, key) ? null : childOf(parent, key);
}

function childOf(value: Json, key: string): Json {
	if (isList(value)) return value[indexOf(value, key)]!;
	if (!isMap(value) || !hasKey(value, key)) throw refused();
	return value[key]!;
}

// Negative indexes count from the end.
function indexOf(list: readonly Json[], key: string, last = list.length - 1): number {
	if (!/^-?\d+$/.test(key)) throw refused();
	const index = Number(key) < 0 ? last + 1 + Number(key) : Number(key);
	if (index < 0 || index > last) throw refused();
	return index;
}

function tokensOf(path: string | undefined): string[] {
	if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) throw refused();
	return path
		.split('/')
		.slice(1)
		.map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function refused(): ApiError {
	return new ApiError('Invalid', 'the server rejected our request due to an error in our request');
}
