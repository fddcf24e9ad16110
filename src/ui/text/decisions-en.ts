import type {DecisionRule, DecisionValues} from '../../cluster/decision-rules.ts';

/** What a component did, behind its name, and why. */
export type Sentence = readonly [did: string, because: string];

/** A sentence for every rule; `object` is what the decision is about, as `deploy/web`. */
export type DecisionSentences = {
	readonly [R in DecisionRule]: (values: DecisionValues[R], object: string) => Sentence;
};

export const decisionsEn: DecisionSentences = {
	'replica-set/create-pods': ({replicas, active, created}, object) => [
		`created ${pods(created)} for ${object}`,
		`it wants ${replicas} and has ${active}`,
	],
	'replica-set/delete-pods': ({replicas, active, deleted}, object) => [
		`deletes ${pods(deleted)} of ${object}`,
		`it wants ${replicas} and has ${active}`,
	],
	'replica-set/choose-pod-to-delete': ({pod, reason}) => [`chose pod/${pod} to go`, DELETION_REASONS[reason] ?? reason],
	'deployment/create-replica-set': ({replicaSet, revision, replicas}, object) => [
		`created rs/${replicaSet} for ${pods(replicas)}`,
		`no ReplicaSet of ${object} has this Pod template; it is revision ${revision}`,
	],
	'deployment/hash-collision': ({replicaSet, collisionCount}) => [
		`looks for another name than rs/${replicaSet}`,
		`a different template has it already (collision ${collisionCount})`,
	],
	'deployment/roll-back-to': ({replicaSet, revision, previousRevision}, object) => [
		`took up rs/${replicaSet} again as revision ${revision}`,
		`${object} has the Pod template of revision ${previousRevision} again`,
	],
	'deployment/scale-up-new': ({replicaSet, from, to, replicas, maxSurge, total}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		`maxSurge ${maxSurge} allows ${pods(replicas + maxSurge)}, ${total} exist`,
	],
	'deployment/scale-down-new': ({replicaSet, from, to, replicas}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		`only ${pods(replicas)} wanted`,
	],
	'deployment/scale-down-unhealthy': ({replicaSet, from, to, total, available}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		`old Pods that serve nobody go first; ${available} of ${total} are available`,
	],
	'deployment/scale-down-old': ({replicaSet, from, to, replicas, maxUnavailable, available}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		`maxUnavailable ${maxUnavailable} asks for ${replicas - maxUnavailable} available, ${available} are`,
	],
	'deployment/wait-for-available': ({replicaSet, replicas, maxUnavailable, available, unavailable}, object) => [
		`keeps the old Pods of ${object}`,
		`maxUnavailable ${maxUnavailable} asks for ${replicas - maxUnavailable} available, ${available} are; ${unavailable} of rs/${replicaSet} not yet`,
	],
	'deployment/recreate-scale-down': ({replicaSet, from, to}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		'Recreate stops everything old first',
	],
	'deployment/recreate-wait': ({pods: running}, object) => [
		`starts nothing new of ${object} yet`,
		`Recreate waits for ${running === 1 ? '1 old Pod that still runs' : `${running} old Pods that still run`}`,
	],
	'deployment/recreate-scale-up': ({replicaSet, from, to}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		'nothing old runs any more, so Recreate starts everything new at once',
	],
	'deployment/scale': ({replicaSet, from, to, replicas}, object) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		`${object} wants ${pods(replicas)} now`,
	],
	'deployment/scale-proportionally': ({replicaSet, from, to, replicas, maxSurge}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		`in the middle of a rollout each ReplicaSet gets its share of ${replicas} + maxSurge ${maxSurge}`,
	],
	'deployment/scale-down-saturated': ({replicaSet, from, to}) => [
		`scaled rs/${replicaSet} ${from} → ${to}`,
		'the new ReplicaSet has all its Pods',
	],
	'deployment/delete-old-revision': ({replicaSet, revision, limit}) => [
		`deleted rs/${replicaSet} (revision ${revision})`,
		`revisionHistoryLimit keeps ${limit} old ReplicaSets`,
	],
	'deployment/progress-deadline-exceeded': ({replicaSet, deadlineSeconds}, object) => [
		`gave up waiting for ${object}`,
		`rs/${replicaSet} made no progress within progressDeadlineSeconds ${deadlineSeconds}`,
	],
	'deployment/complete': ({replicaSet}, object) => [
		`completed the rollout of ${object}`,
		`all its Pods are of rs/${replicaSet} and available`,
	],
	'stateful-set/create-pod': ({pod, ordinal, revision, replicas}, object) => [
		`created pod/${pod} of ${revision}`,
		`${object} wants ${pods(replicas)}, and ordinal ${ordinal} is missing`,
	],
	'stateful-set/replace-finished': ({pod, phase}) => [
		`deletes pod/${pod} to make it anew`,
		`it has ended (${phase}), and its ordinal has to run`,
	],
	'stateful-set/wait-for-ready': ({pod}) => [
		`waits for pod/${pod}`,
		'the next one comes only when it is running and ready',
	],
	'stateful-set/wait-for-available': ({pod, minReadySeconds}) => [
		`waits for pod/${pod}`,
		`the next one comes only when it has been ready for minReadySeconds ${minReadySeconds}`,
	],
	'stateful-set/wait-for-termination': ({pod}) => [
		`waits for the end of pod/${pod}`,
		'Pods come and go one by one, in order',
	],
	'stateful-set/wait-before-scale-down': ({pod}, object) => [
		`doesn't make ${object} smaller yet`,
		`pod/${pod} isn't available`,
	],
	'stateful-set/scale-down': ({pod, ordinal, replicas}, object) => [
		`deletes pod/${pod}`,
		`${object} wants ${pods(replicas)}, and the highest ordinal (${ordinal}) goes first`,
	],
	'stateful-set/update-pod': ({pod, ordinal, partition, from, to}) => [
		`deletes pod/${pod} to update it`,
		`it is of ${from}, and ordinal ${ordinal} ≥ partition ${partition} has to be of ${to}`,
	],
	'stateful-set/update-waits-for-pod': ({pod}) => [
		`pauses the update at pod/${pod}`,
		'the next lower ordinal follows when it is available',
	],
	'daemon-set/create-pod': ({node}, object) => [`creates a Pod of ${object} on ${node}`, 'the node should run one'],
	'daemon-set/remove-from-node': ({pod, node}) => [
		`deletes pod/${pod}`,
		`labels or taints of ${node} don't allow it any more`,
	],
	'daemon-set/replace-finished': ({pod, phase}) => [`deletes pod/${pod} to make it anew`, `it has ended (${phase})`],
	'daemon-set/update-pod': ({pod, maxUnavailable, unavailable}) => [
		`deletes pod/${pod} to update it`,
		`maxUnavailable ${maxUnavailable}, and ${unavailable} of the nodes are without`,
	],
	'daemon-set/surge': ({node, maxSurge, surging}) => [
		`creates a second Pod on ${node}`,
		`maxSurge ${maxSurge}, and ${surging} of the nodes have two`,
	],
	'daemon-set/remove-old': ({pod}) => [`deletes pod/${pod}`, 'the new one on its node is available'],
	'job/create-pods': ({wanted, active, created, succeeded}, object) => [
		`created ${pods(created)} for ${object}`,
		`${wanted} should run, ${active} do, ${succeeded} succeeded so far`,
	],
	'job/too-many-pods': ({active, wanted, deleted}, object) => [
		`deletes ${pods(deleted)} of ${object}`,
		`${active} run, ${wanted} should`,
	],
	'job/suspend': ({deleted}, object) => [`deletes ${pods(deleted)} of ${object}`, 'it is suspended'],
	'job/back-off': ({failures, delayMs}, object) => [
		`waits ${seconds(delayMs)} before the next Pod of ${object}`,
		failures === 1 ? '1 has failed' : `${failures} have failed in a row`,
	],
	'job/fail': ({reason, failed, backoffLimit}, object) => [
		`ends ${object} as failed (${reason})`,
		`${failed} failed, backoffLimit ${backoffLimit}`,
	],
	'job/complete': ({succeeded, reason}, object) => [
		`ends ${object} as complete${reason && ` (${reason})`}`,
		`${pods(succeeded)} succeeded`,
	],
	'job/ttl-expired': ({ttlSeconds}, object) => [`deletes ${object}`, `ttlSecondsAfterFinished ${ttlSeconds} is over`],
	'cron-job/start': ({job, scheduled}, object) => [
		`created job/${job}`,
		`${object} was due at ${scheduled.slice(11, 19)} UTC`,
	],
	'cron-job/forbid-concurrent': ({active}, object) => [
		`skips a run of ${object}`,
		`concurrencyPolicy Forbid, and ${active === 1 ? '1 Job still runs' : `${active} Jobs still run`}`,
	],
	'cron-job/replace-concurrent': ({job}) => [
		`deletes job/${job}`,
		'concurrencyPolicy Replace, and it still runs at the next time',
	],
	'cron-job/history-limit': ({job, limit}) => [`deletes job/${job}`, `the history keeps ${limit} Jobs of its kind`],
	'horizontal-pod-autoscaler/recommend': ({replicas, wanted, desired, current, target}, object) => [
		`recommends ${desired} replicas (${object})`,
		`the metric is ${current} for a target of ${target} at ${replicas}, which asks for ${wanted}`,
	],
	'horizontal-pod-autoscaler/scale': ({from, to, reason}, object) => [
		`scaled the target of ${object} ${from} → ${to}`,
		reason,
	],
	'disruption/allow': ({allowed, healthy, desired, expected}, object) => [
		`allows ${allowed === 1 ? '1 disruption' : `${allowed} disruptions`} under ${object}`,
		`${healthy} of ${expected} are healthy, ${desired} have to be`,
	],
	'garbage-collector/delete': ({owner}, object) => [`deletes ${object}`, `its owner ${owner} is deleted`],
	'scheduler/bind': ({node, feasible, nodes}, object) => [
		`put ${object} on ${node}`,
		feasible === 1
			? `the only one of ${nodes} nodes that fits`
			: `${feasible} of ${nodes} nodes fit, and it scored best`,
	],
	'scheduler/no-node-fits': ({message}, object) => [`leaves ${object} pending`, message],
	'scheduler/preempt': ({pod, node}, object) => [
		`evicts ${object} from ${node}`,
		`pod/${pod} has a higher priority and needs the room`,
	],
	'kubelet/start-container': ({container, node, attempt}, object) => [
		`on ${node} ${attempt > 0 ? 'restarted' : 'started'} ${container} of ${object}`,
		attempt > 0 ? `it had ended (restart ${attempt})` : 'its image is there and nothing stands before it',
	],
	'kubelet/no-image': ({container, node, image, reason}, object) => [
		`on ${node} can't start ${container} of ${object}`,
		`${reason} for ${image}`,
	],
	'kubelet/back-off': ({container, node, seconds: wait, restarts}, object) => [
		`on ${node} waits ${wait}s before it restarts ${container} of ${object}`,
		restarts === 0 ? 'it has ended' : `it has ended ${restarts + 1} times`,
	],
	'kubelet/probe-result': ({container, node, probe, result, times}, object) => [
		`on ${node} considers ${container} of ${object} ${PROBE_RESULTS[`${probe} ${result}`] ?? result}`,
		`its ${probe.toLowerCase()} probe ${result === 'success' ? 'succeeded' : 'failed'} ${times === 1 ? 'once' : `${times} times in a row`}`,
	],
	'kubelet/kill-container': ({container, node, graceSeconds}, object) => [
		`on ${node} killed ${container} of ${object}`,
		`it didn't end within ${graceSeconds}s of SIGTERM`,
	],
	'kubelet/refuse-pod': ({node, reason}, object) => [`on ${node} refuses ${object}`, reason],
	'node/lost': ({seconds: silence}, object) => [`marks ${object} as not ready`, `no sign of life for ${silence}s`],
	'taint-eviction/delete-pod': ({node}, object) => [
		`deletes ${object}`,
		`it doesn't tolerate a NoExecute taint of ${node}`,
	],
	'pod-garbage-collector/orphaned': ({node}, object) => [`deletes ${object}`, `its node ${node} no longer exists`],
	'pod-garbage-collector/out-of-service': ({node}, object) => [
		`deletes ${object}`,
		`its node ${node} is silent and marked as out of service`,
	],
};

const DELETION_REASONS: Readonly<Record<string, string>> = {
	unassigned: 'it is on no node yet',
	phase: "it isn't running yet",
	'not-ready': "it isn't ready",
	'deletion-cost': 'its pod-deletion-cost is the lowest',
	'doubled-up': 'its node runs most of its fellows',
	'ready-time': 'it has been ready for the shortest time',
	restarts: 'it was restarted most often',
	age: 'it is the youngest',
	all: 'all of them go',
};

const PROBE_RESULTS: Readonly<Record<string, string>> = {
	'Startup success': 'started',
	'Startup failure': 'not started',
	'Readiness success': 'ready',
	'Readiness failure': 'not ready',
	'Liveness success': 'alive',
	'Liveness failure': 'dead',
};

function pods(count: number): string {
	return count === 1 ? '1 Pod' : `${count} Pods`;
}

function seconds(durationMs: number): string {
	return `${Math.ceil(durationMs / 1000)}s`;
}
