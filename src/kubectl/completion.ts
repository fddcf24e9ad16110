import type {Cluster} from '../cluster/cluster.ts';
import type {KindDefinition} from '../cluster/kind.ts';
import {allKinds, findResource, kindOf} from '../cluster/kinds.ts';
import type {Flag, Subcommand} from './command.ts';
import {COMMANDS} from './command-table.ts';
import {podSpecOf} from './commands/pod-spec-change.ts';
import {GLOBAL_FLAGS} from './global-flags.ts';
import {findSubcommand} from './kubectl.ts';

/** What completion may look at. `namespace` is that of the current context. */
interface Place {
	readonly cluster: Cluster;
	readonly namespace: string;
	/** Names of the kubeconfig's contexts. */
	readonly contexts: readonly string[];
	readonly path: readonly Subcommand[];
	/** Words before the one that is completed which are no flags, without the subcommand. */
	readonly args: readonly string[];
}

/** What completion is asked for besides the words. */
export type CompletionScope = Pick<Place, 'cluster' | 'namespace'> & Partial<Pick<Place, 'contexts'>>;

const WORKLOADS = [
	'daemonsets',
	'deployments',
	'jobs',
	'pods',
	'replicasets',
	'replicationcontrollers',
	'statefulsets',
];

/** Commands whose first argument is an object of one kind, or TYPE/NAME. */
const FIXED_KINDS: Readonly<Record<string, 'Pod' | 'Node'>> = {
	attach: 'Pod',
	cordon: 'Node',
	cp: 'Pod',
	drain: 'Node',
	exec: 'Pod',
	logs: 'Pod',
	'port-forward': 'Pod',
	'top node': 'Node',
	'top pod': 'Pod',
	uncordon: 'Node',
};

/** Commands that take a workload too and then choose one of its Pods. */
const POD_OWNERS: Readonly<Record<string, readonly string[]>> = {
	attach: WORKLOADS,
	exec: WORKLOADS,
	logs: WORKLOADS,
	'port-forward': [...WORKLOADS, 'services'],
};

/** Kinds that make sense for a command, where not all do. */
const USEFUL_KINDS: Readonly<Record<string, readonly string[]>> = {
	autoscale: ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets'],
	debug: ['nodes', 'pods'],
	expose: ['deployments', 'pods', 'replicasets', 'replicationcontrollers', 'services'],
	rollout: ['daemonsets', 'deployments', 'statefulsets'],
	scale: ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets'],
	set: ['cronjobs', 'daemonsets', 'deployments', 'pods', 'replicasets', 'replicationcontrollers', 'statefulsets'],
	'set selector': ['services'],
	taint: ['nodes'],
};

/**
 * Candidates for the word at `index` of a kubectl command line (`words` begins behind `kubectl`; the word may be unfinished or empty):
 * whole words, sorted, that begin with what is there already.
 */
export function completeKubectl(
	words: readonly string[],
	index: number,
	{cluster, namespace, contexts = []}: CompletionScope,
): string[] {
	const current = words[index] ?? '';
	const before = words.slice(0, index);
	if (before.includes('--')) return [];
	const {path, rest} = findSubcommand(before);
	const flags = [...(path.at(-1)?.flags ?? []), ...GLOBAL_FLAGS];
	const scope = namespaceOf(before) ?? namespace;
	const place: Place = {cluster, namespace: scope, contexts, path, args: plainWords(rest, flags)};
	return [...new Set(candidates(place, flags, before, current))].filter(word => word.startsWith(current)).sort();
}

function candidates(
	place: Place,
	flags: readonly Flag[],
	before: readonly string[],
	current: string,
): readonly string[] {
	const waiting = valueFlag(before.at(-1), flags);
	if (waiting) return flagValues(waiting, place);
	const equals = /^(--[\w-]+)=/.exec(current);
	if (equals) {
		const flag = flags.find(({name}) => `--${name}` === equals[1]);
		return flag ? flagValues(flag, place).map(value => `${equals[1]}=${value}`) : [];
	}
	if (current.startsWith('-')) return flagNames(flags, before, current);
	const {path} = place;
	const command = path.at(-1);
	if (!command || (command.name === 'help' && path.length === 1)) return COMMANDS.map(({name}) => name);
	if (command.subcommands && place.args.length === 0 && (command.subcommands.length > 0 || !command.run)) {
		return command.subcommands.map(({name}) => name);
	}
	return [...missingFlags(command, before), ...argumentCandidates(place, current)];
}

// What a command can't do without is offered before anything was typed.
function missingFlags({flags}: Subcommand, before: readonly string[]): string[] {
	return flags.filter(flag => flag.required && !isGiven(flag, before)).map(({name}) => `--${name}=`);
}

function isGiven({name, short}: Flag, words: readonly string[]): boolean {
	return words.some(word => word === `--${name}` || word.startsWith(`--${name}=`) || word === `-${short}`);
}

// The flag that the word before still needs a value for.
function valueFlag(word: string | undefined, flags: readonly Flag[]): Flag | undefined {
	if (!word?.startsWith('-') || word.includes('=')) return undefined;
	const flag = word.startsWith('--')
		? flags.find(({name}) => `--${name}` === word)
		: flags.find(({short}) => short !== undefined && word.endsWith(short) && /^-\w+$/.test(word));
	return flag && flag.type !== 'boolean' && flag.type !== 'optional' ? flag : undefined;
}

