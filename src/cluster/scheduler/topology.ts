import type {IPodAffinityTerm} from 'kubernetes-models/v1/PodAffinityTerm';
import type {ITopologySpreadConstraint} from 'kubernetes-models/v1/TopologySpreadConstraint';
import type {Node, Pod} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import type {Store} from '../store.ts';
import {type ClusterCache, occupies} from './cluster-cache.ts';
import {matchesNodeAffinity} from './node-affinity.ts';
import type {NodeInfo} from './node-info.ts';
import {untoleratedTaint} from './taints.ts';

const SPREAD = "node(s) didn't match pod topology spread constraints";
const SPREAD_LABEL = `${SPREAD} (missing required label)`;
const AFFINITY = "node(s) didn't match pod affinity rules";
const ANTI_AFFINITY = "node(s) didn't match pod anti-affinity rules";
const EXISTING_ANTI_AFFINITY = "node(s) didn't satisfy existing pods anti-affinity rules";

/** Says why a node's place in the topology doesn't suit a Pod; undefined if it does. */
export type TopologyCheck = (info: NodeInfo) => string | undefined;

/**
 * Prepares the checks of topology spread and of (anti-)affinity between Pods for one attempt: counts per topology value are
 * taken once, so that each node costs a look-up. Undefined when nothing of that kind concerns the Pod.
 */
export function topologyChecks(
	pod: Pod,
	cache: ClusterCache,
	store: Store,
): {spread?: TopologyCheck; affinity?: TopologyCheck} {
	const constraints = pod.spec.topologySpreadConstraints?.filter(c => c.whenUnsatisfiable === 'DoNotSchedule') ?? [];
	const spread = constraints.length ? spreadCheck(pod, constraints, cache, store) : undefined;
	return {spread, affinity: affinityCheck(pod, cache, store)};
}

/** Pods of the same kind on each value of a topology key, over the nodes that the Pod could use at all. */
export function spreadCounts(
	pod: Pod,
	constraint: ITopologySpreadConstraint,
	cache: ClusterCache,
	store: Store,
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const {node} of cache.order) {
		const value = node.metadata.labels?.[constraint.topologyKey];
		if (value === undefined || !isEligible(pod, constraint, node)) continue;
		if (!counts.has(value)) counts.set(value, 0);
	}
	const selector = withMatchLabelKeys(constraint, pod);
	for (const other of candidates(store, pod.metadata.namespace!, constraint.labelSelector)) {
		if (!occupies(other) || other.metadata.deletionTimestamp || !selector(other.metadata.labels)) continue;
		const node = cache.nodes.get(other.spec.nodeName!)?.node;
		const value = node?.metadata.labels?.[constraint.topologyKey];
		if (node && value !== undefined && counts.has(value) && isEligible(pod, constraint, node))
			counts.set(value, counts.get(value)! + 1);
	}
	return counts;
}

/** Whether it matters to a Pod that another one came or went: its own terms and constraints mean it, or it shuts the Pod out. */
export function isConcerned(pod: Pod, other: Pod, store: Store): boolean {
	const {podAffinity, podAntiAffinity} = pod.spec.affinity ?? {};
	const terms = [podAffinity, podAntiAffinity].flatMap(
		rules => rules?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
	);
	const closing = other.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
	return (
		terms.some(term => matchesAffinityTerm(term, pod, other, store)) ||
		closing.some(term => matchesAffinityTerm(term, other, pod, store)) ||
		(pod.metadata.namespace === other.metadata.namespace &&
			(pod.spec.topologySpreadConstraints ?? []).some(
				({labelSelector}) => labelSelector && matchesLabelSelector(labelSelector, other.metadata.labels),
			))
	);
}

/** Whether a Pod is meant by an affinity term of another one. */
export function matchesAffinityTerm(term: IPodAffinityTerm, owner: Pod, other: Pod, store: Store): boolean {
	if (!term.labelSelector || !matchesLabelSelector(term.labelSelector, other.metadata.labels)) return false;
	return affinityNamespaces(term, owner, store).has(other.metadata.namespace!);
}

function spreadCheck(
	pod: Pod,
	constraints: ITopologySpreadConstraint[],
	cache: ClusterCache,
	store: Store,
): TopologyCheck {
	const states = constraints.map(constraint => {
		const counts = spreadCounts(pod, constraint, cache, store);
		const least = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values());
		const self = withMatchLabelKeys(constraint, pod)(pod.metadata.labels) ? 1 : 0;
		return {constraint, counts, least, self};
	});
	return ({node}) => {
		for (const {constraint, counts, least, self} of states) {
			const value = node.metadata.labels?.[constraint.topologyKey];
			if (value === undefined) return SPREAD_LABEL;
			if ((counts.get(value) ?? 0) + self - least > constraint.maxSkew) return SPREAD;
		}
		return undefined;
	};
}

