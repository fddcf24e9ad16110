const UNITS_MS: Readonly<Record<string, number>> = {
	ns: 1e-6,
	us: 1e-3,
	µs: 1e-3,
	μs: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it (`1h30m`, `500ms`, `-1s`, `0`); undefined if it is none. */
export function parseDuration(text: string): number | undefined {
	const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
	if (!match) return undefined;
	let sumMs = 0;
	for (const [, count, unit] of match[2]!.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
		sumMs += Number(count) * UNITS_MS[unit!]!;
	}
	return match[1] === '-' ? -sumMs : sumMs;
}
