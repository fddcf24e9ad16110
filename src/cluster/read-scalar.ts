import {formatTime, parseTime} from '../shell/calendar.ts';
import type {Json} from './api.ts';
import {ApiError} from './api-error.ts';
import {parseQuantity} from './quantity.ts';
import type {FieldType} from './schema.ts';

type ScalarType = Exclude<FieldType, {is: 'object' | 'list' | 'map' | 'anything'}>;

const INT_32 = 2_147_483_647;

/**
 * Reads a text, number, boolean or one of Kubernetes' own scalars in its canonical form. What doesn't fit is thrown: `mismatch` makes the
 * error of Go's decoder about the field, `broken` one with a message of its own.
 */
export function readScalar(
	type: ScalarType,
	json: Json,
	mismatch: (json: Json, type: FieldType) => Error,
	broken: (message: string) => Error,
): unknown {
	switch (type.is) {
		case 'text':
			if (json === null) return '';
			if (typeof json !== 'string') throw mismatch(json, type);
			return json;
		case 'boolean':
			if (json === null) return false;
			if (typeof json !== 'boolean') throw mismatch(json, type);
			return json;
		case 'number':
			if (json === null) return 0;
			if (typeof json !== 'number' || !fits(json, type.goType)) throw mismatch(json, type);
			return json;
		case 'quantity':
			return readQuantity(json, broken);
		case 'int-or-text':
			if (typeof json === 'string') return json;
			if (typeof json !== 'number' || !fits(json, 'int32')) throw broken(goValueMismatch(json, 'int32'));
			return json;
		case 'bytes':
			if (json === null) return '';
			if (typeof json !== 'string') throw mismatch(json, type);
			return readBytes(json, broken);
		default:
			return readTime(json, type.is === 'micro-time', broken);
	}
}

function fits(value: number, goType: 'int32' | 'int64' | 'float64'): boolean {
	if (goType === 'float64') return true;
	if (!Number.isInteger(value)) return false;
	return goType === 'int64' ? Number.isSafeInteger(value) : value <= INT_32 && value >= -INT_32 - 1;
}

function readQuantity(json: Json, broken: (message: string) => Error): string {
	if (json === null) return '0';
	const text = typeof json === 'string' ? json.trim() : typeof json === 'number' ? String(json) : 'no quantity';
	try {
		return parseQuantity(text).text;
	} catch (error) {
		if (error instanceof ApiError) throw broken(error.message);
		throw error;
	}
}

const ALPHABET = /^[A-Za-z0-9+/]$/;

// Line ends inside are ignored, as Go ignores them; the message names the first byte that is wrong.
function readBytes(text: string, broken: (message: string) => Error): string {
	let clean = '';
	for (let index = 0; index < text.length; index++) {
		const character = text[index]!;
		if (character === '\n' || character === '\r') continue;
		const padding = character === '=' && /^=?[\r\n]*$/.test(text.slice(index + 1)) && clean.length % 4 >= 2;
		if (!ALPHABET.test(character) && !padding) throw broken(`illegal base64 data at input byte ${index}`);
		clean += character;
	}
	if (clean.length % 4 !== 0) throw broken(`illegal base64 data at input byte ${text.length - (clean.length % 4)}`);
	return clean;
}

const LAYOUT = '2006-01-02T15:04:05Z07:00';
const TIME_PARTS: readonly (readonly [layout: string, pattern: RegExp])[] = [
	['2006', /^\d{4}/],
	['-', /^-/],
	['01', /^\d\d/],
	['-', /^-/],
	['02', /^\d\d/],
	['T', /^T/],
	['15', /^\d\d/],
	[':', /^:/],
	['04', /^\d\d/],
	[':', /^:/],
	['05', /^\d\d(\.\d+)?/],
	['Z07:00', /^(Z|[+-]\d\d:\d\d)/],
];

function readTime(json: Json, withMicroseconds: boolean, broken: (message: string) => Error): string | undefined {
	if (json === null) return undefined;
	if (typeof json !== 'string') throw broken(goValueMismatch(json, 'string'));
	const timeMs = parseTime(json);
	if (Number.isNaN(timeMs)) throw broken(timeProblem(json));
	return withMicroseconds ? json : formatTime(timeMs);
}

function timeProblem(text: string): string {
	let rest = text;
	for (const [layout, pattern] of TIME_PARTS) {
		const match = pattern.exec(rest);
		if (!match)
			return `parsing time ${JSON.stringify(text)} as "${LAYOUT}": cannot parse ${JSON.stringify(rest)} as "${layout}"`;
		rest = rest.slice(match[0].length);
	}
	return `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`;
}

function goValueMismatch(json: Json, goType: string): string {
	const kind = Array.isArray(json) ? 'array' : typeof json === 'boolean' ? 'bool' : typeof json;
	const shown = typeof json === 'number' && !Number.isInteger(json) ? `number ${json}` : kind;
	return `json: cannot unmarshal ${shown} into Go value of type ${goType}`;
}
