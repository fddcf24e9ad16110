import type {FieldError} from '../api-error.ts';
import {duplicate, forbidden, invalid, notSupported, required} from '../field-error.ts';
import {validateEnvironment, validateEnvironmentSources} from './environment-validation.ts';
import {dnsLabel, oneOf, portName, portNumber} from './field-checks.ts';
import {validateVolumeDevices, validateVolumeMounts} from './mount-validation.ts';
import type {Container, ContainerPort, PodSpec, Volume} from './pod-types.ts';
import {validateLifecycle, validateProbes} from './probe-validation.ts';
import {validateResources} from './resource-validation.ts';
import {validateSecurityContext} from './security-context-validation.ts';

/** Problems of the containers of a Pod. @param volumes what they can mount, by name */
export function validateContainers(spec: PodSpec, volumes: ReadonlyMap<string, Volume>, path: string): FieldError[] {
	const containers = spec.containers ?? [];
	if (containers.length === 0) return [required(path)];
	const errors: FieldError[] = [];
	const names = new Set<string>();
	for (const [index, container] of containers.entries()) {
		const at = `${path}[${index}]`;
		errors.push(...validateContainer(container, spec, volumes, at));
		if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
		names.add(container.name);
		if (container.lifecycle) errors.push(...validateLifecycle(container.lifecycle, spec, `${at}.lifecycle`));
		errors.push(...validateProbes(container, at));
		if (container.restartPolicy !== undefined) {
			errors.push(forbidden(`${at}.restartPolicy`, 'may not be set for non-init containers'));
		}
	}
	return [...errors, ...hostPortConflicts(containers, path)];
}

/** Problems of the init containers of a Pod, sidecars among them. */
export function validateInitContainers(
	spec: PodSpec,
	volumes: ReadonlyMap<string, Volume>,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	const names = new Set((spec.containers ?? []).map(({name}) => name));
	for (const [index, container] of (spec.initContainers ?? []).entries()) {
		const at = `${path}[${index}]`;
		errors.push(...validateContainer(container, spec, volumes, at));
		const isSidecar = container.restartPolicy === 'Always';
		if (container.restartPolicy !== undefined && !isSidecar) {
			errors.push(notSupported(`${at}.restartPolicy`, container.restartPolicy, ['Always']));
		}
		if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
		else if (container.name) names.add(container.name);
		// Init containers run one after the other, so each has all ports for itself.
		errors.push(...hostPortConflicts([container], path));
		if (isSidecar) {
			if (container.lifecycle) errors.push(...validateLifecycle(container.lifecycle, spec, `${at}.lifecycle`));
			errors.push(...validateProbes(container, at));
		} else errors.push(...onlyForSidecars(container, at));
	}
	return errors;
}

/** What is wrong with a container in a Pod, but not in a template. */
export function validateContainersOfPod(containers: readonly Container[] | undefined, path: string): FieldError[] {
	return (containers ?? []).flatMap(({image = ''}, index) =>
		image === image.trim()
			? []
			: [invalid(`${path}[${index}].image`, image, 'must not have leading or trailing whitespace')],
	);
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

function validateContainer(
	container: Container,
	spec: PodSpec,
	volumes: ReadonlyMap<string, Volume>,
	path: string,
): FieldError[] {
	const {name, image, terminationMessagePolicy, resources, securityContext} = container;
	return [
		...(name ? dnsLabel(`${path}.name`, name) : [required(`${path}.name`)]),
		...(image ? [] : [required(`${path}.image`)]),
		...oneOf(`${path}.terminationMessagePolicy`, terminationMessagePolicy, ['File', 'FallbackToLogsOnError']),
		...validatePorts(container.ports ?? [], `${path}.ports`),
		...validateEnvironment(container.env ?? [], `${path}.env`),
		...validateEnvironmentSources(container.envFrom ?? [], `${path}.envFrom`),
		...validateVolumeMounts(container, volumes, `${path}.volumeMounts`),
		...validateVolumeDevices(container, volumes, `${path}.volumeDevices`),
		...oneOf(`${path}.imagePullPolicy`, container.imagePullPolicy, PULL_POLICIES),
		...(resources ? validateResources(resources, `${path}.resources`) : []),
		...validateResizePolicies(container, spec, `${path}.resizePolicy`),
		...(securityContext
			? validateSecurityContext(securityContext, spec.hostUsers !== false, `${path}.securityContext`)
			: []),
	];
}

function validatePorts(ports: readonly ContainerPort[], path: string): FieldError[] {
	const names = new Set<string>();
	return ports.flatMap(({name, containerPort, hostPort, protocol}, index) => {
		const at = `${path}[${index}]`;
		const errors: FieldError[] = [];
		if (name) {
			const problems = portName(`${at}.name`, name);
			errors.push(...problems);
			if (problems.length === 0 && names.has(name)) errors.push(duplicate(`${at}.name`, name));
			if (problems.length === 0) names.add(name);
		}
		const portPath = `${at}.containerPort`;
		errors.push(...(containerPort ? portNumber(portPath, containerPort) : [required(portPath)]));
		if (hostPort) errors.push(...portNumber(`${at}.hostPort`, hostPort));
		return [...errors, ...oneOf(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP'])];
	});
}

function validateResizePolicies({resizePolicy}: Container, spec: PodSpec, path: string): FieldError[] {
	const seen = new Set<string>();
	return (resizePolicy ?? []).flatMap(({resourceName, restartPolicy}, index) => {
		const errors = seen.has(resourceName) ? [duplicate(`${path}[${index}]`, resourceName)] : [];
		seen.add(resourceName);
		errors.push(...oneOf(path, resourceName, ['cpu', 'memory']));
		errors.push(...oneOf(path, restartPolicy, ['NotRequired', 'RestartContainer']));
		if (spec.restartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
			const text = "must be 'NotRequired' when `restartPolicy` is 'Never'";
			errors.push(invalid(path, restartPolicy, text));
		}
		return errors;
	});
}

function onlyForSidecars(container: Container, path: string): FieldError[] {
	const fields = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;
	return fields
		.filter(field => container[field] !== undefined)
		.map(field => forbidden(`${path}.${field}`, 'may not be set for init containers without restartPolicy=Always'));
}

function hostPortConflicts(containers: readonly Container[], path: string): FieldError[] {
	const taken = new Set<string>();
	const errors: FieldError[] = [];
	for (const [index, container] of containers.entries()) {
		for (const [portIndex, {protocol, hostIP = '', hostPort}] of (container.ports ?? []).entries()) {
			if (!hostPort) continue;
			const binding = `${protocol}/${hostIP}/${hostPort}`;
			if (taken.has(binding)) errors.push(duplicate(`${path}[${index}].ports[${portIndex}].hostPort`, binding));
			taken.add(binding);
		}
	}
	return errors;
}
