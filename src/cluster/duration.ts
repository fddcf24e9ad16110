import {parseTime} from '../shell/calendar.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The time since a timestamp of an object, as in the column AGE; `<unknown>` without a timestamp. */
export function ageOf(timestamp: string | undefined, nowMs: number): string {
	return timestamp ? formatAge(nowMs - parseTime(timestamp)) : '<unknown>';
}

/**
 * A duration in at most two units, the coarser the longer it is: `45s`, `2m10s`, `47m`, `5h20m`, `3d4h`, `2y11d`. A clock that is a
 * little behind gives `0s`, anything further in the future `<invalid>`.
 */
export function formatAge(durationMs: number): string {
	const seconds = Math.trunc(durationMs / SECOND_MS);
	if (seconds < -1) return '<invalid>';
	if (durationMs < 0) return '0s';
	if (seconds < 120) return `${seconds}s`;
	const minutes = Math.floor(durationMs / MINUTE_MS);
	if (minutes < 10) return twoUnits(minutes, 'm', seconds % 60, 's');
	if (minutes < 180) return `${minutes}m`;
	const hours = Math.floor(durationMs / HOUR_MS);
	if (hours < 8) return twoUnits(hours, 'h', minutes % 60, 'm');
	if (hours < 48) return `${hours}h`;
	const days = Math.floor(hours / 24);
	if (days < 8) return twoUnits(days, 'd', hours % 24, 'h');
	if (days < 730) return `${days}d`;
	const years = Math.floor(days / 365);
	return days < 2920 ? twoUnits(years, 'y', days % 365, 'd') : `${years}y`;
}

/** A duration as Kubernetes' components write it in messages: `10s`, `1m20s`, `5m0s`. */
export function minutesAndSeconds(durationMs: number): string {
	const seconds = Math.round(durationMs / SECOND_MS);
	return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
	return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
