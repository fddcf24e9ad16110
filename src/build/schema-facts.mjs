// What the published types don't say of Kubernetes 1.34. Fields are named by their type: `Container.resources`.

/** Optional numbers, booleans and texts that Kubernetes keeps when they are 0, false or empty; all others then vanish. By field name … */
export const KEPT_WHEN_ZERO = new Set(
	`activeDeadlineSeconds allocateLoadBalancerNodePorts allowPrivilegeEscalation allowVolumeExpansion apiGroup
	automountServiceAccountToken averageUtilization backoffLimit backoffLimitPerIndex blockOwnerDeletion collisionCount completions
	controller defaultMode deletionGracePeriodSeconds enableServiceLinks expirationSeconds failedJobsHistoryLimit fsGroup hostProcess
	hostUsers immutable lun manualSelector maxFailedIndexes minDomains minReplicas optional parallelism priority privileged
	progressDeadlineSeconds readOnlyRootFilesystem revisionHistoryLimit runAsGroup runAsNonRoot runAsUser serving setHostnameAsFQDN
	shareProcessNamespace stabilizationWindowSeconds started startingDeadlineSeconds storageClassName succeededCount
	successfulJobsHistoryLimit suspend terminating terminatingReplicas timeZone tolerationSeconds ttlSecondsAfterFinished`.split(
		/\s+/,
	),
);

/** … and by type and field, where the name alone would say too much. */
export const KEPT_WHEN_ZERO_IN = new Set(
	`ClientIPConfig.timeoutSeconds CSIVolumeSource.readOnly DeploymentSpec.replicas DownwardAPIVolumeFile.mode EndpointConditions.ready
	GRPCAction.service HostPathVolumeSource.type JobStatus.ready KeyToPath.mode PersistentVolumeClaimSpec.volumeAttributesClassName
	PodDNSConfigOption.value PodSpec.terminationGracePeriodSeconds Probe.terminationGracePeriodSeconds ReplicaSetSpec.replicas
	ReplicationControllerSpec.replicas RollingUpdateStatefulSetStrategy.partition StatefulSetSpec.replicas StatefulSetSpec.serviceName
	StatefulSetStatus.availableReplicas`.split(/\s+/),
);

/** Objects that are always there, empty if nothing is given. */
export const ALWAYS_THERE = new Set(
	`Container.resources CronJobSpec.jobTemplate DaemonSetSpec.template DaemonSetSpec.updateStrategy DeploymentSpec.strategy
	DeploymentSpec.template EphemeralContainer.resources Event.involvedObject Event.source HorizontalPodAutoscalerSpec.scaleTargetRef JobSpec.template JobTemplateSpec.metadata
	JobTemplateSpec.spec PersistentVolumeClaimSpec.resources PersistentVolumeClaimTemplate.spec PodTemplateSpec.metadata
	PodTemplateSpec.spec PreferredSchedulingTerm.preference ReplicaSetSpec.template ServiceStatus.loadBalancer StatefulSetSpec.template
	StatefulSetSpec.updateStrategy WeightedPodAffinityTerm.podAffinityTerm`.split(/\s+/),
);

