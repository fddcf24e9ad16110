import {ageOf} from '../../cluster/duration.ts';
import type {Node, Pod} from '../../cluster/objects.ts';
import {addQuantities, compareQuantities, quantityValue} from '../../cluster/quantity.ts';
import type {DescribeContext} from './context.ts';
import type {Description} from './description.ts';

type Resources = Record<string, string>;

/** Requests and limits of the Pods on a node that have not ended: each Pod's, and their sums against what is allocatable. */
export function describeNodeResources(description: Description, node: Node, {nowMs, store}: DescribeContext): void {
	const pods = store
		.onNode(node.metadata.name)
		.filter(({status}) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
		.sort((a, b) => (podKey(a) < podKey(b) ? -1 : 1));
	const allocatable = (node.status.allocatable ?? node.status.capacity ?? {}) as Resources;
	const amounts = pods.map(podResources);
	description.field('Non-terminated Pods', `(${pods.length} in total)`).table(
		1,
		['Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age'],
		['---------', '----', '', '------------', '----------', '---------------', '-------------', '---'],
		pods.map((pod, index) => {
			const {limits, requests} = amounts[index]!;
			const share = (resources: Resources, name: string) => formatShare(resources[name], allocatable[name]);
			return [
				pod.metadata.namespace ?? '',
				pod.metadata.name,
				'',
				share(requests, 'cpu'),
				share(limits, 'cpu'),
				share(requests, 'memory'),
				share(limits, 'memory'),
				ageOf(pod.metadata.creationTimestamp, nowMs),
			];
		}),
	);
	describeSums(description, amounts, allocatable);
}

/** What a Pod asks for in all: its containers together with its sidecars, or its greediest init container. */
function podResources(pod: Pod): {readonly requests: Resources; readonly limits: Resources} {
	return {requests: podTotal(pod, 'requests'), limits: podTotal(pod, 'limits')};
}

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];

function describeSums(
	description: Description,
	amounts: readonly {readonly requests: Resources; readonly limits: Resources}[],
	allocatable: Resources,
): void {
	const requests: Resources = {};
	const limits: Resources = {};
	for (const pod of amounts) {
		addAll(requests, pod.requests);
		addAll(limits, pod.limits);
	}
	const others = Object.keys(allocatable).filter(name => !STANDARD.includes(name) && name !== 'pods');
	const hugePages = others.filter(name => name.startsWith('hugepages-')).sort();
	const extended = others.filter(name => !name.startsWith('hugepages-')).sort();
	description
		.line(0, 'Allocated resources:')
		.line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)')
		.table(
			1,
			['Resource', 'Requests', 'Limits'],
			['--------', '--------', '------'],
			[
				...[...STANDARD, ...hugePages].map(name => [
					name,
					formatShare(requests[name], allocatable[name]),
					formatShare(limits[name], allocatable[name]),
				]),
				...extended.map(name => [name, requests[name] ?? '0', limits[name] ?? '0']),
			],
		);
}

function podKey({metadata}: Pod): string {
	return `${metadata.namespace}/${metadata.name}`;
}

// Sidecars (init containers that restart always) run beside everything that starts after them.
function podTotal({spec}: Pod, list: 'requests' | 'limits'): Resources {
	const total: Resources = {};
	for (const container of spec.containers) addAll(total, container.resources?.[list] as Resources | undefined);
	const sidecars: Resources = {};
	const initial: Resources = {};
	for (const container of spec.initContainers ?? []) {
		const own = (container.resources?.[list] ?? {}) as Resources;
		if (container.restartPolicy === 'Always') {
			addAll(total, own);
			addAll(sidecars, own);
			raise(initial, sidecars);
		} else {
			const needed = {...sidecars};
			addAll(needed, own);
			raise(initial, needed);
		}
	}
	raise(total, initial);
	addAll(total, spec.overhead as Resources | undefined);
	return total;
}

function addAll(total: Resources, more: Resources | undefined): void {
	for (const name in more)
		total[name] = Object.hasOwn(total, name) ? addQuantities(total[name]!, more[name]!) : more[name]!;
}

function raise(total: Resources, other: Resources): void {
	for (const name in other)
		if (total[name] === undefined || compareQuantities(other[name]!, total[name]) > 0) total[name] = other[name]!;
}

// `250m (6%)`: the percentage is cut, not rounded.
function formatShare(quantity = '0', allocatable: string | undefined): string {
	const all = allocatable === undefined ? 0 : quantityValue(allocatable);
	return `${quantity} (${all === 0 ? 0 : Math.trunc((quantityValue(quantity) / all) * 100)}%)`;
}
