import type {FieldError} from '../api-error.ts';
import {invalid, required, tooLong} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {fromBase64} from '../node/base64.ts';
import type {Secret} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {DATA_LIMIT_BYTES, validateImmutable, validateKeys} from './config-map.ts';

export const secretKind: KindDefinition<'Secret'> = {
	kind: 'Secret',
	group: '',
	version: 'v1',
	plural: 'secrets',
	singular: 'secret',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,

	setDefaults(secret) {
		secret.type ||= 'Opaque';
		// `stringData` is for writing only: the server stores it encoded, beside and over `data`.
		for (const [key, text] of Object.entries(secret.stringData ?? {})) {
			secret.data = {...secret.data, [key]: toBase64(text)};
		}
		delete secret.stringData;
	},

	validate,
	validateUpdate: (secret, previous) => [
		...(secret.type === previous.type ? [] : [invalid('type', secret.type, 'field is immutable')]),
		...validateImmutable(secret, previous, ['data']),
		...validate(secret),
	],
	columns: [
		nameColumn,
		{name: 'Type', cell: ({type}) => type ?? ''},
		{name: 'Data', cell: ({data = {}}) => Object.keys(data).length},
		ageColumn,
	],
};

/** A text as base64 of its UTF-8 form. */
function toBase64(text: string): string {
	let bytes = '';
	for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
	return btoa(bytes);
}

function validate({type, data = {}, metadata}: Secret): FieldError[] {
	const errors = validateKeys(data, 'data');
	const size = Object.values(data).reduce((sum, value) => sum + Math.floor((value.length * 3) / 4), 0);
	if (size > DATA_LIMIT_BYTES) errors.push(tooLong('data', DATA_LIMIT_BYTES));
	const missing = (...keys: string[]) =>
		keys.filter(key => !Object.hasOwn(data, key)).map(key => required(`data[${key}]`));
	switch (type) {
		case 'kubernetes.io/service-account-token': {
			const key = 'kubernetes.io/service-account.name';
			return metadata.annotations?.[key] ? errors : [...errors, required(`metadata.annotations[${key}]`)];
		}
		case 'kubernetes.io/dockercfg':
			return [...errors, ...missing('.dockercfg'), ...jsonProblems(data, '.dockercfg')];
		case 'kubernetes.io/dockerconfigjson':
			return [...errors, ...missing('.dockerconfigjson'), ...jsonProblems(data, '.dockerconfigjson')];
		case 'kubernetes.io/basic-auth': {
			const absent = missing('username', 'password');
			return absent.length === 2 ? [...errors, ...absent] : errors;
		}
		case 'kubernetes.io/ssh-auth':
			return data['ssh-privatekey'] ? errors : [...errors, required('data[ssh-privatekey]')];
		case 'kubernetes.io/tls':
			return [...errors, ...missing('tls.crt', 'tls.key')];
		default:
			return errors;
	}
}

function jsonProblems(data: Readonly<Record<string, string>>, key: string): FieldError[] {
	const encoded = data[key];
	if (encoded === undefined) return [];
	const text = fromBase64(encoded);
	try {
		JSON.parse(text);
		return [];
	} catch {
		const problem =
			text.trim() === ''
				? 'unexpected end of JSON input'
				: `invalid character '${text.trim()[0]}' looking for beginning of value`;
		return [invalid(`data[${key}]`, '<secret contents redacted>', problem)];
	}
}