/** Texts with a Go type of their own, which messages about wrong types name. */
export const NAMED_TEXTS = parsed(
	`AppArmorProfile.type=AppArmorProfileType Capabilities.add=Capability Capabilities.drop=Capability Condition.status=ConditionStatus
	Container.imagePullPolicy=PullPolicy Container.restartPolicy=ContainerRestartPolicy
	Container.terminationMessagePolicy=TerminationMessagePolicy ContainerPort.protocol=Protocol ContainerResizePolicy.resourceName=ResourceName
	ContainerResizePolicy.restartPolicy=ResourceResizeRestartPolicy ContainerStatus.stopSignal=Signal CronJobSpec.concurrencyPolicy=ConcurrencyPolicy
	DaemonSetCondition.type=DaemonSetConditionType DaemonSetUpdateStrategy.type=DaemonSetUpdateStrategyType
	DeploymentCondition.type=DeploymentConditionType DeploymentStrategy.type=DeploymentStrategyType EmptyDirVolumeSource.medium=StorageMedium
	EndpointPort.protocol=Protocol EphemeralContainer.imagePullPolicy=PullPolicy EphemeralContainer.restartPolicy=ContainerRestartPolicy
	EphemeralContainer.terminationMessagePolicy=TerminationMessagePolicy HPAScalingPolicy.type=HPAScalingPolicyType
	HPAScalingRules.selectPolicy=ScalingPolicySelect HTTPGetAction.scheme=URIScheme HostPathVolumeSource.type=HostPathType
	ImageVolumeSource.pullPolicy=PullPolicy JobCondition.type=JobConditionType JobSpec.completionMode=CompletionMode
	JobSpec.podReplacementPolicy=PodReplacementPolicy LabelSelectorRequirement.operator=LabelSelectorOperator Lifecycle.stopSignal=Signal
	MetricSpec.type=MetricSourceType MetricTarget.type=MetricTargetType ResourceMetricSource.name=ResourceName
	ContainerResourceMetricSource.name=ResourceName NamespaceCondition.status=ConditionStatus NamespaceCondition.type=NamespaceConditionType
	NamespaceSpec.finalizers=FinalizerName NamespaceStatus.phase=NamespacePhase NodeAddress.type=NodeAddressType NodeCondition.status=ConditionStatus
	NodeCondition.type=NodeConditionType NodeSelectorRequirement.operator=NodeSelectorOperator NodeStatus.phase=NodePhase ObjectMeta.uid=types.UID
	ObjectReference.uid=types.UID OwnerReference.uid=types.UID PersistentVolumeClaimCondition.status=ConditionStatus
	PersistentVolumeClaimCondition.type=PersistentVolumeClaimConditionType PersistentVolumeClaimSpec.accessModes=PersistentVolumeAccessMode
	PersistentVolumeClaimSpec.volumeMode=PersistentVolumeMode PersistentVolumeClaimStatus.accessModes=PersistentVolumeAccessMode
	PersistentVolumeClaimStatus.phase=PersistentVolumeClaimPhase PersistentVolumeSpec.accessModes=PersistentVolumeAccessMode
	PersistentVolumeSpec.persistentVolumeReclaimPolicy=PersistentVolumeReclaimPolicy PersistentVolumeSpec.volumeMode=PersistentVolumeMode
	PersistentVolumeStatus.phase=PersistentVolumePhase PodCondition.status=ConditionStatus PodCondition.type=PodConditionType
	PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy=UnhealthyPodEvictionPolicyType
	PodFailurePolicyOnExitCodesRequirement.operator=PodFailurePolicyOnExitCodesOperator PodFailurePolicyRule.action=PodFailurePolicyAction
	PodOS.name=OSName PodReadinessGate.conditionType=PodConditionType PodSecurityContext.fsGroupChangePolicy=PodFSGroupChangePolicy
	PodSpec.dnsPolicy=DNSPolicy PodSpec.preemptionPolicy=PreemptionPolicy PodSpec.restartPolicy=RestartPolicy PodStatus.phase=PodPhase
	PodStatus.qosClass=PodQOSClass PriorityClass.preemptionPolicy=PreemptionPolicy ReplicaSetCondition.type=ReplicaSetConditionType
	ReplicationControllerCondition.status=ConditionStatus ReplicationControllerCondition.type=ReplicationControllerConditionType
	SeccompProfile.type=SeccompProfileType Secret.type=SecretType SecurityContext.procMount=ProcMountType ServicePort.protocol=Protocol
	ServiceSpec.externalTrafficPolicy=ServiceExternalTrafficPolicy ServiceSpec.internalTrafficPolicy=ServiceInternalTrafficPolicy
	ServiceSpec.ipFamilies=IPFamily ServiceSpec.ipFamilyPolicy=IPFamilyPolicy ServiceSpec.sessionAffinity=ServiceAffinity
	ServiceSpec.type=ServiceType StatefulSetCondition.type=StatefulSetConditionType
	StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted=PersistentVolumeClaimRetentionPolicyType
	StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled=PersistentVolumeClaimRetentionPolicyType
	StatefulSetSpec.podManagementPolicy=PodManagementPolicyType StatefulSetUpdateStrategy.type=StatefulSetUpdateStrategyType
	StorageClass.reclaimPolicy=PersistentVolumeReclaimPolicy StorageClass.volumeBindingMode=VolumeBindingMode Taint.effect=TaintEffect
	Toleration.effect=TaintEffect Toleration.operator=TolerationOperator TopologySpreadConstraint.nodeAffinityPolicy=NodeInclusionPolicy
	TopologySpreadConstraint.nodeTaintsPolicy=NodeInclusionPolicy
	TopologySpreadConstraint.whenUnsatisfiable=UnsatisfiableConstraintAction VolumeMount.mountPropagation=MountPropagationMode
	VolumeMount.recursiveReadOnly=RecursiveReadOnlyMode`,
);

