import type {FieldError} from '../api-error.ts';
import {dnsLabel, dnsSubdomain, oneOf, portNumber} from '../core/field-checks.ts';
import {required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {Endpoints} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {endpointIp} from './service-validation.ts';

type Subset = NonNullable<Endpoints['subsets']>[number];

export const endpointsKind: KindDefinition<'Endpoints'> = {
	kind: 'Endpoints',
	group: '',
	version: 'v1',
	plural: 'endpoints',
	singular: 'endpoints',
	shortNames: ['ep'],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: false,

	setDefaults({subsets}) {
		for (const {ports} of subsets ?? []) for (const port of ports ?? []) port.protocol ||= 'TCP';
	},

	validate: endpoints => validateSubsets(endpoints),
	validateUpdate: endpoints => validateSubsets(endpoints),
	columns: [nameColumn, {name: 'Endpoints', cell: endpointsText}, ageColumn],
};

const SHOWN = 3;

/** The ready addresses of Endpoints with their ports, of many only the first three; `<none>` if there are not even unready ones. */
function endpointsText({subsets = []}: Endpoints): string {
	if (subsets.length === 0) return '<none>';
	const all = subsets.flatMap(({addresses = [], ports = []}) => {
		if (ports.length === 0) return addresses.map(({ip}) => ip);
		return ports.flatMap(({port}) => addresses.map(({ip}) => `${ip}:${port}`));
	});
	const shown = all.slice(0, SHOWN).join(',');
	return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}

function validateSubsets({subsets = []}: Endpoints): FieldError[] {
	return subsets.flatMap((subset, index) => {
		const path = `subsets[${index}]`;
		const {addresses = [], notReadyAddresses = [], ports = []} = subset;
		const isEmpty = addresses.length + notReadyAddresses.length === 0;
		return [
			...(isEmpty ? [required(path, 'must specify `addresses` or `notReadyAddresses`')] : []),
			...validateAddresses(addresses, `${path}.addresses`),
			...validateAddresses(notReadyAddresses, `${path}.notReadyAddresses`),
			...ports.flatMap((port, at) => validatePort(port, ports.length > 1, `${path}.ports[${at}]`)),
		];
	});
}

function validateAddresses(addresses: NonNullable<Subset['addresses']>, path: string): FieldError[] {
	return addresses.flatMap(({ip, hostname, nodeName}, index) => [
		...(hostname ? dnsLabel(`${path}[${index}].hostname`, hostname) : []),
		...(nodeName === undefined ? [] : dnsSubdomain(`${path}[${index}].nodeName`, nodeName)),
		...endpointIp(`${path}[${index}].ip`, ip),
	]);
}

function validatePort(
	{name, port, protocol}: NonNullable<Subset['ports']>[number],
	needsName: boolean,
	path: string,
): FieldError[] {
	return [
		...(name ? dnsLabel(`${path}.name`, name) : needsName ? [required(`${path}.name`)] : []),
		...portNumber(`${path}.port`, port ?? 0),
		...oneOf(`${path}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
	];
}
