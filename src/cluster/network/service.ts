import type {KindDefinition} from '../kind.ts';
import type {Service} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {adaptAddresses, allocateAddresses, allocationProblems} from './service-allocation.ts';
import {isExternallyAccessible} from './service-type.ts';
import {validateService, validateServiceChange} from './service-validation.ts';

export const serviceKind: KindDefinition<'Service'> = {
	kind: 'Service',
	group: '',
	version: 'v1',
	plural: 'services',
	singular: 'service',
	shortNames: ['svc'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: false,
	setDefaults,

	prepareForCreate(service, context) {
		service.status = {loadBalancer: {}};
		allocateAddresses(service, context);
	},

	prepareForUpdate: adaptAddresses,

	validate(service, context) {
		const refused = allocationProblems(service, undefined, context);
		return refused.length > 0 ? refused : validateService(service);
	},

	validateUpdate(service, previous, context) {
		const refused = allocationProblems(service, previous, context);
		if (refused.length > 0) return refused;
		return [...validateServiceChange(service, previous), ...validateService(service)];
	},

	columns: [
		nameColumn,
		{name: 'Type', cell: ({spec}) => spec.type ?? ''},
		{name: 'Cluster-IP', cell: ({spec}) => spec.clusterIPs?.[0] ?? '<none>'},
		{name: 'External-IP', cell: externalIps},
		{name: 'Port(s)', cell: ({spec}) => (spec.ports ?? []).map(portText).join(',') || '<none>'},
		ageColumn,
		{name: 'Selector', wide: true, cell: ({spec}) => selectorText(spec.selector)},
	],
};

const AFFINITY_SECONDS = 10_800;

function setDefaults(service: Service): void {
	const {spec} = service;
	spec.sessionAffinity ||= 'None';
	if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
	if (spec.sessionAffinity === 'ClientIP' && spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined) {
		spec.sessionAffinityConfig = {clientIP: {timeoutSeconds: AFFINITY_SECONDS}};
	}
	spec.type ||= 'ClusterIP';
	for (const port of spec.ports ?? []) {
		port.protocol ||= 'TCP';
		port.targetPort ||= port.port;
	}
	if (isExternallyAccessible(service)) spec.externalTrafficPolicy ||= 'Cluster';
	if (['ClusterIP', 'NodePort', 'LoadBalancer'].includes(spec.type)) spec.internalTrafficPolicy ??= 'Cluster';
	if (spec.type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true;
}

function externalIps({spec, status}: Service): string {
	const own = spec.externalIPs ?? [];
	switch (spec.type) {
		case 'ExternalName':
			return spec.externalName ?? '';
		case 'LoadBalancer': {
			const ingress = (status.loadBalancer?.ingress ?? []).flatMap(({ip, hostname}) => ip || hostname || []);
			return [...new Set([...ingress.sort(), ...own])].join(',') || '<pending>';
		}
		default:
			return own.join(',') || '<none>';
	}
}

function portText({port, nodePort, protocol}: NonNullable<Service['spec']['ports']>[number]): string {
	return nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}

function selectorText(selector: Readonly<Record<string, string>> | undefined): string {
	const terms = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${value}`);
	return terms.sort().join(',') || '<none>';
}
