import type {Pod, PodDisruptionBudget} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import type {ClusterCache} from './cluster-cache.ts';
import {type PodToPlace, type Rejection, reject} from './filters.ts';
import type {NodeInfo} from './node-info.ts';

/** The node where the fewest and least important Pods have to go, or why there is none. */
export type Preemption = Candidate | {readonly failure: string};

/** A node, with the Pods that would have to leave it, the most important first. */
interface Candidate {
	readonly node: NodeInfo;
	readonly victims: readonly Pod[];
	/** How many victims a PodDisruptionBudget would have spared. Budgets are a wish here: without another way they are broken. */
	readonly violations: number;
}

const NOT_HELPFUL = 'Preemption is not helpful for scheduling';
const NO_VICTIMS = 'No preemption victims found for incoming pod';

/**
 * Looks for a node that would take the Pod if Pods of lower priority left it.
 *
 * @param rejections what the filters said of each node; nodes that are missing can't be helped
 * @param budgets all PodDisruptionBudgets of the cluster
 */
export function findPreemption(
	place: PodToPlace,
	cache: ClusterCache,
	rejections: ReadonlyMap<NodeInfo, Rejection>,
	budgets: readonly PodDisruptionBudget[],
): Preemption {
	const {pod} = place;
	if (pod.spec.preemptionPolicy === 'Never') return {failure: 'not eligible due to preemptionPolicy=Never.'};
	const nominated = cache.nodes.get(pod.status.nominatedNodeName ?? '');
	if (nominated && !rejections.get(nominated)?.isFinal && hasLeavingVictim(place, nominated))
		return {failure: 'not eligible due to a terminating pod on the nominated node.'};
	const reasons = new Map<string, number>();
	let best: Candidate | undefined;
	for (const node of cache.order) {
		const rejection = rejections.get(node);
		const outcome = !rejection || rejection.isFinal ? NOT_HELPFUL : victimsOn(node, place, budgets);
		if (typeof outcome === 'string') reasons.set(outcome, (reasons.get(outcome) ?? 0) + 1);
		else if (!best || isBetter(outcome, best)) best = outcome;
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
		if ((pod.spec.priority ?? 0) < priority && isLeavingByPreemption(pod)) return true;
	return false;
}

function isLeavingByPreemption({metadata, status}: Pod): boolean {
	const target = status.conditions?.find(({type}) => type === 'DisruptionTarget');
	return Boolean(metadata.deletionTimestamp) && target?.reason === 'PreemptionByScheduler';
}

// All Pods of lower priority leave in thought; then each may come back while the new Pod still fits: first those that a budget
// protects, among equals the most important first.
function victimsOn(node: NodeInfo, place: PodToPlace, budgets: readonly PodDisruptionBudget[]): Candidate | string {
	const lower = [...node.pods.values()].filter(({pod}) => (pod.spec.priority ?? 0) < place.priority);
	if (lower.length === 0) return NO_VICTIMS;
	const trial = node.without(new Set(lower.map(({pod}) => pod.metadata.uid)));
	const rejection = reject(place, trial);
	if (rejection) return rejection.reasons[0]!;
	lower.sort((a, b) => compareImportance(a.pod, b.pod));
	const guarded = guardedByBudgets(
		lower.map(({pod}) => pod),
		budgets,
	);
	const victims: Pod[] = [];
	const first = lower.filter(({pod}) => guarded.has(pod));
	for (const {pod, requests} of [...first, ...lower.filter(({pod}) => !guarded.has(pod))]) {
		trial.add(pod, requests);
		if (!reject(place, trial)) continue;
		trial.remove(pod.metadata.uid);
		victims.push(pod);
	}
	const violations = victims.filter(pod => guarded.has(pod)).length;
	return {node, victims: victims.sort(compareImportance), violations};
}

// Pods whose loss would break a budget, if all of these Pods went in their order.
function guardedByBudgets(pods: readonly Pod[], budgets: readonly PodDisruptionBudget[]): ReadonlySet<Pod> {
	const guarded = new Set<Pod>();
	for (const {metadata, spec, status} of budgets) {
		let allowed = status?.disruptionsAllowed ?? 0;
		if (!spec.selector || isEmpty(spec.selector)) continue;
		for (const pod of pods) {
			if (pod.metadata.namespace !== metadata.namespace || !pod.metadata.labels) continue;
			if (!matchesLabelSelector(spec.selector, pod.metadata.labels)) continue;
			// What was evicted already has been taken off the budget.
			if (Object.hasOwn(status?.disruptedPods ?? {}, pod.metadata.name)) continue;
			if (--allowed < 0) guarded.add(pod);
		}
	}
	return guarded;
}

function isEmpty({matchLabels = {}, matchExpressions = []}: NonNullable<PodDisruptionBudget['spec']['selector']>) {
	return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

// Most important first: higher priority, then longer running.
function compareImportance(a: Pod, b: Pod): number {
	const byPriority = (b.spec.priority ?? 0) - (a.spec.priority ?? 0);
	return byPriority || (startedAt(a) < startedAt(b) ? -1 : startedAt(a) > startedAt(b) ? 1 : 0);
}

function isBetter({victims, violations}: Candidate, {victims: than, violations: thanViolations}: Candidate): boolean {
	if (violations !== thanViolations) return violations < thanViolations;
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
