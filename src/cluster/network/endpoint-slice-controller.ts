import {formatTime} from '../../shell/calendar.ts';
import {ApiError} from '../api-error.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {type EndpointSlice, keyOf, type Node, type Pod, type Service} from '../objects.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {
	hasSelectedEndpoints,
	hostnameIn,
	isReady,
	podIpOf,
	podsBehind,
	servicesOfPod,
	targetPort,
} from './endpoint-pods.ts';
import {isHeadless} from './service-addresses.ts';

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];
type Ports = NonNullable<EndpointSlice['ports']>;

interface WantedSlice {
	readonly ports: Ports;
	readonly endpoints: Endpoint[];
}

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const HEADLESS = 'service.kubernetes.io/headless';
const MANAGER = 'endpointslice-controller.k8s.io';
const CHANGED_AT = 'endpoints.kubernetes.io/last-change-trigger-time';
const ENDPOINTS_LIMIT = 100;

/** Keeps the EndpointSlices of every Service with a selector: one entry for each Pod with an IP, ready or not. */
export function endpointSliceController(context: ControllerContext): Controller {
	const {store} = context;
	return {
		name: 'endpoint-slice-controller',
		watches: {
			Service: ({object}) => [keyOf(object)],
			Pod: change => servicesOfPod(change, store),
			EndpointSlice: ({type, object}) => (type === 'DELETED' ? ownerKeys(object) : []),
		},
		reconcile(key) {
			const service = store.get('Service', key);
			if (service && !service.metadata.deletionTimestamp && hasSelectedEndpoints(service)) {
				reconcileSlices(context, service);
			}
			return undefined;
		},
	};
}

function ownerKeys({metadata}: EndpointSlice): string[] {
	const name = metadata.labels?.[MANAGED_BY] === MANAGER ? metadata.labels[SERVICE_NAME] : undefined;
	return name === undefined ? [] : [`${metadata.namespace}/${name}`];
}

function reconcileSlices(context: ControllerContext, service: Service): void {
	const {store, api} = context;
	const {namespace, name} = service.metadata;
	const existing = store
		.withLabel('EndpointSlice', namespace!, SERVICE_NAME, name)
		.filter(({metadata}) => metadata.labels?.[MANAGED_BY] === MANAGER && !metadata.deletionTimestamp);
	const wanted = wantedSlices(context, service);
	const pairs = paired(wanted, existing);
	for (const [slice, current] of pairs) {
		if (current) updateSlice(context, service, slice, current);
		else createSlice(context, service, slice);
	}
	const kept = new Set(pairs.map(([, current]) => current));
	for (const slice of existing) {
		if (!kept.has(slice)) api.delete('EndpointSlice', namespace, slice.metadata.name);
	}
}

// Pods in whom the Service's ports have the same numbers share slices. Without Pods one empty slice stands for the Service.
function wantedSlices({store}: ControllerContext, service: Service): WantedSlice[] {
	const groups = new Map<string, WantedSlice>();
	for (const pod of podsBehind(service, store, true)) {
		const ports = portsIn(pod, service);
		const key = JSON.stringify(ports);
		const group = groups.get(key) ?? {ports, endpoints: []};
		groups.set(key, group);
		group.endpoints.push(endpointOf(pod, service, store.get('Node', pod.spec.nodeName ?? '')));
	}
	if (groups.size === 0) return [{ports: [], endpoints: []}];
	return [...groups.values()].flatMap(({ports, endpoints}) =>
		Array.from({length: Math.ceil(endpoints.length / ENDPOINTS_LIMIT)}, (_, index) => ({
			ports,
			endpoints: endpoints.slice(index * ENDPOINTS_LIMIT, (index + 1) * ENDPOINTS_LIMIT),
		})),
	);
}

