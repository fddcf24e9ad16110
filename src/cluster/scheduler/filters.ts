import type {Node, Pod} from '../objects.ts';
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
	const refusal = info.isOpen ? undefined : rejectByTaints(pod, info.node.spec);
	if (refusal) return refusal;
	if ((pod.spec.nodeSelector || pod.spec.affinity) && !matchesNodeAffinity(pod, info.node))
		return {reasons: ["node(s) didn't match Pod's node affinity/selector"], isFinal: true};
	if (place.ports.length > 0 && place.ports.some(port => info.ports.has(port)))
		return {reasons: ["node(s) didn't have free ports for the requested pod ports"], isFinal: false};
	const lacking = rejectByResources(place, info);
	if (lacking) return lacking;
	const volumes = place.volumes?.(info);
	if (volumes?.length) return {reasons: volumes, isFinal: true};
	const spread = place.spread?.(info);
	if (spread) return {reasons: [spread], isFinal: spread.endsWith('(missing required label)')};
	const affinity = place.affinity?.(info);
	// Missing company can't be mended by removing Pods, unwanted company can.
	return affinity ? {reasons: [affinity], isFinal: affinity.includes('pod affinity')} : undefined;
}

function rejectByTaints({spec: {tolerations}}: Pod, spec: Node['spec']): Rejection | undefined {
	if (spec.unschedulable && untoleratedTaint([UNSCHEDULABLE_TAINT], tolerations, ['NoSchedule']))
		return {reasons: ['node(s) were unschedulable'], isFinal: true};
	if (spec.taints?.length && untoleratedTaint(spec.taints, tolerations, ['NoSchedule', 'NoExecute']))
		return {reasons: ['node(s) had untolerated taint(s)'], isFinal: true};
	return undefined;
}

function rejectByResources(place: PodToPlace, info: NodeInfo): Rejection | undefined {
	const {requests, pod, priority} = place;
	if (info.isKnownToFit(requests)) return undefined;
	const {requested, allocatable} = info;
	let {milliCpu, memory} = requests;
	let count = info.pods.size;
	if (info.nominated.size > 0)
		for (const [uid, other] of info.nominated) {
			if (uid === pod.metadata.uid || (other.pod.spec.priority ?? 0) < priority) continue;
			milliCpu += other.requests.milliCpu;
			memory += other.requests.memory;
			count++;
		}
	const lacking: Lack[] = [];
	if (requests.milliCpu > 0 && milliCpu > allocatable.milliCpu - requested.milliCpu)
		lacking.push({name: 'cpu', wanted: requests.milliCpu, total: allocatable.milliCpu});
	if (requests.memory > 0 && memory > allocatable.memory - requested.memory)
		lacking.push({name: 'memory', wanted: requests.memory, total: allocatable.memory});
	const {ephemeralStorage: storage} = requests;
	if (storage > 0 && storage > allocatable.ephemeralStorage - requested.ephemeralStorage)
		lacking.push({name: 'ephemeral-storage', wanted: storage, total: allocatable.ephemeralStorage});
	if (requests.extended)
		for (const [name, wanted] of requests.extended) {
			const total = allocatable.extended?.get(name) ?? 0;
			if (wanted > total - (requested.extended?.get(name) ?? 0)) lacking.push({name, wanted, total});
		}
	const isFull = count + 1 > info.allowedPods;
	if (!isFull && lacking.length === 0) {
		info.noteFit(requests);
		return undefined;
	}
	const reasons = lacking.map(({name}) => `Insufficient ${name}`);
	return {
		reasons: isFull ? ['Too many pods', ...reasons] : reasons,
		isFinal: lacking.some(({wanted, total}) => wanted > total),
	};
}

/** What a node has too little of. */
interface Lack {
	readonly name: string;
	readonly wanted: number;
	readonly total: number;
}
