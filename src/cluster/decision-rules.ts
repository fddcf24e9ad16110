/**
 * Every rule by which a component of the cluster decides, with the values that the journal keeps of it. The sentences live in the language
 * tables of the screen. Rules are added at the end of their component's list.
 */
export interface DecisionValues extends WorkloadDecisionValues, NodeDecisionValues {}

/** `component/what-it-did` in kebab case. */
export type DecisionRule = keyof DecisionValues;

/** Size of a ReplicaSet before and after. */
interface Scaling {
	readonly replicaSet: string;
	readonly from: number;
	readonly to: number;
}

/** Rules of the workload controllers. Counts are numbers of Pods unless said otherwise; `replicas` is what the owner wants. */
interface WorkloadDecisionValues {
	// active = existing before
	'replica-set/create-pods': {replicas: number; active: number; created: number};
	// active = existing before
	'replica-set/delete-pods': {replicas: number; active: number; deleted: number};
	// reason = unassigned | phase | not-ready | deletion-cost | doubled-up | ready-time | restarts | age | all
	'replica-set/choose-pod-to-delete': {pod: string; reason: string};
	// replicas = its size at the start
	'deployment/create-replica-set': {replicaSet: string; revision: string | number; replicas: number};
	// the name was taken by another template
	'deployment/hash-collision': {replicaSet: string; collisionCount: number};
	// an old ReplicaSet has the template again; revision = its new number
	'deployment/roll-back-to': {replicaSet: string; revision: string | number; previousRevision: string | number};
	// total = Pods of all ReplicaSets before
	'deployment/scale-up-new': Scaling & {replicas: number; maxSurge: number; total: number};
	// the new ReplicaSet was larger than wanted
	'deployment/scale-down-new': Scaling & {replicas: number};
	// Pods that aren't available go first; total and available = Pods of all ReplicaSets before
	'deployment/scale-down-unhealthy': Scaling & {maxUnavailable: number; total: number; available: number};
	'deployment/scale-down-old': Scaling & {replicas: number; maxUnavailable: number; available: number};
	// replicaSet = the new one, unavailable = its Pods that aren't available
	'deployment/wait-for-available': {
		replicaSet: string;
		replicas: number;
		maxUnavailable: number;
		available: number;
		unavailable: number;
	};
	// Recreate stops everything old first
	'deployment/recreate-scale-down': Scaling;
	// pods = old Pods that still run
	'deployment/recreate-wait': {pods: number};
	// Recreate starts everything new at once
	'deployment/recreate-scale-up': Scaling;
	// the only active ReplicaSet follows the Deployment
	'deployment/scale': Scaling & {replicas: number};
	// a share of the change, as large as the ReplicaSet is
	'deployment/scale-proportionally': Scaling & {replicas: number; maxSurge: number};
	// the new ReplicaSet is complete
	'deployment/scale-down-saturated': Scaling;
	// limit = revisionHistoryLimit
	'deployment/delete-old-revision': {replicaSet: string; revision: string | number; limit: number};
	'deployment/progress-deadline-exceeded': {replicaSet: string; deadlineSeconds: number};
	// all Pods are new and available
	'deployment/complete': {replicaSet: string};
	// revision = name of its ControllerRevision
	'stateful-set/create-pod': {pod: string; ordinal: number; revision: string; replicas: number};
	// a finished Pod is replaced
	'stateful-set/replace-finished': {pod: string; phase: string};
	// the next ordinal has to wait until the Pod is running and ready
	'stateful-set/wait-for-ready': {pod: string; minReadySeconds: number};
	// ready, but not for long enough
	'stateful-set/wait-for-available': {pod: string; minReadySeconds: number};
	// the next ordinal has to wait until the Pod is gone
	'stateful-set/wait-for-termination': {pod: string};
	// the Pod isn't available, so nothing is scaled down
	'stateful-set/wait-before-scale-down': {pod: string};
	'stateful-set/scale-down': {pod: string; ordinal: number; replicas: number};
	// from, to = names of ControllerRevisions
	'stateful-set/update-pod': {pod: string; ordinal: number; partition: number; from: string; to: string};
	// the Pod isn't available, so the update goes no further down
	'stateful-set/update-waits-for-pod': {pod: string; minReadySeconds: number};
	// the node should run a Pod and has none
	'daemon-set/create-pod': {node: string};
	// the node's labels or a NoExecute taint don't allow the Pod any more
	'daemon-set/remove-from-node': {pod: string; node: string};
	'daemon-set/replace-finished': {pod: string; phase: string};
	// unavailable = nodes without an available Pod before
	'daemon-set/update-pod': {pod: string; maxUnavailable: number; unavailable: number};
	// surging = nodes with two Pods before
	'daemon-set/surge': {node: string; maxSurge: number; surging: number};
	// the new Pod on its node is available
	'daemon-set/remove-old': {pod: string};
	// active = before
	'job/create-pods': {wanted: number; active: number; created: number; succeeded: number};
	'job/too-many-pods': {active: number; wanted: number; deleted: number};
	// wanted = 0
	'job/suspend': {active: number; wanted: number; deleted: number};
	// failures = since the last success, delayMs = until the next Pod
	'job/back-off': {failures: number; delayMs: number};
	'job/fail': {reason: string; failed: number; backoffLimit: number};
	'job/complete': {succeeded: number; reason: string};
	'job/ttl-expired': {ttlSeconds: number};
	// scheduled = time of the schedule, RFC 3339
	'cron-job/start': {job: string; scheduled: string};
	// active = Jobs that still run
	'cron-job/forbid-concurrent': {active: number};
	// job: it still ran at the next scheduled time
	'cron-job/replace-concurrent': {job: string};
	'cron-job/history-limit': {job: string; limit: number};
	// replicas = now, wanted = by the metrics, desired = after limits, current and target = of the metric
	'horizontal-pod-autoscaler/recommend': {
		replicas: number;
		wanted: number;
		desired: number;
		current: string | number;
		target: string | number;
	};
	'horizontal-pod-autoscaler/scale': {from: number; to: number; reason: string};
	'disruption/allow': {allowed: number; healthy: number; desired: number; expected: number};
	// owner = Kind/name
	'garbage-collector/delete': {owner: string};
}

