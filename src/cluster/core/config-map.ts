import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, tooLong} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {configKeyProblems} from '../name-rules.ts';
import type {ConfigMap} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {utf8Length} from './field-checks.ts';

/** The most that the values of a ConfigMap or a Secret may hold together. */
export const DATA_LIMIT_BYTES = 1024 * 1024;

export const configMapKind: KindDefinition<'ConfigMap'> = {
	kind: 'ConfigMap',
	group: '',
	version: 'v1',
	plural: 'configmaps',
	singular: 'configmap',
	shortNames: ['cm'],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,
	validate,
	validateUpdate: (configMap, previous) => [
		...validateImmutable(configMap, previous, ['data', 'binaryData']),
		...validate(configMap),
	],
	columns: [
		nameColumn,
		{
			name: 'Data',
			cell: ({data = {}, binaryData = {}}) => Object.keys(data).length + Object.keys(binaryData).length,
		},
		ageColumn,
	],
};

interface Lockable {
	readonly immutable?: boolean;
	readonly data?: unknown;
	readonly binaryData?: unknown;
}

/** Problems of a change of a ConfigMap or Secret that is marked as immutable. */
export function validateImmutable(
	object: Lockable,
	previous: Lockable,
	fields: readonly ('data' | 'binaryData')[],
): FieldError[] {
	if (!previous.immutable) return [];
	const text = 'field is immutable when `immutable` is set';
	const changed = fields.filter(field => !semanticallyEqual(object[field], previous[field]));
	return [...(object.immutable ? [] : ['immutable']), ...changed].map(field => forbidden(field, text));
}

/** Problems of the keys of a ConfigMap or Secret. */
export function validateKeys(data: Readonly<Record<string, string>>, path: string): FieldError[] {
	return Object.keys(data).flatMap(key => configKeyProblems(key).map(text => invalid(`${path}[${key}]`, key, text)));
}

function validate({data = {}, binaryData = {}}: ConfigMap): FieldError[] {
	const errors: FieldError[] = [];
	for (const key of Object.keys(data)) {
		errors.push(...validateKeys({[key]: ''}, 'data'));
		if (Object.hasOwn(binaryData, key)) {
			errors.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
		}
	}
	errors.push(...validateKeys(binaryData, 'binaryData'));
	const size =
		Object.values(data).reduce((sum, value) => sum + utf8Length(value), 0) +
		Object.values(binaryData).reduce((sum, value) => sum + Math.floor((value.length * 3) / 4), 0);
	return size > DATA_LIMIT_BYTES ? [...errors, tooLong('', DATA_LIMIT_BYTES)] : errors;
}