// A flag that was given isn't offered again, unless it may be repeated.
function flagNames(flags: readonly Flag[], before: readonly string[], current: string): string[] {
	const offered = flags.filter(
		flag =>
			!flag.hidden && !flag.deprecated && (flag.type === 'strings' || flag.type === 'array' || !isGiven(flag, before)),
	);
	const long = offered.map(({name, type}) => `--${name}${type === 'boolean' || type === 'optional' ? '' : '='}`);
	const short = offered.flatMap(flag => (flag.short ? [`-${flag.short}`] : []));
	return [...long, '--help', ...(current === '-' ? short : [])];
}

function flagValues(flag: Flag, place: Place): readonly string[] {
	if (flag.values) return flag.values;
	if (flag.name === 'namespace') return names(place.cluster, kindOf('Namespace'), undefined);
	if (flag.name === 'container' || flag.name === 'containers') return containersOf(place);
	if (flag.name === 'context') return place.contexts;
	if (flag.name === 'selector') return labelsOf(place);
	if (flag.name === 'from') return sources(place);
	if (flag.name === 'node-name') return names(place.cluster, kindOf('Node'), undefined);
	return [];
}

// Of the Pod, or of the template of the workload, that the first words name.
function containersOf({cluster, namespace, args}: Place): string[] {
	const [first = '', second] = args;
	const [kind, name] = first.includes('/') ? first.split('/') : findResource(first) ? [first, second] : ['pods', first];
	const definition = kind ? findResource(kind) : undefined;
	const object = definition && name ? cluster.store.get(definition.kind, `${namespace}/${name}`) : undefined;
	const spec = object && podSpecOf(object);
	return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(container => container.name);
}

// Labels of the objects that the words before name the kind of; of Pods where they name none.
function labelsOf({cluster, namespace, path, args}: Place): string[] {
	const definition = findResource(args[0]?.split(',').at(-1) ?? '') ?? kindOf(FIXED_KINDS[pathText(path)] ?? 'Pod');
	const objects = cluster.store.list(definition.kind, definition.namespaced ? namespace : undefined);
	return objects.flatMap(({metadata}) =>
		Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`),
	);
}

// `create job --from` and `set env --from`.
function sources({cluster, namespace, path}: Place): string[] {
	const kinds = pathText(path) === 'create job' ? (['CronJob'] as const) : (['ConfigMap', 'Secret'] as const);
	return kinds.flatMap(kind => names(cluster, kindOf(kind), namespace).map(name => `${kind.toLowerCase()}/${name}`));
}

function pathText(path: readonly Subcommand[]): string {
	return path.map(({name}) => name).join(' ');
}

function argumentCandidates({cluster, namespace, contexts, path, args}: Place, current: string): readonly string[] {
	const command = pathText(path);
	const [verb = ''] = command.split(' ');
	if (/^config (use|delete|rename|get|set)-context/.test(command)) return args.length === 0 ? contexts : [];
	const slash = current.indexOf('/');
	if (slash > 0) {
		const definition = findResource(current.slice(0, slash));
		return definition ? names(cluster, definition, namespace).map(name => current.slice(0, slash + 1) + name) : [];
	}
	const fixed = FIXED_KINDS[command];
	if (fixed && args.length > 0) return [];
	if (command === 'completion') return args.length === 0 ? ['bash', 'fish', 'powershell', 'zsh'] : [];
	if (command === 'cp') return names(cluster, kindOf('Pod'), namespace).map(name => `${name}:`);
	if (fixed) {
		const owners = (POD_OWNERS[command] ?? []).map(plural => `${plural}/`);
		return [...names(cluster, kindOf(fixed), namespace), ...(current === '' ? [] : owners)];
	}
	if (['apply', 'create', 'replace', 'diff', 'run', 'config', 'version', 'options'].includes(verb)) return [];
	const [kind] = args;
	if (kind === undefined) return verb === 'auth' ? [] : kindCandidates(USEFUL_KINDS[command] ? command : verb, current);
	if (verb === 'explain' || kind.includes('/')) return [];
	const definition = findResource(kind.split(',').at(-1) ?? '');
	return definition ? names(cluster, definition, namespace).filter(name => !args.includes(name)) : [];
}

// `pods,sv`: the kinds before stay as they are.
function kindCandidates(command: string, current: string): readonly string[] {
	const comma = current.lastIndexOf(',') + 1;
	const start = current.slice(0, comma);
	return kindWords(command).map(word => start + word);
}

function kindWords(verb: string): readonly string[] {
	const useful = USEFUL_KINDS[verb];
	if (useful) return useful;
	const all = allKinds().flatMap(({plural, singular, shortNames}) => [plural, singular, ...shortNames]);
	return verb === 'get' || verb === 'delete' ? [...all, 'all'] : all;
}

function names(cluster: Cluster, {kind, namespaced}: KindDefinition, namespace: string | undefined): string[] {
	return cluster.store.list(kind, namespaced ? namespace : undefined).map(({metadata}) => metadata.name);
}

function namespaceOf(words: readonly string[]): string | undefined {
	const joined = words.map(word => /^(?:--namespace=|-n=?)(.+)$/.exec(word)?.[1]).find(value => value !== undefined);
	if (joined !== undefined) return joined;
	const at = words.findIndex(word => word === '-n' || word === '--namespace');
	return at < 0 ? undefined : words[at + 1];
}

function plainWords(words: readonly string[], flags: readonly Flag[]): string[] {
	return words.filter((word, index) => !word.startsWith('-') && !valueFlag(words[index - 1], flags));
}
