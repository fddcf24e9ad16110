import fc from 'fast-check';
import {expect, test} from 'vitest';
import {scaledValue} from '../../src/cluster/int-or-percent.ts';
import {
	addQuantities,
	canonicalQuantity,
	compareQuantities,
	parseQuantity,
	quantityMillis,
	quantityValue,
	subtractQuantities,
} from '../../src/cluster/quantity.ts';

test.each([
	['1000m', '1'],
	['1500m', '1500m'],
	['0.5', '500m'],
	['1.5Gi', '1536Mi'],
	['1024Mi', '1Gi'],
	['1000Ki', '1000Ki'],
	['512', '512'],
	['1000', '1k'],
	['1e3', '1e3'],
	['0', '0'],
	['0Mi', '0'],
	['100Mi', '100Mi'],
	['0.1Ki', '102400m'],
	['0.0000000001', '1n'],
	['-2', '-2'],
	['64M', '64M'],
])('%s is written back as %s', (text, canonical) => {
	expect(canonicalQuantity(text)).toBe(canonical);
});

const FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

test.each([
	['64MB', FORMAT],
	['', FORMAT],
	['abc', FORMAT],
	['1.2.3', FORMAT],
	['1 Gi', FORMAT],
	['100mm', "unable to parse quantity's suffix"],
	['1KI', FORMAT],
	['1ki', "unable to parse quantity's suffix"],
])('%j is no quantity', (text, message) => {
	expect(() => parseQuantity(text)).toThrow(message);
});

test('amounts are compared, added and subtracted exactly', () => {
	expect(quantityValue('250m')).toBe(0.25);
	expect(quantityMillis('0.0001')).toBe(1);
	expect(compareQuantities('1Gi', '1G')).toBe(1);
	expect(addQuantities('1500m', '2')).toBe('3500m');
	expect(addQuantities('0', '1Gi')).toBe('1Gi');
	expect(addQuantities('512Mi', '512Mi')).toBe('1Gi');
	expect(subtractQuantities('1', '250m')).toBe('750m');
});

test('a canonical form says the same and stays as it is', () => {
	const suffix = fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'u');
	fc.assert(
		fc.property(fc.integer({min: 0, max: 1e9}), fc.integer({min: 0, max: 999}), suffix, (whole, fraction, unit) => {
			const canonical = canonicalQuantity(`${whole}.${fraction}${unit}`);
			expect(canonicalQuantity(canonical)).toBe(canonical);
			expect(compareQuantities(canonical, `${whole}.${fraction}${unit}`)).toBe(0);
		}),
	);
});

test('percentages are rounded up or down', () => {
	expect([scaledValue('25%', 10, 'up'), scaledValue('25%', 10, 'down'), scaledValue(3, 10, 'up')]).toEqual([3, 2, 3]);
	expect(scaledValue('nonsense', 10, 'up')).toBe(0);
});
