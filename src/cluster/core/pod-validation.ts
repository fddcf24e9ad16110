import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import type {FieldError} from '../api-error.ts';
import {forbidden, invalid, required} from '../field-error.ts';
import type {Pod} from '../objects.ts';
import {validateAffinity} from './affinity-validation.ts';
import {validateContainers, validateContainersOfPod, validateInitContainers} from './container-validation.ts';
import {
	annotations,
	dnsLabel,
	dnsSubdomain,
	ipAddress,
	labels,
	numberBetween,
	oneOf,
	qualifiedName,
	supportedValue,
} from './field-checks.ts';
import type {PodSpec} from './pod-types.ts';
import {
	validateSchedulingGates,
	validateTolerations,
	validateTopologySpreadConstraints,
} from './scheduling-validation.ts';
import {validateHostUsers, validatePodSecurityContext} from './security-context-validation.ts';
import {validateVolumes} from './volume-validation.ts';

/** Problems of a new Pod beyond its name and labels. */
export function validatePod({metadata, spec}: Pod): FieldError[] {
	const errors = [
		...validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations'),
		...validatePodSpec(spec, 'spec', metadata.name, true),
		...validateContainersOfPod(spec.containers, 'spec.containers'),
		...validateContainersOfPod(spec.initContainers, 'spec.initContainers'),
	];
	if (spec.ephemeralContainers?.length) {
		errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
	}
	if (spec.nodeName && spec.schedulingGates?.length) {
		errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
	}
	return errors;
}

