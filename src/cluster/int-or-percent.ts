/**
 * The number that an amount means of a total: `3`, or `'25%'` of it rounded up or down. Text that is no percentage counts as 0; the
 * validation of every kind keeps such text out.
 */
export function scaledValue(amount: number | string, total: number, rounding: 'up' | 'down'): number {
	if (typeof amount === 'number') return amount;
	const match = /^([+-]?\d+)%$/.exec(amount);
	if (!match) return 0;
	const exact = (Number(match[1]) * total) / 100;
	return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
