import type {Pod} from '../objects.ts';
import type {ClusterCache} from './cluster-cache.ts';
import {type PodToPlace, type Rejection, reject} from './filters.ts';
import type {NodeInfo} from './node-info.ts';

/** The node where the fewest and least important Pods have to go, or why there is none. */
export type Preemption = {readonly node: NodeInfo; readonly victims: readonly Pod[]} | {readonly failure: string};

const NOT_HELPFUL = 'Preemption is not helpful for scheduling';
const NO_VICTIMS = 'No preemption victims found for incoming pod';

/**
 * Looks for a node that would take the Pod if Pods of lower priority left it.
 *
 * @param rejections what the filters said of each node; nodes that are missing can't be helped
 */
export function findPreemption(
	place: PodToPlace,
	cache: ClusterCache,
	rejections: ReadonlyMap<NodeInfo, Rejection>,
): Preemption {
	const {pod} = place;
	if (pod.spec.preemptionPolicy === 'Never') return {failure: 'not eligible due to preemptionPolicy=Never.'};
	const nominated = cache.nodes.get(pod.status.nominatedNodeName ?? '');
	if (nominated && hasLeavingVictim(place, nominated))
		return {failure: 'not eligible due to a terminating pod on the nominated node.'};
	const reasons = new Map<string, number>();
	let best: {node: NodeInfo; victims: readonly Pod[]} | undefined;
	for (const node of cache.order) {
		const rejection = rejections.get(node);
		const outcome = !rejection || rejection.isFinal ? NOT_HELPFUL : victimsOn(node, place);
		if (typeof outcome === 'string') reasons.set(outcome, (reasons.get(outcome) ?? 0) + 1);
		else if (!best || isBetter(outcome, best.victims)) best = {node, victims: outcome};
	}
	return best ?? {failure: nodesUnavailable(cache.order.length, reasons)};
}

/** `0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu.`; reasons are sorted with their counts, as strings. */
export function nodesUnavailable(nodeCount: number, reasons: ReadonlyMap<string, number>): string {
	const parts = [...reasons].map(([reason, count]) => `${count} ${reason}`).sort();
	return `0/${nodeCount} nodes are available:${parts.length ? ` ${parts.join(', ')}.` : ''}`;
}

function hasLeavingVictim({priority}: PodToPlace, node: NodeInfo): boolean {
	for (const {pod} of node.pods.values())
		if (pod.metadata.deletionTimestamp && (pod.spec.priority ?? 0) < priority) return true;
	return false;
}

// All Pods of lower priority leave in thought; then each may come back, the most important first, while the new Pod still fits.
function victimsOn(node: NodeInfo, place: PodToPlace): Pod[] | string {
	const lower = [...node.pods.values()].filter(({pod}) => (pod.spec.priority ?? 0) < place.priority);
	if (lower.length === 0) return NO_VICTIMS;
	const trial = node.without(new Set(lower.map(({pod}) => pod.metadata.uid)));
	const rejection = reject(place, trial);
	if (rejection) return rejection.reasons[0]!;
	lower.sort((a, b) => compareImportance(a.pod, b.pod));
	const victims: Pod[] = [];
	for (const {pod, requests} of lower) {
		trial.add(pod, requests);
		if (!reject(place, trial)) continue;
		trial.remove(pod.metadata.uid);
		victims.push(pod);
	}
	return victims;
}

// Most important first: higher priority, then longer running.
function compareImportance(a: Pod, b: Pod): number {
	const byPriority = (b.spec.priority ?? 0) - (a.spec.priority ?? 0);
	return byPriority || (startedAt(a) < startedAt(b) ? -1 : startedAt(a) > startedAt(b) ? 1 : 0);
}

function isBetter(victims: readonly Pod[], than: readonly Pod[]): boolean {
	const highest = (pods: readonly Pod[]) => Math.max(...pods.map(pod => pod.spec.priority ?? 0));
	const sum = (pods: readonly Pod[]) => pods.reduce((total, pod) => total + (pod.spec.priority ?? 0) + 2 ** 31, 0);
	const latest = (pods: readonly Pod[]) =>
		pods
			.filter(pod => (pod.spec.priority ?? 0) === highest(pods))
			.map(startedAt)
			.sort()[0] ?? '';
	if (highest(victims) !== highest(than)) return highest(victims) < highest(than);
	if (sum(victims) !== sum(than)) return sum(victims) < sum(than);
	if (victims.length !== than.length) return victims.length < than.length;
	return latest(victims) > latest(than);
}

function startedAt(pod: Pod): string {
	return String(pod.status.startTime ?? pod.metadata.creationTimestamp);
}
