import type {Node} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime, sortedKeys} from './description.ts';
import {describeEvents} from './events.ts';
import {describeNodeResources} from './node-resources.ts';

type Taint = NonNullable<Node['spec']['taints']>[number];

const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

export function describeNode(node: Node, context: DescribeContext): string {
	const {metadata, spec, status} = node;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Roles', rolesOf(node).join(',') || '<none>')
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('CreationTimestamp', formatLongTime(metadata.creationTimestamp))
		.list('Taints', sortedTaints(spec.taints).map(formatTaint))
		.field('Unschedulable', spec.unschedulable ?? false);
	describeLease(description, node);
	describeConditions(description, node);
	description.line(0, 'Addresses:');
	for (const {address, type} of status.addresses ?? []) description.field(type, address, 1);
	describeQuantities(description, 'Capacity', status.capacity);
	describeQuantities(description, 'Allocatable', status.allocatable);
	describeSystem(description, node);
	if (spec.podCIDR) description.field('PodCIDR', spec.podCIDR);
	if (spec.podCIDRs?.length) description.field('PodCIDRs', spec.podCIDRs.join(','));
	if (spec.providerID) description.field('ProviderID', spec.providerID);
	describeNodeResources(description, node, context);
	return describeEvents(description, node, context).toString();
}

function rolesOf({metadata}: Node): string[] {
	const roles = new Set<string>();
	for (const key of sortedKeys(metadata.labels)) {
		if (key.startsWith(ROLE_PREFIX) && key.length > ROLE_PREFIX.length) roles.add(key.slice(ROLE_PREFIX.length));
		if (key === ROLE_LABEL && metadata.labels![key]) roles.add(metadata.labels![key]);
	}
	return [...roles].sort();
}

function sortedTaints(taints: readonly Taint[] | undefined): Taint[] {
	const rank = (taint: Taint) => `${taint.effect},${taint.key}`;
	return [...(taints ?? [])].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

function formatTaint({effect, key, value}: Taint): string {
	return `${key}${value ? `=${value}` : ''}:${effect}`;
}

// Leases aren't objects of this cluster; the kubelet renews its own together with the heartbeat of the conditions.
function describeLease(description: Description, {metadata, status}: Node): void {
	const ready = status.conditions?.find(({type}) => type === 'Ready');
	description
		.line(0, 'Lease:')
		.field('HolderIdentity', metadata.name, 1)
		.field('AcquireTime', '<unset>', 1)
		.field('RenewTime', ready?.lastHeartbeatTime ? formatLongTime(ready.lastHeartbeatTime) : '<unset>', 1);
}

function describeConditions(description: Description, {status}: Node): void {
	if (!status.conditions?.length) return;
	description.line(0, 'Conditions:').table(
		1,
		['Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message'],
		['----', '------', '-----------------', '------------------', '------', '-------'],
		status.conditions.map(condition => [
			`${condition.type} `,
			`${condition.status} `,
			`${formatLongTime(condition.lastHeartbeatTime)} `,
			`${formatLongTime(condition.lastTransitionTime)} `,
			`${condition.reason ?? ''} `,
			condition.message ?? '',
		]),
	);
}

function describeQuantities(
	description: Description,
	title: string,
	quantities: Readonly<Record<string, string | number>> | undefined,
): void {
	const names = sortedKeys(quantities);
	if (names.length > 0) description.line(0, `${title}:`);
	for (const name of names) description.field(name, quantities![name], 1);
}

function describeSystem(description: Description, {status}: Node): void {
	const info = status.nodeInfo;
	description
		.line(0, 'System Info:')
		.field('Machine ID', info?.machineID, 1)
		.field('System UUID', info?.systemUUID, 1)
		.field('Boot ID', info?.bootID, 1)
		.field('Kernel Version', info?.kernelVersion, 1)
		.field('OS Image', info?.osImage, 1)
		.field('Operating System', info?.operatingSystem, 1)
		.field('Architecture', info?.architecture, 1)
		.field('Container Runtime Version', info?.containerRuntimeVersion, 1)
		.field('Kubelet Version', info?.kubeletVersion, 1)
		.field('Kube-Proxy Version', info?.kubeProxyVersion, 1);
}
