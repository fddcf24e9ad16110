// The simulator has no wall clock, so it does its own calendar arithmetic (proleptic Gregorian, UTC) on milliseconds since 1970.

export interface CalendarTime {
	readonly year: number;
	/** 1–12 */
	readonly month: number;
	/** 1–31 */
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	/** 0 is Sunday */
	readonly weekday: number;
}

const DAY_MS = 86_400_000;

/** The calendar fields of a time in UTC. */
export function toCalendar(timeMs: number): CalendarTime {
	const days = Math.floor(timeMs / DAY_MS);
	const second = Math.floor((timeMs - days * DAY_MS) / 1000);
	// Days to civil date by 400-year eras that start on 1 March, so that the leap day comes last (H. Hinnant, "chrono-compatible dates").
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
		hour: Math.floor(second / 3600),
		minute: Math.floor(second / 60) % 60,
		second: second % 60,
		weekday: (((days + 4) % 7) + 7) % 7,
	};
}

/** Milliseconds since 1970 of a UTC calendar time. */
export function fromCalendar(time: Omit<CalendarTime, 'weekday'>): number {
	const year = time.month <= 2 ? time.year - 1 : time.year;
	const era = Math.floor(year / 400);
	const yearOfEra = year - era * 400;
	const dayOfYear = Math.floor((153 * (time.month > 2 ? time.month - 3 : time.month + 9) + 2) / 5) + time.day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	const days = era * 146_097 + dayOfEra - 719_468;
	return days * DAY_MS + ((time.hour * 60 + time.minute) * 60 + time.second) * 1000;
}

/** `2026-11-21T10:17:56Z`, the form of all times in Kubernetes objects; fractions of a second are cut off. */
export function formatTime(timeMs: number): string {
	const second = Math.floor(timeMs / 1000);
	if (second !== lastSecond) {
		const t = toCalendar(timeMs);
		lastText = `${t.year}-${two(t.month)}-${two(t.day)}T${two(t.hour)}:${two(t.minute)}:${two(t.second)}Z`;
		lastSecond = second;
	}
	return lastText;
}

// Much happens within one second of virtual time, and all of it bears the same time.
let lastSecond = Number.NaN;
let lastText = '';

/** Inverse of `formatTime`; also accepts fractions and offsets. NaN for anything else. */
export function parseTime(text: string): number {
	return PLAIN_TIME.test(text) ? parsePlainTime(text) : parseAnyTime(text);
}

const PLAIN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

// Times that `formatTime` wrote are by far the most.
function parsePlainTime(text: string): number {
	const number = (start: number, end: number) => {
		let value = 0;
		for (let index = start; index < end; index++) value = value * 10 + text.charCodeAt(index) - 48;
		return value;
	};
	return fromCalendar({
		year: number(0, 4),
		month: number(5, 7),
		day: number(8, 10),
		hour: number(11, 13),
		minute: number(14, 16),
		second: number(17, 19),
	});
}

function parseAnyTime(text: string): number {
	const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|([+-])(\d\d):(\d\d))$/.exec(text);
	if (!match) return Number.NaN;
	const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number,
	];
	const offsetMinutes = match[8] === 'Z' ? 0 : Number(`${match[9]}1`) * (Number(match[10]) * 60 + Number(match[11]));
	const fractionMs = match[7] ? Math.floor(Number(match[7]) * 1000) : 0;
	return fromCalendar({year, month, day, hour, minute, second}) + fractionMs - offsetMinutes * 60_000;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
