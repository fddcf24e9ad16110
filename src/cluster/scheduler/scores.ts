import {controllerOf} from '../objects.ts';
import type {Store} from '../store.ts';
import type {ClusterCache} from './cluster-cache.ts';
import type {PodToPlace} from './filters.ts';
import {preferredNodeAffinity} from './node-affinity.ts';
import type {NodeInfo} from './node-info.ts';
import type {Requests} from './resources.ts';
import {untoleratedTaint} from './taints.ts';
import {matchesAffinityTerm, spreadCounts} from './topology.ts';

const MEBIBYTE = 1024 * 1024;
const IMAGE_MIN = 23 * MEBIBYTE;
const IMAGE_MAX_PER_CONTAINER = 1000 * MEBIBYTE;

/**
 * How good each feasible node is for the Pod: the sum of the default plugins with their default weights. Only differences matter, so
 * plugins that can't tell the nodes apart are left out.
 */
export function scoreNodes(place: PodToPlace, nodes: readonly NodeInfo[], cache: ClusterCache, store: Store): number[] {
	const images = imageShares(place, cache);
	const totals = nodes.map(info => info.score(place.requests, resourceScore) + imageLocality(info, images));
	const {pod} = place;
	const affinity = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
	if (affinity) addNormalized(totals, nodes, info => preferredNodeAffinity(pod, info.node), 2, 'more-is-better');
	if (nodes.some(info => !info.isOpen && info.node.spec.taints?.some(taint => taint.effect === 'PreferNoSchedule')))
		addNormalized(totals, nodes, info => avoidedTaints(place, info), 3, 'less-is-better');
	addSpreading(totals, place, nodes, cache, store);
	addCompany(totals, place, nodes, cache, store);
	return totals;
}

function resourceScore(requests: Requests, info: NodeInfo): number {
	return leastAllocated(requests, info) + balanced(requests, info);
}

function leastAllocated(requests: Requests, info: NodeInfo): number {
	const {milliCpu, memory} = info.allocatable;
	const cpuLeft = free(info.nonZeroMilliCpu + requests.nonZeroMilliCpu, milliCpu);
	const memoryLeft = free(info.nonZeroMemory + requests.nonZeroMemory, memory);
	return Math.floor((cpuLeft + memoryLeft) / 2);
}

function free(requested: number, total: number): number {
	return total === 0 || requested > total ? 0 : Math.floor(((total - requested) * 100) / total);
}

// 100 when CPU and memory are used alike; uses what is really requested, not the defaults.
function balanced(requests: Requests, {requested, allocatable}: NodeInfo): number {
	const cpu = Math.min(1, (requested.milliCpu + requests.milliCpu) / (allocatable.milliCpu || 1));
	const memory = Math.min(1, (requested.memory + requests.memory) / (allocatable.memory || 1));
	return Math.floor((1 - Math.abs(cpu - memory) / 2) * 100);
}

/** The image of a container, and the share of all nodes that have it. */
interface ImageShare {
	readonly name: string;
	readonly share: number;
}

function imageShares({pod}: PodToPlace, cache: ClusterCache): ImageShare[] {
	return pod.spec.containers.map(({image: name = ''}) => ({
		name,
		share: (cache.images.get(name) ?? 0) / cache.order.length,
	}));
}

// Prefers nodes that have the images already, weighed by size and by how widely they are spread.
function imageLocality({images}: NodeInfo, wanted: readonly ImageShare[]): number {
	if (images.size === 0) return 0;
	let sum = 0;
	for (const {name, share} of wanted) sum += (images.get(name) ?? 0) * share;
	const max = IMAGE_MAX_PER_CONTAINER * wanted.length;
	return Math.floor((100 * (Math.min(Math.max(sum, IMAGE_MIN), max) - IMAGE_MIN)) / (max - IMAGE_MIN));
}

