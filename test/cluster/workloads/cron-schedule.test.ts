import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatInZone, isTimeZone, nextRunMs} from '../../../src/cluster/workloads/cron-next-run.ts';
import {parseCronSchedule} from '../../../src/cluster/workloads/cron-schedule.ts';
import {formatTime, parseTime, toCalendar} from '../../../src/shell/calendar.ts';

function runs(schedule: string, after: string, count: number, timeZone?: string): string[] {
	const found: string[] = [];
	let atMs: number | undefined = parseTime(after);
	for (let i = 0; i < count; i++) {
		atMs = nextRunMs(parseCronSchedule(schedule), atMs, timeZone);
		if (atMs === undefined) break;
		found.push(formatTime(atMs));
	}
	return found;
}

describe('the next run of a schedule', () => {
	it.each([
		['*/5 * * * *', '2026-11-21T10:02:30Z', '2026-11-21T10:05:00Z'],
		['0 3 * * *', '2026-11-21T03:00:00Z', '2026-11-22T03:00:00Z'],
		['30 2 * * 1-5', '2026-11-21T10:00:00Z', '2026-11-23T02:30:00Z'],
		['@hourly', '2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z'],
		['@midnight', '2026-11-21T10:00:00Z', '2026-11-22T00:00:00Z'],
		['0 0 1 jan *', '2026-11-21T10:00:00Z', '2027-01-01T00:00:00Z'],
		['0 0 29 2 *', '2026-11-21T10:00:00Z', '2028-02-29T00:00:00Z'],
		['5/20 0 * * *', '2026-11-21T00:06:00Z', '2026-11-21T00:25:00Z'],
		['0 0 13 * 5', '2026-11-21T10:00:00Z', '2026-11-27T00:00:00Z'],
		['0 0 */2 * 1', '2026-11-21T00:00:00Z', '2026-11-23T00:00:00Z'],
		['@every 90s', '2026-11-21T10:00:00Z', '2026-11-21T10:01:30Z'],
	])('of %s after %s is %s', (schedule, after, next) => {
		expect(runs(schedule, after, 1)).toEqual([next]);
	});

	it('never comes for 30 February', () => {
		expect(runs('0 0 30 2 *', '2026-11-21T10:00:00Z', 1)).toEqual([]);
	});

	it('is skipped when the spring clock change skips its time, and happens twice in autumn', () => {
		expect(runs('30 2 * * *', '2026-03-28T00:00:00Z', 2, 'Europe/Berlin')).toEqual([
			'2026-03-28T01:30:00Z',
			'2026-03-30T00:30:00Z',
		]);
		expect(runs('30 2 * * *', '2026-10-24T12:00:00Z', 2, 'Europe/Berlin')).toEqual([
			'2026-10-25T00:30:00Z',
			'2026-10-25T01:30:00Z',
		]);
	});

	it('is found on the day of a clock change at midnight', () => {
		expect(runs('30 1 6 9 *', '2026-09-01T00:00:00Z', 1, 'America/Santiago')).toEqual(['2026-09-06T04:30:00Z']);
	});

	it('is always the first matching minute', () => {
		const field = (max: number, min = 0) => fc.oneof(fc.constant('*'), fc.integer({min, max}).map(String));
		fc.assert(
			fc.property(
				fc.tuple(field(59), field(23), field(31, 1), field(12, 1), field(6)),
				fc.integer({min: 0, max: 400 * 24 * 60}),
				(fields, minutes) => {
					const schedule = parseCronSchedule(fields.join(' '));
					const afterMs = parseTime('2026-01-01T00:00:00Z') + minutes * 60_000;
					const nextMs = nextRunMs(schedule, afterMs);
					const matches = (timeMs: number) => {
						const {minute, hour, day, month, weekday} = toCalendar(timeMs);
						const holds = (index: number, value: number) => fields[index] === '*' || Number(fields[index]) === value;
						const either = fields[2] !== '*' && fields[4] !== '*';
						const days = either ? holds(2, day) || holds(4, weekday) : holds(2, day) && holds(4, weekday);
						return holds(0, minute) && holds(1, hour) && holds(3, month) && days;
					};
					if (nextMs === undefined) return;
					expect(matches(nextMs)).toBe(true);
					const first = Math.max(afterMs + 60_000, nextMs - 3 * 24 * 3_600_000);
					const earlier: number[] = [];
					for (let timeMs = first; timeMs < nextMs; timeMs += 60_000) if (matches(timeMs)) earlier.push(timeMs);
					expect(earlier).toEqual([]);
				},
			),
			{numRuns: 100},
		);
	});
});

describe('a schedule that cannot be read', () => {
	it.each([
		['61 * * * *', 'end of range (61) above maximum (59): 61'],
		['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
		['every minute', 'expected exactly 5 fields, found 2: [every minute]'],
		['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
		['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
		['*/0 * * * *', 'step of range should be a positive number: */0'],
		['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
		['1/2/3 * * * *', 'too many slashes: 1/2/3'],
		['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
		['* * * * 7', 'end of range (7) above maximum (6): 7'],
		['@fortnightly', 'unrecognized descriptor: @fortnightly'],
	])('%s', (schedule, message) => {
		expect(() => parseCronSchedule(schedule)).toThrow(message);
	});
});

describe('time zones', () => {
	it.each([
		['Europe/Berlin', true],
		['Etc/UTC', true],
		['UTC', true],
		['europe/berlin', false],
		['Europe/Springfield', false],
		['+01:00', false],
	])('%s is known: %s', (name, known) => {
		expect(isTimeZone(name)).toBe(known);
	});

	it('are shown with their offset', () => {
		const timeMs = parseTime('2026-11-21T10:00:00Z');
		expect(formatInZone(timeMs)).toBe('2026-11-21T10:00:00Z');
		expect(formatInZone(timeMs, 'Asia/Kolkata')).toBe('2026-11-21T15:30:00+05:30');
		expect(formatInZone(timeMs, 'America/New_York')).toBe('2026-11-21T05:00:00-05:00');
	});
});
