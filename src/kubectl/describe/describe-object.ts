import type {Kind, KubeObject, Objects} from '../../cluster/objects.ts';
import {describeConfigMap} from './config-map.ts';
import type {DescribeContext} from './context.ts';
import {describeCronJob} from './cron-job.ts';
import {describeDaemonSet} from './daemon-set.ts';
import {describeDeployment} from './deployment.ts';
import {describeEndpointSlice, describeEndpoints} from './endpoints.ts';
import {describeGenerically} from './generic.ts';
import {describeHorizontalPodAutoscaler} from './horizontal-pod-autoscaler.ts';
import {describeJob} from './job.ts';
import {describeNamespace} from './namespace.ts';
import {describeNode} from './node.ts';
import {describePersistentVolume} from './persistent-volume.ts';
import {describePersistentVolumeClaim} from './persistent-volume-claim.ts';
import {describePod} from './pod.ts';
import {describePodDisruptionBudget} from './pod-disruption-budget.ts';
import {describePriorityClass} from './priority-class.ts';
import {describeReplicaSet} from './replica-set.ts';
import {describeReplicationController} from './replication-controller.ts';
import {describeSecret} from './secret.ts';
import {describeService} from './service.ts';
import {describeServiceAccount} from './service-account.ts';
import {describeStatefulSet} from './stateful-set.ts';
import {describeStorageClass} from './storage-class.ts';

type Describers = {readonly [K in Kind]: (object: Objects[K], context: DescribeContext) => string};

const DESCRIBERS: Describers = {
	Pod: describePod,
	Node: describeNode,
	Namespace: describeNamespace,
	Service: describeService,
	Endpoints: describeEndpoints,
	EndpointSlice: describeEndpointSlice,
	ConfigMap: describeConfigMap,
	Secret: describeSecret,
	ServiceAccount: describeServiceAccount,
	Event: describeGenerically,
	PersistentVolume: describePersistentVolume,
	PersistentVolumeClaim: describePersistentVolumeClaim,
	StorageClass: describeStorageClass,
	ReplicationController: describeReplicationController,
	ReplicaSet: describeReplicaSet,
	Deployment: describeDeployment,
	StatefulSet: describeStatefulSet,
	DaemonSet: describeDaemonSet,
	ControllerRevision: describeGenerically,
	Job: describeJob,
	CronJob: describeCronJob,
	HorizontalPodAutoscaler: describeHorizontalPodAutoscaler,
	PodDisruptionBudget: describePodDisruptionBudget,
	PriorityClass: describePriorityClass,
};

/** What `kubectl describe` prints of one object. */
export function describeObject(object: KubeObject, context: DescribeContext): string {
	const describe = DESCRIBERS[object.kind] as (object: KubeObject, context: DescribeContext) => string;
	return describe(object, context);
}
