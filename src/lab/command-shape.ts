import type {Flag, Flags} from '../kubectl/command.ts';
import {FlagError, parseFlags} from '../kubectl/flags.ts';
import {GLOBAL_FLAGS} from '../kubectl/global-flags.ts';
import {findSubcommand} from '../kubectl/kubectl.ts';
import type {CommandShape} from '../lessons/command-run.ts';
import {kindNamed} from '../lessons/kind-names.ts';

// Which operands name objects differs from verb to verb.
const BY_RESOURCE = new Set([
	'get',
	'describe',
	'delete',
	'edit',
	'label',
	'annotate',
	'scale',
	'patch',
	'wait',
	'autoscale',
	'expose',
	'taint',
]);
const BY_POD = new Set(['logs', 'exec', 'attach', 'port-forward', 'debug']);
const BY_NODE = new Set(['drain', 'cordon', 'uncordon']);

/**
 * What a kubectl call means, without accidents of spelling. A call with wrong flags keeps its verb and words only.
 * @param words what stands after `kubectl`
 */
export function kubectlShape(words: readonly string[]): CommandShape {
	const {path, rest} = findSubcommand(words);
	const verb = path.map(each => each.name).join(' ');
	const known = [...(path.at(-1)?.flags ?? []), ...GLOBAL_FLAGS];
	try {
		const {flags, args, dashAt} = parseFlags(known, rest);
		const {objects, rest: others} = readOperands(verb, args.slice(0, dashAt));
		return {
			program: 'kubectl',
			verb,
			objects,
			args: [...others, ...args.slice(dashAt ?? args.length)],
			flags: given(flags, known),
		};
	} catch (error) {
		if (!(error instanceof FlagError)) throw error;
		return {program: 'kubectl', verb, objects: [], args: rest, flags: new Map()};
	}
}

function given(flags: Flags, known: readonly Flag[]): ReadonlyMap<string, string> {
	return new Map(known.filter(flag => flags.given(flag.name)).map(flag => [flag.name, flagValue(flags, flag)]));
}

function flagValue(flags: Flags, {name, type}: Flag): string {
	switch (type) {
		case 'boolean':
			return String(flags.boolean(name));
		case 'int':
			return String(flags.number(name));
		case 'duration':
			return String(flags.duration(name));
		case 'strings':
		case 'array':
			return flags.strings(name).join(',');
		default:
			return flags.string(name);
	}
}

function readOperands(verb: string, words: readonly string[]): {objects: string[]; rest: string[]} {
	const first = verb.split(' ')[0]!;
	if (BY_POD.has(first)) return withFirst(words, word => reference(word) ?? `pod/${word}`);
	if (BY_NODE.has(first)) return {objects: words.map(word => `node/${word.replace(/^nodes?\//, '')}`), rest: []};
	if (first === 'rollout' || first === 'set' || BY_RESOURCE.has(first)) return resourceOperands(words);
	if (first === 'explain')
		return withFirst(words, word => canonicalKind(word.split('.')[0]!) + word.slice(word.split('.')[0]!.length));
	if (first === 'create') return {objects: [], rest: [...words]};
	return {objects: [], rest: [...words]};
}

function withFirst(
	[first, ...rest]: readonly string[],
	toObject: (word: string) => string,
): {objects: string[]; rest: string[]} {
	return {objects: first === undefined ? [] : [toObject(first)], rest};
}

// `pod/web svc/web`, or `pods,services web other`; what looks like `key=value` or `key-` is no name.
function resourceOperands(words: readonly string[]): {objects: string[]; rest: string[]} {
	const isChange = (word: string) => /^[^=]+=|-$/.test(word);
	const operands = words.filter(word => !isChange(word));
	const rest = words.filter(isChange);
	if (operands.length === 0) return {objects: [], rest};
	if (operands.some(word => word.includes('/'))) return {objects: operands.map(word => reference(word) ?? word), rest};
	const kinds = operands[0]!.split(',').map(canonicalKind);
	const names = operands.slice(1);
	return {objects: kinds.flatMap(kind => (names.length === 0 ? [kind] : names.map(name => `${kind}/${name}`))), rest};
}

function reference(word: string): string | undefined {
	const slash = word.indexOf('/');
	return slash < 0 ? undefined : `${canonicalKind(word.slice(0, slash))}/${word.slice(slash + 1)}`;
}

function canonicalKind(word: string): string {
	return kindNamed(word)?.kind.toLowerCase() ?? word.toLowerCase();
}
