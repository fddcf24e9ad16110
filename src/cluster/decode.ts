import type {Json} from './api.ts';
import {ApiError} from './api-error.ts';
import {kindOf} from './kinds.ts';
import type {Draft, Kind} from './objects.ts';
import {readScalar} from './read-scalar.ts';
import {type Field, type FieldType, goTypeOf, type ObjectType, typeNamed} from './schema.ts';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** A value whose JSON doesn't fit its type; the message is that of Go's JSON decoder. */
export class DecodingError extends Error {}

/**
 * Reads a manifest as an object of a kind. Wrong types and, with Strict (the default), unknown fields are refused as BadRequest; with
 * Warn unknown fields are dropped with a warning each.
 */
export function decodeManifest<K extends Kind>(
	kind: K,
	manifest: Json,
	{fieldValidation = 'Strict', warnings}: {fieldValidation?: FieldValidation; warnings?: string[]} = {},
): Draft<K> {
	const unknownFields: string[] = [];
	const object = refusingAs(kind, () => readObject(kind, manifest, unknownFields));
	if (unknownFields.length > 0 && fieldValidation === 'Strict') {
		throw new ApiError('BadRequest', `${cannotHandle(kind)}: ${strictDecodingError(unknownFields)}`);
	}
	if (fieldValidation === 'Warn') warnings?.push(...unknownFields.map(unknownField));
	return object as unknown as Draft<K>;
}

/**
 * Reads JSON as an object of a kind as Go would: what is null, empty or of no use is dropped, quantities and times get their canonical
 * form. Paths of unknown fields are added to `unknownFields`. Throws DecodingError.
 */
export function readObject(kind: Kind, json: Json, unknownFields: string[]): JsonObject {
	const {group, version} = kindOf(kind);
	const type = typeNamed(kind);
	if (!isObject(json)) {
		throw new DecodingError(`json: cannot unmarshal ${jsonKind(json)} into Go value of type v1.${kind}`);
	}
	const object = readFields(type, json, {jsonPath: '', goPath: '', unknownFields});
	if (type.fields.has('spec')) object.spec ??= readFields(typeNamed(`${kind}Spec`), {}, emptyPlace);
	object.metadata ??= {};
	object.apiVersion = group === '' ? version : `${group}/${version}`;
	object.kind = kind;
	return object;
}

/** `strict decoding error: unknown field "spec.replica", unknown field "…"` */
export function strictDecodingError(unknownFields: readonly string[]): string {
	return `strict decoding error: ${unknownFields.map(unknownField).join(', ')}`;
}

export function unknownField(path: string): string {
	return `unknown field "${path}"`;
}

/** `string`, `number`, `bool`, `array`, `object`: JSON types as Go's messages name them; numbers with a fraction show their value. */
function jsonKind(json: Json): string {
	if (typeof json === 'number') return Number.isSafeInteger(json) ? 'number' : `number ${json}`;
	if (Array.isArray(json)) return 'array';
	return typeof json === 'boolean' ? 'bool' : typeof json;
}

export type JsonObject = {[key: string]: unknown};

/** Sets an own property whatever its name is; `__proto__` included. */
function setOwn(target: JsonObject, key: string, value: unknown): void {
	if (key === '__proto__')
		Object.defineProperty(target, key, {value, enumerable: true, writable: true, configurable: true});
	else target[key] = value;
}

export function isObject(json: unknown): json is {readonly [key: string]: Json} {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

// Where in the document the reader is: with indexes for unknown fields, without for wrong types.
interface Place {
	readonly jsonPath: string;
	readonly goPath: string;
	readonly unknownFields: string[];
}

const emptyPlace: Place = {jsonPath: '', goPath: '', unknownFields: []};

function cannotHandle(kind: Kind): string {
	return `${kind} in version "${kindOf(kind).version}" cannot be handled as a ${kind}`;
}

function refusingAs<T>(kind: Kind, read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof DecodingError)) throw error;
		throw new ApiError('BadRequest', `${cannotHandle(kind)}: ${error.message}`);
	}
}

// Keys are read in sorted order because that is how kubectl sends them; the first wrong type decides the message.
function readFields(type: ObjectType, json: {readonly [key: string]: Json}, place: Place): JsonObject {
	const object: JsonObject = {};
	for (const key of Object.keys(json).sort()) {
		const field = type.fields.get(key);
		if (!field) {
			place.unknownFields.push(joined(place.jsonPath, key));
			continue;
		}
		const at = {...place, jsonPath: joined(place.jsonPath, key), goPath: joined(place.goPath, key)};
		const value = readField(type, field, json[key]!, at);
		if (value !== undefined) object[key] = value;
	}
	for (const {name, type: fieldType, alwaysThere, required} of type.fields.values()) {
		if (object[name] !== undefined || name === 'apiVersion' || name === 'kind') continue;
		const zero = required ? zeroOf(fieldType) : undefined;
		if (alwaysThere && fieldType.is === 'object') object[name] = readFields(typeNamed(fieldType.name), {}, place);
		else if (zero !== undefined) object[name] = zero;
	}
	return object;
}

// What Go has where nothing was given; objects it leaves out.
function zeroOf(type: FieldType): unknown {
	switch (type.is) {
		case 'text':
			return '';
		case 'boolean':
			return false;
		case 'number':
		case 'int-or-text':
			return 0;
		case 'list':
			return [];
		default:
			return undefined;
	}
}

function readField(type: ObjectType, field: Field, json: Json, place: Place): unknown {
	if (json === null) return undefined;
	const value = readValue(field.type, json, `${type.name}.${place.goPath}`, place);
	return isDropped(field, value) ? undefined : value;
}

function readValue(type: FieldType, json: Json, goField: string, place: Place): unknown {
	switch (type.is) {
		case 'object':
			if (json === null) return readFields(typeNamed(type.name), {}, place);
			if (!isObject(json)) throw mismatch(type, json, goField);
			return readFields(typeNamed(type.name), json, place);
		case 'list':
			if (!Array.isArray(json)) throw mismatch(type, json, goField);
			return json.map((item, index) =>
				readValue(type.of, item, goField, {...place, jsonPath: `${place.jsonPath}[${index}]`}),
			);
		case 'map':
			if (!isObject(json)) throw mismatch(type, json, goField);
			return readMap(type.of, json, goField, place);
		case 'anything':
			return json;
		default:
			return readScalar(
				type,
				json,
				(found, wanted) => mismatch(wanted, found, goField),
				message => new DecodingError(message),
			);
	}
}

function readMap(of: FieldType, json: {readonly [key: string]: Json}, goField: string, place: Place): JsonObject {
	const map: JsonObject = {};
	for (const key of Object.keys(json).sort()) {
		setOwn(map, key, readValue(of, json[key]!, goField, {...place, jsonPath: joined(place.jsonPath, key)}));
	}
	return map;
}

function mismatch(type: FieldType, json: Json, goField: string): DecodingError {
	return new DecodingError(
		`json: cannot unmarshal ${jsonKind(json)} into Go struct field ${goField} of type ${goTypeOf(type)}`,
	);
}

// Go's omitempty: what has the zero value of its type isn't written back. Amounts (`3` or `25%`) are structs in Go, which it never drops.
function isDropped({keepsZero, type}: Field, value: unknown): boolean {
	if (value === undefined) return true;
	if (Array.isArray(value)) return value.length === 0;
	if (value === '' || value === 0 || value === false) return !keepsZero && type.is !== 'int-or-text';
	return false;
}

function joined(path: string, key: string): string {
	return path === '' ? key : `${path}.${key}`;
}
