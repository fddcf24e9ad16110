import type {Pod} from '../objects.ts';
import {matchesNodeAffinity} from './node-affinity.ts';
import {hostPorts, type NodeInfo} from './node-info.ts';
import {podRequests, type Requests} from './resources.ts';
import {untoleratedTaint} from './taints.ts';
import type {TopologyCheck} from './topology.ts';

/** Why a Pod can't go to a node. */
export interface Rejection {
	readonly reasons: readonly string[];
	/** True when removing other Pods from the node could not help. */
	readonly isFinal: boolean;
}

/** Everything about one Pod that all nodes are checked against, gathered once an attempt. */
export interface PodToPlace {
	readonly pod: Pod;
	readonly priority: number;
	readonly requests: Requests;
	readonly ports: readonly string[];
	/** Says which of the Pod's volumes keep it off a node. */
	readonly volumes?: (info: NodeInfo) => readonly string[];
	readonly spread?: TopologyCheck;
	readonly affinity?: TopologyCheck;
}

const UNSCHEDULABLE_TAINT = {key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule'} as const;

export function podToPlace(pod: Pod, rest: Partial<PodToPlace> = {}): PodToPlace {
	return {pod, priority: pod.spec.priority ?? 0, requests: podRequests(pod), ports: hostPorts(pod), ...rest};
}

/** The first filter that refuses the node, in the scheduler's order of plugins; undefined if the Pod fits. */
export function reject(place: PodToPlace, info: NodeInfo): Rejection | undefined {
	const {pod} = place;
	const {spec} = info.node;
	if (spec.unschedulable && untoleratedTaint([UNSCHEDULABLE_TAINT], pod.spec.tolerations, ['NoSchedule']))
		return {reasons: ['node(s) were unschedulable'], isFinal: true};
	if (spec.taints?.length && untoleratedTaint(spec.taints, pod.spec.tolerations, ['NoSchedule', 'NoExecute']))
		return {reasons: ['node(s) had untolerated taint(s)'], isFinal: true};
	if ((pod.spec.nodeSelector || pod.spec.affinity) && !matchesNodeAffinity(pod, info.node))
		return {reasons: ["node(s) didn't match Pod's node affinity/selector"], isFinal: true};
	if (place.ports.some(port => info.ports.has(port)))
		return {reasons: ["node(s) didn't have free ports for the requested pod ports"], isFinal: false};
	const lacking = rejectByResources(place, info);
	if (lacking) return lacking;
	const volumes = place.volumes?.(info) ?? [];
	if (volumes.length) return {reasons: volumes, isFinal: true};
	const spread = place.spread?.(info);
	if (spread) return {reasons: [spread], isFinal: spread.endsWith('(missing required label)')};
	const affinity = place.affinity?.(info);
	// Missing company can't be mended by removing Pods, unwanted company can.
	return affinity ? {reasons: [affinity], isFinal: affinity.includes('pod affinity')} : undefined;
}

function rejectByResources({priority, requests, pod}: PodToPlace, info: NodeInfo): Rejection | undefined {
	const {requested, allocatable} = info;
	let milliCpu = requests.milliCpu;
	let memory = requests.memory;
	let count = info.pods.size;
	for (const [uid, other] of info.nominated) {
		if (uid === pod.metadata.uid || (other.pod.spec.priority ?? 0) < priority) continue;
		milliCpu += other.requests.milliCpu;
		memory += other.requests.memory;
		count++;
	}
	let reasons: string[] | undefined;
	let isFinal = false;
	const lacks = (name: string, wanted: number, total: number): void => {
		reasons ??= [];
		reasons.push(`Insufficient ${name}`);
		isFinal ||= wanted > total;
	};
	if (count + 1 > info.allowedPods) reasons = ['Too many pods'];
	if (requests.milliCpu > 0 && milliCpu > allocatable.milliCpu - requested.milliCpu)
		lacks('cpu', requests.milliCpu, allocatable.milliCpu);
	if (requests.memory > 0 && memory > allocatable.memory - requested.memory)
		lacks('memory', requests.memory, allocatable.memory);
	if (
		requests.ephemeralStorage > 0 &&
		requests.ephemeralStorage > allocatable.ephemeralStorage - requested.ephemeralStorage
	)
		lacks('ephemeral-storage', requests.ephemeralStorage, allocatable.ephemeralStorage);
	for (const [name, wanted] of requests.extended ?? []) {
		const total = allocatable.extended?.get(name) ?? 0;
		if (wanted > total - (requested.extended?.get(name) ?? 0)) lacks(name, wanted, total);
	}
	return reasons && {reasons, isFinal};
}
