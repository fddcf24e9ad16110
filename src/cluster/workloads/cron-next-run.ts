import {type CalendarTime, fromCalendar, toCalendar} from '../../shell/calendar.ts';
import type {CronSchedule} from './cron-schedule.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

// As robfig/cron: a schedule without a run in five years has none at all (30 February).
const YEARS_SEARCHED = 5;

/** Whether the name is one of the time zone database, in its exact spelling. */
export function isTimeZone(name: string): boolean {
	if (/^[+-]/.test(name)) return false;
	try {
		const {timeZone} = new Intl.DateTimeFormat('en-US', {timeZone: name}).resolvedOptions();
		return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
	} catch {
		return false;
	}
}

/**
 * The first run after a time; undefined when none will ever come. A run at a time that the spring clock change skips doesn't happen, one that
 * the autumn change repeats happens twice.
 * @param timeZone a valid name; UTC if undefined
 */
export function nextRunMs(schedule: CronSchedule, afterMs: number, timeZone?: string): number | undefined {
	if (schedule.kind === 'every') return Math.floor((afterMs + schedule.periodMs) / SECOND_MS) * SECOND_MS;
	const lastYear = toCalendar(afterMs).year + YEARS_SEARCHED;
	let timeMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
	for (;;) {
		const local = localTime(timeMs, timeZone);
		if (local.year > lastYear) return undefined;
		if (!schedule.months.has(local.month)) timeMs = startOfNextMonth(timeMs, local, timeZone);
		else if (!matchesDay(schedule, local)) timeMs = startOfNextDay(timeMs, local, timeZone);
		else if (!schedule.hours.has(local.hour)) timeMs += (60 - local.minute) * MINUTE_MS;
		else if (!schedule.minutes.has(local.minute)) timeMs += MINUTE_MS;
		else return timeMs;
	}
}

/** `2026-11-21T10:17:00+01:00`: a time as a clock in the zone shows it. */
export function formatInZone(timeMs: number, timeZone?: string): string {
	const local = localTime(timeMs, timeZone);
	const offsetMinutes = Math.round((fromCalendar(local) - timeMs) / MINUTE_MS);
	const two = (value: number) => String(value).padStart(2, '0');
	const clock = `${two(local.hour)}:${two(local.minute)}:${two(local.second)}`;
	const date = `${local.year}-${two(local.month)}-${two(local.day)}`;
	if (offsetMinutes === 0) return `${date}T${clock}Z`;
	const size = Math.abs(offsetMinutes);
	return `${date}T${clock}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

type FieldSchedule = Extract<CronSchedule, {kind: 'fields'}>;

function matchesDay({daysOfMonth, daysOfWeek, bothDays}: FieldSchedule, {day, weekday}: CalendarTime): boolean {
	const byMonth = daysOfMonth.has(day);
	const byWeek = daysOfWeek.has(weekday);
	return bothDays ? byMonth && byWeek : byMonth || byWeek;
}

function startOfNextMonth(timeMs: number, local: CalendarTime, timeZone: string | undefined): number {
	// Close to the end at first, so that a clock change on the way can't carry over it.
	const daysLeft = daysIn(local.year, local.month) - local.day;
	if (daysLeft > 1) return timeMs + (daysLeft - 1) * 24 * HOUR_MS;
	return startOfNextDay(timeMs, local, timeZone);
}

function startOfNextDay(timeMs: number, local: CalendarTime, timeZone: string | undefined): number {
	const nextMs = timeMs + (24 * 60 - local.hour * 60 - local.minute) * MINUTE_MS;
	const landed = localTime(nextMs, timeZone);
	if (landed.day === local.day) return nextMs;
	// On the day of the spring change the day is an hour shorter: step back to its real end.
	const backMs = nextMs - (landed.hour * 60 + landed.minute) * MINUTE_MS;
	return localTime(backMs, timeZone).day === local.day ? nextMs : backMs;
}

function daysIn(year: number, month: number): number {
	const start = {year, month, day: 1, hour: 0, minute: 0, second: 0};
	const next = month === 12 ? {...start, year: year + 1, month: 1} : {...start, month: month + 1};
	return (fromCalendar(next) - fromCalendar(start)) / (24 * HOUR_MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(timeMs: number, timeZone: string | undefined): CalendarTime {
	if (timeZone === undefined) return toCalendar(timeMs);
	const parts = new Map(
		formatOf(timeZone)
			.formatToParts(timeMs)
			.map(({type, value}) => [type, Number(value)]),
	);
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
	return toCalendar(
		fromCalendar({
			year: part('year'),
			month: part('month'),
			day: part('day'),
			hour: part('hour'),
			minute: part('minute'),
			second: part('second'),
		}),
	);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const format =
		formats.get(timeZone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	formats.set(timeZone, format);
	return format;
}
