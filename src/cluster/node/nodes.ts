import {formatTime} from '../../shell/calendar.ts';
import type {NodeOptions} from '../cluster.ts';
import type {ControllerContext} from '../controller.ts';
import type {Draft, Node} from '../objects.ts';
import type {Kubelets} from './kubelets.ts';

type Condition = NonNullable<Node['status']['conditions']>[number];

/** The nodes of every cluster that asks for no others. */
export const DEFAULT_NODES: readonly NodeOptions[] = [
	{
		name: 'control-plane',
		labels: {'node-role.kubernetes.io/control-plane': ''},
		taints: [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}],
	},
	{name: 'worker-1'},
	{name: 'worker-2'},
];

const CAPACITY = {cpu: '4', 'ephemeral-storage': '100Gi', memory: '8Gi', pods: '110'};
const HEALTHY: readonly [string, string, string, string][] = [
	['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
	['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
	['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
	['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
];

/**
 * Lets a node join: its kubelet registers it and reports it ready. Throws AlreadyExists.
 *
 * @param index from 1; no two nodes have one in common, removed ones included, whose Pods and their addresses may still be there
 */
export function addNode(context: ControllerContext, options: NodeOptions, index: number): Node {
	const {api, clock, random} = context;
	const node = api.create<'Node'>(draft(options, index));
	return api.updateStatus<'Node'>({...node, status: healthyStatus(options, index, clock.now(), random.uuid())});
}

/** Takes a node away for good: its object is deleted and whatever ran on it is gone. Throws NotFound. */
export function removeNode(context: ControllerContext, kubelets: Kubelets, name: string): void {
	context.api.delete('Node', undefined, name);
	kubelets.kubelet(name)?.shutDown();
}

/** Cuts a node off, as a lost power supply does. The cluster notices after 50 s. */
export function failNode(kubelets: Kubelets, name: string): void {
	kubelets.kubelet(name)?.cutOff();
}

/** Lets a node that was cut off report again. */
export function healNode(context: ControllerContext, kubelets: Kubelets, name: string): void {
	const kubelet = kubelets.kubelet(name);
	if (!kubelet?.isDown || kubelet.isGone) return;
	kubelet.reconnect();
	const node = context.store.get('Node', name);
	if (!node) return;
	const conditions = healthyConditions(context.clock.now(), node.status.conditions);
	context.api.updateStatus<'Node'>({...node, status: {...node.status, conditions}});
}

/** What a kubelet reports when all is well. A condition that was so before keeps its transition time. */
function healthyConditions(nowMs: number, previous: readonly Condition[] = []): Condition[] {
	return HEALTHY.map(([type, status, reason, message]) => {
		const known = previous.find(condition => condition.type === type);
		return {
			type,
			status,
			lastHeartbeatTime: formatTime(nowMs),
			lastTransitionTime: known?.status === status ? known.lastTransitionTime : formatTime(nowMs),
			reason,
			message,
		};
	});
}

function draft({name, labels, taints}: NodeOptions, index: number): Draft<'Node'> {
	const cidr = `10.${244 + (index >> 8)}.${index & 255}.0/24`;
	return {
		apiVersion: 'v1',
		kind: 'Node',
		metadata: {
			name,
			labels: {
				'beta.kubernetes.io/arch': 'amd64',
				'beta.kubernetes.io/os': 'linux',
				'kubernetes.io/arch': 'amd64',
				'kubernetes.io/hostname': name,
				'kubernetes.io/os': 'linux',
				...labels,
			},
			annotations: {
				'node.alpha.kubernetes.io/ttl': '0',
				'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
			},
		},
		spec: {podCIDR: cidr, podCIDRs: [cidr], ...(taints?.length && {taints: taints.map(taint => ({...taint}))})},
	};
}

function healthyStatus({name, capacity}: NodeOptions, index: number, nowMs: number, uuid: string): Node['status'] {
	const resources = {...CAPACITY, ...capacity};
	const host = index + 1;
	return {
		addresses: [
			{type: 'InternalIP', address: `172.${18 + (host >> 16)}.${(host >> 8) & 255}.${host & 255}`},
			{type: 'Hostname', address: name},
		],
		allocatable: resources,
		capacity: resources,
		conditions: healthyConditions(nowMs),
		daemonEndpoints: {kubeletEndpoint: {Port: 10250}},
		nodeInfo: {
			architecture: 'amd64',
			bootID: uuid,
			containerRuntimeVersion: 'containerd://2.1.4',
			kernelVersion: '6.1.0-13-amd64',
			kubeProxyVersion: '',
			kubeletVersion: 'v1.34.9',
			machineID: uuid.replaceAll('-', ''),
			operatingSystem: 'linux',
			osImage: 'Debian GNU/Linux 12 (bookworm)',
			systemUUID: uuid,
		},
	};
}