function affinityCheck(pod: Pod, cache: ClusterCache, store: Store): TopologyCheck | undefined {
	const {podAffinity, podAntiAffinity} = pod.spec.affinity ?? {};
	const wanted = podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
	const unwanted = podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
	const closed = placesClosedByOthers(pod, cache, store);
	if (wanted.length + unwanted.length + closed.size === 0) return undefined;
	const wantedPlaces = wanted.map(term => occupiedPlaces(term, pod, cache, store));
	const unwantedPlaces = unwanted.map(term => occupiedPlaces(term, pod, cache, store));
	// The first Pod of a group may go anywhere, else a group that wants its own company could never start.
	const isFirst =
		wantedPlaces.every(places => places.size === 0) && wanted.every(term => matchesAffinityTerm(term, pod, pod, store));
	return ({node}) => {
		const labels = node.metadata.labels ?? {};
		for (const [index, term] of wanted.entries()) {
			const value = labels[term.topologyKey];
			if (value === undefined || !(isFirst || wantedPlaces[index]!.has(value))) return AFFINITY;
		}
		for (const [index, term] of unwanted.entries())
			if (unwantedPlaces[index]!.has(labels[term.topologyKey] ?? '')) return ANTI_AFFINITY;
		for (const place of closed) {
			const equals = place.indexOf('=');
			if (labels[place.slice(0, equals)] === place.slice(equals + 1)) return EXISTING_ANTI_AFFINITY;
		}
		return undefined;
	};
}

// Values of the term's topology key where a Pod that the term means already runs.
function occupiedPlaces(term: IPodAffinityTerm, pod: Pod, cache: ClusterCache, store: Store): Set<string> {
	const places = new Set<string>();
	for (const namespace of affinityNamespaces(term, pod, store))
		for (const other of candidates(store, namespace, term.labelSelector)) {
			if (!occupies(other) || !term.labelSelector || !matchesLabelSelector(term.labelSelector, other.metadata.labels))
				continue;
			const value = cache.nodes.get(other.spec.nodeName!)?.node.metadata.labels?.[term.topologyKey];
			if (value !== undefined) places.add(value);
		}
	return places;
}

// `key=value` of every topology place where a running Pod doesn't want this one.
function placesClosedByOthers(pod: Pod, cache: ClusterCache, store: Store): Set<string> {
	const places = new Set<string>();
	for (const other of cache.loners.values())
		for (const term of other.spec.affinity!.podAntiAffinity!.requiredDuringSchedulingIgnoredDuringExecution!) {
			if (!matchesAffinityTerm(term, other, pod, store)) continue;
			const value = cache.nodes.get(other.spec.nodeName!)?.node.metadata.labels?.[term.topologyKey];
			if (value !== undefined) places.add(`${term.topologyKey}=${value}`);
		}
	return places;
}

function affinityNamespaces(term: IPodAffinityTerm, owner: Pod, store: Store): Set<string> {
	const names = new Set(term.namespaces ?? []);
	if (term.namespaceSelector)
		for (const namespace of store.list('Namespace'))
			if (matchesLabelSelector(term.namespaceSelector, namespace.metadata.labels)) names.add(namespace.metadata.name);
	if (names.size === 0 && !term.namespaceSelector) names.add(owner.metadata.namespace!);
	return names;
}

// Pods of a namespace that can match a selector: by its first label where it has one.
function candidates(
	store: Store,
	namespace: string,
	selector: {matchLabels?: {[name: string]: string}} | undefined,
): Pod[] {
	for (const name in selector?.matchLabels) return store.withLabel('Pod', namespace, name, selector.matchLabels[name]!);
	return store.list('Pod', namespace);
}

function withMatchLabelKeys(
	constraint: ITopologySpreadConstraint,
	pod: Pod,
): (labels: {readonly [name: string]: string} | undefined) => boolean {
	const keys = (constraint.matchLabelKeys ?? []).filter(key => pod.metadata.labels?.[key] !== undefined);
	return labels =>
		Boolean(constraint.labelSelector) &&
		matchesLabelSelector(constraint.labelSelector!, labels) &&
		keys.every(key => labels?.[key] === pod.metadata.labels![key]);
}

function isEligible(pod: Pod, constraint: ITopologySpreadConstraint, node: Node): boolean {
	if (constraint.nodeAffinityPolicy !== 'Ignore' && !matchesNodeAffinity(pod, node)) return false;
	return (
		constraint.nodeTaintsPolicy !== 'Honor' ||
		!untoleratedTaint(node.spec.taints, pod.spec.tolerations, ['NoSchedule', 'NoExecute'])
	);
}
