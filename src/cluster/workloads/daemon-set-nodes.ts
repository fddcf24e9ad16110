import type {IPodSpec} from 'kubernetes-models/v1/PodSpec';
import type {DaemonSet, Node, Pod} from '../objects.ts';
import {matchesNodeAffinity} from '../scheduler/node-affinity.ts';
import {untoleratedTaint} from '../scheduler/taints.ts';

type Tolerations = NonNullable<IPodSpec['tolerations']>;

/** What a DaemonSet wants of one node. */
export interface NodeVerdict {
	/** A Pod belongs there. */
	readonly shouldRun: boolean;
	/** A Pod that is there already may stay: a NoSchedule taint doesn't drive it out, a NoExecute taint and the wrong labels do. */
	readonly mayStay: boolean;
}

/** Judges a node by the template's node name, node selector, required affinity and tolerations, the automatic ones included. */
export function judgeNode({spec}: DaemonSet, node: Node): NodeVerdict {
	const podSpec = spec.template?.spec;
	if (!podSpec) return {shouldRun: false, mayStay: false};
	const tolerations = daemonTolerations(podSpec);
	const named = !podSpec.nodeName || podSpec.nodeName === node.metadata.name;
	if (!named || !matchesNodeAffinity({spec: podSpec} as Pod, node)) return {shouldRun: false, mayStay: false};
	const {taints} = node.spec;
	if (!untoleratedTaint(taints, tolerations, ['NoSchedule', 'NoExecute'])) return {shouldRun: true, mayStay: true};
	return {shouldRun: false, mayStay: !untoleratedTaint(taints, tolerations, ['NoExecute'])};
}

/** The template's tolerations with those that every daemon Pod gets: troubles of a node and cordons don't keep it away. */
export function daemonTolerations({tolerations = [], hostNetwork}: IPodSpec): Tolerations {
	const automatic: readonly (readonly [key: string, effect: 'NoExecute' | 'NoSchedule'])[] = [
		['node.kubernetes.io/not-ready', 'NoExecute'],
		['node.kubernetes.io/unreachable', 'NoExecute'],
		['node.kubernetes.io/disk-pressure', 'NoSchedule'],
		['node.kubernetes.io/memory-pressure', 'NoSchedule'],
		['node.kubernetes.io/pid-pressure', 'NoSchedule'],
		['node.kubernetes.io/unschedulable', 'NoSchedule'],
		...(hostNetwork ? [['node.kubernetes.io/network-unavailable', 'NoSchedule'] as const] : []),
	];
	const missing = automatic.filter(
		([key, effect]) =>
			!tolerations.some(given => given.key === key && given.effect === effect && given.operator === 'Exists'),
	);
	return [...tolerations, ...missing.map(([key, effect]) => ({key, operator: 'Exists' as const, effect}))];
}

/** The affinity of a daemon Pod: whatever the template requires, the scheduler may only choose this node. */
export function pinnedTo(nodeName: string, affinity: IPodSpec['affinity']): NonNullable<IPodSpec['affinity']> {
	const matchFields = [{key: 'metadata.name', operator: 'In' as const, values: [nodeName]}];
	return {
		...affinity,
		nodeAffinity: {
			...affinity?.nodeAffinity,
			requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields}]},
		},
	};
}

/** The node that a daemon Pod runs on or is meant for. */
export function targetNodeOf({spec}: Pod): string | undefined {
	if (spec.nodeName) return spec.nodeName;
	const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
	return required?.nodeSelectorTerms
		.flatMap(({matchFields = []}) => matchFields)
		.find(({key, operator}) => key === 'metadata.name' && operator === 'In')?.values?.[0];
}
