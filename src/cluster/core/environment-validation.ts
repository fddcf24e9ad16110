import type {FieldError} from '../api-error.ts';
import {invalid, notSupported, required} from '../field-error.ts';
import {configKeyProblems} from '../name-rules.ts';
import {canonicalQuantity, quantityValue} from '../quantity.ts';
import {dnsSubdomain, qualifiedName} from './field-checks.ts';
import type {EnvFromSource, EnvVar, EnvVarSource, ObjectFieldSelector, ResourceFieldSelector} from './pod-types.ts';

/** Problems of the list `env` of a container. */
export function validateEnvironment(variables: readonly EnvVar[], path: string): FieldError[] {
	return variables.flatMap((variable, index) => {
		const at = `${path}[${index}]`;
		const name = variable.name ? variableName(`${at}.name`, variable.name) : [required(`${at}.name`)];
		const {valueFrom} = variable;
		return valueFrom ? [...name, ...validateSource(valueFrom, Boolean(variable.value), `${at}.valueFrom`)] : name;
	});
}

/** Problems of the list `envFrom` of a container. */
export function validateEnvironmentSources(sources: readonly EnvFromSource[], path: string): FieldError[] {
	const errors: FieldError[] = [];
	for (const [index, {prefix, configMapRef, secretRef}] of sources.entries()) {
		const at = `${path}[${index}]`;
		if (prefix) errors.push(...variableName(`${at}.prefix`, prefix));
		if (configMapRef) errors.push(...referenceName(`${at}.configMapRef.name`, configMapRef.name));
		if (secretRef) errors.push(...referenceName(`${at}.secretRef.name`, secretRef.name));
		// Kubernetes reports these two for the whole list.
		if (!configMapRef && !secretRef) {
			errors.push(invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'));
		} else if (configMapRef && secretRef) {
			errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
		}
	}
	return errors;
}

/** Problems of a reference to a field of the Pod, in a variable or in a volume. @param known the fields that may be named, sorted */
export function validateFieldReference(
	{apiVersion, fieldPath}: ObjectFieldSelector,
	known: readonly string[],
	path: string,
): FieldError[] {
	if (!apiVersion) return [required(`${path}.apiVersion`)];
	if (!fieldPath) return [required(`${path}.fieldPath`)];
	const unknown = (problem: string) => [
		invalid(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${problem}`),
	];
	if (apiVersion !== 'v1') return unknown(`unsupported pod version: ${apiVersion}`);
	const [, map, key] = /^(.*)\['(.*)'\]$/.exec(fieldPath) ?? [];
	if (map !== undefined && key !== undefined) {
		if (map === 'metadata.annotations') return qualifiedName(path, key.toLowerCase());
		if (map === 'metadata.labels') return qualifiedName(path, key);
		return unknown(`field label does not support subscript: ${fieldPath}`);
	}
	if (!POD_FIELDS.includes(fieldPath)) return unknown(`field label not supported: ${fieldPath}`);
	return known.includes(fieldPath) ? [] : [notSupported(`${path}.fieldPath`, fieldPath, known)];
}

/** Problems of a reference to a request or limit. In a volume the container has to be named. */
export function validateResourceReference(
	{containerName, resource, divisor}: ResourceFieldSelector,
	inVolume: boolean,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	if (inVolume && !containerName) errors.push(required(`${path}.containerName`));
	else if (!resource) errors.push(required(`${path}.resource`));
	else if (!RESOURCE_FIELDS.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource)) {
		errors.push(notSupported(`${path}.resource`, resource, RESOURCE_FIELDS));
	}
	return [...errors, ...validateDivisor(resource, divisor, path)];
}

const VARIABLE_FIELDS = [
	'metadata.name',
	'metadata.namespace',
	'metadata.uid',
	'spec.nodeName',
	'spec.serviceAccountName',
	'status.hostIP',
	'status.hostIPs',
	'status.podIP',
	'status.podIPs',
];

const POD_FIELDS = [
	...VARIABLE_FIELDS,
	'metadata.annotations',
	'metadata.labels',
	'spec.restartPolicy',
	'spec.schedulerName',
	'status.phase',
];

const RESOURCE_FIELDS = [
	'limits.cpu',
	'limits.ephemeral-storage',
	'limits.memory',
	'requests.cpu',
	'requests.ephemeral-storage',
	'requests.memory',
];

const SIZE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

function variableName(path: string, name: string): FieldError[] {
	if (/^[ -<>-~]*$/.test(name)) return [];
	const rule = "a valid environment variable name must consist only of printable ASCII characters other than '='";
	return [invalid(path, name, rule)];
}

function referenceName(path: string, name: string | undefined): FieldError[] {
	return name ? dnsSubdomain(path, name) : [required(path)];
}

function validateSource(source: EnvVarSource, hasValue: boolean, path: string): FieldError[] {
	const {fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef} = source;
	const errors: FieldError[] = [];
	if (fieldRef) errors.push(...validateFieldReference(fieldRef, VARIABLE_FIELDS, `${path}.fieldRef`));
	if (resourceFieldRef) errors.push(...validateResourceReference(resourceFieldRef, false, `${path}.resourceFieldRef`));
	if (configMapKeyRef) errors.push(...validateKeyReference(configMapKeyRef, `${path}.configMapKeyRef`));
	if (secretKeyRef) errors.push(...validateKeyReference(secretKeyRef, `${path}.secretKeyRef`));
	const given = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef].filter(one => one !== undefined).length;
	if (given === 0) {
		const sources = '`fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
		errors.push(invalid(path, '', `must specify one of: ${sources}`));
	} else if (hasValue) {
		errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
	} else if (given > 1) {
		errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
	}
	return errors;
}

function validateKeyReference({name = '', key}: {name?: string; key: string}, path: string): FieldError[] {
	const keyPath = `${path}.key`;
	return [
		...dnsSubdomain(`${path}.name`, name),
		...(key ? configKeyProblems(key).map(text => invalid(keyPath, key, text)) : [required(keyPath)]),
	];
}

function validateDivisor(resource: string, divisor: string | number | undefined, path: string): FieldError[] {
	const text = String(divisor ?? '0');
	if (quantityValue(text) === 0) return [];
	const name = /^(?:limits|requests)\.(.*)$/.exec(resource)?.[1] ?? '';
	const allowed = name === 'cpu' ? ['1m', '1'] : SIZE_DIVISORS;
	const described: Record<string, string> = {
		cpu: 'the cpu resource',
		memory: 'the memory resource',
		'ephemeral-storage': 'the local ephemeral storage resource',
	};
	const what = name.startsWith('hugepages-') ? 'the hugepages resource' : described[name];
	if (!what || allowed.includes(canonicalQuantity(text))) return [];
	const values = name === 'cpu' ? '1m and 1' : allowed.join(', ');
	return [invalid(`${path}.divisor`, resource, `only divisor's values ${values} are supported with ${what}`)];
}
