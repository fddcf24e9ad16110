import type {FieldError} from '../api-error.ts';
import {dnsLabel, dnsSubdomain, oneOf, portNumber, supportedValue} from '../core/field-checks.ts';
import {invalid, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {EndpointSlice} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {endpointIp} from './service-validation.ts';

export const endpointSliceKind: KindDefinition<'EndpointSlice'> = {
	kind: 'EndpointSlice',
	group: 'discovery.k8s.io',
	version: 'v1',
	plural: 'endpointslices',
	singular: 'endpointslice',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	hasGeneration: true,

	setDefaults({ports}) {
		for (const port of ports ?? []) {
			port.name ??= '';
			port.protocol ||= 'TCP';
		}
	},

	validate,
	validateUpdate: (slice, previous) => [
		...validate(slice),
		...(slice.addressType === previous.addressType
			? []
			: [invalid('addressType', slice.addressType, 'field is immutable')]),
	],

	columns: [
		nameColumn,
		{name: 'AddressType', cell: ({addressType}) => addressType},
		{
			name: 'Ports',
			cell: ({ports}) =>
				firstOnes((ports ?? []).map(({port, name}) => (port === undefined ? name || '*' : String(port)))),
		},
		{name: 'Endpoints', cell: ({endpoints}) => firstOnes((endpoints ?? []).flatMap(({addresses}) => addresses))},
		ageColumn,
	],
};

const SHOWN = 3;
const ADDRESSES_LIMIT = 100;

function firstOnes(all: readonly string[]): string {
	if (all.length === 0) return '<unset>';
	const shown = all.slice(0, SHOWN).join(',');
	return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}

function validate({addressType, endpoints, ports}: EndpointSlice): FieldError[] {
	const names = (ports ?? []).map(({name}) => name ?? '');
	return [
		...oneOf('addressType', addressType, ['FQDN', 'IPv4', 'IPv6']),
		...(endpoints ?? []).flatMap(({addresses = [], hostname, nodeName}, index) => {
			const path = `endpoints[${index}]`;
			return [
				...(addresses.length === 0 ? [required(`${path}.addresses`, 'must contain at least 1 address')] : []),
				...addresses
					.slice(0, ADDRESSES_LIMIT)
					.flatMap((address, at) => validateAddress(addressType, address, `${path}.addresses[${at}]`)),
				...(nodeName === undefined ? [] : dnsSubdomain(`${path}.nodeName`, nodeName)),
				...(hostname === undefined ? [] : dnsLabel(`${path}.hostname`, hostname)),
			];
		}),
		...(ports ?? []).flatMap(({name, port, protocol}, index) => {
			const path = `ports[${index}]`;
			const repeats = names.indexOf(name ?? '') < index;
			return [
				...(name ? dnsLabel(`${path}.name`, name) : []),
				...(repeats
					? [{type: 'Duplicate', path: `${path}.name`, text: `Duplicate value: ${JSON.stringify(name ?? '')}`} as const]
					: []),
				...(port === undefined ? [] : portNumber(`${path}.port`, port)),
				...supportedValue(`${path}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
			];
		}),
	];
}

function validateAddress(addressType: string, address: string, path: string): FieldError[] {
	return addressType === 'FQDN' ? dnsSubdomain(path, address) : endpointIp(path, address);
}