/** Problems of the template of a workload. Kubernetes names labels and annotations of a template without `metadata`. */
export function validatePodTemplate(template: IPodTemplateSpec, path: string): FieldError[] {
	const {metadata} = template;
	const spec: PodSpec = template.spec ?? {containers: []};
	return [
		...labels(`${path}.labels`, metadata?.labels),
		...annotations(`${path}.annotations`, metadata?.annotations),
		...validatePodAnnotations(metadata?.annotations, spec, `${path}.annotations`),
		...validatePodSpec(spec, `${path}.spec`),
		...(spec.ephemeralContainers?.length
			? [forbidden(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')]
			: []),
	];
}

const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

/**
 * Problems of a Pod spec after defaulting, in the order in which Kubernetes reports them.
 * @param podName of the Pod; undefined in a template
 * @param isPod false for the spec of a template
 */
export function validatePodSpec(spec: PodSpec, path: string, podName?: string, isPod = false): FieldError[] {
	const grace = `${path}.terminationGracePeriodSeconds`;
	const {errors, usable} = validateVolumes(spec.volumes ?? [], podName, `${path}.volumes`);
	return [
		...(spec.terminationGracePeriodSeconds === undefined ? [required(grace)] : []),
		...errors,
		...validateContainers(spec, usable, `${path}.containers`),
		...validateInitContainers(spec, usable, `${path}.initContainers`),
		...validateHostNetworkPorts(spec, isPod, `${path}.containers`),
		...oneOf(`${path}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']),
		...oneOf(`${path}.dnsPolicy`, spec.dnsPolicy, DNS_POLICIES),
		...labels(`${path}.nodeSelector`, spec.nodeSelector),
		...validatePodSecurityContext(spec, `${path}.securityContext`),
		...(spec.affinity ? validateAffinity(spec.affinity, `${path}.affinity`) : []),
		...validateDnsConfig(spec, `${path}.dnsConfig`),
		...(spec.readinessGates ?? []).flatMap(({conditionType}, index) =>
			qualifiedName(`${path}.readinessGates[${index}].conditionType`, conditionType),
		),
		...validateSchedulingGates(spec.schedulingGates ?? [], `${path}.schedulingGates`),
		...validateTopologySpreadConstraints(spec.topologySpreadConstraints ?? [], `${path}.topologySpreadConstraints`),
		...validateHostUsers(spec, path),
		...validateNames(spec, path),
		...validateOs(spec, path),
	];
}

function validateNames(spec: PodSpec, path: string): FieldError[] {
	const {serviceAccountName, nodeName, activeDeadlineSeconds, hostname, subdomain, priorityClassName} = spec;
	const deadlinePath = `${path}.activeDeadlineSeconds`;
	return [
		...(serviceAccountName ? dnsSubdomain(`${path}.serviceAccountName`, serviceAccountName) : []),
		...(nodeName ? dnsSubdomain(`${path}.nodeName`, nodeName) : []),
		...(activeDeadlineSeconds === undefined
			? []
			: numberBetween(deadlinePath, activeDeadlineSeconds, 1, 2_147_483_647)),
		...(hostname ? dnsLabel(`${path}.hostname`, hostname) : []),
		...(subdomain ? dnsLabel(`${path}.subdomain`, subdomain) : []),
		...validateTolerations(spec.tolerations ?? [], `${path}.tolerations`),
		...(spec.hostAliases ?? []).flatMap(({ip, hostnames = []}, index) => [
			...ipAddress(`${path}.hostAliases[${index}].ip`, ip),
			...hostnames.flatMap((name, at) => dnsSubdomain(`${path}.hostAliases[${index}].hostnames[${at}]`, name)),
		]),
		...(priorityClassName ? dnsSubdomain(`${path}.priorityClassName`, priorityClassName) : []),
		...(spec.runtimeClassName === undefined ? [] : dnsSubdomain(`${path}.runtimeClassName`, spec.runtimeClassName)),
		...supportedValue(`${path}.preemptionPolicy`, spec.preemptionPolicy, ['PreemptLowerPriority', 'Never']),
	];
}

function validateOs({os}: PodSpec, path: string): FieldError[] {
	if (!os) return [];
	return os.name ? supportedValue(`${path}.os`, os.name, ['linux', 'windows']) : [required(`${path}.os.name`)];
}

// On the node's own network a port can't be mapped to another one.
function validateHostNetworkPorts(spec: PodSpec, isPod: boolean, path: string): FieldError[] {
	if (!spec.hostNetwork) return [];
	return (spec.containers ?? []).flatMap(({ports = []}, index) =>
		ports.flatMap(({hostPort = 0, containerPort}, portIndex) => {
			if (hostPort === containerPort || (hostPort === 0 && !isPod)) return [];
			const text = 'must match `containerPort` when `hostNetwork` is true';
			return [invalid(`${path}[${index}].ports[${portIndex}].hostPort`, hostPort, text)];
		}),
	);
}

function validateDnsConfig({dnsConfig, dnsPolicy}: PodSpec, path: string): FieldError[] {
	if (dnsPolicy === 'None') {
		if (!dnsConfig) return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')];
		const text = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
		if (!dnsConfig.nameservers?.length) return [required(`${path}.nameservers`, text)];
	}
	const {nameservers = [], searches = [], options = []} = dnsConfig ?? {};
	const errors: FieldError[] = [];
	if (nameservers.length > 3) {
		errors.push(invalid(`${path}.nameservers`, nameservers, 'must not have more than 3 nameservers'));
	}
	errors.push(...nameservers.flatMap((server, index) => ipAddress(`${path}.nameservers[${index}]`, server)));
	if (searches.length > 32) {
		errors.push(invalid(`${path}.searches`, searches, 'must not have more than 32 search paths'));
	}
	if (searches.join(' ').length > 2048) {
		const text = 'must not have more than 2048 characters (including spaces) in the search list';
		errors.push(invalid(`${path}.searches`, searches, text));
	}
	for (const [index, search] of searches.entries()) {
		// Underscores are allowed here, as they occur in SRV names.
		const plain = search.replace(/\.$/, '').replaceAll('_', 'a');
		if (search !== '.' && dnsSubdomain('', plain).length > 0) {
			errors.push(...dnsSubdomain(`${path}.searches[${index}]`, search.replace(/\.$/, '')));
		}
	}
	for (const [index, {name}] of options.entries()) {
		if (!name) errors.push(required(`${path}.options[${index}]`, 'must not be empty'));
	}
	return errors;
}

/** Problems of the annotations that mean something to a Pod. */
export function validatePodAnnotations(
	all: Readonly<Record<string, string>> | undefined,
	spec: PodSpec,
	path: string,
): FieldError[] {
	const errors: FieldError[] = [];
	const mirror = all?.['kubernetes.io/config.mirror'];
	if (mirror !== undefined && !spec.nodeName) {
		const text = 'must set spec.nodeName if mirror pod annotation is set';
		errors.push(invalid(`${path}[kubernetes.io/config.mirror]`, mirror, text));
	}
	const cost = all?.['controller.kubernetes.io/pod-deletion-cost'];
	if (cost !== undefined && !isDeletionCost(cost)) {
		const at = `${path}[controller.kubernetes.io/pod-deletion-cost]`;
		errors.push(invalid(at, cost, 'must be a 32bit integer'));
	}
	return errors;
}

// As Kubernetes reads it: no plus sign, no leading zeros.
function isDeletionCost(text: string): boolean {
	return /^(0|-?[1-9]\d*)$/.test(text) && Math.abs(Number(text)) <= 2_147_483_647;
}
