import {parseTime} from '../../shell/calendar.ts';
import type {Pod} from '../objects.ts';

/** A Pod that counts as a replica: neither finished nor on its way out. */
export function isActive(pod: Pod): boolean {
	return !isFinished(pod) && pod.metadata.deletionTimestamp === undefined;
}

/** A Pod whose containers have ended for good. */
export function isFinished(pod: Pod): boolean {
	return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

/** A Pod that is being deleted but whose containers may still run. */
export function isTerminating(pod: Pod): boolean {
	return !isFinished(pod) && pod.metadata.deletionTimestamp !== undefined;
}

export function isReady(pod: Pod): boolean {
	return readySinceMs(pod) !== undefined;
}

/** When the Pod became ready, milliseconds since 1970; undefined while it isn't. */
export function readySinceMs(pod: Pod): number | undefined {
	const condition = pod.status.conditions?.find(({type}) => type === 'Ready');
	return condition?.status === 'True' ? parseTime(condition.lastTransitionTime ?? '') || 0 : undefined;
}

/** A Pod is available once it has been ready for `minReadySeconds` without a break. */
export function isAvailable(pod: Pod, minReadySeconds: number, nowMs: number): boolean {
	const availableMs = availableAtMs(pod, minReadySeconds);
	return availableMs !== undefined && availableMs <= nowMs;
}

/** When a ready Pod becomes (or became) available; undefined for one that isn't ready. */
function availableAtMs(pod: Pod, minReadySeconds: number): number | undefined {
	const readyMs = readySinceMs(pod);
	return readyMs === undefined ? undefined : readyMs + minReadySeconds * 1000;
}
