const UNITS_MS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** `90`, `30s`, `1h30m`, `2d` in milliseconds; a bare number means seconds. Undefined for anything else. */
export function parseDuration(text: string): number | undefined {
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	if (!/^(\d{1,9}(\.\d{1,3})?(ms|s|m|h|d))+$/.test(text)) return undefined;
	let total = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
		total += Number(amount) * UNITS_MS[unit!]!;
	return Math.round(total);
}

/** `1h30m`, `45s`: without parts that are zero. */
export function formatDuration(durationMs: number): string {
	const seconds = Math.round(durationMs / 1000);
	const parts: readonly [number, string][] = [
		[Math.floor(seconds / 86_400), 'd'],
		[Math.floor(seconds / 3600) % 24, 'h'],
		[Math.floor(seconds / 60) % 60, 'm'],
		[seconds % 60, 's'],
	];
	return parts.map(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : '')).join('') || '0s';
}
