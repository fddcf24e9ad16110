import type {IObjectMeta} from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import type {IControllerRevision} from 'kubernetes-models/apps/v1/ControllerRevision';
import type {IDaemonSet} from 'kubernetes-models/apps/v1/DaemonSet';
import type {IDeployment} from 'kubernetes-models/apps/v1/Deployment';
import type {IReplicaSet} from 'kubernetes-models/apps/v1/ReplicaSet';
import type {IStatefulSet} from 'kubernetes-models/apps/v1/StatefulSet';
import type {IHorizontalPodAutoscaler} from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type {ICronJob} from 'kubernetes-models/batch/v1/CronJob';
import type {IJob} from 'kubernetes-models/batch/v1/Job';
import type {IEndpointSlice} from 'kubernetes-models/discovery.k8s.io/v1/EndpointSlice';
import type {IPodDisruptionBudget} from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type {IPriorityClass} from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import type {IStorageClass} from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import type {IConfigMap} from 'kubernetes-models/v1/ConfigMap';
import type {IEndpoints} from 'kubernetes-models/v1/Endpoints';
import type {IEvent} from 'kubernetes-models/v1/Event';
import type {INamespace} from 'kubernetes-models/v1/Namespace';
import type {INode} from 'kubernetes-models/v1/Node';
import type {IPersistentVolume} from 'kubernetes-models/v1/PersistentVolume';
import type {IPersistentVolumeClaim} from 'kubernetes-models/v1/PersistentVolumeClaim';
import type {IPod} from 'kubernetes-models/v1/Pod';
import type {IReplicationController} from 'kubernetes-models/v1/ReplicationController';
import type {ISecret} from 'kubernetes-models/v1/Secret';
import type {IService} from 'kubernetes-models/v1/Service';
import type {IServiceAccount} from 'kubernetes-models/v1/ServiceAccount';

/** `metadata` of an object that the API server has stored. Cluster-scoped objects have no namespace. */
export interface Metadata extends IObjectMeta {
	name: string;
	uid: string;
	resourceVersion: string;
	/** RFC 3339, whole seconds, UTC */
	creationTimestamp: string;
}

// What the server guarantees of a stored object: metadata is complete, spec and status are there.
type Stored<T> = T & {metadata: Metadata};
type WithSpec<T extends {spec?: unknown}> = Stored<T> & {spec: NonNullable<T['spec']>};
type WithStatus<T extends {spec?: unknown; status?: unknown}> = WithSpec<T> & {status: NonNullable<T['status']>};

export type Pod = WithStatus<IPod>;
export type Node = WithStatus<INode>;
export type Namespace = WithStatus<INamespace>;
export type Service = WithStatus<IService>;
export type Endpoints = Stored<IEndpoints>;
export type EndpointSlice = Stored<IEndpointSlice>;
export type ConfigMap = Stored<IConfigMap>;
export type Secret = Stored<ISecret>;
export type ServiceAccount = Stored<IServiceAccount>;
export type Event = Stored<IEvent>;
export type PersistentVolume = WithStatus<IPersistentVolume>;
export type PersistentVolumeClaim = WithStatus<IPersistentVolumeClaim>;
export type StorageClass = Stored<IStorageClass>;
export type ReplicationController = WithStatus<IReplicationController>;
export type ReplicaSet = WithStatus<IReplicaSet>;
export type Deployment = WithStatus<IDeployment>;
export type StatefulSet = WithStatus<IStatefulSet>;
export type DaemonSet = WithStatus<IDaemonSet>;
export type ControllerRevision = Stored<IControllerRevision>;
export type Job = WithStatus<IJob>;
export type CronJob = WithStatus<ICronJob>;
export type HorizontalPodAutoscaler = WithStatus<IHorizontalPodAutoscaler>;
export type PodDisruptionBudget = WithStatus<IPodDisruptionBudget>;
export type PriorityClass = Stored<IPriorityClass>;

/** Every kind of the cluster by its name. Kind names are unique here, so the group is never needed to tell two apart. */
export interface Objects {
	Pod: Pod;
	Node: Node;
	Namespace: Namespace;
	Service: Service;
	Endpoints: Endpoints;
	EndpointSlice: EndpointSlice;
	ConfigMap: ConfigMap;
	Secret: Secret;
	ServiceAccount: ServiceAccount;
	Event: Event;
	PersistentVolume: PersistentVolume;
	PersistentVolumeClaim: PersistentVolumeClaim;
	StorageClass: StorageClass;
	ReplicationController: ReplicationController;
	ReplicaSet: ReplicaSet;
	Deployment: Deployment;
	StatefulSet: StatefulSet;
	DaemonSet: DaemonSet;
	ControllerRevision: ControllerRevision;
	Job: Job;
	CronJob: CronJob;
	HorizontalPodAutoscaler: HorizontalPodAutoscaler;
	PodDisruptionBudget: PodDisruptionBudget;
	PriorityClass: PriorityClass;
}

export type Kind = keyof Objects;
export type KubeObject = Objects[Kind];

/** An object on its way to the server: name or generateName given, the rest of metadata, spec defaults and status still missing. */
export type Draft<K extends Kind> = Omit<Objects[K], 'metadata' | 'spec' | 'status'> & {
	metadata: IObjectMeta;
	spec?: Objects[K] extends {spec: infer S} ? Partial<S> : never;
	status?: Objects[K] extends {status: infer S} ? Partial<S> : never;
};

/** `namespace/name`, or `name` for cluster-scoped objects: the key of an object within its kind. */
export function keyOf(object: {metadata: {namespace?: string; name: string}}): string {
	const {namespace, name} = object.metadata;
	return namespace ? `${namespace}/${name}` : name;
}

/** Inverse of `keyOf`. */
export function splitKey(key: string): {namespace: string | undefined; name: string} {
	const slash = key.indexOf('/');
	return slash < 0 ? {namespace: undefined, name: key} : {namespace: key.slice(0, slash), name: key.slice(slash + 1)};
}

/** The owner reference that has `controller: true`, if any. */
export function controllerOf(object: KubeObject): NonNullable<Metadata['ownerReferences']>[number] | undefined {
	return object.metadata.ownerReferences?.find(reference => reference.controller);
}
