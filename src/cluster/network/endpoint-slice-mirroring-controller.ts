import type {Controller, ControllerContext} from '../controller.ts';
import {type EndpointSlice, type Endpoints, keyOf, type Service} from '../objects.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {createUnlessEnding} from './create-unless-ending.ts';

type Subset = NonNullable<Endpoints['subsets']>[number];
type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslicemirroring-controller.k8s.io';
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';

/** Copies Endpoints that people write for a Service without selector into EndpointSlices, which everything else reads. */
export function endpointSliceMirroringController(context: ControllerContext): Controller {
	const {store, api} = context;
	return {
		name: 'endpoint-slice-mirroring-controller',
		watches: {
			Service: ({object}) => (hasSelector(object) ? [] : [keyOf(object)]),
			Endpoints: ({object}) => [keyOf(object)],
		},
		reconcile(key) {
			const endpoints = store.get('Endpoints', key);
			const service = store.get('Service', key);
			const isMirrored = service && endpoints && !hasSelector(service) && endpoints.metadata.labels?.[SKIP] !== 'true';
			const subsets = isMirrored ? (endpoints.subsets ?? []) : [];
			const existing = mirrorsOf(context, key);
			for (const [index, subset] of subsets.entries()) {
				const current = existing[index];
				if (current) updateMirror(context, current, subset);
				else createMirror(context, endpoints!, subset);
			}
			for (const {metadata} of existing.slice(subsets.length)) {
				api.delete('EndpointSlice', metadata.namespace, metadata.name);
			}
			return undefined;
		},
	};
}

function hasSelector({spec}: Service): boolean {
	return Object.keys(spec.selector ?? {}).length > 0;
}

function mirrorsOf({store}: ControllerContext, key: string): EndpointSlice[] {
	const [namespace = '', name = ''] = key.split('/');
	return store
		.withLabel('EndpointSlice', namespace, SERVICE_NAME, name)
		.filter(({metadata}) => metadata.labels?.[MANAGED_BY] === MANAGER && !metadata.deletionTimestamp);
}

function createMirror({api}: ControllerContext, endpoints: Endpoints, subset: Subset): void {
	const {name, namespace, uid, labels} = endpoints.metadata;
	createUnlessEnding(() =>
		api.create<'EndpointSlice'>({
			apiVersion: 'discovery.k8s.io/v1',
			kind: 'EndpointSlice',
			metadata: {
				generateName: `${name}-`,
				namespace,
				labels: {...labels, [MANAGED_BY]: MANAGER, [SERVICE_NAME]: name},
				ownerReferences: [{apiVersion: 'v1', blockOwnerDeletion: true, controller: true, kind: 'Endpoints', name, uid}],
			},
			addressType: 'IPv4',
			...contentOf(subset),
		}),
	);
}

function updateMirror({api}: ControllerContext, current: EndpointSlice, subset: Subset): void {
	const content = contentOf(subset);
	if (semanticallyEqual(content, {endpoints: current.endpoints, ports: current.ports})) return;
	api.update<'EndpointSlice'>({...current, ...content});
}

function contentOf({
	addresses = [],
	notReadyAddresses = [],
	ports = [],
}: Subset): Pick<EndpointSlice, 'endpoints' | 'ports'> {
	const toEndpoint =
		(ready: boolean) =>
		({ip, hostname, nodeName, targetRef}: (typeof addresses)[number]): Endpoint => ({
			addresses: [ip],
			conditions: {ready},
			...(hostname && {hostname}),
			...(nodeName && {nodeName}),
			...(targetRef && {targetRef}),
		});
	return {
		endpoints: [...addresses.map(toEndpoint(true)), ...notReadyAddresses.map(toEndpoint(false))],
		ports: ports.map(({name = '', port, protocol, appProtocol}) => ({
			name,
			port,
			protocol,
			...(appProtocol !== undefined && {appProtocol}),
		})),
	};
}
