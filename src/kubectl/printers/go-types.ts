// The fields of the types of the API in the order in which Go has them: what kubectl makes of its own accord it prints as JSON in this
// order, while objects that it only passes on come sorted. `name:Type` has fields of its own, also as a list; `name!Type` is there even if
// it is empty; `name=0` is written even if nobody set it. Everything else is a plain value or a map.
const FIELDS = `
Pod: kind apiVersion metadata!ObjectMeta spec!PodSpec status!PodStatus
ReplicationController: kind apiVersion metadata!ObjectMeta spec!ReplicationControllerSpec status!ReplicationControllerStatus
Service: kind apiVersion metadata!ObjectMeta spec!ServiceSpec status!ServiceStatus
ConfigMap: kind apiVersion metadata!ObjectMeta immutable data binaryData
Secret: kind apiVersion metadata!ObjectMeta immutable data stringData type
Namespace: kind apiVersion metadata!ObjectMeta spec! status!NamespaceStatus
ServiceAccount: kind apiVersion metadata!ObjectMeta secrets:ObjectReference imagePullSecrets automountServiceAccountToken
ResourceQuota: kind apiVersion metadata!ObjectMeta spec!ResourceQuotaSpec status!ResourceQuotaStatus
Deployment: kind apiVersion metadata!ObjectMeta spec!DeploymentSpec status!DeploymentStatus
StatefulSet: kind apiVersion metadata!ObjectMeta spec!StatefulSetSpec status!StatefulSetStatus
DaemonSet: kind apiVersion metadata!ObjectMeta spec!DaemonSetSpec status!DaemonSetStatus
ReplicaSet: kind apiVersion metadata!ObjectMeta spec!ReplicaSetSpec status!ReplicaSetStatus
Job: kind apiVersion metadata!ObjectMeta spec!JobSpec status!JobStatus
CronJob: kind apiVersion metadata!ObjectMeta spec!CronJobSpec status!CronJobStatus
ObjectMeta: name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences:OwnerReference finalizers managedFields
PodSpec: volumes:Volume initContainers:Container containers:Container ephemeralContainers:EphemeralContainer restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace securityContext:PodSecurityContext imagePullSecrets hostname subdomain affinity:Affinity schedulerName tolerations:Toleration hostAliases:HostAlias priorityClassName priority dnsConfig:PodDNSConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints:TopologySpreadConstraint setHostnameAsFQDN os hostUsers schedulingGates resourceClaims:PodResourceClaim resources:ResourceRequirements hostnameOverride
PodStatus: observedGeneration phase conditions:PodCondition message reason nominatedNodeName hostIP hostIPs podIP podIPs startTime initContainerStatuses:ContainerStatus containerStatuses:ContainerStatus qosClass ephemeralContainerStatuses:ContainerStatus resize resourceClaimStatuses extendedResourceClaimStatus
ReplicationControllerSpec: replicas minReadySeconds selector template:PodTemplateSpec
ReplicationControllerStatus: replicas=0 fullyLabeledReplicas readyReplicas availableReplicas observedGeneration conditions:ReplicationControllerCondition
ServiceSpec: ports:ServicePort selector clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig:SessionAffinityConfig ipFamilies ipFamilyPolicy allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution
ServiceStatus: loadBalancer!LoadBalancerStatus conditions:Condition
NamespaceStatus: phase conditions
ObjectReference: kind namespace name uid apiVersion resourceVersion fieldPath
ResourceQuotaSpec: hard scopes scopeSelector:ScopeSelector
ResourceQuotaStatus: hard used
NodeSpec: podCIDR podCIDRs providerID unschedulable taints:Taint configSource externalID
DeploymentSpec: replicas selector:LabelSelector template!PodTemplateSpec strategy!DeploymentStrategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds
DeploymentStatus: observedGeneration replicas updatedReplicas readyReplicas availableReplicas unavailableReplicas terminatingReplicas conditions:DeploymentCondition collisionCount
StatefulSetSpec: replicas selector:LabelSelector template!PodTemplateSpec volumeClaimTemplates:PersistentVolumeClaim serviceName podManagementPolicy updateStrategy!StatefulSetUpdateStrategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy ordinals
StatefulSetStatus: observedGeneration replicas=0 readyReplicas currentReplicas updatedReplicas currentRevision updateRevision collisionCount conditions:StatefulSetCondition availableReplicas=0
DaemonSetSpec: selector:LabelSelector template!PodTemplateSpec updateStrategy!DaemonSetUpdateStrategy minReadySeconds revisionHistoryLimit
DaemonSetStatus: currentNumberScheduled=0 numberMisscheduled=0 desiredNumberScheduled=0 numberReady=0 observedGeneration updatedNumberScheduled numberAvailable numberUnavailable collisionCount conditions:DaemonSetCondition
ReplicaSetSpec: replicas minReadySeconds selector:LabelSelector template!PodTemplateSpec
ReplicaSetStatus: replicas=0 fullyLabeledReplicas readyReplicas availableReplicas terminatingReplicas observedGeneration conditions:ReplicaSetCondition
JobSpec: parallelism completions activeDeadlineSeconds podFailurePolicy:PodFailurePolicy successPolicy:SuccessPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes selector:LabelSelector manualSelector template!PodTemplateSpec ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy
JobStatus: conditions:JobCondition startTime completionTime active succeeded failed terminating completedIndexes failedIndexes uncountedTerminatedPods:UncountedTerminatedPods ready
CronJobSpec: schedule timeZone startingDeadlineSeconds concurrencyPolicy suspend jobTemplate!JobTemplateSpec successfulJobsHistoryLimit failedJobsHistoryLimit
CronJobStatus: active:ObjectReference lastScheduleTime lastSuccessfulTime
OwnerReference: apiVersion kind name uid controller blockOwnerDeletion
Volume: name hostPath:HostPathVolumeSource emptyDir:EmptyDirVolumeSource secret:SecretVolumeSource nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource downwardAPI:DownwardAPIVolumeSource configMap:ConfigMapVolumeSource projected:ProjectedVolumeSource csi:CSIVolumeSource ephemeral:EphemeralVolumeSource image:ImageVolumeSource
Container: name image command args workingDir ports:ContainerPort envFrom:EnvFromSource env:EnvVar resources!ResourceRequirements resizePolicy:ContainerResizePolicy restartPolicy restartPolicyRules:ContainerRestartRule volumeMounts:VolumeMount volumeDevices:VolumeDevice livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext:SecurityContext stdin stdinOnce tty
EphemeralContainer: name image command args workingDir ports:ContainerPort envFrom:EnvFromSource env:EnvVar resources!ResourceRequirements resizePolicy:ContainerResizePolicy restartPolicy restartPolicyRules:ContainerRestartRule volumeMounts:VolumeMount volumeDevices:VolumeDevice livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext:SecurityContext stdin stdinOnce tty targetContainerName
PodSecurityContext: seLinuxOptions:SELinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot supplementalGroups supplementalGroupsPolicy fsGroup sysctls:Sysctl fsGroupChangePolicy seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile seLinuxChangePolicy
Affinity: nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
Toleration: key operator value effect tolerationSeconds
HostAlias: ip hostnames
PodDNSConfig: nameservers searches options:PodDNSConfigOption
TopologySpreadConstraint: maxSkew topologyKey whenUnsatisfiable labelSelector:LabelSelector minDomains nodeAffinityPolicy nodeTaintsPolicy matchLabelKeys
PodResourceClaim: name resourceClaimName resourceClaimTemplateName
ResourceRequirements: limits requests claims:ResourceClaim
PodCondition: type observedGeneration status lastProbeTime lastTransitionTime reason message
ContainerStatus: name state!ContainerState lastState!ContainerState ready restartCount image imageID containerID started allocatedResources resources:ResourceRequirements volumeMounts:VolumeMountStatus user allocatedResourcesStatus stopSignal
PodTemplateSpec: metadata!ObjectMeta spec!PodSpec
ReplicationControllerCondition: type status lastTransitionTime reason message
ServicePort: name protocol appProtocol port targetPort nodePort
SessionAffinityConfig: clientIP
LoadBalancerStatus: ingress:LoadBalancerIngress
Condition: type status observedGeneration lastTransitionTime reason message
ScopeSelector: matchExpressions:ScopedResourceSelectorRequirement
Taint: key value effect timeAdded
LabelSelector: matchLabels matchExpressions:LabelSelectorRequirement
DeploymentStrategy: type rollingUpdate:RollingUpdateDeployment
DeploymentCondition: type status lastUpdateTime lastTransitionTime reason message
PersistentVolumeClaim: kind apiVersion metadata!ObjectMeta spec!PersistentVolumeClaimSpec status!PersistentVolumeClaimStatus
StatefulSetUpdateStrategy: type rollingUpdate:RollingUpdateStatefulSetStrategy
StatefulSetPersistentVolumeClaimRetentionPolicy: whenDeleted whenScaled
StatefulSetCondition: type status lastTransitionTime reason message
DaemonSetUpdateStrategy: type rollingUpdate:RollingUpdateDaemonSet
DaemonSetCondition: type status lastTransitionTime reason message
ReplicaSetCondition: type status lastTransitionTime reason message
PodFailurePolicy: rules:PodFailurePolicyRule
SuccessPolicy: rules:SuccessPolicyRule
JobCondition: type status lastProbeTime lastTransitionTime reason message
UncountedTerminatedPods: succeeded failed
JobTemplateSpec: metadata!ObjectMeta spec!JobSpec
HostPathVolumeSource: path type
EmptyDirVolumeSource: medium sizeLimit
SecretVolumeSource: secretName items:KeyToPath defaultMode optional
NFSVolumeSource: server path readOnly
PersistentVolumeClaimVolumeSource: claimName readOnly
DownwardAPIVolumeSource: items:DownwardAPIVolumeFile defaultMode
ConfigMapVolumeSource: name items:KeyToPath defaultMode optional
ProjectedVolumeSource: sources:VolumeProjection defaultMode
CSIVolumeSource: driver readOnly fsType volumeAttributes nodePublishSecretRef
EphemeralVolumeSource: volumeClaimTemplate:PersistentVolumeClaimTemplate
ImageVolumeSource: reference pullPolicy
ContainerPort: name hostPort containerPort protocol hostIP
EnvFromSource: prefix configMapRef:ConfigMapEnvSource secretRef:SecretEnvSource
EnvVar: name value valueFrom:EnvVarSource
ContainerResizePolicy: resourceName restartPolicy
ContainerRestartRule: action exitCodes:ContainerRestartRuleOnExitCodes
VolumeMount: name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr
VolumeDevice: name devicePath
Probe: exec httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold terminationGracePeriodSeconds
Lifecycle: postStart:LifecycleHandler preStop:LifecycleHandler stopSignal
SecurityContext: capabilities:Capabilities privileged seLinuxOptions:SELinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation procMount seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile
SELinuxOptions: user role type level
Sysctl: name value
SeccompProfile: type localhostProfile
AppArmorProfile: type localhostProfile
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution:NodeSelector preferredDuringSchedulingIgnoredDuringExecution:PreferredSchedulingTerm
PodAffinity: requiredDuringSchedulingIgnoredDuringExecution:PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:WeightedPodAffinityTerm
PodAntiAffinity: requiredDuringSchedulingIgnoredDuringExecution:PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:WeightedPodAffinityTerm
PodDNSConfigOption: name value
ResourceClaim: name request
ContainerState: waiting:ContainerStateWaiting running terminated:ContainerStateTerminated
VolumeMountStatus: name mountPath readOnly recursiveReadOnly
LoadBalancerIngress: ip hostname ipMode ports
ScopedResourceSelectorRequirement: scopeName operator values
LabelSelectorRequirement: key operator values
RollingUpdateDeployment: maxUnavailable maxSurge
PersistentVolumeClaimSpec: accessModes selector:LabelSelector resources!VolumeResourceRequirements volumeName storageClassName volumeMode dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference volumeAttributesClassName
PersistentVolumeClaimStatus: phase accessModes capacity conditions:PersistentVolumeClaimCondition allocatedResources allocatedResourceStatuses currentVolumeAttributesClassName modifyVolumeStatus
RollingUpdateStatefulSetStrategy: partition maxUnavailable
RollingUpdateDaemonSet: maxUnavailable maxSurge
PodFailurePolicyRule: action onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:PodFailurePolicyOnPodConditionsPattern
SuccessPolicyRule: succeededIndexes succeededCount
KeyToPath: key path mode
DownwardAPIVolumeFile: path fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector mode
VolumeProjection: secret:SecretProjection downwardAPI:DownwardAPIProjection configMap:ConfigMapProjection serviceAccountToken:ServiceAccountTokenProjection clusterTrustBundle podCertificate
PersistentVolumeClaimTemplate: metadata!ObjectMeta spec!PersistentVolumeClaimSpec
ConfigMapEnvSource: name optional
SecretEnvSource: name optional
EnvVarSource: fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector configMapKeyRef:ConfigMapKeySelector secretKeyRef:SecretKeySelector fileKeyRef:FileKeySelector
ContainerRestartRuleOnExitCodes: operator values
HTTPGetAction: path port host scheme httpHeaders:HTTPHeader
TCPSocketAction: port host
GRPCAction: port service
LifecycleHandler: exec httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep
Capabilities: add drop
NodeSelector: nodeSelectorTerms:NodeSelectorTerm
PreferredSchedulingTerm: weight preference!NodeSelectorTerm
PodAffinityTerm: labelSelector:LabelSelector namespaces topologyKey namespaceSelector:LabelSelector matchLabelKeys mismatchLabelKeys
WeightedPodAffinityTerm: weight podAffinityTerm!PodAffinityTerm
ContainerStateWaiting: reason message
ContainerStateTerminated: exitCode signal reason message startedAt finishedAt containerID
VolumeResourceRequirements: limits requests
TypedLocalObjectReference: apiGroup kind name
TypedObjectReference: apiGroup kind name namespace
PersistentVolumeClaimCondition: type status lastProbeTime lastTransitionTime reason message
PodFailurePolicyOnExitCodesRequirement: containerName operator values
PodFailurePolicyOnPodConditionsPattern: type status
ObjectFieldSelector: apiVersion fieldPath
ResourceFieldSelector: containerName resource divisor
SecretProjection: name items:KeyToPath optional
DownwardAPIProjection: items:DownwardAPIVolumeFile
ConfigMapProjection: name items:KeyToPath optional
ServiceAccountTokenProjection: audience expirationSeconds path
ConfigMapKeySelector: name key optional
SecretKeySelector: name key optional
FileKeySelector: volumeName path key optional
HTTPHeader: name value
NodeSelectorTerm: matchExpressions:NodeSelectorRequirement matchFields:NodeSelectorRequirement
NodeSelectorRequirement: key operator values
HorizontalPodAutoscaler: kind apiVersion metadata!ObjectMeta spec!HorizontalPodAutoscalerSpec status!HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerSpec: scaleTargetRef!CrossVersionObjectReference minReplicas maxReplicas metrics:MetricSpec behavior
CrossVersionObjectReference: kind name apiVersion
MetricSpec: type object pods resource:ResourceMetricSource containerResource external
ResourceMetricSource: name target:MetricTarget
MetricTarget: type value averageValue averageUtilization
HorizontalPodAutoscalerStatus: observedGeneration lastScaleTime currentReplicas desiredReplicas=0 currentMetrics=null conditions
PodDisruptionBudget: kind apiVersion metadata!ObjectMeta spec!PodDisruptionBudgetSpec status!PodDisruptionBudgetStatus
PodDisruptionBudgetSpec: minAvailable selector:LabelSelector maxUnavailable unhealthyPodEvictionPolicy
PodDisruptionBudgetStatus: observedGeneration disruptedPods disruptionsAllowed=0 currentHealthy=0 desiredHealthy=0 expectedPods=0 conditions:Condition
PriorityClass: kind apiVersion metadata!ObjectMeta value globalDefault description preemptionPolicy
Role: kind apiVersion metadata!ObjectMeta rules:PolicyRule
ClusterRole: kind apiVersion metadata!ObjectMeta rules:PolicyRule aggregationRule
PolicyRule: verbs apiGroups resources resourceNames nonResourceURLs
RoleBinding: kind apiVersion metadata!ObjectMeta subjects:Subject roleRef!RoleRef
ClusterRoleBinding: kind apiVersion metadata!ObjectMeta subjects:Subject roleRef!RoleRef
Subject: kind apiGroup name namespace
RoleRef: apiGroup kind name
Ingress: kind apiVersion metadata!ObjectMeta spec!IngressSpec status!IngressStatus
IngressSpec: ingressClassName defaultBackend:IngressBackend tls:IngressTLS rules:IngressRule
IngressBackend: service:IngressServiceBackend resource
IngressServiceBackend: name port:ServiceBackendPort
ServiceBackendPort: name number
IngressTLS: hosts secretName
IngressRule: host http:HTTPIngressRuleValue
HTTPIngressRuleValue: paths:HTTPIngressPath
HTTPIngressPath: path pathType backend!IngressBackend
IngressStatus: loadBalancer!
Scale: kind apiVersion metadata!ObjectMeta spec!ScaleSpec status!ScaleStatus
ScaleSpec: replicas
ScaleStatus: replicas=0 selector
Config: kind apiVersion preferences clusters:NamedCluster users:NamedUser contexts:NamedContext current-context
NamedCluster: name cluster:Cluster
NamedUser: name user:AuthInfo
NamedContext: name context:Context
Cluster: server tls-server-name insecure-skip-tls-verify certificate-authority certificate-authority-data proxy-url disable-compression
AuthInfo: client-certificate client-certificate-data client-key client-key-data token tokenFile as username password
Context: cluster user namespace
`;

export interface GoField {
	readonly name: string;
	/** The type of the value, or of the items of a list; undefined for plain values and maps. */
	readonly type: string | undefined;
	/** What is written where the field isn't set; undefined for nothing. */
	readonly zero: 'struct' | 'number' | 'null' | undefined;
}

const ZEROS = {'!': 'struct', '=0': 'number', '=null': 'null'} as const;

const types = new Map(
	FIELDS.trim()
		.split('\n')
		.map(line => {
			const [name = '', fields = ''] = line.split(': ');
			return [name, fields.split(' ').map(readField)] as const;
		}),
);

/** The fields of a type such as `Deployment` or `PodSpec`; undefined for one that isn't known. */
export function goFields(type: string): readonly GoField[] | undefined {
	return types.get(type);
}

function readField(text: string): GoField {
	const [, name = '', mark = '', type] = /^([\w-]+)(:|!|=0|=null)?(\w+)?$/.exec(text) ?? [];
	return {name, type, zero: ZEROS[mark as keyof typeof ZEROS]};
}
