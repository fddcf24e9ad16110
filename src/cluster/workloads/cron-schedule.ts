// The schedules of CronJobs as Kubernetes reads them (the rules and messages of robfig/cron): five fields, `@hourly` and friends, `@every`.

/** When a CronJob runs. */
export type CronSchedule =
	| {readonly kind: 'every'; readonly periodMs: number}
	| {
			readonly kind: 'fields';
			readonly minutes: ReadonlySet<number>;
			readonly hours: ReadonlySet<number>;
			readonly daysOfMonth: ReadonlySet<number>;
			readonly months: ReadonlySet<number>;
			/** 0 is Sunday */
			readonly daysOfWeek: ReadonlySet<number>;
			/** With a star in one of the two day fields both must match, else either. */
			readonly bothDays: boolean;
	  };

/** A schedule that can't be read; the message is that of Kubernetes. */
export class CronScheduleError extends Error {}

interface Bounds {
	readonly min: number;
	readonly max: number;
	/** Names in place of numbers, the first for `min`. */
	readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const BOUNDS: readonly Bounds[] = [
	{min: 0, max: 59, names: []},
	{min: 0, max: 23, names: []},
	{min: 1, max: 31, names: []},
	{min: 1, max: 12, names: MONTHS},
	{min: 0, max: 6, names: DAYS},
];

const DESCRIPTORS: Readonly<Record<string, string>> = {
	'@yearly': '0 0 1 1 *',
	'@annually': '0 0 1 1 *',
	'@monthly': '0 0 1 * *',
	'@weekly': '0 0 * * 0',
	'@daily': '0 0 * * *',
	'@midnight': '0 0 * * *',
	'@hourly': '0 * * * *',
};

/** Reads a schedule, without a time zone in front. Throws CronScheduleError. */
export function parseCronSchedule(text: string): CronSchedule {
	if (text === '') throw new CronScheduleError('empty spec string');
	const spec = text.replace(/^(CRON_)?TZ=\S*\s+/, '');
	if (spec.startsWith('@')) return parseDescriptor(spec);
	const fields = spec.split(/\s+/).filter(field => field !== '');
	if (fields.length !== 5) {
		throw new CronScheduleError(`expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`);
	}
	const [minutes, hours, daysOfMonth, months, daysOfWeek] = fields.map((field, index) =>
		parseField(field, BOUNDS[index]!),
	) as [Field, Field, Field, Field, Field];
	return {
		kind: 'fields',
		minutes: minutes.values,
		hours: hours.values,
		daysOfMonth: daysOfMonth.values,
		months: months.values,
		daysOfWeek: daysOfWeek.values,
		bothDays: daysOfMonth.star || daysOfWeek.star,
	};
}

function parseDescriptor(spec: string): CronSchedule {
	const fields = Object.hasOwn(DESCRIPTORS, spec) ? DESCRIPTORS[spec] : undefined;
	if (fields !== undefined) return parseCronSchedule(fields);
	if (!spec.startsWith('@every ')) throw new CronScheduleError(`unrecognized descriptor: ${spec}`);
	const text = spec.slice('@every '.length);
	const seconds = parseSeconds(text);
	if (seconds === undefined) {
		throw new CronScheduleError(`failed to parse duration ${spec}: time: invalid duration ${JSON.stringify(text)}`);
	}
	// Shorter periods than a second are one second, and fractions are cut off.
	return {kind: 'every', periodMs: Math.max(1, Math.floor(seconds)) * 1000};
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9};

function parseSeconds(text: string): number | undefined {
	if (!/^[+-]?((\d+\.?\d*|\.\d+)(h|m|s|ms|us|µs|ns))+$/.test(text)) return text === '0' ? 0 : undefined;
	let seconds = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ms|us|µs|ns|h|m|s)/g)) {
		seconds += Number(amount) * UNIT_SECONDS[unit!]!;
	}
	return text.startsWith('-') ? -seconds : seconds;
}

interface Field {
	readonly values: ReadonlySet<number>;
	readonly star: boolean;
}

function parseField(text: string, bounds: Bounds): Field {
	const values = new Set<number>();
	let star = false;
	for (const part of text.split(',').filter(piece => piece !== '')) {
		const range = parseRange(part, bounds);
		for (let value = range.start; value <= range.end; value += range.step) values.add(value);
		star ||= range.star;
	}
	return {values, star};
}

function parseRange(text: string, bounds: Bounds): {start: number; end: number; step: number; star: boolean} {
	const [range = '', stepText, ...moreSteps] = text.split('/');
	const [low = '', high, ...moreHyphens] = range.split('-');
	const everything = low === '*' || low === '?';
	if (!everything && moreHyphens.length > 0) throw new CronScheduleError(`too many hyphens: ${text}`);
	const start = everything ? bounds.min : parseNumberOrName(low, bounds);
	let end = everything ? bounds.max : high === undefined ? start : parseNumberOrName(high, bounds);
	if (moreSteps.length > 0) throw new CronScheduleError(`too many slashes: ${text}`);
	const step = stepText === undefined ? 1 : parseNumber(stepText);
	// `5/15` means from 5 to the end.
	if (stepText !== undefined && high === undefined) end = bounds.max;
	if (start < bounds.min) {
		throw new CronScheduleError(`beginning of range (${start}) below minimum (${bounds.min}): ${text}`);
	}
	if (end > bounds.max) throw new CronScheduleError(`end of range (${end}) above maximum (${bounds.max}): ${text}`);
	if (start > end) {
		throw new CronScheduleError(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
	}
	if (step === 0) throw new CronScheduleError(`step of range should be a positive number: ${text}`);
	return {start, end, step, star: everything && step === 1};
}

function parseNumberOrName(text: string, {names, min}: Bounds): number {
	const index = names.indexOf(text.toLowerCase());
	return index >= 0 ? index + min : parseNumber(text);
}

function parseNumber(text: string): number {
	if (!/^[+-]?\d{1,15}$/.test(text)) {
		const cause = `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
		throw new CronScheduleError(`failed to parse int from ${text}: ${cause}`);
	}
	if (Number(text) < 0) throw new CronScheduleError(`negative number (${Number(text)}) not allowed: ${text}`);
	return Number(text);
}