function avoidedTaints({pod}: PodToPlace, {node}: NodeInfo): number {
	return (node.spec.taints ?? []).filter(taint => untoleratedTaint([taint], pod.spec.tolerations, ['PreferNoSchedule']))
		.length;
}

// Soft constraints of the Pod, or else the built-in wish to put few Pods of one controller on a node.
function addSpreading(
	totals: number[],
	place: PodToPlace,
	nodes: readonly NodeInfo[],
	cache: ClusterCache,
	store: Store,
): void {
	const soft = place.pod.spec.topologySpreadConstraints?.filter(c => c.whenUnsatisfiable === 'ScheduleAnyway') ?? [];
	for (const constraint of soft) {
		const counts = spreadCounts(place.pod, constraint, cache, store);
		const count = (info: NodeInfo) => counts.get(info.node.metadata.labels?.[constraint.topologyKey] ?? '') ?? 0;
		addNormalized(totals, nodes, count, 2, 'less-is-better');
	}
	const controller = controllerOf(place.pod);
	if (controller && !place.pod.spec.topologySpreadConstraints?.length)
		addNormalized(totals, nodes, info => info.replicasOf(controller.uid), 2, 'less-is-better');
}

// Preferred affinity of this Pod to others, and of others to this Pod.
function addCompany(
	totals: number[],
	{pod}: PodToPlace,
	nodes: readonly NodeInfo[],
	cache: ClusterCache,
	store: Store,
): void {
	const {podAffinity, podAntiAffinity} = pod.spec.affinity ?? {};
	const wishes = [
		...(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(wish => ({...wish, sign: 1})),
		...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(wish => ({...wish, sign: -1})),
	];
	if (wishes.length === 0 && cache.social.size === 0) return;
	const weights = new Map<string, number>();
	const add = (key: string, info: NodeInfo | undefined, weight: number): void => {
		const value = info?.node.metadata.labels?.[key];
		if (value !== undefined) weights.set(`${key}=${value}`, (weights.get(`${key}=${value}`) ?? 0) + weight);
	};
	if (wishes.length)
		for (const info of cache.order)
			for (const {pod: other} of info.pods.values())
				for (const {podAffinityTerm: term, weight, sign} of wishes)
					if (matchesAffinityTerm(term, pod, other, store)) add(term.topologyKey, info, sign * weight);
	for (const other of cache.social.values()) {
		const info = cache.nodes.get(other.spec.nodeName!);
		const theirs = other.spec.affinity!;
		for (const term of theirs.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [])
			if (matchesAffinityTerm(term, other, pod, store)) add(term.topologyKey, info, 1);
		for (const wish of theirs.podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [])
			if (matchesAffinityTerm(wish.podAffinityTerm, other, pod, store))
				add(wish.podAffinityTerm.topologyKey, info, wish.weight);
		for (const wish of theirs.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [])
			if (matchesAffinityTerm(wish.podAffinityTerm, other, pod, store))
				add(wish.podAffinityTerm.topologyKey, info, -wish.weight);
	}
	if (weights.size === 0) return;
	const company = ({node}: NodeInfo): number => {
		let sum = 0;
		for (const key in node.metadata.labels) sum += weights.get(`${key}=${node.metadata.labels[key]}`) ?? 0;
		return sum;
	};
	addNormalized(totals, nodes, company, 2, 'more-is-better');
}

// Stretches a plugin's raw values to 0–100 over the candidates and adds them with the plugin's weight.
function addNormalized(
	totals: number[],
	nodes: readonly NodeInfo[],
	raw: (info: NodeInfo) => number,
	weight: number,
	direction: 'more-is-better' | 'less-is-better',
): void {
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	const values = nodes.map(info => {
		const value = raw(info);
		if (value < least) least = value;
		if (value > most) most = value;
		return value;
	});
	if (most === least) return;
	for (let index = 0; index < values.length; index++) {
		const share = (values[index]! - least) / (most - least);
		totals[index]! += weight * Math.floor(100 * (direction === 'more-is-better' ? share : 1 - share));
	}
}
