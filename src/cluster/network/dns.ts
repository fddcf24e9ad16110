import type {DnsAnswer} from '../../shell/program.ts';
import {isIpv4} from '../core/field-checks.ts';
import type {EndpointSlice, Service} from '../objects.ts';
import type {Store} from '../store.ts';
import {clusterIps, isHeadless} from './service-addresses.ts';

export const CLUSTER_DOMAIN = 'cluster.local';
const ALIASES_LIMIT = 8;

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];
type ServiceRecord = NonNullable<DnsAnswer['services']>[number];

/**
 * The records of the cluster's DNS server for one full name without a final dot: Services, the Pods behind headless Services and
 * their ports. Undefined if there is no such name, and for all names outside of the cluster.
 */
export function clusterRecord(store: Store, fullName: string, type: 'A' | 'SRV', depth = 0): DnsAnswer | undefined {
	const name = fullName.toLowerCase();
	const suffix = `.${CLUSTER_DOMAIN}`;
	if (!name.endsWith(suffix)) return undefined;
	const labels = name.slice(0, -suffix.length).split('.');
	const zone = labels.pop();
	const namespace = labels.pop();
	if (!namespace || labels.length === 0) return undefined;
	if (zone === 'pod') return type === 'A' ? podRecord(labels, name) : undefined;
	const service = zone === 'svc' ? store.get('Service', `${namespace}/${labels.at(-1)}`) : undefined;
	if (!service) return undefined;
	const before = labels.slice(0, -1);
	if (service.spec.type === 'ExternalName') {
		return before.length === 0 ? aliasRecord(store, service, type, depth) : undefined;
	}
	if (type === 'SRV') return portRecords(store, service, before, name);
	return addressRecord(store, service, before, name);
}

// `10-244-1-7.default.pod.cluster.local` answers for any address, whether a Pod has it or not.
function podRecord(labels: readonly string[], name: string): DnsAnswer | undefined {
	const ip = labels.length === 1 ? labels[0]!.replaceAll('-', '.') : '';
	return isIpv4(ip) ? {name, addresses: [ip]} : undefined;
}

function aliasRecord(store: Store, {spec}: Service, type: 'A' | 'SRV', depth: number): DnsAnswer | undefined {
	const target = (spec.externalName ?? '').replace(/\.$/, '');
	if (depth >= ALIASES_LIMIT) return undefined;
	return clusterRecord(store, target, type, depth + 1) ?? {name: target, addresses: []};
}

function addressRecord(store: Store, service: Service, before: readonly string[], name: string): DnsAnswer | undefined {
	if (!isHeadless(service) && before.length === 0) return {name, addresses: clusterIps(service)};
	// CoreDNS knows single endpoints by name also behind a Service with an address of its own.
	const endpoints = publishedEndpoints(store, service);
	const [host, ...more] = before;
	const asked = host === undefined ? endpoints : endpoints.filter(endpoint => hostOf(endpoint) === host);
	const addresses = [...new Set(asked.flatMap(endpoint => endpoint.addresses))];
	return more.length === 0 && addresses.length > 0 ? {name, addresses} : undefined;
}

// `_http._tcp.web.default.svc.cluster.local`, or without port and protocol for all ports.
function portRecords(store: Store, service: Service, before: readonly string[], name: string): DnsAnswer | undefined {
	const [portLabel, protocolLabel] = before;
	if (before.length !== 0 && before.length !== 2) return undefined;
	const {metadata, spec} = service;
	const base = `${metadata.name}.${metadata.namespace}.svc.${CLUSTER_DOMAIN}`;
	const services: Omit<ServiceRecord, 'weight'>[] = [];
	for (const {name: portName = '', port, protocol = 'TCP'} of spec.ports ?? []) {
		if (portLabel !== undefined && portLabel !== `_${portName}`) continue;
		if (protocolLabel !== undefined && protocolLabel !== `_${protocol.toLowerCase()}`) continue;
		if (!isHeadless(service)) services.push({priority: 0, port, target: base});
		else for (const record of podPorts(store, service, portName, base)) services.push(record);
	}
	if (services.length === 0) return undefined;
	const weight = Math.floor(100 / services.length);
	return {
		name,
		addresses: isHeadless(service)
			? publishedEndpoints(store, service).flatMap(({addresses}) => addresses)
			: clusterIps(service),
		services: services.map(record => ({...record, weight})),
	};
}

function podPorts(store: Store, service: Service, portName: string, base: string): Omit<ServiceRecord, 'weight'>[] {
	return slicesOf(store, service).flatMap(({ports, endpoints}) => {
		const port = ports?.find(({name}) => (name ?? '') === portName)?.port;
		if (port === undefined) return [];
		return (endpoints ?? [])
			.filter(isPublished)
			.map(endpoint => ({priority: 0, port, target: `${hostOf(endpoint)}.${base}`}));
	});
}

/** The EndpointSlices of a Service. */
export function slicesOf(store: Store, {metadata}: Service): EndpointSlice[] {
	return store.withLabel('EndpointSlice', metadata.namespace!, 'kubernetes.io/service-name', metadata.name);
}

function publishedEndpoints(store: Store, service: Service): Endpoint[] {
	return slicesOf(store, service).flatMap(({endpoints}) => (endpoints ?? []).filter(isPublished));
}

function isPublished({conditions}: Endpoint): boolean {
	return conditions?.ready !== false;
}

function hostOf({hostname, addresses}: Endpoint): string {
	return hostname || (addresses[0] ?? '').replaceAll('.', '-');
}
