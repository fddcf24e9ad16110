/**
 * Every rule by which a component of the cluster decides, as recorded in the journal. The sentences live in the language tables of the
 * screen; the comment of a rule names its values. Rules are added at the end of their component's list.
 */
export type DecisionRule = WorkloadDecisionRule | NodeDecisionRule;

/** Rules of the workload controllers. Counts are numbers of Pods unless said otherwise. */
export type WorkloadDecisionRule =
	// replicas = wanted, active = existing, created
	| 'replica-set/create-pods'
	// replicas = wanted, active = existing, deleted
	| 'replica-set/delete-pods'
	// pod, reason = unassigned | phase | not-ready | deletion-cost | doubled-up | ready-time | restarts | age | all
	| 'replica-set/choose-pod-to-delete'
	// replicaSet, revision, replicas = its size at the start
	| 'deployment/create-replica-set'
	// replicaSet, collisionCount: the name was taken by another template
	| 'deployment/hash-collision'
	// replicaSet, revision = new number, previousRevision: an old ReplicaSet has the template again
	| 'deployment/roll-back-to'
	// replicaSet, from, to, replicas, maxSurge, total = Pods of all ReplicaSets before
	| 'deployment/scale-up-new'
	// replicaSet, from, to, replicas: the new ReplicaSet was larger than wanted
	| 'deployment/scale-down-new'
	// replicaSet, from, to, maxUnavailable, total, available: Pods that aren't available go first
	| 'deployment/scale-down-unhealthy'
	// replicaSet, from, to, replicas, maxUnavailable, available
	| 'deployment/scale-down-old'
	// replicaSet, from, to, replicas, maxUnavailable, available, unavailable = Pods of the new ReplicaSet that aren't available
	| 'deployment/wait-for-available'
	// replicaSet, from, to: Recreate stops everything old first
	| 'deployment/recreate-scale-down'
	// pods = old Pods that still run
	| 'deployment/recreate-wait'
	// replicaSet, from, to: Recreate starts everything new at once
	| 'deployment/recreate-scale-up'
	// replicaSet, from, to, replicas: the only active ReplicaSet follows the Deployment
	| 'deployment/scale'
	// replicaSet, from, to, replicas, maxSurge: a share of the change, as large as the ReplicaSet is
	| 'deployment/scale-proportionally'
	// replicaSet, from, to: the new ReplicaSet is complete
	| 'deployment/scale-down-saturated'
	// replicaSet, revision, limit = revisionHistoryLimit
	| 'deployment/delete-old-revision'
	// replicaSet, deadlineSeconds
	| 'deployment/progress-deadline-exceeded'
	// replicaSet: all Pods are new and available
	| 'deployment/complete'
	// pod, ordinal, revision = name of its ControllerRevision, replicas
	| 'stateful-set/create-pod'
	// pod, phase: a finished Pod is replaced
	| 'stateful-set/replace-finished'
	// pod, minReadySeconds: the next ordinal has to wait until the Pod is running and ready
	| 'stateful-set/wait-for-ready'
	// pod, minReadySeconds: ready, but not for long enough
	| 'stateful-set/wait-for-available'
	// pod: the next ordinal has to wait until the Pod is gone
	| 'stateful-set/wait-for-termination'
	// pod: it isn't available, so nothing is scaled down
	| 'stateful-set/wait-before-scale-down'
	// pod, ordinal, replicas
	| 'stateful-set/scale-down'
	// pod, ordinal, partition, from, to = names of ControllerRevisions
	| 'stateful-set/update-pod'
	// pod, minReadySeconds: the Pod isn't available, so the update goes no further down
	| 'stateful-set/update-waits-for-pod'
	// node: it should run a Pod and has none
	| 'daemon-set/create-pod'
	// pod, node: the node's labels or a NoExecute taint don't allow it any more
	| 'daemon-set/remove-from-node'
	// pod, phase
	| 'daemon-set/replace-finished'
	// pod, maxUnavailable, unavailable = nodes without an available Pod before
	| 'daemon-set/update-pod'
	// node, maxSurge, surging = nodes with two Pods before
	| 'daemon-set/surge'
	// pod: the new Pod on its node is available
	| 'daemon-set/remove-old'
	// wanted, active = before, created, succeeded
	| 'job/create-pods'
	// active, wanted, deleted
	| 'job/too-many-pods'
	// active, wanted = 0, deleted
	| 'job/suspend'
	// failures = since the last success, delayMs = until the next Pod
	| 'job/back-off'
	// reason, failed, backoffLimit
	| 'job/fail'
	// succeeded, reason
	| 'job/complete'
	// ttlSeconds
	| 'job/ttl-expired'
	// job, scheduled = time of the schedule
	| 'cron-job/start'
	// active = Jobs that still run
	| 'cron-job/forbid-concurrent'
	// job: it still ran at the next scheduled time
	| 'cron-job/replace-concurrent'
	// job, limit
	| 'cron-job/history-limit'
	// replicas = now, wanted = by the metrics, desired = after limits, current, target = of the metric
	| 'horizontal-pod-autoscaler/recommend'
	// from, to, reason
	| 'horizontal-pod-autoscaler/scale'
	// allowed, healthy, desired, expected
	| 'disruption/allow';

/** Rules of the scheduler, of the kubelets and of the controllers that look after nodes. */
export type NodeDecisionRule =
	// node, feasible = nodes that fit, nodes = all
	| 'scheduler/bind'
	// message = why no node fits
	| 'scheduler/no-node-fits'
	// pod = the more important Pod, node; the object is the Pod that has to go
	| 'scheduler/preempt'
	// container, node, attempt = how often it was started before
	| 'kubelet/start-container'
	// container, node, image, reason
	| 'kubelet/no-image'
	// container, node, seconds = length of the wait, restarts
	| 'kubelet/back-off'
	// container, node, probe = Startup | Readiness | Liveness, result = success | failure, times = in a row
	| 'kubelet/probe-result'
	// container, node, graceSeconds: it didn't end by itself after SIGTERM
	| 'kubelet/kill-container'
	// node, reason: the Pod named the node itself and doesn't fit
	| 'kubelet/refuse-pod'
	// seconds = time without a sign of life; the object is the node
	| 'node/lost'
	// node: the Pod doesn't tolerate a NoExecute taint, or no longer
	| 'taint-eviction/delete-pod'
	// node = the node that doesn't exist any more
	| 'pod-garbage-collector/orphaned';
