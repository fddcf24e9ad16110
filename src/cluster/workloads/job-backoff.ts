import {parseTime} from '../../shell/calendar.ts';
import type {Pod} from '../objects.ts';

const FIRST_DELAY_MS = 10_000;
const MAX_DELAY_MS = 600_000;

/** How many failures a Job has had since its last success, and when the last was. */
export interface BackoffRecord {
	readonly failures: number;
	readonly lastFailureMs?: number;
}

/** The record after more Pods have finished: a success starts the count anew. */
export function afterFinished(record: BackoffRecord, succeeded: readonly Pod[], failed: readonly Pod[]): BackoffRecord {
	if (succeeded.length === 0) {
		if (failed.length === 0) return record;
		return {failures: record.failures + failed.length, lastFailureMs: Math.max(...failed.map(finishedAtMs))};
	}
	const lastSuccessMs = Math.max(...succeeded.map(finishedAtMs));
	const later = failed.map(finishedAtMs).filter(atMs => atMs > lastSuccessMs);
	return later.length > 0 ? {failures: later.length, lastFailureMs: Math.max(...later)} : {failures: 0};
}

/** How long to wait before the next Pod: 10 s after the first failure, then twice as long each time, at most 10 minutes. */
export function backoffRemainingMs({failures, lastFailureMs}: BackoffRecord, nowMs: number): number {
	if (failures === 0 || lastFailureMs === undefined) return 0;
	const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), MAX_DELAY_MS);
	return Math.max(0, lastFailureMs + delayMs - nowMs);
}

/** When the last container of a Pod ended; else when the Pod stopped being ready, was deleted or was created. */
export function finishedAtMs({metadata, spec, status}: Pod): number {
	const sidecars = new Set(
		(spec.initContainers ?? []).filter(({restartPolicy}) => restartPolicy === 'Always').map(({name}) => name),
	);
	const statuses = [
		...(status.containerStatuses ?? []),
		...(status.initContainerStatuses ?? []).filter(({name}) => sidecars.has(name)),
	];
	const ends = statuses.map(({state}) => parseTime(state?.terminated?.finishedAt ?? ''));
	if (ends.length > 0 && ends.every(end => !Number.isNaN(end))) return Math.max(...ends);
	const ready = status.conditions?.find(({type}) => type === 'Ready');
	if (ready?.status === 'False' && ready.lastTransitionTime) return parseTime(ready.lastTransitionTime);
	if (metadata.deletionTimestamp) {
		return parseTime(metadata.deletionTimestamp) - (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
	}
	return parseTime(metadata.creationTimestamp);
}
