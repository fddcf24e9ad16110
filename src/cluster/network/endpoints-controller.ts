import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {type Endpoints, keyOf, type Pod, type Service, splitKey} from '../objects.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {ChangedPods} from './changed-pods.ts';
import {createUnlessEnding} from './create-unless-ending.ts';
import {hasSelectedEndpoints, hostnameIn, isReady, podIpOf, type ServicePort, targetPort} from './endpoint-pods.ts';
import {PublishedPods} from './published-pods.ts';
import {clusterIps} from './service-addresses.ts';

type Subset = NonNullable<Endpoints['subsets']>[number];
type Address = NonNullable<Subset['addresses']>[number];
type Port = NonNullable<Subset['ports']>[number];

const HEADLESS = 'service.kubernetes.io/headless';
const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';
const CHANGED_AT = 'endpoints.kubernetes.io/last-change-trigger-time';

/** Keeps the Endpoints of every Service with a selector: the older form of EndpointSlices, one object a Service. */
export function endpointsController(context: ControllerContext): Controller {
	const {store, api} = context;
	const changed = new ChangedPods(store);
	const published = new Map<string, PublishedPods>();
	const startAnew = (key: string): readonly string[] => {
		changed.noteAll(key);
		return [key];
	};
	return {
		name: 'endpoint-controller',
		watches: {
			Service: ({object}) => startAnew(keyOf(object)),
			Pod: change => changed.note(change),
			Endpoints: ({type, object}) => (type === 'DELETED' ? startAnew(keyOf(object)) : []),
		},
		reconcile(key) {
			const service = store.get('Service', key);
			const keys = changed.take(key);
			const known = published.get(key);
			published.delete(key);
			if (service && hasSelectedEndpoints(service)) {
				const isNew = !known || keys === 'all';
				const pods = isNew ? new PublishedPods(service, store) : known;
				if (isNew || pods.follow(keys)) reconcileEndpoints(context, service, pods);
				// What could not be written is worked out anew.
				published.set(key, pods);
			} else if (!service && store.get('Endpoints', key)) {
				const {namespace, name} = splitKey(key);
				api.delete('Endpoints', namespace, name);
			}
			return undefined;
		},
	};
}

function reconcileEndpoints({store, api, clock}: ControllerContext, service: Service, pods: PublishedPods): void {
	const {name, namespace} = service.metadata;
	const current = store.get('Endpoints', keyOf(service));
	const subsets = subsetsOf(service, pods.shown);
	const labels = {
		...service.metadata.labels,
		[MANAGED_BY]: 'endpoint-controller',
		...(clusterIps(service).length === 0 && {[HEADLESS]: ''}),
	};
	const isSame =
		current && semanticallyEqual(current.subsets ?? [], subsets) && semanticallyEqual(current.metadata.labels, labels);
	if (isSame) return;
	const {[OVER_CAPACITY]: _, ...others} = current?.metadata.annotations ?? {};
	const annotations = {
		...others,
		[CHANGED_AT]: formatTime(clock.now()),
		...(pods.isTruncated && {[OVER_CAPACITY]: 'truncated'}),
	};
	if (current) {
		api.update<'Endpoints'>({...current, metadata: {...current.metadata, labels, annotations}, subsets});
		return;
	}
	const metadata = {name, namespace, labels, annotations};
	createUnlessEnding(() => api.create<'Endpoints'>({apiVersion: 'v1', kind: 'Endpoints', metadata, subsets}));
}

// One subset for all ports that the same Pods serve.
function subsetsOf(service: Service, pods: readonly Pod[]): Subset[] {
	const {ports = []} = service.spec;
	if (ports.length === 0)
		return pods.length > 0 && service.spec.clusterIP === 'None' ? [subset(service, pods, [])] : [];
	const served = new Map<string, {port: Port; pods: Pod[]}>();
	for (const pod of pods) {
		for (const servicePort of ports) {
			const port = portIn(pod, servicePort);
			if (!port) continue;
			const key = JSON.stringify(port);
			const entry = served.get(key) ?? {port, pods: []};
			served.set(key, entry);
			entry.pods.push(pod);
		}
	}
	const groups = new Map<string, {ports: Port[]; pods: Pod[]}>();
	for (const {port, pods: behind} of served.values()) {
		const key = behind.map(({metadata}) => metadata.uid).join(' ');
		const group = groups.get(key) ?? {ports: [], pods: behind};
		groups.set(key, group);
		group.ports.push(port);
	}
	return [...groups.values()].map(group => subset(service, group.pods, group.ports));
}

function portIn(pod: Pod, servicePort: ServicePort): Port | undefined {
	const port = targetPort(pod, servicePort);
	if (port === undefined) return undefined;
	const {name, protocol, appProtocol} = servicePort;
	return {...(name && {name}), port, protocol, ...(appProtocol !== undefined && {appProtocol})};
}

function subset(service: Service, pods: readonly Pod[], ports: Port[]): Subset {
	const isPublished = (pod: Pod) => service.spec.publishNotReadyAddresses || isReady(pod);
	const addresses = pods.filter(isPublished).map(pod => addressOf(pod, service));
	const notReadyAddresses = pods.filter(pod => !isPublished(pod)).map(pod => addressOf(pod, service));
	return {
		...(addresses.length > 0 && {addresses}),
		...(notReadyAddresses.length > 0 && {notReadyAddresses}),
		...(ports.length > 0 && {ports}),
	};
}

function addressOf(pod: Pod, service: Service): Address {
	const {name, namespace, uid} = pod.metadata;
	const hostname = hostnameIn(pod, service);
	return {
		...(hostname && {hostname}),
		ip: podIpOf(pod.status)!,
		...(pod.spec.nodeName && {nodeName: pod.spec.nodeName}),
		targetRef: {kind: 'Pod', name, namespace, uid},
	};
}
