import {parseTime} from '../../shell/calendar.ts';
import type {Pod} from '../objects.ts';
import {isActive, isReady, readySinceMs} from './pod-state.ts';

/** Why one Pod goes before another, in the order in which the reasons are weighed. */
export type DeletionReason =
	| 'unassigned'
	| 'phase'
	| 'not-ready'
	| 'deletion-cost'
	| 'doubled-up'
	| 'ready-time'
	| 'restarts'
	| 'age'
	| 'all';

/**
 * Chooses the Pods that a scale-down removes, the least valuable first: not scheduled, not running, not ready, cheap by
 * `controller.kubernetes.io/pod-deletion-cost`, sharing a node with others, ready for a short time, often restarted, young.
 * @param relatedPods Pods of all ReplicaSets of the same Deployment; they decide how crowded a node is
 * @returns the chosen Pods with the reason that put each of them before the first one that stays
 */
export function podsToDelete(
	pods: readonly Pod[],
	relatedPods: readonly Pod[],
	count: number,
	nowMs: number,
): {pod: Pod; reason: DeletionReason}[] {
	if (count >= pods.length) return pods.map(pod => ({pod, reason: 'all'}));
	const podsOnNode = new Map<string, number>();
	for (const {spec} of relatedPods.filter(isActive)) {
		podsOnNode.set(spec.nodeName ?? '', (podsOnNode.get(spec.nodeName ?? '') ?? 0) + 1);
	}
	const compare = (a: Pod, b: Pod) => comparePods(a, b, podsOnNode, nowMs);
	const sorted = [...pods].sort((a, b) => compare(a, b).order);
	const firstKept = sorted[count]!;
	return sorted.slice(0, count).map(pod => ({pod, reason: compare(pod, firstKept).reason}));
}

const PHASE_ORDER: Readonly<Record<string, number>> = {Pending: 0, Unknown: 1, Running: 2};

function comparePods(
	a: Pod,
	b: Pod,
	podsOnNode: ReadonlyMap<string, number>,
	nowMs: number,
): {order: number; reason: DeletionReason} {
	const differences: [DeletionReason, () => number][] = [
		['unassigned', () => Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName))],
		['phase', () => phaseOrder(a) - phaseOrder(b)],
		['not-ready', () => Number(isReady(a)) - Number(isReady(b))],
		['deletion-cost', () => deletionCost(a) - deletionCost(b)],
		['doubled-up', () => crowd(b, podsOnNode) - crowd(a, podsOnNode)],
		['ready-time', () => compareAges(readySinceMs(a), readySinceMs(b), nowMs, a, b)],
		['restarts', () => compareRestarts(a, b)],
		['age', () => compareAges(createdMs(a), createdMs(b), nowMs, a, b)],
	];
	for (const [reason, difference] of differences) {
		const order = difference();
		if (order !== 0) return {order, reason};
	}
	return {order: 0, reason: 'age'};
}

function phaseOrder(pod: Pod): number {
	return PHASE_ORDER[pod.status.phase ?? 'Pending'] ?? 0;
}

function deletionCost(pod: Pod): number {
	const text = pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? '0';
	return /^-?(0|[1-9]\d*)$/.test(text) ? Number(text) : 0;
}

function crowd(pod: Pod, podsOnNode: ReadonlyMap<string, number>): number {
	return podsOnNode.get(pod.spec.nodeName ?? '') ?? 0;
}

function createdMs(pod: Pod): number {
	return parseTime(pod.metadata.creationTimestamp);
}

// Ages are compared on a logarithmic scale; among Pods of about the same age the uid decides, which is as good as chance.
function compareAges(a: number | undefined, b: number | undefined, nowMs: number, podA: Pod, podB: Pod): number {
	if (a === undefined || b === undefined || a === b) return 0;
	const rankDifference = logarithmicRank(nowMs - a) - logarithmicRank(nowMs - b);
	if (rankDifference !== 0) return rankDifference;
	return podA.metadata.uid < podB.metadata.uid ? -1 : 1;
}

function logarithmicRank(ageMs: number): number {
	return ageMs > 0 ? Math.floor(Math.log2(ageMs * 1e6)) : -1;
}

function compareRestarts(a: Pod, b: Pod): number {
	const [regularA, sidecarA] = mostRestarts(a);
	const [regularB, sidecarB] = mostRestarts(b);
	return regularB - regularA || sidecarB - sidecarA;
}

function mostRestarts({spec, status}: Pod): [regular: number, sidecar: number] {
	const sidecars = new Set(
		(spec.initContainers ?? []).filter(({restartPolicy}) => restartPolicy === 'Always').map(({name}) => name),
	);
	const regular = (status.containerStatuses ?? []).map(({restartCount}) => restartCount);
	const sidecar = (status.initContainerStatuses ?? [])
		.filter(({name}) => sidecars.has(name))
		.map(({restartCount}) => restartCount);
	return [Math.max(0, ...regular), Math.max(0, ...sidecar)];
}
