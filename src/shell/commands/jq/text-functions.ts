import {BoundedExpression} from '../../bounded-expression.ts';
import {byteLength} from '../../bytes.ts';
import type {Json} from './syntax.ts';
import {brief, isArray, JqError, toText, typeName} from './values.ts';

type TextFunction = (input: Json, args: readonly Json[]) => Json;

/** Functions of texts, by name and number of arguments. */
export const textFunctions: Readonly<Record<string, TextFunction>> = {
	'startswith/1': (input, [start]) =>
		text(input, 'startswith() requires string inputs').startsWith(text(start!, 'startswith() requires string inputs')),
	'endswith/1': (input, [end]) =>
		text(input, 'endswith() requires string inputs').endsWith(text(end!, 'endswith() requires string inputs')),
	'ltrimstr/1': (input, [start]) =>
		typeof input === 'string' && typeof start === 'string' && input.startsWith(start)
			? input.slice(start.length)
			: input,
	'rtrimstr/1': (input, [end]) =>
		typeof input === 'string' && typeof end === 'string' && end !== '' && input.endsWith(end)
			? input.slice(0, -end.length)
			: input,
	'trim/0': input => text(input).trim(),
	'ltrim/0': input => text(input).trimStart(),
	'rtrim/0': input => text(input).trimEnd(),
	'split/1': (input, [separator]) => (text(input) === '' ? [] : text(input).split(text(separator!))),
	'split/2': (input, [pattern, flags]) => text(input).split(expression(pattern!, flags!)),
	'splits/1': (input, [pattern]) => text(input).split(expression(pattern!, null)),
	'join/1': (input, [separator]) => {
		if (!isArray(input)) throw new JqError(`Cannot iterate over ${typeName(input)} (${brief(input)})`);
		return input.map(value => (value === null ? '' : toText(value))).join(text(separator!));
	},
	'ascii_downcase/0': input => text(input).replace(/[A-Z]/g, letter => letter.toLowerCase()),
	'ascii_upcase/0': input => text(input).replace(/[a-z]/g, letter => letter.toUpperCase()),
	'explode/0': input => [...text(input)].map(character => character.codePointAt(0)!),
	'implode/0': input =>
		isArray(input) ? String.fromCodePoint(...input.map(Number).filter(code => code >= 0 && code <= 0x10ffff)) : '',
	'utf8bytelength/0': input => byteLength(text(input)),
	'test/1': (input, [pattern]) => expression(pattern!, null).test(text(input)),
	'test/2': (input, [pattern, flags]) => expression(pattern!, flags!).test(text(input)),
	'match/1': (input, [pattern]) => matchObject(expression(pattern!, null).exec(text(input))),
	'match/2': (input, [pattern, flags]) => matchObject(expression(pattern!, flags!).exec(text(input))),
	'capture/1': (input, [pattern]) => captured(expression(pattern!, null).exec(text(input))),
	'scan/1': (input, [pattern]) =>
		[...text(input).matchAll(expression(pattern!, 'g'))].map(match => (match.length > 1 ? match.slice(1) : match[0])),
	'sub/2': (input, [pattern, by]) => text(input).replace(expression(pattern!, null), () => text(by!)),
	'sub/3': (input, [pattern, by, flags]) => text(input).replace(expression(pattern!, flags!), () => text(by!)),
	'gsub/2': (input, [pattern, by]) => text(input).replace(expression(pattern!, 'g'), () => text(by!)),
	'gsub/3': (input, [pattern, by, flags]) =>
		text(input).replace(expression(pattern!, `${text(flags!)}g`), () => text(by!)),
};

function text(value: Json, problem?: string): string {
	if (typeof value === 'string') return value;
	throw new JqError(problem ?? `${typeName(value)} (${brief(value)}) cannot be matched, as it is not a string`);
}

// jq's flags g, i, x, s, n, l; the others have no meaning here.
function expression(pattern: Json, flags: Json): RegExp {
	const source = text(pattern);
	const given = typeof flags === 'string' ? [...new Set(flags)].filter(flag => 'gis'.includes(flag)).join('') : '';
	try {
		return new BoundedExpression(source, given);
	} catch {
		throw new JqError(`${source} (at offset 0) is not a valid regex`);
	}
}

function matchObject(match: RegExpExecArray | null): Json {
	if (!match) return null;
	const captures = match.slice(1).map(value => ({
		offset: value === undefined ? -1 : match.index + match[0].indexOf(value),
		length: value?.length ?? 0,
		string: value ?? null,
		name: null,
	}));
	return {offset: match.index, length: match[0].length, string: match[0], captures};
}

function captured(match: RegExpExecArray | null): Json {
	return Object.fromEntries(Object.entries(match?.groups ?? {}).map(([name, value]) => [name, value ?? null]));
}
