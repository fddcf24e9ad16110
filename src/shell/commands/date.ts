import {type CalendarTime, fromCalendar, parseTime, toCalendar} from '../calendar.ts';
import {type Command, print} from '../program.ts';
import {ToolError, tool} from './tool.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];
const RELATIVE: Readonly<Record<string, number>> = {
	second: 1,
	sec: 1,
	minute: 60,
	min: 60,
	hour: 3600,
	day: 86_400,
	week: 604_800,
};

/** date, with +FORMAT, -u, -d, -I, -R; the time zone is UTC. */
export const date: Command = tool(
	'date',
	{letters: 'ud:I::Rr:', long: {utc: 'u', date: 'd:', 'iso-8601': 'I?', 'rfc-email': 'R', reference: 'r:'}},
	function* ({options, operands, process}) {
		const text = options.value('d');
		const nowMs = process.machine.now();
		const timeMs = text === undefined ? nowMs : readDate(text, nowMs);
		if (Number.isNaN(timeMs)) throw new ToolError(`date: invalid date ‘${text}’`);
		const [format] = operands;
		if (format !== undefined && !format.startsWith('+'))
			throw new ToolError(
				/^\d+$/.test(format) ? 'date: cannot set date: Operation not permitted' : `date: invalid date ‘${format}’`,
			);
		const iso = {
			'': '%Y-%m-%d',
			date: '%Y-%m-%d',
			hours: '%Y-%m-%dT%H%:z',
			minutes: '%Y-%m-%dT%H:%M%:z',
			seconds: '%Y-%m-%dT%H:%M:%S%:z',
			s: '%Y-%m-%dT%H:%M:%S%:z',
		};
		const fallback = options.has('R')
			? '%a, %d %b %Y %H:%M:%S +0000'
			: options.has('I')
				? (iso[options.value('I') as keyof typeof iso] ?? iso.date)
				: '%a %b %e %H:%M:%S UTC %Y';
		yield* print(`${formatDate(format?.slice(1) ?? fallback, timeMs)}\n`);
		return 0;
	},
);

/** `%Y-%m-%d` and so on, as strftime has it. */
export function formatDate(format: string, timeMs: number): string {
	const time = toCalendar(timeMs);
	return format.replace(/%([-_0^#]?)(:?[a-zA-Z%+]|\d?N)/g, (all, flag: string, letter: string) => {
		const text = field(letter, time, timeMs);
		if (text === undefined) return all;
		if (flag === '-') return text.replace(/^[0 ]+(?=.)/, '');
		if (flag === '_') return text.replace(/^0+(?=.)/, zeros => ' '.repeat(zeros.length));
		return flag === '^' ? text.toUpperCase() : text;
	});
}

function field(letter: string, time: CalendarTime, timeMs: number): string | undefined {
	const {year, month, day, hour, minute, second, weekday} = time;
	const dayOfYear = Math.floor((timeMs - fromCalendar({...time, month: 1, day: 1})) / 86_400_000) + 1;
	const hour12 = hour % 12 || 12;
	const simple: Readonly<Record<string, string>> = {
		Y: String(year),
		y: two(year % 100),
		C: two(Math.floor(year / 100)),
		m: two(month),
		d: two(day),
		e: String(day).padStart(2),
		H: two(hour),
		k: String(hour).padStart(2),
		I: two(hour12),
		l: String(hour12).padStart(2),
		M: two(minute),
		S: two(second),
		N: `${String(Math.floor(timeMs) % 1000).padStart(3, '0')}000000`,
		'3N': String(Math.floor(timeMs) % 1000).padStart(3, '0'),
		s: String(Math.floor(timeMs / 1000)),
		a: DAYS[weekday]!.slice(0, 3),
		A: DAYS[weekday]!,
		b: MONTHS[month - 1]!.slice(0, 3),
		h: MONTHS[month - 1]!.slice(0, 3),
		B: MONTHS[month - 1]!,
		p: hour < 12 ? 'AM' : 'PM',
		P: hour < 12 ? 'am' : 'pm',
		j: String(dayOfYear).padStart(3, '0'),
		u: String(weekday || 7),
		w: String(weekday),
		U: two(Math.floor((dayOfYear + 6 - weekday) / 7)),
		W: two(Math.floor((dayOfYear + 6 - ((weekday + 6) % 7)) / 7)),
		z: '+0000',
		':z': '+00:00',
		Z: 'UTC',
		n: '\n',
		t: '\t',
		'%': '%',
	};
	if (Object.hasOwn(simple, letter)) return simple[letter];
	const combined: Readonly<Record<string, string>> = {
		F: '%Y-%m-%d',
		T: '%H:%M:%S',
		R: '%H:%M',
		D: '%m/%d/%y',
		r: '%I:%M:%S %p',
		c: '%a %b %e %H:%M:%S %Y',
		x: '%m/%d/%y',
		X: '%H:%M:%S',
	};
	return Object.hasOwn(combined, letter) ? formatDate(combined[letter]!, timeMs) : undefined;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}

// `@1700000000`, `2026-11-21 10:00`, `now`, `yesterday`, `-1 hour`, `2 days ago`. NaN for anything else.
function readDate(text: string, nowMs: number): number {
	const trimmed = text.trim();
	const epoch = /^@(-?\d+)(\.\d+)?$/.exec(trimmed);
	if (epoch) return Number(epoch[1]) * 1000;
	if (trimmed === '' || trimmed === 'today' || trimmed === 'now')
		return trimmed === '' ? Math.floor(nowMs / 86_400_000) * 86_400_000 : nowMs;
	if (trimmed === 'yesterday') return nowMs - 86_400_000;
	if (trimmed === 'tomorrow') return nowMs + 86_400_000;
	const relative = /^(?:now\s*)?([-+]?\s*\d+)\s*([a-z]+?)s?(\s+ago)?$/.exec(trimmed);
	if (relative && Object.hasOwn(RELATIVE, relative[2]!)) {
		const amount = Number(relative[1]!.replace(/\s/g, '')) * RELATIVE[relative[2]!]! * 1000;
		return nowMs + (relative[3] ? -amount : amount);
	}
	const plain = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|UTC|[-+]\d\d:?\d\d)?)?$/.exec(
		trimmed,
	);
	if (!plain) return Number.NaN;
	const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = plain;
	const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([-+]\d\d)(\d\d)$/, '$1:$2');
	return parseTime(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
}
