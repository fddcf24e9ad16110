import {formatTime, parseTime} from '../../shell/calendar.ts';
import type {ControllerContext} from '../controller.ts';
import type {DecisionRule} from '../decision-rules.ts';
import {type Deployment, keyOf, type ReplicaSet} from '../objects.ts';
import type {Rollout} from './deployment-rollout.ts';
import {maxUnavailable, replicasOf, totalAvailable, totalWanted} from './deployment-size.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {withoutEmpty} from './status-fields.ts';

type Status = Deployment['status'];
type Condition = NonNullable<Status['conditions']>[number];

// Kubernetes' way to say "no deadline".
const NO_DEADLINE = 2 ** 31 - 1;
const COMPLETE = 'NewReplicaSetAvailable';
const TIMED_OUT = 'ProgressDeadlineExceeded';

export function hasProgressDeadline({spec}: Deployment): boolean {
	return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;
}

/** Whether all Pods are new and available and no old one exists. */
export function isComplete({spec, metadata}: Deployment, status: Status): boolean {
	const counts = [status.updatedReplicas, status.replicas, status.availableReplicas];
	return (
		counts.every(count => (count ?? 0) === (spec.replicas ?? 0)) &&
		(status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
	);
}

/** Writes a status unless it is the present one. Returns the Deployment as it is then. */
export function writeStatus({api, store}: ControllerContext, deployment: Deployment, status: Status): Deployment {
	const current = store.get('Deployment', keyOf(deployment)) ?? deployment;
	return semanticallyEqual(current.status, status) ? current : api.updateStatus<'Deployment'>({...current, status});
}

/**
 * A status with a condition set: unchanged when the condition has this status and reason already; otherwise the condition moves to the end,
 * and its transition time changes only together with its status.
 */
export function setCondition(
	status: Status,
	condition: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
	nowMs: number,
): Status {
	const present = conditionOf(status, condition.type);
	if (present?.status === condition.status && present.reason === condition.reason) return status;
	return replaceCondition(status, condition, nowMs);
}

/** The reasons `DeploymentPaused` and `DeploymentResumed`: while a rollout is paused its deadline doesn't count. */
export function notePause(context: ControllerContext, deployment: Deployment): Deployment {
	const reason = conditionOf(deployment.status, 'Progressing')?.reason;
	if (!hasProgressDeadline(deployment) || reason === TIMED_OUT) return deployment;
	const paused = deployment.spec.paused ?? false;
	if (paused === (reason === 'DeploymentPaused')) return deployment;
	const condition = {
		type: 'Progressing',
		status: 'Unknown',
		reason: paused ? 'DeploymentPaused' : 'DeploymentResumed',
		message: paused ? 'Deployment is paused' : 'Deployment is resumed',
	};
	return writeStatus(context, deployment, setCondition(deployment.status, condition, context.clock.now()));
}

/** Writes the counts and the condition `Available`, and leaves the progress as it is: for scaling and deletion. */
export function updateStatus(context: ControllerContext, rollout: Rollout): void {
	writeStatus(context, rollout.deployment, calculated(rollout, context.clock.now()));
}

/** Writes counts and conditions during a rollout. Returns whether anything changed. */
export function noteProgress(context: ControllerContext, rollout: Rollout): boolean {
	const {deployment} = rollout;
	const nowMs = context.clock.now();
	const counted = calculated(rollout, nowMs);
	const status = withReplicaFailure(withProgress(context, rollout, counted, nowMs), rollout);
	if (semanticallyEqual(status, deployment.status)) return false;
	writeStatus(context, deployment, status);
	return true;
}

/** How long until a rollout that stands still has to be called failed; undefined when nothing is in progress. */
export function untilDeadlineMs({clock}: ControllerContext, {deployment}: Rollout): number | undefined {
	const {status, spec} = deployment;
	const progressing = conditionOf(status, 'Progressing');
	if (!hasProgressDeadline(deployment) || !progressing) return undefined;
	if (isComplete(deployment, status) || progressing.reason === TIMED_OUT) return undefined;
	const deadlineMs = parseTime(progressing.lastUpdateTime ?? '') + (spec.progressDeadlineSeconds ?? 0) * 1000;
	// A second more, as times in conditions are cut to whole seconds.
	return Math.max(0, deadlineMs - clock.now()) + 1000;
}

function calculated({deployment, newReplicaSet, oldReplicaSets}: Rollout, nowMs: number): Status {
	const all = newReplicaSet ? [...oldReplicaSets, newReplicaSet] : oldReplicaSets;
	const available = totalAvailable(all);
	const {collisionCount, conditions} = deployment.status;
	const status: Status = withoutEmpty({
		observedGeneration: deployment.metadata.generation,
		replicas: all.reduce((sum, replicaSet) => sum + replicaSet.status.replicas, 0),
		updatedReplicas: newReplicaSet?.status.replicas,
		readyReplicas: all.reduce((sum, replicaSet) => sum + (replicaSet.status.readyReplicas ?? 0), 0),
		availableReplicas: available,
		unavailableReplicas: Math.max(0, totalWanted(all) - available),
		collisionCount,
		conditions,
	});
	const enough = available >= replicasOf(deployment) - maxUnavailable(deployment);
	return setCondition(
		status,
		{
			type: 'Available',
			status: enough ? 'True' : 'False',
			reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
			message: `Deployment ${enough ? 'has' : 'does not have'} minimum availability.`,
		},
		nowMs,
	);
}

function withProgress(context: ControllerContext, rollout: Rollout, status: Status, nowMs: number): Status {
	const {deployment, newReplicaSet} = rollout;
	if (!hasProgressDeadline(deployment)) return without(status, 'Progressing');
	const present = conditionOf(deployment.status, 'Progressing');
	const settled = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && present?.reason === COMPLETE;
	if (settled) return status;
	const subject = newReplicaSet
		? `ReplicaSet "${newReplicaSet.metadata.name}"`
		: `Deployment "${deployment.metadata.name}"`;
	const replicaSet = newReplicaSet?.metadata.name ?? '';
	const condition = (value: string, reason: string, verb: string) => ({
		type: 'Progressing',
		status: value,
		reason,
		message: `${subject} ${verb} progress${verb === 'has successfully' ? 'ed' : 'ing'}.`,
	});
	if (isComplete(deployment, status)) {
		if (present?.reason !== COMPLETE) decide(context, deployment, 'deployment/complete', {replicaSet});
		return setCondition(status, condition('True', COMPLETE, 'has successfully'), nowMs);
	}
	// Progress always renews the time of the last update, from which the deadline counts.
	if (madeProgress(deployment.status, status)) {
		return replaceCondition(status, condition('True', 'ReplicaSetUpdated', 'is'), nowMs);
	}
	if (!timedOut(deployment, present, nowMs)) return status;
	const deadlineSeconds = deployment.spec.progressDeadlineSeconds ?? 0;
	if (present?.reason !== TIMED_OUT) {
		decide(context, deployment, 'deployment/progress-deadline-exceeded', {replicaSet, deadlineSeconds});
	}
	return setCondition(status, condition('False', TIMED_OUT, 'has timed out'), nowMs);
}

function decide(
	context: ControllerContext,
	deployment: Deployment,
	rule: DecisionRule,
	values: Readonly<Record<string, string | number>>,
): void {
	context.decide('deployment-controller', deployment, rule, values);
}

// More new Pods, fewer old ones, or more that are ready or available.
function madeProgress(before: Status, after: Status): boolean {
	const old = (status: Status) => (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
	return (
		(after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
		old(after) < old(before) ||
		(after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
		(after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
	);
}

function timedOut({spec}: Deployment, present: Condition | undefined, nowMs: number): boolean {
	if (!present || present.reason === COMPLETE) return false;
	if (present.reason === TIMED_OUT) return true;
	return parseTime(present.lastUpdateTime ?? '') + (spec.progressDeadlineSeconds ?? 0) * 1000 < nowMs;
}

// A ReplicaSet that can't create Pods makes its Deployment say so; the new one is heard first.
function withReplicaFailure(status: Status, {newReplicaSet, oldReplicaSets}: Rollout): Status {
	const candidates: readonly (ReplicaSet | undefined)[] = [newReplicaSet, ...oldReplicaSets];
	const failure = candidates
		.flatMap(replicaSet => replicaSet?.status.conditions ?? [])
		.find(({type}) => type === 'ReplicaFailure');
	if (!failure) return without(status, 'ReplicaFailure');
	const present = conditionOf(status, 'ReplicaFailure');
	if (present?.status === failure.status && present.reason === failure.reason) return status;
	const conditions = without(status, 'ReplicaFailure').conditions ?? [];
	return {...status, conditions: [...conditions, {...failure, lastUpdateTime: failure.lastTransitionTime}]};
}

function replaceCondition(
	status: Status,
	condition: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
	nowMs: number,
): Status {
	const present = conditionOf(status, condition.type);
	const now = formatTime(nowMs);
	const lastTransitionTime = present?.status === condition.status ? present.lastTransitionTime : now;
	const others = without(status, condition.type).conditions ?? [];
	return {...status, conditions: [...others, {...condition, lastUpdateTime: now, lastTransitionTime}]};
}

function without(status: Status, type: string): Status {
	const conditions = status.conditions?.filter(condition => condition.type !== type) ?? [];
	const {conditions: _, ...others} = status;
	return conditions.length > 0 ? {...others, conditions} : others;
}

function conditionOf(status: Status, type: string): Condition | undefined {
	return status.conditions?.find(condition => condition.type === type);
}
