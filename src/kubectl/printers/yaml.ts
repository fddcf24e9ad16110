import type {Json} from '../../cluster/api.ts';
import {blockScalar, flowScalar, scalarStyle} from './yaml-scalar-style.ts';

/** YAML as Kubernetes writes it: keys sorted, lists at the level of their key, long lines folded. Ends with a line end. */
export function toYaml(value: Json): string {
	return isEmptyOrScalar(value) ? `${inline(value, 0, 2)}\n` : block(value, 0);
}

type Map = {readonly [key: string]: Json};

// Lines of a map or a list, indented by `depth` blanks.
function block(value: Json, depth: number): string {
	const indent = ' '.repeat(depth);
	if (Array.isArray(value)) return value.map(item => indent + listItem(item, depth)).join('');
	const map = value as Map;
	return Object.keys(map)
		.sort(compareKeys)
		.map(key => indent + entry(keyText(key), map[key]!, depth))
		.join('');
}

// A list stands at the level of its key, a map one level deeper.
function entry(key: string, value: Json, depth: number): string {
	if (isEmptyOrScalar(value)) return `${key}: ${inline(value, depth + [...key].length + 2, depth + 2)}\n`;
	return `${key}:\n${block(value, Array.isArray(value) ? depth : depth + 2)}`;
}

// The first key of a map, or the first item of an inner list, stands behind the dash.
function listItem(value: Json, depth: number): string {
	if (isEmptyOrScalar(value)) return `- ${inline(value, depth + 2, depth + 2)}\n`;
	return `- ${block(value, depth + 2).slice(depth + 2)}`;
}

function isEmptyOrScalar(value: Json): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === null || typeof value !== 'object' || Object.keys(value).length === 0;
}

// `column` is where the text begins, `indent` the indentation of the lines that follow.
function inline(value: Json, column: number, indent: number): string {
	if (Array.isArray(value)) return '[]';
	if (typeof value === 'string') return stringText(value, column, indent);
	if (typeof value === 'number') return numberText(value);
	if (value === null || typeof value === 'boolean') return String(value);
	return '{}';
}

function stringText(text: string, column: number, indent: number): string {
	const style = scalarStyle(text, false);
	return style === 'literal' ? blockScalar(text, indent) : flowScalar(text, style, column, indent);
}

function keyText(key: string): string {
	const style = scalarStyle(key, true);
	return style === 'literal' ? key : flowScalar(key, style, Number.NEGATIVE_INFINITY, 0);
}

// Go writes exponents with two digits at least.
function numberText(value: number): string {
	if (Number.isSafeInteger(value)) return String(value);
	if (Math.abs(value) >= 1e21 || (value !== 0 && Math.abs(value) < 1e-4))
		return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
	return String(value);
}

/** Order of keys: digits count as numbers (`a2` before `a10`), what is no letter comes before letters. */
function compareKeys(a: string, b: string): number {
	const [left, right] = [[...a], [...b]];
	for (let i = 0; i < Math.min(left.length, right.length); i++) {
		const [x, y] = [left[i]!, right[i]!];
		if (x === y) continue;
		const letters = [x, y].map(char => /\p{L}/u.test(char));
		if (letters[0] && letters[1]) return x < y ? -1 : 1;
		if (letters[0] || letters[1]) return letters[1] ? -1 : 1;
		return compareNumbers(left, right, i);
	}
	return left.length - right.length;
}

function compareNumbers(left: readonly string[], right: readonly string[], at: number): number {
	let lead = 0;
	if (left[at] === '0' || right[at] === '0') {
		for (let j = at - 1; j >= 0 && isDigit(left[j]); j--) if (left[j] !== '0') lead = 1;
	}
	const [x, y] = [left, right].map(chars => {
		let end = at;
		let value = lead;
		for (; isDigit(chars[end]); end++) value = value * 10 + Number(chars[end]);
		return {value, end};
	}) as [{value: number; end: number}, {value: number; end: number}];
	return x.value - y.value || x.end - y.end || (left[at]! < right[at]! ? -1 : 1);
}

function isDigit(char: string | undefined): boolean {
	return char !== undefined && char >= '0' && char <= '9';
}
