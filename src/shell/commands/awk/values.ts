import {BoundedExpression} from '../../bounded-expression.ts';
import {regularExpression} from '../regular-expression.ts';

/** A number, a text, or text that came from outside: that counts as a number where it looks like one. */
export type Value = number | string | InputText;

export class InputText {
	constructor(readonly text: string) {}
}

export function toText(value: Value): string {
	if (typeof value === 'string') return value;
	if (value instanceof InputText) return value.text;
	if (Number.isInteger(value)) return Math.abs(value) < 1e16 ? String(value) : BigInt(value).toString();
	if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
	return shortest(value);
}

export function toNumber(value: Value): number {
	if (typeof value === 'number') return value;
	const match = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(toText(value));
	return match ? Number(match[0]) : 0;
}

export function isTrue(value: Value): boolean {
	if (typeof value === 'number') return value !== 0;
	if (typeof value === 'string') return value !== '';
	return looksNumeric(value.text) ? Number(value.text) !== 0 : value.text !== '';
}

/** Negative, zero or positive: as numbers if both are or look like numbers, else as texts. */
export function order(left: Value, right: Value): number {
	const isNumeric = (value: Value) =>
		typeof value === 'number' || (value instanceof InputText && looksNumeric(value.text));
	if (isNumeric(left) && isNumeric(right)) return toNumber(left) - toNumber(right);
	const [a, b] = [toText(left), toText(right)];
	return a < b ? -1 : a > b ? 1 : 0;
}

/** The parts of a text: a blank means runs of blanks, one character itself, anything else is a regular expression. */
export function splitText(text: string, separator: string): string[] {
	if (separator === ' ') return text.trim() === '' ? [] : text.trim().split(/[ \t\n]+/);
	if (text === '') return [];
	if (separator === '') return [...text];
	if (separator.length === 1 && separator !== '\\') return text.split(separator);
	const {source, flags} = regularExpression('awk', separator, 'extended');
	return text.split(new BoundedExpression(source.replace(/(^|[^\\])\((?!\?)/g, '$1(?:'), flags));
}

function looksNumeric(text: string): boolean {
	return /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
}

// %.6g
function shortest(value: number): string {
	const rounded = Number(value.toPrecision(6));
	const exponent = Math.floor(Math.log10(Math.abs(rounded)));
	if (exponent >= -5 && exponent < 6) return String(rounded);
	const [digits, power] = rounded.toExponential().split('e') as [string, string];
	return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}
