import {ApiError} from './api-error.ts';

/** An amount of a resource, exact: whole billionths, and the notation in which it is written back. */
export interface Quantity {
	readonly nanos: bigint;
	readonly format: 'decimal' | 'binary' | 'exponent';
	/** How Kubernetes writes it: `1500m`, `1Gi`. */
	readonly text: string;
}

const WRONG_FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const WRONG_SUFFIX = "unable to parse quantity's suffix";

const NANOS = 1_000_000_000n;
const LARGEST = 9_223_372_036_854_775_807n * NANOS;
const DECIMAL_EXPONENTS = new Map(
	['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index) => [suffix, 3 * (index - 3)]),
);
const BINARY_EXPONENTS = new Map(
	['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 10 * (index + 1)]),
);
const CACHE_SIZE = 10_000;
const cache = new Map<string, Quantity>();

/** Reads `250m`, `1.5`, `64Mi`, `1e3` … Throws BadRequest with Kubernetes' text. */
export function parseQuantity(text: string): Quantity {
	const known = cache.get(text);
	if (known) return known;
	const quantity = parse(text);
	if (cache.size >= CACHE_SIZE) cache.clear();
	cache.set(text, quantity);
	return quantity;
}

/** The amount as a number: `250m` is 0.25, `1Ki` is 1024. Throws as `parseQuantity`. */
export function quantityValue(text: string): number {
	return Number(parseQuantity(text).nanos) / 1e9;
}

/** The amount in thousandths, rounded up: `250m` is 250, `2` is 2000. Throws as `parseQuantity`. */
export function quantityMillis(text: string): number {
	return Number(dividedUp(parseQuantity(text).nanos, 1_000_000n));
}

/** The canonical form: `1000m` becomes `1`, `1024Mi` becomes `1Gi`. Throws as `parseQuantity`. */
export function canonicalQuantity(text: string): string {
	return parseQuantity(text).text;
}

/** Negative, 0 or positive, as for sorting. */
export function compareQuantities(a: string, b: string): number {
	const difference = parseQuantity(a).nanos - parseQuantity(b).nanos;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum, in the notation of the first operand unless that is 0. */
export function addQuantities(a: string, b: string): string {
	return combined(parseQuantity(a), parseQuantity(b), 1n);
}

/** The difference, in the notation of the first operand unless that is 0. */
export function subtractQuantities(a: string, b: string): string {
	return combined(parseQuantity(a), parseQuantity(b), -1n);
}

/** Writes a whole number of billionths in a notation. */
function formatQuantity(nanos: bigint, format: Quantity['format']): string {
	if (nanos === 0n) return '0';
	const whole = nanos / NANOS;
	const binary = format === 'binary' && nanos % NANOS === 0n && (whole <= -1024n || whole >= 1024n);
	return binary ? formatBinary(whole) : formatDecimal(nanos, format === 'exponent');
}

function combined(a: Quantity, b: Quantity, sign: bigint): string {
	return formatQuantity(a.nanos + sign * b.nanos, a.nanos === 0n ? b.format : a.format);
}

function formatBinary(whole: bigint): string {
	let mantissa = whole;
	let suffix = '';
	for (const larger of BINARY_EXPONENTS.keys()) {
		if (mantissa % 1024n !== 0n) break;
		mantissa /= 1024n;
		suffix = larger;
	}
	return `${mantissa}${suffix}`;
}

function formatDecimal(nanos: bigint, exponential: boolean): string {
	let mantissa = nanos;
	let exponent = -9;
	while (mantissa % 1000n === 0n && (exponential || exponent < 18)) {
		mantissa /= 1000n;
		exponent += 3;
	}
	if (exponential) return exponent === 0 ? String(mantissa) : `${mantissa}e${exponent}`;
	for (const [suffix, power] of DECIMAL_EXPONENTS) if (power === exponent) return `${mantissa}${suffix}`;
	return String(mantissa);
}

function parse(text: string): Quantity {
	const match = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[+-]?\d*)$/.exec(text);
	if (!match || text === '') throw new ApiError('BadRequest', WRONG_FORMAT);
	const [, sign, digits = '', fraction = '', suffix = ''] = match;
	const {base, exponent, format} = interpretSuffix(suffix);
	// A text that is as short as it can be stays as it was written, even with a plus sign.
	const shifted = `${digits.replace(/^0+/, '') || '0'}${fraction}`;
	const unchanged = isCanonical(shifted, fraction.length, exponent, format);
	const magnitude = magnitudeOf(BigInt(shifted), fraction.length, base, exponent, format);
	const nanos = sign === '-' ? -magnitude : magnitude;
	return {nanos, format, text: unchanged && nanos !== 0n ? text : formatQuantity(nanos, format)};
}

// Amounts below a billionth are rounded up; binary ones are capped at the largest 64-bit number.
function magnitudeOf(
	shifted: bigint,
	places: number,
	base: 2n | 10n,
	exponent: number,
	format: Quantity['format'],
): bigint {
	const scale = base === 10n ? exponent - places : -places;
	const binary = base === 2n ? 2n ** BigInt(exponent) : 1n;
	const power = scale + 9;
	const magnitude =
		power >= 0 ? shifted * binary * 10n ** BigInt(power) : dividedUp(shifted * binary, 10n ** BigInt(-power));
	return format === 'binary' && magnitude > LARGEST ? LARGEST : magnitude;
}

function interpretSuffix(suffix: string): {base: 2n | 10n; exponent: number; format: Quantity['format']} {
	const decimal = DECIMAL_EXPONENTS.get(suffix);
	if (decimal !== undefined) return {base: 10n, exponent: decimal, format: 'decimal'};
	const binary = BINARY_EXPONENTS.get(suffix);
	if (binary !== undefined) return {base: 2n, exponent: binary, format: 'binary'};
	// Larger exponents than any amount has would only cost time.
	if (/^[eE][+-]?\d{1,2}$/.test(suffix)) return {base: 10n, exponent: Number(suffix.slice(1)), format: 'exponent'};
	throw new ApiError('BadRequest', WRONG_SUFFIX);
}

function isCanonical(shifted: string, places: number, exponent: number, format: Quantity['format']): boolean {
	if (format === 'binary') return places === 0 && shifted.length <= 15 && BigInt(shifted) % 8n !== 0n;
	return (
		(exponent - places) % 3 === 0 && exponent - places >= -9 && !shifted.endsWith('000') && !shifted.startsWith('0')
	);
}

function dividedUp(value: bigint, divisor: bigint): bigint {
	const quotient = value / divisor;
	return value > 0n && value % divisor !== 0n ? quotient + 1n : quotient;
}
