import {ApiError} from '../cluster/api-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {Pod} from '../cluster/objects.ts';
import {type Command, complain, print} from '../shell/program.ts';
import {formatDuration, parseDuration} from './duration.ts';

interface Attack {
	readonly everyMs: number | undefined;
	readonly selector: string | undefined;
	/** Undefined means all namespaces. */
	readonly namespace: string | undefined;
}

const SHORTEST_MS = 1000;
const USAGE = 'chaos kill-pod [--every 30s] [-l SELECTOR] [-n NAMESPACE | -A], chaos list, chaos stop';

/**
 * `chaos kill-pod`: deletes a running Pod, chosen by the cluster's own chance, once or again and again until `chaos stop`.
 * @param tell where the deletions of the future are told of
 */
export function chaosCommand(cluster: Cluster, tell: (line: string) => void): Command {
	const running: {readonly title: string; cancel(): void}[] = [];
	return function* ([action, ...args]) {
		if (action === 'stop' && args.length === 0) {
			for (const {cancel} of running.splice(0)) cancel();
			return 0;
		}
		if (action === 'list' && args.length === 0) {
			yield* print(running.map(({title}) => `${title}\n`).join(''));
			return 0;
		}
		const attack = action === 'kill-pod' ? readAttack(args) : undefined;
		if (!attack) {
			yield* complain(`usage: ${USAGE}\n`);
			return 2;
		}
		const refusal = refusalOf(cluster, attack);
		if (refusal !== undefined) {
			yield* complain(`chaos: ${refusal}\n`);
			return 1;
		}
		if (attack.everyMs === undefined) {
			const killed = killPod(cluster, attack);
			yield* killed === undefined ? complain('chaos: no Pod runs there\n') : print(`${killed}\n`);
			return killed === undefined ? 1 : 0;
		}
		const title = ['kill-pod', ...args].join(' ');
		running.push({title, cancel: repeat(cluster, attack.everyMs, () => killPod(cluster, attack), tell)});
		yield* print(`chaos: a Pod every ${formatDuration(attack.everyMs)}, until "chaos stop"\n`);
		return 0;
	};
}

function readAttack(args: readonly string[]): Attack | undefined {
	const words = args.flatMap(arg => (/^--?[a-z]+=/.test(arg) ? arg.split(/=(.*)/s).slice(0, 2) : [arg]));
	let attack: Attack = {everyMs: undefined, selector: undefined, namespace: 'default'};
	while (words.length > 0) {
		const flag = words.shift();
		if (flag === '-A' || flag === '--all-namespaces') {
			attack = {...attack, namespace: undefined};
			continue;
		}
		const value = words.shift();
		if (value === undefined) return undefined;
		const everyMs = parseDuration(value);
		if (flag === '--every' && everyMs !== undefined && everyMs >= SHORTEST_MS) attack = {...attack, everyMs};
		else if (flag === '-l' || flag === '--selector') attack = {...attack, selector: value};
		else if (flag === '-n' || flag === '--namespace') attack = {...attack, namespace: value};
		else return undefined;
	}
	return attack;
}

function repeat(
	{clock}: Cluster,
	everyMs: number,
	attack: () => string | undefined,
	tell: (line: string) => void,
): () => void {
	let cancel = () => {};
	const next = () => {
		cancel = clock.setTimer(clock.now() + everyMs, () => {
			const killed = attack();
			if (killed !== undefined) tell(killed);
			next();
		});
	};
	next();
	return () => cancel();
}

// What the API server says against the selector.
function refusalOf(cluster: Cluster, attack: Attack): string | undefined {
	try {
		candidates(cluster, attack);
		return undefined;
	} catch (error) {
		if (error instanceof ApiError) return error.message;
		throw error;
	}
}

function killPod(cluster: Cluster, attack: Attack): string | undefined {
	const pods = candidates(cluster, attack);
	const victim = pods[cluster.random.integer(pods.length)];
	if (!victim) return undefined;
	const {namespace, name} = victim.metadata;
	cluster.api.delete('Pod', namespace, name);
	return `chaos: deleted pod/${name}${namespace === 'default' ? '' : ` of ${namespace}`}`;
}

// The system's own Pods are spared: without them nothing is left to learn from.
function candidates({api}: Cluster, {selector, namespace}: Attack): Pod[] {
	return api
		.list('Pod', namespace, selector === undefined ? {} : {labelSelector: selector})
		.filter(pod => isRunning(pod) && pod.metadata.namespace !== 'kube-system');
}

function isRunning({metadata, status}: Pod): boolean {
	return metadata.deletionTimestamp === undefined && status?.phase === 'Running';
}
