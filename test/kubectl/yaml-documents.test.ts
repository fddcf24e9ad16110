import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readDocuments, YamlError} from '../../src/kubectl/yaml-documents.ts';

const read = (text: string) => [...readDocuments(text)];
const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata:\n';

describe('manifests as Kubernetes reads them', () => {
	test('documents, comments, empty parts', () => {
		expect(read('# only a comment\n---\na: 1\n---\n---\nb: 2\n')).toEqual([undefined, {a: 1}, {b: 2}]);
		expect(read('{"a": 1}\n{"b": 2}')).toEqual([{a: 1}, {b: 2}]);
	});

	test.each([
		['yes', true],
		['off', false],
		['y', true],
		['"yes"', 'yes'],
		['0755', 493],
		['0x1f', 31],
		['1_000', 1000],
		['1.5', 1.5],
		['~', null],
		['2026-11-21', '2026-11-21'],
		['1.27', 1.27],
		['1:30', '1:30'],
		['!!str 1', '1'],
		['|\n  a\n  b', 'a\nb\n'],
	])('%s', (text, value) => {
		expect(read(`k: ${text}`)).toEqual([{k: value}]);
	});

	test('anchors, merge keys and keys that are no texts', () => {
		expect(read('a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\n1: one\non: two')).toEqual([
			{a: {p: 1, q: 2}, b: {p: 1, q: 3}, 1: 'one', true: 'two'},
		]);
		expect(read('__proto__: {polluted: true}')).toEqual([JSON.parse('{"__proto__": {"polluted": true}}')]);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test.each([
		['a tab', `${HEAD}\tname: web\n`, 'line 4: found character that cannot start any token'],
		[
			'a tab behind a text',
			`${HEAD}  name: web\n\tlabels: x\n`,
			'line 5: found a tab character that violates indentation',
		],
		[
			'one blank too many',
			`${HEAD}  name: web\n   labels:\n`,
			'line 5: mapping values are not allowed in this context',
		],
		['one blank too few', `${HEAD}  name: web\n labels:\n    a: b\n`, 'line 4: did not find expected key'],
		['an item out of line', 'spec:\n  list:\n    - a: 1\n     b: 2\n', "line 3: did not find expected '-' indicator"],
		['a colon too many', `${HEAD}  name: a: b\n`, 'line 4: mapping values are not allowed in this context'],
		['no colon, more keys', `${HEAD}  a: b\n  name\n  c: d\n`, "line 6: could not find expected ':'"],
		['no colon at the end', `${HEAD}  name: web\nspec\n`, "line 6: could not find expected ':'"],
		['an open quote', `${HEAD}  name: "web\nspec: x\n`, 'line 6: found unexpected end of stream'],
		['an open list', `${HEAD}  finalizers: [a, b\n  name: x\n`, "line 4: did not find expected ',' or ']'"],
		['an open map', `${HEAD}  labels: {a: b\n  name: x\n`, "line 4: did not find expected ',' or '}'"],
		['a reserved character', `${HEAD}  name: @web\n`, 'line 4: found character that cannot start any token'],
		['a schedule without quotes', 'schedule: */5 * * * *\n', 'did not find expected alphabetic or numeric character'],
		['a wrong escape', `${HEAD}  name: "a\\qb"\n`, 'line 4: found unknown escape character'],
		['a list behind a key', `${HEAD}  name: - a\n`, 'line 4: block sequence entries are not allowed in this context'],
		['an unknown anchor', `${HEAD}  name: *web\n`, "unknown anchor 'web' referenced"],
		['the first line', 'a: b: c\n', 'mapping values are not allowed in this context'],
	])('%s', (_, text, message) => {
		expect(() => read(text)).toThrow(new YamlError(`error converting YAML to JSON: yaml: ${message}`));
	});

	test.each([
		['{"kind":"Pod",}', "json: offset 15: invalid character '}' looking for beginning of object key string"],
		['{"a":1 "b":2}', "json: offset 8: invalid character '\"' after object key:value pair"],
		['{"a":1', 'unexpected EOF'],
		['--- x\na: 1', 'invalid Yaml document separator: x'],
	])('%j', (text, message) => {
		expect(() => read(text)).toThrow(new YamlError(message));
	});

	test('aliases can not make a small text huge', () => {
		const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
		for (const [name, above] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map(pair => [...pair]))
			lines.push(`${name}: &${name} [${new Array(10).fill(`*${above}`).join(', ')}]`);
		expect(() => read(lines.join('\n'))).toThrow('document contains excessive aliasing');
	});

	test('no text makes it fail in another way', () => {
		const piece = fc.constantFrom(
			'a: ',
			'- ',
			'\n',
			'  ',
			'\t',
			'"',
			"'",
			'{',
			'}',
			'[',
			']',
			'&a ',
			'*a',
			'|',
			'>',
			'#',
			'---\n',
			'!!x ',
			'<<: ',
			',',
			'? ',
			'%',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string({maxLength: 3})), {maxLength: 30}), pieces => {
				try {
					read(pieces.join(''));
				} catch (error) {
					expect(error).toBeInstanceOf(YamlError);
				}
			}),
			{numRuns: 1000},
		);
	});
});
