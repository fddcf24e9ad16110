import type {Pod} from '../objects.ts';

// The parts of a Pod, under the names that Kubernetes gives them.

export type PodSpec = Pod['spec'];
export type PodStatus = Pod['status'];
export type Container = PodSpec['containers'][number];
export type ContainerStatus = NonNullable<PodStatus['containerStatuses']>[number];
export type ContainerPort = NonNullable<Container['ports']>[number];
export type EnvVar = NonNullable<Container['env']>[number];
export type EnvFromSource = NonNullable<Container['envFrom']>[number];
export type EnvVarSource = NonNullable<EnvVar['valueFrom']>;
export type ObjectFieldSelector = NonNullable<EnvVarSource['fieldRef']>;
export type ResourceFieldSelector = NonNullable<EnvVarSource['resourceFieldRef']>;
export type VolumeMount = NonNullable<Container['volumeMounts']>[number];
export type Probe = NonNullable<Container['livenessProbe']>;
export type Lifecycle = NonNullable<Container['lifecycle']>;
export type LifecycleHandler = NonNullable<Lifecycle['preStop']>;
export type HttpGetAction = NonNullable<Probe['httpGet']>;
export type ResourceRequirements = NonNullable<Container['resources']>;
export type SecurityContext = NonNullable<Container['securityContext']>;
export type PodSecurityContext = NonNullable<PodSpec['securityContext']>;
export type Volume = NonNullable<PodSpec['volumes']>[number];
export type ProjectedSource = NonNullable<NonNullable<Volume['projected']>['sources']>[number];
export type KeyToPath = NonNullable<NonNullable<Volume['configMap']>['items']>[number];
export type DownwardApiFile = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number];
export type Affinity = NonNullable<PodSpec['affinity']>;
export type NodeAffinity = NonNullable<Affinity['nodeAffinity']>;
export type NodeSelector = NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']>;
export type NodeSelectorTerm = NodeSelector['nodeSelectorTerms'][number];
export type NodeSelectorRequirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number];
export type PodAffinity = NonNullable<Affinity['podAffinity']>;
export type PodAffinityTerm = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];
export type Toleration = NonNullable<PodSpec['tolerations']>[number];
export type TopologySpreadConstraint = NonNullable<PodSpec['topologySpreadConstraints']>[number];
