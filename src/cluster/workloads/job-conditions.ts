import {formatTime} from '../../shell/calendar.ts';
import type {Job} from '../objects.ts';

export type JobCondition = NonNullable<Job['status']['conditions']>[number];

export function jobCondition(
	type: string,
	status: string,
	reason: string,
	message: string,
	nowMs: number,
): JobCondition {
	const now = formatTime(nowMs);
	return {type, status, reason, message, lastProbeTime: now, lastTransitionTime: now};
}

/** The condition of a type if it is true. */
export function trueCondition({status}: Job, type: string): JobCondition | undefined {
	return status.conditions?.find(condition => condition.type === type && condition.status === 'True');
}

/** A finished Job is left alone: it is complete or has failed for good. */
export function isFinishedJob(job: Job): boolean {
	return Boolean(trueCondition(job, 'Complete') ?? trueCondition(job, 'Failed'));
}

/** Sets a condition in its place; one that is false from the beginning isn't added. Returns undefined when nothing changes. */
export function withCondition(conditions: readonly JobCondition[], wanted: JobCondition): JobCondition[] | undefined {
	const index = conditions.findIndex(({type}) => type === wanted.type);
	const present = conditions[index];
	if (!present) return wanted.status === 'False' ? undefined : [...conditions, wanted];
	const same =
		present.status === wanted.status && present.reason === wanted.reason && present.message === wanted.message;
	return same ? undefined : conditions.with(index, wanted);
}
