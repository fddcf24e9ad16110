import type {Json, JsonObject} from './syntax.ts';
import {brief, isArray, isObject, JqError, order, typeName} from './values.ts';

const MAX_TEXT = 10_000_000;

/** `a + b` and so on, for all types that know the operator. Throws JqError. */
export function arithmetic(operator: string, a: Json, b: Json): Json {
	switch (operator) {
		case '+':
			return plus(a, b);
		case '-':
			if (isArray(a) && isArray(b)) return a.filter(value => !b.some(other => order(value, other) === 0));
			break;
		case '*':
			if (typeof a === 'string' && typeof b === 'number') return b <= 0 ? null : repeat(a, b);
			if (isObject(a) && isObject(b)) return merge(a, b);
			break;
		case '/':
			if (typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b);
	}
	if (typeof a !== 'number' || typeof b !== 'number') throw failure(operator, a, b);
	switch (operator) {
		case '-':
			return a - b;
		case '*':
			return a * b;
		case '/':
			if (b === 0) throw new JqError(`number (${a}) and number (${b}) cannot be divided because the divisor is zero`);
			return a / b;
		default: {
			const divisor = Math.trunc(b);
			if (divisor === 0)
				throw new JqError(`number (${a}) and number (${b}) cannot be divided because the divisor is zero`);
			return Math.trunc(a) % Math.abs(divisor) || 0;
		}
	}
}

function plus(a: Json, b: Json): Json {
	if (a === null) return b;
	if (b === null) return a;
	if (typeof a === 'number' && typeof b === 'number') return a + b;
	if (typeof a === 'string' && typeof b === 'string') return a + b;
	if (isArray(a) && isArray(b)) return [...a, ...b];
	if (isObject(a) && isObject(b)) return Object.fromEntries([...Object.entries(a), ...Object.entries(b)]);
	throw failure('+', a, b);
}

// Objects below the same key are merged, too.
function merge(a: JsonObject, b: JsonObject): JsonObject {
	const merged = new Map(Object.entries(a));
	for (const [key, value] of Object.entries(b)) {
		const before = merged.get(key);
		merged.set(key, before !== undefined && isObject(before) && isObject(value) ? merge(before, value) : value);
	}
	return Object.fromEntries(merged);
}

function repeat(text: string, times: number): string {
	if (text.length * times > MAX_TEXT) throw new JqError('Repeat string result too long');
	return text.repeat(Math.max(1, Math.floor(times)));
}

function failure(operator: string, a: Json, b: Json): JqError {
	const verb = {'+': 'added', '-': 'subtracted', '*': 'multiplied'}[operator] ?? 'divided';
	return new JqError(`${typeName(a)} (${brief(a)}) and ${typeName(b)} (${brief(b)}) cannot be ${verb}`);
}
