import type {Job, Pod} from '../objects.ts';
import {finishedAtMs} from './job-backoff.ts';
import {
	completionIndexOf,
	failureCountOf,
	ignoredFailureCountOf,
	isIndexed,
	parseIndexes,
	validIndexOf,
} from './job-indexes.ts';
import {judgeFailure} from './job-policies.ts';
import {isActive, isTerminating} from './pod-state.ts';

export const JOB_TRACKING = 'batch.kubernetes.io/job-tracking';

/** A Job with its Pods, counted. */
export interface JobState {
	readonly job: Job;
	readonly pods: readonly Pod[];
	readonly active: readonly Pod[];
	readonly terminating: readonly Pod[];
	/** Pods that have finished since the last look; they still carry the tracking finalizer. */
	readonly newlySucceeded: readonly Pod[];
	readonly newlyFailed: readonly Pod[];
	readonly succeeded: number;
	readonly failed: number;
	/** For Indexed Jobs. */
	readonly succeededIndexes: ReadonlySet<number>;
	/** For Jobs with `backoffLimitPerIndex`. */
	readonly failedIndexes?: ReadonlySet<number>;
	/** With `backoffLimitPerIndex`: the last failed Pod of each index that waits for a new one. It keeps its finalizer until then. */
	readonly awaitingReplacement: ReadonlyMap<number, Pod>;
}

/** Counts a Job's Pods: what the status tells already, and what has finished since. */
export function countPods(job: Job, pods: readonly Pod[]): JobState {
	const active = pods.filter(isActive);
	const counted = pods.filter(pod => isTracked(pod) && (!isIndexed(job) || validIndexOf(job, pod) !== undefined));
	const newlySucceeded = counted.filter(({status}) => status.phase === 'Succeeded');
	const newlyFailed = counted.filter(pod => isFailed(job, pod));
	const succeededIndexes = indexesAfter(job, job.status.completedIndexes, newlySucceeded);
	const failedIndexes = hasLimitPerIndex(job)
		? indexesAfter(
				job,
				job.status.failedIndexes,
				newlyFailed.filter(pod => failsIndex(job, pod)),
			)
		: undefined;
	const failures = newlyFailed.filter(pod => judgeFailure(job, pod).counts).length;
	return {
		job,
		pods,
		active,
		terminating: pods.filter(isTerminating),
		newlySucceeded,
		newlyFailed,
		succeeded: isIndexed(job) ? succeededIndexes.size : (job.status.succeeded ?? 0) + newlySucceeded.length,
		failed: (job.status.failed ?? 0) + failures,
		succeededIndexes,
		failedIndexes,
		awaitingReplacement: failedIndexes ? lastFailures(newlyFailed, active, succeededIndexes, failedIndexes) : new Map(),
	};
}

export function isTracked({metadata}: Pod): boolean {
	return metadata.finalizers?.includes(JOB_TRACKING) ?? false;
}

export function hasLimitPerIndex({spec}: Job): boolean {
	return spec.backoffLimitPerIndex !== undefined;
}

/** Whether a new Pod has to wait until the old one has ended, instead of only being on its way out. */
export function replacesFailedOnly({spec}: Job): boolean {
	return spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined;
}

/** A Pod that is being deleted counts as failed, unless the Job waits for its real end. */
export function isFailed(job: Job, {metadata, status}: Pod): boolean {
	if (status.phase === 'Failed') return true;
	if (replacesFailedOnly(job)) return false;
	return metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded';
}

function indexesAfter(job: Job, before: string | undefined, pods: readonly Pod[]): Set<number> {
	const indexes = isIndexed(job) ? parseIndexes(before, job.spec.completions ?? 0) : new Set<number>();
	if (isIndexed(job)) for (const pod of pods) indexes.add(completionIndexOf(pod)!);
	return indexes;
}

function failsIndex(job: Job, pod: Pod): boolean {
	const {action, counts} = judgeFailure(job, pod);
	return action === 'FailIndex' || (counts && failureCountOf(pod) >= (job.spec.backoffLimitPerIndex ?? 0));
}

function lastFailures(
	failed: readonly Pod[],
	active: readonly Pod[],
	succeededIndexes: ReadonlySet<number>,
	failedIndexes: ReadonlySet<number>,
): Map<number, Pod> {
	const activeIndexes = new Set(active.map(completionIndexOf));
	const last = new Map<number, Pod>();
	for (const pod of failed) {
		const index = completionIndexOf(pod)!;
		if (succeededIndexes.has(index) || failedIndexes.has(index) || activeIndexes.has(index)) continue;
		const other = last.get(index);
		const later = !other || (allFailuresOf(other) <= allFailuresOf(pod) && finishedAtMs(pod) >= finishedAtMs(other));
		if (later) last.set(index, pod);
	}
	return last;
}

/** How often the Pod's index failed before it, ignored failures included. */
export function allFailuresOf(pod: Pod): number {
	return failureCountOf(pod) + ignoredFailureCountOf(pod);
}
