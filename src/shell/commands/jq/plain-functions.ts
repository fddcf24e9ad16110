import {arithmetic} from './operators.ts';
import type {Json} from './syntax.ts';
import {textFunctions} from './text-functions.ts';
import {brief, elements, isArray, isObject, isTrue, JqError, order, stringify, toText, typeName} from './values.ts';

type PlainFunction = (input: Json, args: readonly Json[]) => Json;

/** Functions of values, by name and number of arguments. */
export const plainFunctions: Readonly<Record<string, PlainFunction>> = {
	...textFunctions,
	'length/0': input => {
		if (input === null) return 0;
		if (typeof input === 'string') return [...input].length;
		if (typeof input === 'number') return Math.abs(input);
		if (typeof input === 'boolean') throw new JqError(`boolean (${input}) has no length`);
		return isArray(input) ? input.length : Object.keys(input).length;
	},
	'not/0': input => !isTrue(input),
	'keys/0': input =>
		isArray(input) ? input.map((_, index) => index) : Object.keys(object(input, 'has no keys')).sort(),
	'keys_unsorted/0': input =>
		isArray(input) ? input.map((_, index) => index) : Object.keys(object(input, 'has no keys')),
	'has/1': (input, [key]) => {
		if (isObject(input) && typeof key === 'string') return Object.hasOwn(input, key);
		if (isArray(input) && typeof key === 'number') return key >= 0 && key < input.length;
		throw new JqError(`Cannot check whether ${typeName(input)} has a ${typeName(key!)} key`);
	},
	'in/1': (input, [container]) => plainFunctions['has/1']!(container!, [input]),
	'contains/1': (input, [other]) => contains(input, other!),
	'inside/1': (input, [other]) => contains(other!, input),
	'add/0': input => [...elements(input)].reduce<Json>((sum, value) => arithmetic('+', sum, value), null),
	'any/0': input => list(input).some(isTrue),
	'all/0': input => list(input).every(isTrue),
	'flatten/0': input => flatten(list(input), Number.POSITIVE_INFINITY),
	'flatten/1': (input, [depth]) => flatten(list(input), Number(depth)),
	'sort/0': input => [...list(input, 'cannot be sorted, as it is not an array')].sort(order),
	'unique/0': input => unique(list(input)),
	'min/0': input => [...list(input)].sort(order)[0] ?? null,
	'max/0': input => [...list(input)].sort(order).at(-1) ?? null,
	'reverse/0': input =>
		typeof input === 'string' ? [...input].reverse().join('') : input === null ? [] : [...list(input)].reverse(),
	'first/0': input => list(input)[0] ?? null,
	'last/0': input => list(input).at(-1) ?? null,
	'nth/1': (input, [index]) => list(input)[Number(index)] ?? null,
	'transpose/0': input => {
		const rows = list(input).map(row => list(row));
		return Array.from({length: Math.max(0, ...rows.map(row => row.length))}, (_, column) =>
			rows.map(row => row[column] ?? null),
		);
	},
	'to_entries/0': input =>
		isArray(input)
			? input.map((value, key) => ({key, value}))
			: Object.entries(object(input, 'has no keys')).map(([key, value]) => ({key, value})),
	'from_entries/0': input => Object.fromEntries(list(input).map(fromEntry)),
	'type/0': input => typeName(input),
	'tostring/0': input => toText(input),
	'tojson/0': input => stringify(input),
	'fromjson/0': input => {
		try {
			return JSON.parse(String(input)) as Json;
		} catch {
			throw new JqError(`${String(input)} (while parsing '${String(input)}')`);
		}
	},
	'tonumber/0': input => {
		if (typeof input === 'number') return input;
		if (typeof input === 'string' && input.trim() !== '' && !Number.isNaN(Number(input))) return Number(input);
		throw new JqError(`${typeName(input)} (${brief(input)}) cannot be parsed as a number`);
	},
	'floor/0': input => Math.floor(number(input)),
	'ceil/0': input => Math.ceil(number(input)),
	'round/0': input => Math.round(number(input)),
	'sqrt/0': input => Math.sqrt(number(input)),
	'fabs/0': input => Math.abs(number(input)),
	'abs/0': input => Math.abs(number(input)),
	'pow/2': (_input, [base, exponent]) => number(base!) ** number(exponent!),
	'log/0': input => Math.log(number(input)),
	'exp/0': input => Math.exp(number(input)),
	'infinite/0': () => Number.MAX_VALUE,
	'nan/0': () => Number.NaN,
	'isnan/0': input => Number.isNaN(number(input)),
	'debug/0': input => input,
	'indices/1': (input, [wanted]) => indices(input, wanted!),
	'index/1': (input, [wanted]) => indices(input, wanted!)[0] ?? null,
	'rindex/1': (input, [wanted]) => indices(input, wanted!).at(-1) ?? null,
};

function list(value: Json, problem = 'is not an array'): readonly Json[] {
	if (isArray(value)) return value;
	if (isObject(value) && problem === 'is not an array') return Object.values(value);
	throw new JqError(
		problem === 'is not an array'
			? `Cannot iterate over ${typeName(value)} (${brief(value)})`
			: `${typeName(value)} (${brief(value)}) ${problem}`,
	);
}

function object(value: Json, problem: string): {readonly [key: string]: Json} {
	if (isObject(value)) return value;
	throw new JqError(`${typeName(value)} (${brief(value)}) ${problem}`);
}

function number(value: Json): number {
	if (typeof value === 'number') return value;
	throw new JqError(`${typeName(value)} (${brief(value)}) number required`);
}

function contains(whole: Json, part: Json): boolean {
	if (isObject(whole) && isObject(part))
		return Object.entries(part).every(([key, value]) => Object.hasOwn(whole, key) && contains(whole[key]!, value));
	if (isArray(whole) && isArray(part)) return part.every(value => whole.some(each => contains(each, value)));
	if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
	if (typeName(whole) !== typeName(part))
		throw new JqError(
			`${typeName(whole)} (${brief(whole)}) and ${typeName(part)} (${brief(part)}) cannot have their containment checked`,
		);
	return order(whole, part) === 0;
}

function flatten(values: readonly Json[], depth: number): Json[] {
	return values.flatMap(value => (isArray(value) && depth > 0 ? flatten(value, depth - 1) : [value]));
}

function unique(values: readonly Json[]): Json[] {
	return [...values].sort(order).filter((value, index, all) => index === 0 || order(all[index - 1]!, value) !== 0);
}

function fromEntry(entry: Json): readonly [string, Json] {
	const fields = object(entry, 'is not an entry');
	const key =
		['key', 'k', 'name', 'Name', 'Key', 'K']
			.map(name => (Object.hasOwn(fields, name) ? fields[name]! : null))
			.find(value => value !== null) ?? null;
	const value = ['value', 'v', 'Value', 'V'].find(name => Object.hasOwn(fields, name));
	return [key === null ? 'null' : toText(key), value === undefined ? null : fields[value]!];
}

function indices(input: Json, wanted: Json): number[] {
	const found: number[] = [];
	if (typeof input === 'string' && typeof wanted === 'string') {
		for (let at = input.indexOf(wanted); at >= 0 && wanted !== ''; at = input.indexOf(wanted, at + 1)) found.push(at);
		return found;
	}
	for (const [index, value] of list(input).entries()) if (order(value, wanted) === 0) found.push(index);
	return found;
}
