import {formatTime, parseTime} from '../../shell/calendar.ts';
import type {ControllerContext} from '../controller.ts';
import {type Job, keyOf, type Pod} from '../objects.ts';
import {type JobCondition, jobCondition, trueCondition, withCondition} from './job-conditions.ts';
import {completionIndexOf, formatIndexes, isIndexed, validIndexOf} from './job-indexes.ts';
import {ACTOR, type Managed, withoutTracking} from './job-pods.ts';
import {judgeFailure, metSuccessRule} from './job-policies.ts';
import {hasLimitPerIndex, isFailed, isTracked, type JobState} from './job-state.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {withoutEmpty} from './status-fields.ts';

/**
 * The condition that announces the end of a Job: `SuccessCriteriaMet` or `FailureTarget`. The Job is complete or failed only later, when its
 * last Pod is gone. Undefined while the Job goes on.
 */
export function finishCondition(context: ControllerContext, state: JobState): JobCondition | undefined {
	const {job, pods, failed} = state;
	const announced = trueCondition(job, 'SuccessCriteriaMet') ?? trueCondition(job, 'FailureTarget');
	if (announced) return announced;
	const nowMs = context.clock.now();
	const fail = (reason: string, message: string): JobCondition => {
		context.decide(ACTOR, job, 'job/fail', {reason, failed, backoffLimit: job.spec.backoffLimit ?? 6});
		return jobCondition('FailureTarget', 'True', reason, message, nowMs);
	};
	const policyMessage = pods
		.filter(pod => job.spec.podFailurePolicy && isFailed(job, pod))
		.map(pod => judgeFailure(job, pod).message)
		.find(message => message !== undefined);
	if (policyMessage !== undefined) return fail('PodFailurePolicy', policyMessage);
	if (failed > (job.spec.backoffLimit ?? 6) || restartsExceedLimit(job, pods)) {
		return fail('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
	}
	if (pastDeadline(job, nowMs)) return fail('DeadlineExceeded', 'Job was active longer than specified deadline');
	const indexFailure = failedIndexes(state);
	if (indexFailure) return fail(...indexFailure);
	const met = isIndexed(job) ? metSuccessRule(job, state.succeededIndexes) : undefined;
	return met === undefined ? undefined : jobCondition('SuccessCriteriaMet', 'True', 'SuccessPolicy', met, nowMs);
}

/**
 * Counts finished Pods in the status, which lets them go, and writes the status with the conditions. When a Job ends and no Pod is left, its
 * last condition is set: `Complete` or `Failed`.
 */
export function countPodsAsFinished(
	context: ControllerContext,
	state: JobState,
	managed: Managed,
	ending: JobCondition | undefined,
): void {
	const {job} = state;
	const nowMs = context.clock.now();
	const done = state.pods.filter(pod => isTracked(pod) && mayBeReleased(state, pod, ending));
	for (const pod of done) withoutTracking(context, pod);
	const terminating = state.terminating.length + managed.deleted;
	const announced = ending ? (withCondition(job.status.conditions ?? [], ending) ?? job.status.conditions) : undefined;
	const finished = ending && terminating === 0 ? finalCondition(ending, nowMs) : undefined;
	const conditions = announced ?? job.status.conditions ?? [];
	const status: Job['status'] = {
		ready: managed.ready,
		terminating,
		uncountedTerminatedPods: {},
		...withoutEmpty({
			startTime: job.status.startTime,
			completionTime: finished?.type === 'Complete' ? formatTime(nowMs) : undefined,
			active: managed.active,
			succeeded: state.succeeded,
			failed: (job.status.failed ?? 0) + done.filter(pod => countsAsFailed(job, pod, ending)).length,
			completedIndexes: formatIndexes(state.succeededIndexes),
			conditions: finished ? (withCondition(conditions, finished) ?? conditions) : conditions,
		}),
		...(state.failedIndexes && {failedIndexes: formatIndexes(state.failedIndexes)}),
	};
	writeStatus(context, job, status);
	if (finished) recordFinish(context, state, finished);
}

// A restarted container counts as a failure when the Pod itself goes on.
function restartsExceedLimit({spec}: Job, pods: readonly Pod[]): boolean {
	if (spec.template?.spec?.restartPolicy !== 'OnFailure') return false;
	const limit = spec.backoffLimit ?? 6;
	let restarts = 0;
	for (const {status} of pods) {
		if (status.phase !== 'Running' && status.phase !== 'Pending') continue;
		for (const {restartCount} of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
			restarts += restartCount;
		}
	}
	return limit === 0 ? restarts > 0 : restarts >= limit;
}

function pastDeadline({spec, status}: Job, nowMs: number): boolean {
	if (spec.activeDeadlineSeconds === undefined || spec.suspend || !status.startTime) return false;
	return nowMs - parseTime(status.startTime) >= spec.activeDeadlineSeconds * 1000;
}

function failedIndexes({job, failedIndexes: failed, succeededIndexes}: JobState): [string, string] | undefined {
	if (!failed || failed.size === 0) return undefined;
	const {maxFailedIndexes, completions = 0} = job.spec;
	if (maxFailedIndexes !== undefined && failed.size > maxFailedIndexes) {
		const message = 'Job has exceeded the specified maximal number of failed indexes';
		return ['MaxFailedIndexesExceeded', message];
	}
	const over = failed.size + succeededIndexes.size >= completions;
	return over ? ['FailedIndexes', 'Job has failed indexes'] : undefined;
}

function mayBeReleased(state: JobState, pod: Pod, ending: JobCondition | undefined): boolean {
	const {job, awaitingReplacement} = state;
	if (job.metadata.deletionTimestamp || ending || pod.status.phase === 'Succeeded') return true;
	if (!isFailed(job, pod)) return false;
	const index = hasLimitPerIndex(job) ? completionIndexOf(pod) : undefined;
	return index === undefined || awaitingReplacement.get(index)?.metadata.uid !== pod.metadata.uid;
}

// Pods that are deleted because the Job fails count as failed too.
function countsAsFailed(job: Job, pod: Pod, ending: JobCondition | undefined): boolean {
	if (pod.status.phase === 'Succeeded') return false;
	if (!isFailed(job, pod) && ending?.type !== 'FailureTarget') return false;
	if (isIndexed(job) && validIndexOf(job, pod) === undefined) return false;
	return judgeFailure(job, pod).counts;
}

function finalCondition({type, reason = '', message = ''}: JobCondition, nowMs: number): JobCondition {
	return jobCondition(type === 'FailureTarget' ? 'Failed' : 'Complete', 'True', reason, message, nowMs);
}

function writeStatus({api, store}: ControllerContext, job: Job, status: Job['status']): void {
	const current = store.get('Job', keyOf(job));
	if (!current || semanticallyEqual(current.status, status)) return;
	api.updateStatus<'Job'>({...current, status});
}

function recordFinish({events, decide}: ControllerContext, state: JobState, finished: JobCondition): void {
	const {job, succeeded} = state;
	const {completions} = job.spec;
	if (finished.type === 'Failed') {
		events.record(ACTOR, job, 'Warning', finished.reason ?? '', finished.message ?? '');
		return;
	}
	if (completions !== undefined && succeeded > completions) {
		const text = 'Too many succeeded pods running after completion count reached';
		events.record(ACTOR, job, 'Warning', 'TooManySucceededPods', text);
	}
	decide(ACTOR, job, 'job/complete', {succeeded, reason: finished.reason ?? ''});
	events.record(ACTOR, job, 'Normal', 'Completed', 'Job completed');
}
