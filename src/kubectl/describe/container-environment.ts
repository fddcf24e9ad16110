import type {Pod} from '../../cluster/objects.ts';
import {quantityValue} from '../../cluster/quantity.ts';
import type {Container} from './containers.ts';
import type {Description} from './description.ts';

type Variable = NonNullable<Container['env']>[number];
type ResourceReference = NonNullable<NonNullable<Variable['valueFrom']>['resourceFieldRef']>;

/** `Environment Variables from` and `Environment` of a container. Values of references are shown only where kubectl can know them. */
export function describeEnvironment(description: Description, container: Container, pod: Pod | undefined): void {
	if (container.envFrom?.length) {
		description.line(2, 'Environment Variables from:');
		for (const {configMapRef, secretRef, prefix} of container.envFrom) {
			const kind = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
			const source = configMapRef ?? secretRef;
			const origin = prefix ? `${kind} with prefix '${prefix}'` : kind;
			description.line(3, source?.name ?? '', origin, `Optional: ${source?.optional ?? false}`);
		}
	}
	if (!container.env?.length) {
		description.field('Environment', '<none>', 2);
		return;
	}
	description.line(2, 'Environment:');
	for (const variable of container.env) describeVariable(description, variable, container, pod);
}

function describeVariable(
	description: Description,
	{name, value = '', valueFrom}: Variable,
	container: Container,
	pod: Pod | undefined,
): void {
	if (!valueFrom) {
		for (const [index, line] of value.split('\n').entries()) description.line(3, index === 0 ? `${name}:` : '', line);
		return;
	}
	const {fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef} = valueFrom;
	if (fieldRef) {
		const shown = pod ? podField(pod, fieldRef.fieldPath) : '';
		description.field(name, `${shown} (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`, 3);
	} else if (resourceFieldRef) {
		description.field(name, `${resourceField(container, resourceFieldRef)} (${resourceFieldRef.resource})`, 3);
	} else if (secretKeyRef) {
		const {key, name: secret = '', optional = false} = secretKeyRef;
		description.line(3, `${name}:`, `<set to the key '${key}' in secret '${secret}'>`, `Optional: ${optional}`);
	} else if (configMapKeyRef) {
		const {key, name: configMap = '', optional = false} = configMapKeyRef;
		description.line(3, `${name}:`, `<set to the key '${key}' of config map '${configMap}'>`, `Optional: ${optional}`);
	}
}

// kubectl resolves the two fields that every kind has, and leaves all others empty.
function podField(pod: Pod, path: string): string {
	if (path === 'metadata.name') return pod.metadata.name;
	if (path === 'metadata.namespace') return pod.metadata.namespace ?? '';
	return '';
}

function resourceField(container: Container, {resource, divisor}: ResourceReference): string {
	const [list, name] = resource.split('.') as [string, string];
	const amounts = list === 'limits' ? container.resources?.limits : container.resources?.requests;
	const amount = quantityValue(String(amounts?.[name] ?? '0'));
	const unit = quantityValue(String(divisor ?? '1')) || 1;
	const value = Math.ceil(amount / unit);
	return value === 0 && (resource === 'limits.cpu' || resource === 'limits.memory')
		? 'node allocatable'
		: String(value);
}
