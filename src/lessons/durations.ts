/** `1h30m`, `10s`, `500ms` in milliseconds. */
export function durationMs(text: string): number {
	const units: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};
	let total = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) total += Number(amount) * units[unit!]!;
	return Math.round(total);
}
