import type {Cluster} from '../cluster/cluster.ts';
import type {KindDefinition} from '../cluster/kind.ts';
import {allKinds, findResource, kindOf} from '../cluster/kinds.ts';
import type {Pod} from '../cluster/objects.ts';
import type {Flag, Subcommand} from './command.ts';
import {COMMANDS} from './command-table.ts';
import {GLOBAL_FLAGS} from './global-flags.ts';
import {findSubcommand} from './kubectl.ts';

/** What completion may look at. `namespace` is that of the current context. */
interface Place {
	readonly cluster: Cluster;
	readonly namespace: string;
	readonly path: readonly Subcommand[];
	/** Words before the one that is completed which are no flags, without the subcommand. */
	readonly args: readonly string[];
}

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

/** Kinds that make sense for a command, where not all do. */
const USEFUL_KINDS: Readonly<Record<string, readonly string[]>> = {
	autoscale: ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets'],
	expose: ['deployments', 'pods', 'replicasets', 'replicationcontrollers', 'services'],
	rollout: ['daemonsets', 'deployments', 'statefulsets'],
	scale: ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets'],
	taint: ['nodes'],
};

/**
 * Candidates for the word at `index` of a kubectl command line (`words` begins behind `kubectl`; the word may be unfinished or empty):
 * whole words, sorted, that begin with what is there already.
 */
export function completeKubectl(
	words: readonly string[],
	index: number,
	cluster: Cluster,
	namespace: string,
): string[] {
	const current = words[index] ?? '';
	const before = words.slice(0, index);
	if (before.includes('--')) return [];
	const {path, rest} = findSubcommand(before);
	const flags = [...(path.at(-1)?.flags ?? []), ...GLOBAL_FLAGS];
	const scope = namespaceOf(before) ?? namespace;
	const place: Place = {cluster, namespace: scope, path, args: plainWords(rest, flags)};
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
	if (current.startsWith('-')) return flagNames(flags);
	const {path} = place;
	const command = path.at(-1);
	if (!command) return COMMANDS.map(({name}) => name);
	if (command.subcommands && place.args.length === 0 && (command.subcommands.length > 0 || !command.run)) {
		return command.subcommands.map(({name}) => name);
	}
	return argumentCandidates(place, current);
}

// The flag that the word before still needs a value for.
function valueFlag(word: string | undefined, flags: readonly Flag[]): Flag | undefined {
	if (!word?.startsWith('-') || word.includes('=')) return undefined;
	const flag = word.startsWith('--')
		? flags.find(({name}) => `--${name}` === word)
		: flags.find(({short}) => short !== undefined && word.endsWith(short) && /^-\w+$/.test(word));
	return flag && flag.type !== 'boolean' && flag.type !== 'optional' ? flag : undefined;
}

function flagNames(flags: readonly Flag[]): string[] {
	return flags
		.filter(({hidden, deprecated}) => !hidden && !deprecated)
		.flatMap(({name, type}) => [`--${name}${type === 'boolean' || type === 'optional' ? '' : '='}`]);
}

function flagValues(flag: Flag, place: Place): readonly string[] {
	if (flag.values) return flag.values;
	if (flag.name === 'namespace') return names(place.cluster, kindOf('Namespace'), undefined);
	if (flag.name === 'container') return containersOf(place);
	if (flag.name === 'node-name') return names(place.cluster, kindOf('Node'), undefined);
	return [];
}

function containersOf({cluster, namespace, args}: Place): string[] {
	const name = args.at(0)?.replace(/^(po|pods?)\//, '');
	const pod = name ? (cluster.store.get('Pod', `${namespace}/${name}`) as Pod | undefined) : undefined;
	const containers = [...(pod?.spec.initContainers ?? []), ...(pod?.spec.containers ?? [])];
	return containers.map(container => container.name);
}

function argumentCandidates({cluster, namespace, path, args}: Place, current: string): readonly string[] {
	const command = path.map(({name}) => name).join(' ');
	const [verb = ''] = command.split(' ');
	const slash = current.indexOf('/');
	if (slash > 0) {
		const definition = findResource(current.slice(0, slash));
		return definition ? names(cluster, definition, namespace).map(name => current.slice(0, slash + 1) + name) : [];
	}
	const fixed = FIXED_KINDS[command];
	if (fixed) return args.length === 0 ? names(cluster, kindOf(fixed), namespace) : [];
	if (['apply', 'create', 'replace', 'diff', 'run', 'config', 'version', 'options'].includes(verb)) return [];
	const [kind] = args;
	if (kind === undefined) return verb === 'auth' ? [] : kindWords(verb);
	if (verb === 'explain' || kind.includes('/')) return [];
	const definition = findResource(kind.split(',').at(-1) ?? '');
	return definition ? names(cluster, definition, namespace).filter(name => !args.includes(name)) : [];
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