/** How strategic merge patches treat a field: by which key lists are merged ("" for lists of plain values), `^` for retainKeys. */
export const MERGES = parsed(
	`Container.env=name Container.ports=containerPort Container.volumeDevices=devicePath Container.volumeMounts=mountPath
	ContainerStatus.volumeMounts=mountPath DaemonSetStatus.conditions=type DeploymentSpec.strategy=^ DeploymentStatus.conditions=type
	EphemeralContainer.env=name EphemeralContainer.ports=containerPort EphemeralContainer.volumeDevices=devicePath
	EphemeralContainer.volumeMounts=mountPath JobStatus.conditions=type NamespaceStatus.conditions=type NodeSpec.podCIDRs=
	NodeStatus.addresses=type NodeStatus.conditions=type ObjectMeta.finalizers= ObjectMeta.ownerReferences=uid
	PersistentVolumeClaimStatus.conditions=type PodDisruptionBudgetStatus.conditions=type PodSpec.containers=name
	PodSpec.ephemeralContainers=name PodSpec.hostAliases=ip PodSpec.imagePullSecrets=name PodSpec.initContainers=name
	PodSpec.resourceClaims=name^ PodSpec.schedulingGates=name PodSpec.topologySpreadConstraints=topologyKey PodSpec.volumes=name^
	PodStatus.conditions=type PodStatus.hostIPs=ip PodStatus.podIPs=ip PodStatus.resourceClaimStatuses=name^ ReplicaSetStatus.conditions=type
	ReplicationControllerStatus.conditions=type ServiceAccount.secrets=name ServiceSpec.ports=port ServiceStatus.conditions=type
	StatefulSetStatus.conditions=type`,
);

/** Fields that came after 1.34. */
export const TOO_NEW = new Set(
	`NodeStatus.declaredFeatures PodCertificateProjection.userAnnotations PodSpec.schedulingGroup PodStatus.allocatedResources
	PodStatus.nodeAllocatableResourceClaimStatuses PodStatus.resources ResourceHealth.message VolumeMountStatus.volumeStatus`.split(
		/\s+/,
	),
);

/** Values that came after 1.34. */
export const TOO_NEW_VALUES = {'Toleration.operator': ['Gt', 'Lt']};

/** Documentation that 1.34 words differently: `[as published, as in 1.34]`. */
export const REWORDED = {
	'Container.resizePolicy': [' This field cannot be set on ephemeral containers.', ''],
	'JobSpec.managedBy': [
		/$/,
		'\n\nThis field is beta-level. The job controller accepts setting the field when the feature gate JobManagedBy is enabled (enabled by default).',
	],
	'PersistentVolumeClaimSpec.resources': [
		'Users are allowed',
		'If RecoverVolumeExpansionFailure feature is enabled users are allowed',
	],
	'RollingUpdateStatefulSetStrategy.maxUnavailable': [
		/This field is beta-level and is enabled by default\. (.*) This setting might not be effective.*$/,
		'This field is alpha-level and is only honored by servers that enable the MaxUnavailableStatefulSet feature. $1',
	],
	'Toleration.operator': [
		/Valid operators are Exists, Equal, Lt, and Gt\.(.*?)(?: Lt and Gt perform.*?)?(?=\n|$)/,
		'Valid operators are Exists and Equal.$1',
	],
};

function parsed(text) {
	return new Map(text.split(/\s+/).map(entry => entry.split('=')));
}
