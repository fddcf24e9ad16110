import {usageError} from './failures.ts';
import {labelValueProblem} from './label.ts';

export interface Taint {
	readonly key: string;
	readonly value?: string;
	readonly effect: string;
}

/** What the arguments of `kubectl taint` ask for. A removal without effect means all effects. */
export interface TaintChanges {
	readonly add: readonly Taint[];
	readonly remove: readonly {readonly key: string; readonly effect?: string}[];
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Reads `key=value:effect`, `key:effect`, and with a trailing dash also `key`. */
export function parseTaints(texts: readonly string[]): TaintChanges {
	const add: Taint[] = [];
	const remove: {key: string; effect?: string}[] = [];
	for (const text of texts) {
		if (text.endsWith('-')) {
			const {effect, key} = parseTaint(text.slice(0, -1));
			remove.push({key, ...(effect && {effect})});
			continue;
		}
		const {effect, key, value} = parseTaint(text);
		if (!effect) throw usage(`invalid taint spec: ${text}`);
		if (add.some(other => other.key === key && other.effect === effect))
			throw usage(`duplicated taints with the same key and effect: {${key} ${value} ${effect} <nil>}`);
		add.push({key, ...(value && {value}), effect});
	}
	return {add, remove};
}

function parseTaint(text: string): {key: string; value: string; effect: string} {
	const parts = text.split(':');
	if (parts.length > 2) throw usage(`invalid taint spec: ${text}`);
	const [pair, effect] = parts as [string, string | undefined];
	let key = pair;
	let value = '';
	if (effect !== undefined) {
		if (!EFFECTS.includes(effect)) throw usage(`invalid taint effect: ${effect}, unsupported taint effect`);
		const halves = pair.split('=');
		if (halves.length > 2) throw usage(`invalid taint spec: ${text}`);
		[key, value = ''] = halves as [string, string | undefined];
		const problem = labelValueProblem(value);
		if (problem) throw usage(`invalid taint spec: ${text}, ${problem}`);
	}
	const problem = qualifiedNameProblem(key);
	if (problem) throw usage(`invalid taint spec: ${text}, ${problem}`);
	return {key, value, effect: effect ?? ''};
}

function qualifiedNameProblem(key: string): string | undefined {
	const parts = key.split('/');
	const name = parts.at(-1)!;
	if (parts.length > 2 || (parts.length === 2 && !PREFIX.test(parts[0]!)))
		return "a valid label key must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/'";
	if (name === '') return 'name part must be non-empty';
	if (name.length > 63) return 'name part must be no more than 63 bytes';
	if (NAME.test(name)) return undefined;
	return (
		"name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
		"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
	);
}

function usage(message: string): Error {
	return usageError('taint', message);
}
