import type {EndpointSlice, Endpoints} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description} from './description.ts';
import {describeEvents} from './events.ts';

const PORT_HEADER = ['Name', 'Port', 'Protocol'];
const PORT_DASHES = ['----', '----', '--------'];

export function describeEndpoints(endpoints: Endpoints, context: DescribeContext): string {
	const {metadata, subsets} = endpoints;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.line(0, 'Subsets:');
	for (const {addresses = [], notReadyAddresses = [], ports = []} of subsets ?? []) {
		description
			.field('Addresses', addresses.map(({ip}) => ip).join(',') || '<none>', 1)
			.field('NotReadyAddresses', notReadyAddresses.map(({ip}) => ip).join(',') || '<none>', 1);
		if (ports.length > 0) {
			const rows = ports.map(({name, port, protocol}) => [name || '<unset>', String(port), protocol ?? 'TCP']);
			description.line(1, 'Ports:').table(2, PORT_HEADER, PORT_DASHES, rows);
		}
		description.line();
	}
	return describeEvents(description, endpoints, context).toString();
}

export function describeEndpointSlice(slice: EndpointSlice, context: DescribeContext): string {
	const {addressType, metadata, ports} = slice;
	const endpoints = slice.endpoints ?? [];
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('AddressType', addressType);
	if (!ports?.length) {
		description.line(0, 'Ports: <unset>');
	} else {
		const rows = ports.map(({name, port, protocol}) => [
			name || '<unset>',
			String(port ?? '<unset>'),
			protocol ?? 'TCP',
		]);
		description.line(0, 'Ports:').table(1, PORT_HEADER, PORT_DASHES, rows);
	}
	description.line(0, endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:');
	for (const {addresses, conditions, hostname, nodeName, targetRef, zone} of endpoints) {
		description
			.field('- Addresses', addresses.join(', ') || '<none>', 1)
			.line(2, 'Conditions:')
			.field('Ready', conditions?.ready ?? '<unset>', 3)
			.field('Hostname', hostname ?? '<unset>', 2);
		if (targetRef) description.field('TargetRef', `${targetRef.kind}/${targetRef.name}`, 2);
		description.field('NodeName', nodeName ?? '<unset>', 2).field('Zone', zone ?? '<unset>', 2);
	}
	return describeEvents(description, slice, context).toString();
}