function portsIn(pod: Pod, {spec}: Service): Ports {
	return (spec.ports ?? []).flatMap(port => {
		const number = targetPort(pod, port);
		if (number === undefined) return [];
		const {name = '', protocol, appProtocol} = port;
		return [{name, port: number, protocol, ...(appProtocol !== undefined && {appProtocol})}];
	});
}

function endpointOf(pod: Pod, service: Service, node: Node | undefined): Endpoint {
	const serving = isReady(pod);
	const terminating = pod.metadata.deletionTimestamp !== undefined;
	// Whoever is about to end counts as not ready, unless the Service wants addresses in any state.
	const ready = service.spec.publishNotReadyAddresses || (serving && !terminating);
	const hostname = hostnameIn(pod, service);
	const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'];
	return {
		addresses: [podIpOf(pod.status)!],
		conditions: {ready, serving, terminating},
		...(hostname && {hostname}),
		...(pod.spec.nodeName && {nodeName: pod.spec.nodeName}),
		targetRef: {
			kind: 'Pod',
			name: pod.metadata.name,
			namespace: pod.metadata.namespace,
			uid: pod.metadata.uid,
		},
		...(zone && {zone}),
	};
}

// A slice with the same ports goes on; what is missing then takes over a slice that would go, before a new one is made.
function paired(
	wanted: readonly WantedSlice[],
	existing: readonly EndpointSlice[],
): [WantedSlice, EndpointSlice | undefined][] {
	const free = new Set(existing);
	const take = (fits: (slice: EndpointSlice) => boolean) => {
		const found = [...free].find(fits);
		if (found) free.delete(found);
		return found;
	};
	const direct = wanted.map(slice => take(({ports = []}) => semanticallyEqual(ports, slice.ports)));
	return wanted.map((slice, index) => [slice, direct[index] ?? take(() => true)]);
}

function labelsFor(service: Service): Record<string, string> {
	return {
		...service.metadata.labels,
		[MANAGED_BY]: MANAGER,
		[SERVICE_NAME]: service.metadata.name,
		...(isHeadless(service) && {[HEADLESS]: ''}),
	};
}

function createSlice({api, clock}: ControllerContext, service: Service, {ports, endpoints}: WantedSlice): void {
	const {name, namespace, uid} = service.metadata;
	try {
		api.create<'EndpointSlice'>({
			apiVersion: 'discovery.k8s.io/v1',
			kind: 'EndpointSlice',
			metadata: {
				generateName: `${name}-`,
				namespace,
				labels: labelsFor(service),
				annotations: {[CHANGED_AT]: formatTime(clock.now())},
				ownerReferences: [{apiVersion: 'v1', blockOwnerDeletion: true, controller: true, kind: 'Service', name, uid}],
			},
			addressType: 'IPv4',
			endpoints,
			ports,
		});
	} catch (error) {
		// Nothing new is made in a namespace that ends.
		if (!(error instanceof ApiError) || error.reason !== 'Forbidden') throw error;
	}
}

function updateSlice(
	{api, clock}: ControllerContext,
	service: Service,
	{ports, endpoints}: WantedSlice,
	current: EndpointSlice,
): void {
	const labels = labelsFor(service);
	const isSame =
		semanticallyEqual(current.endpoints ?? [], endpoints) &&
		semanticallyEqual(current.ports ?? [], ports) &&
		semanticallyEqual(current.metadata.labels, labels);
	if (isSame) return;
	const {[CHANGED_AT]: _, ...annotations} = current.metadata.annotations ?? {};
	const known = new Set((current.endpoints ?? []).map(endpoint => JSON.stringify(endpoint)));
	// What merely left a slice doesn't count as its trigger.
	const grew = endpoints.some(endpoint => !known.has(JSON.stringify(endpoint)));
	api.update<'EndpointSlice'>({
		...current,
		metadata: {
			...current.metadata,
			labels,
			annotations: {...annotations, ...(grew && {[CHANGED_AT]: formatTime(clock.now())})},
		},
		endpoints,
		ports,
	});
}
