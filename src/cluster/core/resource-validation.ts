import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, required} from '../field-error.ts';
import {qualifiedNameProblems} from '../name-rules.ts';
import {canonicalQuantity, compareQuantities, parseQuantity} from '../quantity.ts';
import {qualifiedName} from './field-checks.ts';
import type {ResourceRequirements} from './pod-types.ts';

/** Problems of the resources of a container. Kubernetes reports the resources of one map in no order; here they come as written. */
export function validateResources(resources: ResourceRequirements, path: string): FieldError[] {
	const limits = entriesOf(resources.limits);
	const requests = entriesOf(resources.requests);
	const errors: FieldError[] = [];
	for (const [name, quantity] of limits) {
		const at = `${path}.limits[${name}]`;
		errors.push(...containerResourceName(at, name), ...resourceAmount(at, name, quantity));
	}
	for (const [name, quantity] of requests) {
		const at = `${path}.requests[${name}]`;
		errors.push(...containerResourceName(at, name), ...resourceAmount(at, name, quantity));
		errors.push(...withinLimit(name, quantity, limits.find(([other]) => other === name)?.[1], path));
	}
	const names = [...limits, ...requests].map(([name]) => name);
	if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
		errors.push(forbidden(path, 'HugePages require cpu or memory'));
	}
	return errors;
}

/** Problems of one amount of a resource, such as a node's capacity. */
export function resourceAmount(path: string, name: string, quantity: string): FieldError[] {
	const {nanos} = parseQuantity(quantity);
	const errors: FieldError[] = [];
	if (nanos < 0n) errors.push(invalid(path, canonicalQuantity(quantity), 'must be greater than or equal to 0'));
	const isWhole = COUNTED_RESOURCES.includes(name) || isExtended(name);
	if (isWhole && nanos % 1_000_000_000n !== 0n)
		errors.push(invalid(path, canonicalQuantity(quantity), 'must be an integer'));
	return errors;
}

const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED_RESOURCES = [
	'pods',
	'resourcequotas',
	'services',
	'replicationcontrollers',
	'secrets',
	'configmaps',
	'persistentvolumeclaims',
	'services.nodeports',
	'services.loadbalancers',
];
const STANDARD_RESOURCES = [
	...CONTAINER_RESOURCES,
	...CONTAINER_RESOURCES.flatMap(name => [`requests.${name}`, `limits.${name}`]),
	...COUNTED_RESOURCES,
	'storage',
	'requests.storage',
];

function entriesOf(amounts: Readonly<Record<string, string | number>> | undefined): [string, string][] {
	return Object.entries(amounts ?? {}).map(([name, quantity]) => [name, String(quantity)]);
}

function isHugePages(name: string): boolean {
	return name.startsWith('hugepages-');
}

function isNative(name: string): boolean {
	return !name.includes('/') || name.includes('kubernetes.io/');
}

function isExtended(name: string): boolean {
	return !isNative(name) && !name.startsWith('requests.') && qualifiedNameProblems(`requests.${name}`).length === 0;
}

function containerResourceName(path: string, name: string): FieldError[] {
	const errors = qualifiedName(path, name);
	const isPlain = !name.includes('/');
	if (errors.length === 0 && isPlain && !STANDARD_RESOURCES.includes(name) && !/^(requests\.)?hugepages-/.test(name)) {
		errors.push(invalid(path, name, 'must be a standard resource type or fully qualified'));
	}
	if (isPlain) {
		if (!CONTAINER_RESOURCES.includes(name) && !isHugePages(name)) {
			errors.push(invalid(path, name, 'must be a standard resource for containers'));
		}
	} else if (!isNative(name) && !isExtended(name)) {
		errors.push(invalid(path, name, "doesn't follow extended resource name standard"));
	}
	return errors;
}

// Only cpu, memory and ephemeral storage may be overcommitted; of everything else the request is the limit.
function withinLimit(name: string, quantity: string, limit: string | undefined, path: string): FieldError[] {
	const mayOvercommit = isNative(name) && !isHugePages(name);
	if (limit === undefined) {
		return mayOvercommit ? [] : [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')];
	}
	const difference = compareQuantities(quantity, limit);
	const bound = `${name} limit of ${canonicalQuantity(limit)}`;
	if (difference !== 0 && !mayOvercommit) {
		return [invalid(`${path}.requests`, canonicalQuantity(quantity), `must be equal to ${bound}`)];
	}
	return difference > 0
		? [invalid(`${path}.requests`, canonicalQuantity(quantity), `must be less than or equal to ${bound}`)]
		: [];
}
