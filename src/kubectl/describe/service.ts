import type {EndpointSlice, Service} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLabels} from './description.ts';
import {describeEvents} from './events.ts';

const ENDPOINTS_SHOWN = 3;

export function describeService(service: Service, context: DescribeContext): string {
	const {metadata, spec} = service;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Selector', formatLabels(spec.selector))
		.field('Type', spec.type);
	describeAddresses(description, service);
	describePorts(description, service, context);
	description.field('Session Affinity', spec.sessionAffinity);
	if (spec.externalTrafficPolicy) description.field('External Traffic Policy', spec.externalTrafficPolicy);
	if (spec.internalTrafficPolicy) description.field('Internal Traffic Policy', spec.internalTrafficPolicy);
	if (spec.healthCheckNodePort) description.field('HealthCheck NodePort', spec.healthCheckNodePort);
	if (spec.loadBalancerSourceRanges?.length)
		description.field('LoadBalancer Source Ranges', spec.loadBalancerSourceRanges.join(','));
	if (spec.trafficDistribution) description.field('Traffic Distribution', spec.trafficDistribution);
	return describeEvents(description, service, context).toString();
}

/** The ready endpoints of a port as `10.244.1.2:80,10.244.1.3:80`, at most three of them; empty without any. */
function formatEndpoints(slices: readonly EndpointSlice[], portName: string): string {
	if (slices.length === 0) return '<none>';
	const addresses: string[] = [];
	for (const {endpoints, ports} of slices) {
		const ready = (endpoints ?? [])
			.filter(({conditions}) => conditions?.ready !== false)
			.map(endpoint => endpoint.addresses[0]!);
		if (!ports?.length) addresses.push(...ready);
		for (const {name = '', port} of ports ?? [])
			if (name === portName) addresses.push(...ready.map(address => `${address}:${port}`));
	}
	const shown = addresses.slice(0, ENDPOINTS_SHOWN).join(',');
	return addresses.length > ENDPOINTS_SHOWN ? `${shown} + ${addresses.length - ENDPOINTS_SHOWN} more...` : shown;
}

function describeAddresses(description: Description, {spec, status}: Service): void {
	if (spec.ipFamilyPolicy) description.field('IP Family Policy', spec.ipFamilyPolicy);
	description
		.field('IP Families', spec.ipFamilies?.join(',') || '<none>')
		.field('IP', spec.clusterIP)
		.field('IPs', spec.clusterIPs?.join(',') || '<none>');
	if (spec.externalIPs?.length) description.field('External IPs', spec.externalIPs.join(','));
	if (spec.loadBalancerIP) description.field('Desired LoadBalancer IP', spec.loadBalancerIP);
	if (spec.externalName) description.field('External Name', spec.externalName);
	const ingress = status.loadBalancer?.ingress ?? [];
	if (ingress.length > 0)
		description.field(
			'LoadBalancer Ingress',
			ingress.map(({hostname = '', ip, ipMode}) => (ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : hostname)).join(', '),
		);
}

function describePorts(description: Description, {metadata, spec}: Service, {store}: DescribeContext): void {
	const slices = store.withLabel(
		'EndpointSlice',
		metadata.namespace ?? '',
		'kubernetes.io/service-name',
		metadata.name,
	);
	for (const {name, nodePort, port, protocol = 'TCP', targetPort} of spec.ports ?? []) {
		description
			.line(0, 'Port:', name || '<unset>', `${port}/${protocol}`)
			.field('TargetPort', `${targetPort ?? port}/${protocol}`);
		if (nodePort) description.line(0, 'NodePort:', name || '<unset>', `${nodePort}/${protocol}`);
		description.field('Endpoints', formatEndpoints(slices, name ?? ''));
	}
}
