import {ageOf} from '../../cluster/duration.ts';
import {controllerOf, type KubeObject, type Pod} from '../../cluster/objects.ts';
import {describeContainers, describeResources} from './containers.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime} from './description.ts';
import {describeEvents} from './events.ts';
import {describeScheduling, describeTopologySpread} from './scheduling.ts';
import {describeVolumes} from './volumes.ts';

export function describePod(pod: Pod, context: DescribeContext): string {
	const {spec, status} = pod;
	const description = new Description();
	describeIdentity(description, pod);
	describeState(description, pod, context);
	describeAddresses(description, pod);
	describeController(description, pod);
	if (status.nominatedNodeName) description.field('NominatedNodeName', status.nominatedNodeName);
	if (spec.resources) {
		description.line(0, 'Resources:');
		describeResources(description, spec.resources, 1);
	}
	if (spec.initContainers?.length)
		describeContainers(description, 'Init Containers', spec.initContainers, {
			pod,
			statuses: status.initContainerStatuses,
		});
	describeContainers(description, 'Containers', spec.containers, {pod, statuses: status.containerStatuses});
	describeConditions(description, pod);
	describeVolumes(description, spec.volumes);
	description.field('QoS Class', status.qosClass);
	describeScheduling(description, spec);
	describeTopologySpread(description, spec.topologySpreadConstraints);
	return describeEvents(description, pod, context).toString();
}

/** `Controlled By: ReplicaSet/web-5d8c`, if anything controls the object. */
export function describeController(description: Description, object: KubeObject): void {
	const controller = controllerOf(object);
	if (controller) description.field('Controlled By', `${controller.kind}/${controller.name}`);
}

function describeIdentity(description: Description, {metadata, spec, status}: Pod): void {
	description.field('Name', metadata.name).field('Namespace', metadata.namespace);
	if (spec.priority !== undefined) description.field('Priority', spec.priority);
	if (spec.priorityClassName) description.field('Priority Class Name', spec.priorityClassName);
	if (spec.runtimeClassName) description.field('Runtime Class Name', spec.runtimeClassName);
	if (spec.serviceAccountName) description.field('Service Account', spec.serviceAccountName);
	description.field('Node', spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>');
	if (status.startTime) description.field('Start Time', formatLongTime(status.startTime));
	description.labels('Labels', metadata.labels).annotations(metadata.annotations);
}

function describeState(description: Description, {metadata, spec, status}: Pod, {nowMs}: DescribeContext): void {
	if (metadata.deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded') {
		description
			.field('Status', `Terminating (lasts ${ageOf(metadata.deletionTimestamp, nowMs)})`)
			.field('Termination Grace Period', `${metadata.deletionGracePeriodSeconds ?? 0}s`);
	} else {
		description.field('Status', status.phase);
	}
	if (status.reason) description.field('Reason', status.reason);
	if (status.message) description.field('Message', status.message);
	const seccomp = spec.securityContext?.seccompProfile;
	if (seccomp) description.field('SeccompProfile', seccomp.type);
	if (seccomp?.type === 'Localhost') description.field('LocalhostProfile', seccomp.localhostProfile);
}

function describeAddresses(description: Description, {status}: Pod): void {
	description.field('IP', status.podIP);
	if (!status.podIPs?.length) {
		description.field('IPs', '<none>');
		return;
	}
	description.line(0, 'IPs:');
	for (const {ip} of status.podIPs) description.field('IP', ip, 1);
}

// kubectl leaves a blank behind both cells.
function describeConditions(description: Description, {spec, status}: Pod): void {
	const conditions = status.conditions ?? [];
	if (spec.readinessGates?.length) {
		description.line(0, 'Readiness Gates:').line(1, 'Type', 'Status');
		for (const {conditionType} of spec.readinessGates) {
			const condition = conditions.find(({type}) => type === conditionType);
			description.line(1, `${conditionType} `, `${condition?.status ?? '<none>'} `);
		}
	}
	if (conditions.length === 0) return;
	description.line(0, 'Conditions:').line(1, 'Type', 'Status');
	for (const {status: value, type} of conditions) description.line(1, `${type} `, `${value} `);
}
