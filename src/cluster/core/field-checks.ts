import type {FieldError} from '../api-error.ts';
import {invalid, notSupported, required} from '../field-error.ts';
import {
	dnsLabelProblems,
	dnsSubdomainProblems,
	labelValueProblems,
	qualifiedNameProblems,
	regexProblem,
} from '../name-rules.ts';

// Checks of single values that many fields share, with the texts of Kubernetes. Each returns the problems it finds.

export function nonNegative(path: string, value: number | undefined): FieldError[] {
	return value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : [];
}

export function positive(path: string, value: number): FieldError[] {
	return value > 0 ? [] : [invalid(path, value, 'must be greater than 0')];
}

/** A value that must be given and be one of a few; `supported` in the order in which Kubernetes lists them. */
export function oneOf(path: string, value: string | undefined, supported: readonly string[]): FieldError[] {
	return value ? supportedValue(path, value, supported) : [required(path)];
}

/** As `oneOf`, but a missing value is no problem. */
export function supportedValue(path: string, value: string | undefined, supported: readonly string[]): FieldError[] {
	return value === undefined || supported.includes(value) ? [] : [notSupported(path, value, supported)];
}

export function dnsLabel(path: string, value: string): FieldError[] {
	return dnsLabelProblems(value).map(text => invalid(path, value, text));
}

export function dnsSubdomain(path: string, value: string): FieldError[] {
	return dnsSubdomainProblems(value).map(text => invalid(path, value, text));
}

/** The key of a label, of an annotation or of anything else that is named like one. */
export function qualifiedName(path: string, value: string): FieldError[] {
	return qualifiedNameProblems(value).map(text => invalid(path, value, text));
}

export function labels(path: string, all: Readonly<Record<string, string>> | undefined): FieldError[] {
	return Object.entries(all ?? {}).flatMap(([key, value]) => [
		...qualifiedName(path, key),
		...labelValueProblems(value).map(text => invalid(path, value, text)),
	]);
}

const ANNOTATIONS_LIMIT_BYTES = 256 * 1024;

export function annotations(path: string, all: Readonly<Record<string, string>> | undefined): FieldError[] {
	const errors = Object.keys(all ?? {}).flatMap(key =>
		// Upper case is allowed in the prefix of an annotation's key.
		qualifiedNameProblems(key.toLowerCase()).map(text => invalid(path, key, text)),
	);
	const size = Object.entries(all ?? {}).reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(value), 0);
	if (size <= ANNOTATIONS_LIMIT_BYTES) return errors;
	const text = `Too long: may not be more than ${ANNOTATIONS_LIMIT_BYTES} bytes`;
	return [...errors, {type: 'TooLong', path, text}];
}

export function portNumber(path: string, value: number): FieldError[] {
	return numberBetween(path, value, 1, 65_535);
}

export function numberBetween(path: string, value: number, low: number, high: number): FieldError[] {
	return value >= low && value <= high ? [] : [invalid(path, value, `must be between ${low} and ${high}, inclusive`)];
}

/** The name of a container's port. */
export function portName(path: string, value: string): FieldError[] {
	return portNameProblems(value).map(text => invalid(path, value, text));
}

export function portNumberOrName(path: string, value: number | string): FieldError[] {
	return typeof value === 'number' ? portNumber(path, value) : portName(path, value);
}

export function ipAddress(path: string, value: string): FieldError[] {
	if (isIpv4(value) || isIpv6(value)) return [];
	const leadingZeros = isIpv4(value.replace(/\b0+(?=\d)/g, ''));
	const text = leadingZeros
		? 'must not have leading 0s'
		: 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
	return [invalid(path, value, text)];
}

export function isIpv4(value: string): boolean {
	return IPV4.test(value);
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

export function isIpv6(value: string): boolean {
	const halves = value.split('::');
	if (halves.length > 2) return false;
	const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')));
	const enough = halves.length === 2 ? groups.length < 8 : groups.length === 8;
	return enough && groups.every(group => /^[0-9a-fA-F]{1,4}$/.test(group));
}

const HTTP_HEADER = '[-A-Za-z0-9]+';

export function httpHeaderName(path: string, value: string): FieldError[] {
	if (/^[-A-Za-z0-9]+$/.test(value)) return [];
	const rule = "a valid HTTP header must consist of alphanumeric characters or '-'";
	return [invalid(path, value, regexProblem(rule, HTTP_HEADER, 'X-Header-Name'))];
}

/** The length of a text in bytes, as the limits of Kubernetes count it. */
export function utf8Length(text: string): number {
	let length = 0;
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return length;
}

function portNameProblems(value: string): string[] {
	const problems: string[] = [];
	if (value.length > 15) problems.push('must be no more than 15 characters');
	if (!/^[-a-z0-9]+$/.test(value)) {
		problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
	}
	if (!/[a-z]/.test(value)) problems.push('must contain at least one letter (a-z)');
	if (value.includes('--')) problems.push('must not contain consecutive hyphens');
	if (value.startsWith('-') || value.endsWith('-')) problems.push('must not begin or end with a hyphen');
	return problems;
}
