import {configMapKind} from './core/config-map.ts';
import {eventKind} from './core/event.ts';
import {namespaceKind} from './core/namespace.ts';
import {nodeKind} from './core/node.ts';
import {podKind} from './core/pod.ts';
import {priorityClassKind} from './core/priority-class.ts';
import {secretKind} from './core/secret.ts';
import {serviceAccountKind} from './core/service-account.ts';
import type {KindDefinition} from './kind.ts';
import {endpointSliceKind} from './network/endpoint-slice.ts';
import {endpointsKind} from './network/endpoints.ts';
import {serviceKind} from './network/service.ts';
import type {Kind} from './objects.ts';
import {persistentVolumeKind} from './storage/persistent-volume.ts';
import {persistentVolumeClaimKind} from './storage/persistent-volume-claim.ts';
import {storageClassKind} from './storage/storage-class.ts';
import {controllerRevisionKind} from './workloads/controller-revision.ts';
import {cronJobKind} from './workloads/cron-job.ts';
import {daemonSetKind} from './workloads/daemon-set.ts';
import {deploymentKind} from './workloads/deployment.ts';
import {horizontalPodAutoscalerKind} from './workloads/horizontal-pod-autoscaler.ts';
import {jobKind} from './workloads/job.ts';
import {podDisruptionBudgetKind} from './workloads/pod-disruption-budget.ts';
import {replicaSetKind} from './workloads/replica-set.ts';
import {replicationControllerKind} from './workloads/replication-controller.ts';
import {statefulSetKind} from './workloads/stateful-set.ts';

/** Every kind that the cluster serves, core group first, then by group as `kubectl api-resources` lists them. */
const kinds: {readonly [K in Kind]: KindDefinition<K>} = {
	ConfigMap: configMapKind,
	Endpoints: endpointsKind,
	Event: eventKind,
	Namespace: namespaceKind,
	Node: nodeKind,
	PersistentVolumeClaim: persistentVolumeClaimKind,
	PersistentVolume: persistentVolumeKind,
	Pod: podKind,
	ReplicationController: replicationControllerKind,
	Secret: secretKind,
	ServiceAccount: serviceAccountKind,
	Service: serviceKind,
	ControllerRevision: controllerRevisionKind,
	DaemonSet: daemonSetKind,
	Deployment: deploymentKind,
	ReplicaSet: replicaSetKind,
	StatefulSet: statefulSetKind,
	HorizontalPodAutoscaler: horizontalPodAutoscalerKind,
	CronJob: cronJobKind,
	Job: jobKind,
	EndpointSlice: endpointSliceKind,
	PodDisruptionBudget: podDisruptionBudgetKind,
	PriorityClass: priorityClassKind,
	StorageClass: storageClassKind,
};

const definitions: readonly KindDefinition[] = Object.values(kinds as unknown as Record<string, KindDefinition>);

/** The definition of a kind, with the kind's own type. */
export function kindOf<K extends Kind>(kind: K): KindDefinition<K> {
	return kinds[kind];
}

/** All definitions in the order of `kinds`. */
export function allKinds(): readonly KindDefinition[] {
	return definitions;
}

/** The kind of a manifest, e.g. `apps/v1`, `Deployment`; exact case, as the server wants it. */
export function findKind(apiVersion: string, kind: string): KindDefinition | undefined {
	return definitions.find(one => one.kind === kind && apiVersionOf(one) === apiVersion);
}

/**
 * A resource as people type it: plural, singular or kind in any case, or short name as it is, alone or with its group (`deployments.apps`,
 * `deployments.v1.apps`).
 */
export function findResource(name: string, group?: string, version?: string): KindDefinition | undefined {
	const wanted = name.toLowerCase();
	const found = definitions.find(
		one =>
			(group === undefined || one.group === group) &&
			(version === undefined || one.version === version) &&
			(one.plural === wanted ||
				one.singular === wanted ||
				one.shortNames.includes(name) ||
				one.kind.toLowerCase() === wanted),
	);
	const dot = wanted.indexOf('.');
	if (found || dot < 0 || group !== undefined) return found;
	const resource = wanted.slice(0, dot);
	const rest = wanted.slice(dot + 1);
	const [first = '', ...others] = rest.split('.');
	return findResource(resource, rest) ?? findResource(resource, others.join('.'), first);
}

/** `apps/v1`, or `v1` in the core group. */
export function apiVersionOf({group, version}: KindDefinition): string {
	return group === '' ? version : `${group}/${version}`;
}

/** The resource with its group, as messages name it: `deployments.apps`, `pods`. */
export function resourceName({plural, group}: KindDefinition): string {
	return group === '' ? plural : `${plural}.${group}`;
}
