import {describe, expect, it} from 'vitest';
import {ageOf, formatAge} from '../../src/cluster/duration.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('ages as kubectl prints them', () => {
	it.each([
		[-2 * SECOND, '<invalid>'],
		[-SECOND, '0s'],
		[0, '0s'],
		[119.9 * SECOND, '119s'],
		[2 * MINUTE, '2m'],
		[9 * MINUTE + 59 * SECOND, '9m59s'],
		[10 * MINUTE + 30 * SECOND, '10m'],
		[179 * MINUTE, '179m'],
		[3 * HOUR, '3h'],
		[7 * HOUR + 59 * MINUTE, '7h59m'],
		[8 * HOUR + 30 * MINUTE, '8h'],
		[47 * HOUR, '47h'],
		[2 * DAY, '2d'],
		[7 * DAY + 5 * HOUR, '7d5h'],
		[8 * DAY + 5 * HOUR, '8d'],
		[729 * DAY, '729d'],
		[730 * DAY, '2y'],
		[7 * 365 * DAY + 30 * DAY, '7y30d'],
		[8 * 365 * DAY + 30 * DAY, '8y'],
	])('%i ms is %s', (durationMs, text) => {
		expect(formatAge(durationMs)).toBe(text);
	});

	it('is unknown without a timestamp', () => {
		expect(ageOf(undefined, 0)).toBe('<unknown>');
		expect(ageOf('1970-01-01T00:00:10Z', 25_000)).toBe('15s');
	});
});