/** Rules of the scheduler, of the kubelets and of the controllers that look after nodes. */
interface NodeDecisionValues {
	// feasible = nodes that fit, nodes = all
	'scheduler/bind': {node: string; feasible: number; nodes: number};
	// message = why no node fits
	'scheduler/no-node-fits': {message: string};
	// pod = the more important Pod; the object is the Pod that has to go
	'scheduler/preempt': {pod: string; node: string};
	// attempt = how often it was started before
	'kubelet/start-container': {container: string; node: string; attempt: number};
	'kubelet/no-image': {container: string; node: string; image: string; reason: string};
	// seconds = length of the wait
	'kubelet/back-off': {container: string; node: string; seconds: number; restarts: number};
	// probe = Startup | Readiness | Liveness, result = success | failure, times = in a row
	'kubelet/probe-result': {container: string; node: string; probe: string; result: string; times: number};
	// it didn't end by itself after SIGTERM
	'kubelet/kill-container': {container: string; node: string; graceSeconds: number};
	// the Pod named the node itself and doesn't fit
	'kubelet/refuse-pod': {node: string; reason: string};
	// seconds = time without a sign of life; the object is the node
	'node/lost': {seconds: number};
	// the Pod doesn't tolerate a NoExecute taint of the node, or no longer
	'taint-eviction/delete-pod': {node: string};
	// node = the node that doesn't exist any more
	'pod-garbage-collector/orphaned': {node: string};
	// the node is tainted out-of-service and isn't ready
	'pod-garbage-collector/out-of-service': {node: string};
}
