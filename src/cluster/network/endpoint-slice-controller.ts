import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {type EndpointSlice, keyOf, type Node, type Pod, type Service} from '../objects.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {ChangedPods} from './changed-pods.ts';
import {createUnlessEnding} from './create-unless-ending.ts';
import {hasSelectedEndpoints, hostnameIn, isBehind, isReady, podIpOf, podsBehind, targetPort} from './endpoint-pods.ts';
import {isHeadless} from './service-addresses.ts';
import {type Contribution, type Endpoint, type PlannedSlice, type Ports, SlicePlan} from './slice-plan.ts';

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const HEADLESS = 'service.kubernetes.io/headless';
const MANAGER = 'endpointslice-controller.k8s.io';
const CHANGED_AT = 'endpoints.kubernetes.io/last-change-trigger-time';

/**
 * Keeps the EndpointSlices of every Service with a selector: one entry for each Pod with an IP, ready or not, at most a hundred in a
 * slice. A changed Pod costs the slice that it is in, however many there are.
 */
export function endpointSliceController(context: ControllerContext): Controller {
	const {store} = context;
	const changed = new ChangedPods(store);
	const plans = new Map<string, SlicePlan>();
	let isWriting = false;
	const startAnew = (key: string): readonly string[] => {
		changed.noteAll(key);
		return [key];
	};
	return {
		name: 'endpoint-slice-controller',
		watches: {
			Service: ({object}) => startAnew(keyOf(object)),
			Pod: change => changed.note(change),
			// Somebody else meddled with a slice.
			EndpointSlice: ({object}) => (isWriting ? [] : ownerKeys(object).flatMap(startAnew)),
		},
		reconcile(key) {
			const service = store.get('Service', key);
			const pods = changed.take(key);
			const known = plans.get(key);
			plans.delete(key);
			if (!service || service.metadata.deletionTimestamp || !hasSelectedEndpoints(service)) return undefined;
			isWriting = true;
			try {
				// A plan that failed half-way is not kept.
				const isNew = !known || pods === 'all';
				plans.set(key, isNew ? planAnew(context, service) : followPods(context, service, known, pods));
			} finally {
				isWriting = false;
			}
			return undefined;
		},
	};
}

function ownerKeys({metadata}: EndpointSlice): string[] {
	const name = metadata.labels?.[MANAGED_BY] === MANAGER ? metadata.labels[SERVICE_NAME] : undefined;
	return name === undefined ? [] : [`${metadata.namespace}/${name}`];
}

function planAnew(context: ControllerContext, service: Service): SlicePlan {
	const {store} = context;
	const {namespace, name} = service.metadata;
	const existing = store
		.withLabel('EndpointSlice', namespace!, SERVICE_NAME, name)
		.filter(({metadata}) => metadata.labels?.[MANAGED_BY] === MANAGER && !metadata.deletionTimestamp);
	const plan = new SlicePlan(existing);
	// Labels of the Service are those of its slices.
	for (const slice of plan.slices) slice.isTouched = true;
	return followPods(context, service, plan, [...plan.pods, ...podsBehind(service, store, true).map(keyOf)]);
}

function followPods(context: ControllerContext, service: Service, plan: SlicePlan, keys: Iterable<string>): SlicePlan {
	const {store} = context;
	const pods = new Map<string, Contribution | undefined>();
	for (const key of keys) {
		const pod = store.get('Pod', key);
		const isHere = pod && isBehind(pod, service, true);
		const node = isHere ? store.get('Node', pod.spec.nodeName ?? '') : undefined;
		pods.set(key, isHere ? {ports: portsIn(pod, service), endpoint: endpointOf(pod, service, node)} : undefined);
	}
	plan.apply(pods);
	writeSlices(context, service, plan);
	return plan;
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

// Slices that became empty go, but one stands for a Service without Pods. What is missing takes over a slice that would go, before a
// new one is made.
function writeSlices(context: ControllerContext, service: Service, plan: SlicePlan): void {
	const {namespace} = service.metadata;
	const superfluous: string[] = [];
	for (const slice of plan.slices) {
		if (slice.endpoints.length > 0) continue;
		plan.drop(slice);
		if (slice.name !== undefined) superfluous.push(slice.name);
	}
	if (plan.slices.length === 0) plan.addEmpty();
	for (const slice of plan.slices) {
		if (!slice.isTouched) continue;
		slice.name ??= superfluous.shift();
		const current = slice.name && context.store.get('EndpointSlice', `${namespace}/${slice.name}`);
		if (current) updateSlice(context, service, slice, current);
		else slice.name = createSlice(context, service, slice)?.metadata.name;
		slice.isTouched = false;
		slice.hasGrown = false;
	}
	for (const name of superfluous) context.api.delete('EndpointSlice', namespace, name);
}

function labelsFor(service: Service): Record<string, string> {
	return {
		...service.metadata.labels,
		[MANAGED_BY]: MANAGER,
		[SERVICE_NAME]: service.metadata.name,
		...(isHeadless(service) && {[HEADLESS]: ''}),
	};
}

function createSlice(
	{api, clock}: ControllerContext,
	service: Service,
	{ports, endpoints}: PlannedSlice,
): EndpointSlice | undefined {
	const {name, namespace, uid} = service.metadata;
	return createUnlessEnding(() =>
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
			endpoints: [...endpoints],
			ports,
		}),
	);
}

function updateSlice(
	{api, clock}: ControllerContext,
	service: Service,
	{ports, endpoints, hasGrown}: PlannedSlice,
	current: EndpointSlice,
): void {
	const labels = labelsFor(service);
	const isSame =
		semanticallyEqual(current.endpoints ?? [], endpoints) &&
		semanticallyEqual(current.ports ?? [], ports) &&
		semanticallyEqual(current.metadata.labels, labels);
	if (isSame) return;
	const {[CHANGED_AT]: _, ...annotations} = current.metadata.annotations ?? {};
	api.update<'EndpointSlice'>({
		...current,
		metadata: {
			...current.metadata,
			labels,
			// What merely left a slice doesn't count as its trigger.
			annotations: {...annotations, ...(hasGrown && {[CHANGED_AT]: formatTime(clock.now())})},
		},
		endpoints,
		ports,
	});
}
