import type {Json} from '../../cluster/api.ts';
import {quote} from './go-quote.ts';
import {sortedKeys} from './json.ts';

/** A value as Go's `fmt.Print` shows it: `map[app:web]`, `[a b]`, `<nil>`. */
export function formatValue(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(formatValue).join(' ')}]`;
	if (typeof value === 'object' && value !== null) {
		const map = value as {[key: string]: Json};
		return `map[${sortedKeys(map)
			.map(key => `${key}:${formatValue(map[key]!)}`)
			.join(' ')}]`;
	}
	return value === null ? '<nil>' : typeof value === 'number' ? formatNumber(value) : String(value);
}

/** A value as Go's `%#v` shows it, as a program would write it down. */
export function formatSource(value: Json): string {
	if (Array.isArray(value)) return `[]interface {}{${value.map(formatSource).join(', ')}}`;
	if (typeof value === 'object' && value !== null) {
		const map = value as {[key: string]: Json};
		return `map[string]interface {}{${sortedKeys(map)
			.map(key => `${quote(key)}:${formatSource(map[key]!)}`)
			.join(', ')}}`;
	}
	if (value === null) return 'interface {}(nil)';
	return typeof value === 'string' ? quote(value) : String(value);
}

/** Go's `%v` of a number: exponents from 1e+21 on, with two digits at least. */
function formatNumber(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
	const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
	if (exponent < -4 || exponent >= 21) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
	return String(value);
}
