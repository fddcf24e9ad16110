import type {Node, Pod} from '../objects.ts';
import {occupies} from '../scheduler/cluster-cache.ts';
import {matchesNodeAffinity} from '../scheduler/node-affinity.ts';
import {hostPorts, NodeInfo} from '../scheduler/node-info.ts';
import {podRequests} from '../scheduler/resources.ts';

/** Why a kubelet refuses a Pod; the reason becomes the Pod's reason. */
export interface Refusal {
	readonly reason: string;
	readonly message: string;
}

/**
 * What a kubelet checks of a Pod that was put on its node without the scheduler (by `spec.nodeName`): the Pod fails when the node
 * can't hold it.
 */
export function refuse(pod: Pod, node: Node, podsOnNode: readonly Pod[]): Refusal | undefined {
	if (!matchesNodeAffinity(pod, node))
		return predicate('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
	const info = new NodeInfo(node);
	for (const other of podsOnNode) if (other !== pod && occupies(other)) info.add(other);
	const {requested, allocatable} = info;
	const wanted = podRequests(pod);
	const checks: [string, number, number, number][] = [
		['pods', 1, info.pods.size, info.allowedPods],
		['cpu', wanted.milliCpu, requested.milliCpu, allocatable.milliCpu],
		['memory', wanted.memory, requested.memory, allocatable.memory],
		['ephemeral-storage', wanted.ephemeralStorage, requested.ephemeralStorage, allocatable.ephemeralStorage],
		...[...(wanted.extended ?? [])].map(([name, amount]): [string, number, number, number] => [
			name,
			amount,
			requested.extended?.get(name) ?? 0,
			allocatable.extended?.get(name) ?? 0,
		]),
	];
	for (const [name, amount, used, capacity] of checks)
		if (amount > 0 && used + amount > capacity)
			return {
				reason: `OutOf${name}`,
				message: `Node didn't have enough resource: ${name}, requested: ${amount}, used: ${used}, capacity: ${capacity}`,
			};
	if (hostPorts(pod).some(port => info.ports.has(port)))
		return predicate('NodePorts', "node(s) didn't have free ports for the requested pod ports");
	return undefined;
}

function predicate(reason: string, text: string): Refusal {
	return {reason, message: `Predicate ${reason} failed: ${text}`};
}
