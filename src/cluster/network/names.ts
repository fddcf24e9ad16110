import type {DnsAnswer} from '../../shell/program.ts';
import type {EndpointSlice, Pod, Service} from '../objects.ts';
import type {Store} from '../store.ts';

export const CLUSTER_DOMAIN = 'cluster.local';

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];

/**
 * What the cluster's DNS answers for a name, tried with the search domains of the asking Pod (the learner's terminal asks like a
 * Pod of `default`). Names with a trailing dot are taken as they are. Records as in the DNS specification of Kubernetes.
 */
export function lookUpName(
	store: Store,
	name: string,
	type: 'A' | 'SRV',
	from: Pod | undefined,
): DnsAnswer | undefined {
	for (const candidate of candidates(name, from?.metadata.namespace ?? 'default')) {
		const answer = type === 'A' ? addressRecord(store, candidate) : serviceRecord(store, candidate);
		if (answer) return answer;
	}
	return undefined;
}

// ndots:5, as the kubelet writes it into resolv.conf: names with fewer dots go through the search list first.
function candidates(name: string, namespace: string): string[] {
	if (name.endsWith('.')) return [name.slice(0, -1)];
	const searched = [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN].map(
		domain => `${name}.${domain}`,
	);
	return name.split('.').length > 5 ? [name, ...searched] : [...searched, name];
}

// `service.namespace.svc`, `pod.service.namespace.svc`, `10-244-1-2.namespace.pod`.
function addressRecord(store: Store, name: string): DnsAnswer | undefined {
	const labels = name.toLowerCase().split('.');
	if (labels.splice(-2).join('.') !== CLUSTER_DOMAIN) return undefined;
	const [last] = labels.splice(-1);
	const namespace = labels.pop() ?? '';
	if (last === 'pod') return podByAddress(store, name, namespace, labels);
	if (last !== 'svc' || labels.length === 0 || labels.length > 2) return undefined;
	const service = store.get('Service', `${namespace}/${labels.at(-1)}`);
	if (!service) return undefined;
	if (labels.length === 2)
		return withAddresses(
			name,
			visibleEndpoints(store, service)
				.filter(endpoint => hostOf(endpoint) === labels[0])
				.flatMap(({addresses}) => addresses),
		);
	if (service.spec.type === 'ExternalName') return {name: service.spec.externalName ?? name, addresses: []};
	if (service.spec.clusterIP !== 'None') return withAddresses(name, [service.spec.clusterIP ?? '']);
	return withAddresses(
		name,
		visibleEndpoints(store, service).flatMap(({addresses}) => addresses),
	);
}

// `_http._tcp.service.namespace.svc`, or without port and protocol for all ports of a headless Service.
function serviceRecord(store: Store, name: string): DnsAnswer | undefined {
	const match = /^(?:_([^.]+)\._(tcp|udp|sctp)\.)?([^.]+)\.([^.]+)\.svc\.cluster\.local$/i.exec(name);
	const service = match && store.get('Service', `${match[4]}/${match[3]}`);
	if (!match || !service) return undefined;
	const full = `${match[3]}.${match[4]}.svc.${CLUSTER_DOMAIN}`;
	const ports = (service.spec.ports ?? []).filter(
		port => !match[1] || (port.name === match[1] && (port.protocol ?? 'TCP').toLowerCase() === match[2]?.toLowerCase()),
	);
	const targets =
		service.spec.clusterIP === 'None'
			? visibleEndpoints(store, service).map(endpoint => ({
					target: `${hostOf(endpoint)}.${full}`,
					address: endpoint.addresses[0] ?? '',
				}))
			: [{target: full, address: service.spec.clusterIP ?? ''}];
	const services = ports.flatMap(port =>
		targets.map(({target}) => ({
			priority: 0,
			weight: Math.floor(100 / Math.max(1, targets.length)),
			port: port.port,
			target,
		})),
	);
	return services.length > 0 ? {name, addresses: targets.map(({address}) => address), services} : undefined;
}

function podByAddress(store: Store, name: string, namespace: string, labels: readonly string[]): DnsAnswer | undefined {
	const address = labels[0]?.replaceAll('-', '.') ?? '';
	return labels.length === 1 && /^\d+(\.\d+){3}$/.test(address) && store.get('Namespace', namespace)
		? {name, addresses: [address]}
		: undefined;
}

function withAddresses(name: string, addresses: readonly string[]): DnsAnswer | undefined {
	return addresses.length > 0 ? {name, addresses: [...new Set(addresses)]} : undefined;
}

function visibleEndpoints(store: Store, service: Service): Endpoint[] {
	return endpointsOf(store, service).filter(endpoint => endpoint.conditions?.ready !== false);
}

/** Endpoints of a Service, from its slices, ready or not. */
export function endpointsOf(store: Store, service: Service): Endpoint[] {
	const {namespace = '', name} = service.metadata;
	return store
		.withLabel('EndpointSlice', namespace, 'kubernetes.io/service-name', name)
		.flatMap(slice => slice.endpoints ?? []);
}

// A Pod without a hostname in a headless Service is named by its address.
function hostOf(endpoint: Endpoint): string {
	return endpoint.hostname ?? endpoint.addresses[0]?.replaceAll('.', '-') ?? '';
}
