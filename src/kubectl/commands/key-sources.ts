import {resolvePath} from '../../shell/files.ts';
import type {Flag, Invocation} from '../command.ts';
import {refusal} from './failures.ts';

/** Flags that fill a ConfigMap or Secret. */
export const KEY_SOURCE_FLAGS: readonly Flag[] = [
	{name: 'from-file', type: 'strings', help: 'A file or directory, or KEY=FILE'},
	{name: 'from-literal', type: 'array', help: 'KEY=VALUE'},
	{name: 'from-env-file', type: 'strings', help: 'A file with lines KEY=VALUE'},
	{name: 'append-hash', type: 'boolean', help: 'Add a hash of the content to the name'},
];

const KEY = /^[-._a-zA-Z0-9]+$/;
const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** What the flags say, key by key. Throws CommandError with kubectl's texts. */
export function readKeySources(
	invocation: Invocation,
	kind: 'ConfigMap' | 'Secret',
	name: string,
): Map<string, string> {
	const {flags} = invocation;
	const [files, literals, envFiles] = ['from-file', 'from-literal', 'from-env-file'].map(flag =>
		flags.strings(flag),
	) as [readonly string[], readonly string[], readonly string[]];
	if (envFiles.length > 0 && files.length + literals.length > 0)
		throw refusal('from-env-file cannot be combined with from-file or from-literal');
	const data = new Map<string, string>();
	const add = (key: string, value: string) => {
		checkKey(data, key, kind, name);
		data.set(key, value);
	};
	for (const source of files) addFiles(invocation, source, add);
	for (const literal of literals) {
		const equals = literal.indexOf('=');
		if (equals < 1) throw refusal(`invalid literal source ${literal}, expected key=value`);
		add(literal.slice(0, equals), literal.slice(equals + 1));
	}
	for (const path of envFiles) addVariables(invocation, path, kind, add);
	return data;
}

function checkKey(data: ReadonlyMap<string, string>, key: string, kind: 'ConfigMap' | 'Secret', name: string): void {
	if (!KEY.test(key) || key === '.' || key === '..' || key.length > 253) {
		const problem =
			key === '.' || key === '..'
				? `must not be '${key}'`
				: "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  " +
					"or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
		throw refusal(
			kind === 'ConfigMap'
				? `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${problem}`
				: `${JSON.stringify(key)} is not valid key name for a Secret ${problem}`,
		);
	}
	if (!data.has(key)) return;
	throw refusal(
		kind === 'ConfigMap'
			? `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`
			: `cannot add key ${key}, another key by that name already exists`,
	);
}

function addFiles({process}: Invocation, source: string, add: (key: string, value: string) => void): void {
	const [key, path] = splitSource(source);
	const absolute = resolvePath(process.cwd, path);
	const stat = process.files.stat(absolute);
	if (!stat) throw refusal(`error reading ${path}: no such file or directory`);
	if (stat.type === 'file') {
		add(key, process.files.read(absolute));
		return;
	}
	if (source.includes('=')) throw refusal('cannot give a key name for a directory path');
	for (const name of [...process.files.list(absolute)].sort()) {
		const file = `${absolute}/${name}`;
		if (process.files.stat(file)?.type === 'file') add(name, process.files.read(file));
	}
}

function splitSource(source: string): [key: string, path: string] {
	const parts = source.split('=');
	if (parts.length === 1) return [source.replace(/\/+$/, '').split('/').at(-1)!, source];
	if (parts.length > 2) throw refusal("key names or file paths cannot contain '='");
	if (parts[0] === '') throw refusal(`key name for file path ${parts[1]} missing`);
	if (parts[1] === '') throw refusal(`file path for key name ${parts[0]} missing`);
	return parts as [string, string];
}

function addVariables(
	{process}: Invocation,
	path: string,
	kind: 'ConfigMap' | 'Secret',
	add: (key: string, value: string) => void,
): void {
	const absolute = resolvePath(process.cwd, path);
	const stat = process.files.stat(absolute);
	if (!stat) throw refusal(`error reading ${path}: no such file or directory`);
	if (stat.type === 'directory')
		throw refusal(`env ${kind === 'ConfigMap' ? 'config' : 'secret'} file cannot be a directory`);
	for (const line of process.files.read(absolute).split('\n')) {
		const text = line.trimStart().replace(/\r$/, '');
		if (text === '' || text.startsWith('#')) continue;
		const equals = text.indexOf('=');
		const key = equals < 0 ? text : text.slice(0, equals);
		if (!VARIABLE.test(key))
			throw refusal(
				`${JSON.stringify(key)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, ` +
					"digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', " +
					"regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')",
			);
		add(key, equals < 0 ? (process.env.get(key) ?? '') : text.slice(equals + 1));
	}
}
