import type {Json} from '../../cluster/api.ts';
import {decodeBase64} from '../base64.ts';
import {formatSource, formatValue} from './go-format.ts';
import {quote} from './go-quote.ts';
import {TemplateError} from './go-template-parser.ts';
import {goJson} from './json.ts';

/** undefined is what a map doesn't have; Go prints it as `<no value>`. */
export type TemplateValue = Json | undefined;

type TemplateFunction = (args: readonly TemplateValue[]) => TemplateValue;

// The built-in functions of Go's templates, and kubectl's own `exists` and `base64decode`.
const TABLE: Readonly<Record<string, TemplateFunction>> = {
	and: ([first]) => first,
	or: ([first]) => first,
	not: ([value]) => !isTrue(value),
	len: ([value]) => lengthOf(value),
	index: ([value, ...keys]) => keys.reduce<TemplateValue>(indexed, value),
	slice: ([value, from = 0, to]) => sliced(value, Number(from), to === undefined ? undefined : Number(to)),
	print: args => joined(args, ''),
	println: args => `${joined(args, ' ')}\n`,
	printf: ([format, ...args]) => formatted(String(format ?? ''), args),
	eq: ([first, ...rest]) => rest.some(one => equal(first, one)),
	ne: ([a, b]) => !equal(a, b),
	lt: ([a, b]) => less(a, b),
	le: ([a, b]) => less(a, b) || equal(a, b),
	gt: ([a, b]) => !less(a, b) && !equal(a, b),
	ge: ([a, b]) => !less(a, b),
	html: args => joined(args, '').replace(/[&<>"']/g, char => HTML[char]!),
	js: args =>
		JSON.stringify(joined(args, ''))
			.slice(1, -1)
			.replace(/['<>&=]/g, char => JS[char]!),
	urlquery: args => encodeURIComponent(joined(args, '')).replaceAll('%20', '+'),
	exists: ([value, ...keys]) => exists(value, keys),
	base64decode: ([text]) => decoded(String(text ?? '')),
};

const HTML: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;'};

const JS: Readonly<Record<string, string>> = {
	"'": "\\'",
	'<': '\\u003C',
	'>': '\\u003E',
	'&': '\\u0026',
	'=': '\\u003D',
};

export const FUNCTIONS: ReadonlySet<string> = new Set(Object.keys(TABLE));

/** Calls a function by name. Throws TemplateError with the message of Go's function. */
export function callFunction(name: string, args: readonly TemplateValue[]): TemplateValue {
	return TABLE[name]!(args);
}

/** Go's idea of truth: not zero, not empty, not nil. */
export function isTrue(value: TemplateValue): boolean {
	if (value === undefined || value === null) return false;
	if (typeof value === 'object') return Object.keys(value).length > 0;
	return Boolean(value);
}

function lengthOf(value: TemplateValue): number {
	if (typeof value === 'string') return new TextEncoder().encode(value).length;
	if (typeof value === 'object' && value !== null) return Object.keys(value).length;
	throw new TemplateError(
		value === undefined || value === null ? 'len of nil pointer' : `len of type ${typeName(value)}`,
	);
}

function indexed(value: TemplateValue, key: TemplateValue): TemplateValue {
	if (value === undefined || value === null) throw new TemplateError('index of untyped nil');
	if (Array.isArray(value)) {
		if (typeof key !== 'number') throw new TemplateError(`cannot index slice/array with type ${typeName(key)}`);
		if (key < 0 || key >= value.length) throw new TemplateError(`index out of range: ${key}`);
		return value[key];
	}
	if (typeof value === 'object') {
		if (typeof key !== 'string') throw new TemplateError(`value has type ${typeName(key)}; should be string`);
		return Object.hasOwn(value, key) ? (value as {[key: string]: Json})[key] : undefined;
	}
	throw new TemplateError(`can't index item of type ${typeName(value)}`);
}

function sliced(value: TemplateValue, from: number, to: number | undefined): TemplateValue {
	if (typeof value !== 'string' && !Array.isArray(value))
		throw new TemplateError(`can't slice item of type ${typeName(value)}`);
	const end = to ?? value.length;
	if (from < 0 || end > value.length || from > end) throw new TemplateError(`index out of range: ${end}`);
	return value.slice(from, end);
}

// fmt.Print puts blanks between operands only where neither is a string.
function joined(args: readonly TemplateValue[], separator: string): string {
	return args
		.map((arg, index) => {
			const blank = index > 0 && (separator !== '' || (typeof arg !== 'string' && typeof args[index - 1] !== 'string'));
			return (blank ? ' ' : '') + shown(arg);
		})
		.join('');
}

function formatted(format: string, args: readonly TemplateValue[]): string {
	let next = 0;
	const text = format.replace(
		/%([-+# 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
		(_, flags: string, width: string, precision: string, verb: string) => {
			if (verb === '%') return '%';
			if (next >= args.length) return `%!${verb}(MISSING)`;
			const value = verbText(verb, flags, precision, args[next++]);
			const size = Math.min(Number(width) || 0, 1000);
			if (flags.includes('-')) return value.padEnd(size);
			return value.padStart(size, flags.includes('0') && verb !== 's' ? '0' : ' ');
		},
	);
	const extra = args.slice(next);
	return extra.length > 0 ? `${text}%!(EXTRA ${extra.map(arg => `${typeName(arg)}=${shown(arg)}`).join(', ')})` : text;
}

function verbText(verb: string, flags: string, precision: string | undefined, value: TemplateValue): string {
	switch (verb) {
		case 'v':
			return flags.includes('#') ? formatSource(value ?? null) : shown(value);
		case 's':
			return typeof value === 'number' || typeof value === 'boolean'
				? `%!s(${typeName(value)}=${shown(value)})`
				: precision === undefined
					? shown(value)
					: shown(value).slice(0, Number(precision));
		case 'q':
			return typeof value === 'string' ? quote(value) : shown(value);
		case 'd':
			return typeof value === 'number' && Number.isInteger(value)
				? String(value)
				: `%!d(${typeName(value)}=${shown(value)})`;
		case 'f':
			return typeof value === 'number'
				? value.toFixed(Math.min(Number(precision ?? 6), 100))
				: `%!f(${typeName(value)}=${shown(value)})`;
		case 't':
			return typeof value === 'boolean' ? String(value) : `%!t(${typeName(value)}=${shown(value)})`;
		case 'T':
			return typeName(value);
		default:
			return `%!${verb}(${typeName(value)}=${shown(value)})`;
	}
}

function shown(value: TemplateValue): string {
	return value === undefined || value === null ? '<nil>' : formatValue(value);
}

function equal(a: TemplateValue, b: TemplateValue): boolean {
	if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
	if (typeof a === 'object' || typeof b === 'object') {
		if (typeof a !== typeof b) throw new TemplateError('incompatible types for comparison');
		return goJson(a) === goJson(b);
	}
	if (typeof a !== typeof b) throw new TemplateError('incompatible types for comparison');
	return a === b;
}

function less(a: TemplateValue, b: TemplateValue): boolean {
	if (typeof a !== typeof b) throw new TemplateError('incompatible types for comparison');
	if (typeof a === 'number' || typeof a === 'string') return a < (b as typeof a);
	throw new TemplateError('invalid type for comparison');
}

function exists(value: TemplateValue, keys: readonly TemplateValue[]): boolean {
	try {
		return keys.reduce<TemplateValue>(indexed, value) !== undefined;
	} catch (error) {
		if (error instanceof TemplateError) return false;
		throw error;
	}
}

function decoded(text: string): string {
	const result = decodeBase64(text);
	if (result === undefined) throw new TemplateError('base64 decode failed: illegal base64 data at input byte 0');
	return result;
}

function typeName(value: TemplateValue): string {
	if (value === undefined || value === null) return '<nil>';
	if (Array.isArray(value)) return '[]interface {}';
	if (typeof value === 'object') return 'map[string]interface {}';
	if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
	return typeof value === 'boolean' ? 'bool' : 'string';
}
