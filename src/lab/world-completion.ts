import type {Kind} from '../cluster/objects.ts';
import type {Session} from './session.ts';

const LOADED: readonly (readonly [Kind, string])[] = [
	['Deployment', 'deployment'],
	['StatefulSet', 'statefulset'],
	['ReplicaSet', 'replicaset'],
];
const MACHINES = ['add', 'remove', 'fail', 'heal'];

/** What Tab offers after `node`, `load`, `chaos` and `world`, as far as the learner has these. The last word may be empty. */
export function worldArguments(session: Session, [first = '', ...rest]: readonly string[]): string[] {
	const has = first === 'world' ? session.isSandbox : session.shell.process.machine.commands.has(first);
	const offered = has ? (ARGUMENTS.get(first)?.(session, rest) ?? []) : [];
	return offered.filter(each => each.startsWith(rest.at(-1) ?? ''));
}

const ARGUMENTS = new Map<string, (session: Session, rest: readonly string[]) => readonly string[]>([
	['node', nodeWords],
	['load', loadWords],
	['chaos', chaosWords],
	['world', worldWords],
]);

function nodeWords({cluster}: Session, rest: readonly string[]): readonly string[] {
	const [action] = rest;
	if (rest.length === 1) return MACHINES;
	if (action === 'add') return rest.length > 2 ? amounts(rest.at(-2)!) : [];
	return rest.length === 2 && MACHINES.includes(action!) ? names(cluster.store.list('Node')) : [];
}

function amounts(before: string): readonly string[] {
	if (before === '--cpu') return ['2', '4', '8', '16'];
	if (before === '--memory') return ['4Gi', '8Gi', '16Gi', '32Gi'];
	return ['--cpu', '--memory'];
}

function loadWords({cluster}: Session, rest: readonly string[]): readonly string[] {
	const {store} = cluster;
	if (rest.length === 2) return ['0%', '50%', '80%', '100%', '150%', '200%'];
	if (rest.length === 3) return names(store.list('Namespace'));
	if (rest.length !== 1) return [];
	const own = LOADED.flatMap(([kind, word]) =>
		// What another workload has made is not loaded by itself.
		store
			.list(kind, 'default')
			.filter(({metadata}) => !metadata.ownerReferences?.length)
			.map(({metadata}) => ({word, name: metadata.name})),
	);
	// Also as kubectl writes it, for those who begin to.
	const qualified = rest[0] === '' ? [] : own.map(({word, name}) => `${word}/${name}`);
	return [...own.map(({name}) => name), ...qualified];
}

function chaosWords({cluster}: Session, rest: readonly string[]): readonly string[] {
	if (rest.length === 1) return ['kill-pod', 'list', 'stop'];
	if (rest[0] !== 'kill-pod') return [];
	switch (rest.at(-2)) {
		case '--every':
			return ['10s', '30s', '1m', '5m'];
		case '-n':
		case '--namespace':
			return names(cluster.store.list('Namespace'));
		case '-l':
		case '--selector':
			return labelsIn(cluster.store.list('Pod', 'default'));
		default:
			return ['--every', '--namespace', '--selector', '--all-namespaces'];
	}
}

function worldWords({worlds}: Session, rest: readonly string[]): readonly string[] {
	if (rest.length === 1) return ['save', 'load', 'list', 'delete'];
	return rest.length === 2 && rest[0] !== 'list' ? (worlds?.names() ?? []) : [];
}

function names(objects: readonly {readonly metadata: {readonly name: string}}[]): readonly string[] {
	return objects.map(({metadata}) => metadata.name);
}

function labelsIn(
	pods: readonly {readonly metadata: {readonly labels?: Readonly<Record<string, string>>}}[],
): readonly string[] {
	const pairs = pods.flatMap(({metadata}) => Object.entries(metadata.labels ?? {}));
	return [...new Set(pairs.filter(([key]) => !key.includes('hash')).map(([key, value]) => `${key}=${value}`))].sort();
}
