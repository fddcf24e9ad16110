import {formatTime} from '../shell/calendar.ts';
import type {Controller, ControllerContext} from './controller.ts';
import type {Kubelets} from './node/kubelets.ts';
import {orphanedPodController} from './node/orphaned-pods.ts';
import {attempt} from './node/pod-writes.ts';
import {taintEvictionController} from './node/taint-eviction.ts';
import type {Node, Pod} from './objects.ts';

const NAME = 'node-controller';
/** Without a sign of life for so long, a node counts as lost. */
const MONITOR_GRACE_MS = 50_000;
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const NOT_READY = 'node.kubernetes.io/not-ready';
const OWN_TAINTS = [UNSCHEDULABLE, UNREACHABLE, NOT_READY];

type Taint = NonNullable<Node['spec']['taints']>[number];

/** All controllers that look after nodes and the Pods that a node leaves behind. */
export function nodeControllers(context: ControllerContext, kubelets: Kubelets): Controller[] {
	return [nodeLifecycleController(context, kubelets), taintEvictionController(context), orphanedPodController(context)];
}

/**
 * Marks nodes that stopped reporting and keeps the taints that follow from a node's state: cordoned, not ready, unreachable. A node's
 * heartbeat costs nothing: the kubelet says when it is cut off, and the grace period runs from there.
 */
function nodeLifecycleController(context: ControllerContext, kubelets: Kubelets): Controller {
	const {store, clock} = context;
	const reconcile = (name: string): undefined => {
		const node = store.get('Node', name);
		if (!node) return undefined;
		const downSinceMs = kubelets.kubelet(name)?.downSinceMs;
		const isLost = downSinceMs !== undefined && clock.now() - downSinceMs >= MONITOR_GRACE_MS;
		correctTaints(context, isLost && readiness(node) !== 'Unknown' ? markLost(context, node) : node);
		return undefined;
	};
	kubelets.onCutOff(name => clock.setTimer(clock.now() + MONITOR_GRACE_MS, () => reconcile(name)));
	return {
		name: NAME,
		watches: {
			Node: ({type, object}) => (type === 'DELETED' ? [] : [object.metadata.name]),
		},
		reconcile,
	};
}

function markLost(context: ControllerContext, node: Node): Node {
	const {api, events, store, clock} = context;
	const {name} = node.metadata;
	const now = formatTime(clock.now());
	const conditions = (node.status.conditions ?? []).map(condition => ({
		...condition,
		status: 'Unknown',
		lastTransitionTime: now,
		reason: 'NodeStatusUnknown',
		message: 'Kubelet stopped posting node status.',
	}));
	context.decide(NAME, node, 'node/lost', {seconds: MONITOR_GRACE_MS / 1000});
	const lost = api.updateStatus<'Node'>({...node, status: {...node.status, conditions}});
	events.record(NAME, node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
	for (const pod of store.onNode(name)) markUnready(context, pod, now);
	return lost;
}

function markUnready({api, events}: ControllerContext, pod: Pod, now: string): void {
	const ready = pod.status.conditions?.find(({type}) => type === 'Ready');
	if (ready?.status !== 'True') return;
	const conditions = pod.status.conditions!.map(condition =>
		condition === ready ? {...condition, status: 'False', lastTransitionTime: now} : condition,
	);
	attempt(() => api.updateStatus<'Pod'>({...pod, status: {...pod.status, conditions}}));
	events.record(NAME, pod, 'Warning', 'NodeNotReady', 'Node is not ready');
}

function correctTaints({api, clock}: ControllerContext, node: Node): void {
	const state = readiness(node);
	const wanted: Pick<Taint, 'key' | 'effect'>[] = [];
	if (state === 'Unknown')
		wanted.push({key: UNREACHABLE, effect: 'NoSchedule'}, {key: UNREACHABLE, effect: 'NoExecute'});
	if (state === 'False') wanted.push({key: NOT_READY, effect: 'NoSchedule'}, {key: NOT_READY, effect: 'NoExecute'});
	if (node.spec.unschedulable) wanted.push({key: UNSCHEDULABLE, effect: 'NoSchedule'});
	const known = node.spec.taints ?? [];
	const isSame = (a: Pick<Taint, 'key' | 'effect'>) => (b: Pick<Taint, 'key' | 'effect'>) =>
		a.key === b.key && a.effect === b.effect;
	const kept = known.filter(taint => !OWN_TAINTS.includes(taint.key) || wanted.some(isSame(taint)));
	const added = wanted.filter(taint => !known.some(isSame(taint)));
	if (added.length === 0 && kept.length === known.length) return;
	const timeAdded = formatTime(clock.now());
	const taints = [...kept, ...added.map(taint => ({effect: taint.effect, key: taint.key, timeAdded}))];
	const {taints: _, ...spec} = node.spec;
	attempt(() => api.update<'Node'>({...node, spec: {...spec, ...(taints.length > 0 && {taints})}}));
}

function readiness(node: Node): string {
	return node.status.conditions?.find(({type}) => type === 'Ready')?.status ?? 'True';
}
