import {parseTime, toCalendar} from '../../shell/calendar.ts';
import type {CronJob} from '../objects.ts';
import {nextRunMs} from './cron-next-run.ts';
import type {CronSchedule} from './cron-schedule.ts';

// The real controller wakes a little after the full minute.
const WAKE_DELAY_MS = 100;
const MANY = 100;

/** A run that should have begun by now. */
export interface DueRun {
	readonly atMs: number;
	readonly jobName: string;
	/** The time as event texts show it: `Sat, 21 Nov 2026 10:17:00 +0000`. */
	readonly written: string;
	/** More than a hundred runs before this one never happened. */
	readonly manyMissed: boolean;
}

/** The most recent run since the last one (or since the creation) that hasn't been started; undefined if there is none. */
export function nextJob(cronJob: CronJob, schedule: CronSchedule, nowMs: number): DueRun | undefined {
	const {recentMs, missed} = mostRecentRun(cronJob, schedule, nowMs, true);
	if (recentMs === undefined) return undefined;
	return {
		atMs: recentMs,
		jobName: `${cronJob.metadata.name}-${Math.floor(recentMs / 60_000)}`,
		written: writtenTime(recentMs),
		manyMissed: missed > MANY,
	};
}

/** How long until the controller has to look again; undefined if no run will ever come. */
export function untilNextRunMs(cronJob: CronJob, schedule: CronSchedule, nowMs: number): number | undefined {
	const {earliestMs, recentMs, missed} = mostRecentRun(cronJob, schedule, nowMs, false);
	const fromMs = recentMs ?? (missed === 0 ? earliestMs : nowMs);
	const nextMs = nextRunMs(schedule, fromMs, cronJob.spec.timeZone);
	return nextMs === undefined ? undefined : nextMs + WAKE_DELAY_MS - nowMs;
}

// As the real controller, it estimates the number of missed runs from the distance of two of them instead of counting them all.
function mostRecentRun(
	{metadata, spec, status}: CronJob,
	schedule: CronSchedule,
	nowMs: number,
	withDeadline: boolean,
): {earliestMs: number; recentMs?: number; missed: number} {
	let earliestMs = parseTime(status.lastScheduleTime ?? metadata.creationTimestamp);
	if (withDeadline && spec.startingDeadlineSeconds !== undefined) {
		earliestMs = Math.max(earliestMs, nowMs - spec.startingDeadlineSeconds * 1000);
	}
	const next = (afterMs: number) => nextRunMs(schedule, afterMs, spec.timeZone);
	const firstMs = next(earliestMs);
	if (firstMs === undefined || nowMs < firstMs) return {earliestMs, missed: 0};
	const secondMs = next(firstMs);
	if (secondMs === undefined || nowMs < secondMs) return {earliestMs, recentMs: firstMs, missed: 0};
	const distanceMs = secondMs - firstMs;
	const missed = Math.floor((nowMs - firstMs) / distanceMs) + 1;
	let recentMs: number | undefined;
	let runMs = next(firstMs + (missed - 2) * distanceMs);
	while (runMs !== undefined && runMs <= nowMs) {
		recentMs = runMs;
		runMs = next(runMs);
	}
	return {earliestMs, recentMs, missed};
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function writtenTime(timeMs: number): string {
	const {year, month, day, hour, minute, second, weekday} = toCalendar(timeMs);
	const two = (value: number) => String(value).padStart(2, '0');
	const clock = `${two(hour)}:${two(minute)}:${two(second)}`;
	return `${WEEKDAYS[weekday]}, ${two(day)} ${MONTHS[month - 1]} ${year} ${clock} +0000`;
}
