import type {Pod, Service} from '../objects.ts';
import type {Change, Store} from '../store.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {isSelectedBy, ServiceSelectors} from './service-selectors.ts';

export type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** Whether the endpoints of a Service are made from Pods; those of others are somebody else's business. */
export function hasSelectedEndpoints({spec}: Service): boolean {
	return spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;
}

/** Pods behind a Service, ordered by IP: selected, with an IP, not finished. Terminating ones only on request. */
export function podsBehind(service: Service, store: Store, includeTerminating: boolean): Pod[] {
	const {selector = {}} = service.spec;
	const [first] = Object.entries(selector);
	if (!first) return [];
	return store
		.withLabel('Pod', service.metadata.namespace!, first[0], first[1])
		.filter(pod => isBehind(pod, service, includeTerminating))
		.map(pod => ({pod, at: ipNumber(podIpOf(pod.status)!)}))
		.sort((a, b) => a.at - b.at)
		.map(({pod}) => pod);
}

/** Whether a Pod of the Service's namespace is behind it: selected, with an IP, not finished. */
export function isBehind({metadata, status}: Pod, {spec}: Service, includeTerminating: boolean): boolean {
	if (status.phase === 'Succeeded' || status.phase === 'Failed' || !podIpOf(status)) return false;
	return (includeTerminating || !metadata.deletionTimestamp) && isSelectedBy(spec.selector ?? {}, metadata.labels);
}

export function podIpOf({podIP, podIPs}: Pod['status']): string | undefined {
	return podIP || podIPs?.[0]?.ip;
}

export function isReady({status}: Pod): boolean {
	return status.conditions?.some(({type, status: value}) => type === 'Ready' && value === 'True') ?? false;
}

/** The number of a Service's target port in a Pod; undefined if no container has a port of that name. */
export function targetPort({spec}: Pod, {targetPort: target, port, protocol = 'TCP'}: ServicePort): number | undefined {
	if (target === undefined || typeof target === 'number') return target || port;
	const sidecars = (spec.initContainers ?? []).filter(({restartPolicy}) => restartPolicy === 'Always');
	for (const {ports = []} of [...spec.containers, ...sidecars]) {
		const found = ports.find(one => one.name === target && (one.protocol ?? 'TCP') === protocol);
		if (found) return found.containerPort;
	}
	return undefined;
}

/** A Pod has a name of its own in the domain of the headless Service that it names as its subdomain. */
export function hostnameIn(pod: Pod, service: Service): string | undefined {
	const {hostname, subdomain} = pod.spec;
	return hostname && subdomain === service.metadata.name ? hostname : undefined;
}

/** Keys of the Services whose endpoints a change of a Pod may concern. */
export function servicesOfPod({object, previous, type}: Change<'Pod'>, store: Store): string[] {
	if (type === 'MODIFIED' && previous && !concernsEndpoints(object, previous)) return [];
	const selectors = ServiceSelectors.of(store);
	const namespace = object.metadata.namespace!;
	const keys = selectors.selecting(namespace, object.metadata.labels);
	if (!previous || previous.metadata.labels === object.metadata.labels) return keys;
	return [...keys, ...selectors.selecting(namespace, previous.metadata.labels)];
}

function concernsEndpoints(pod: Pod, previous: Pod): boolean {
	return (
		podIpOf(pod.status) !== podIpOf(previous.status) ||
		pod.status.phase !== previous.status.phase ||
		pod.spec.nodeName !== previous.spec.nodeName ||
		isReady(pod) !== isReady(previous) ||
		pod.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp ||
		!semanticallyEqual(pod.metadata.labels ?? {}, previous.metadata.labels ?? {})
	);
}

/** An IPv4 address as a number, to put addresses in order. */
export function ipNumber(ip: string): number {
	let value = 0;
	for (const part of ip.split('.')) value = value * 256 + Number(part);
	return value;
}

/** Where something belongs in a list that is ordered by a number: before the first that is greater. */
export function placeOf<T>(list: readonly T[], value: number, numberOf: (item: T) => number): number {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numberOf(list[middle]!) <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}
