import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import {goJson, goJsonIndented} from '../../../src/kubectl/printers/json.ts';
import {toYaml} from '../../../src/kubectl/printers/yaml.ts';
import {readYaml} from '../../../src/kubectl/yaml-reader.ts';

describe('yaml', () => {
	test('keys are sorted, lists stand at the level of their key', () => {
		const value = {
			b: [{y: 1, x: {}}, [1, [2]], [], 'text'],
			a: {nested: {deep: true}, none: null},
			a10: 1,
			a2: 1.5,
			'1': 1e21,
		};
		expect(toYaml(value)).toBe(`"1": 1e+21
a:
  nested:
    deep: true
  none: null
a2: 1.5
a10: 1
b:
- x: {}
  "y": 1
- - 1
  - - 2
- []
- text
`);
	});

	test.each([
		['', '""'],
		['true', '"true"'],
		['yes', '"yes"'],
		['n', '"n"'],
		['1', '"1"'],
		['0x1f', '"0x1f"'],
		['1e3', '"1e3"'],
		['~', '"~"'],
		['2026-11-21T11:05:32Z', '"2026-11-21T11:05:32Z"'],
		['12:30', '"12:30"'],
		['*/5 * * * *', "'*/5 * * * *'"],
		['a: b', "'a: b'"],
		['a:b', 'a:b'],
		['- a', "'- a'"],
		['-a', '-a'],
		['a #b', "'a #b'"],
		["it's", "it's"],
		["'x", "'''x'"],
		[' a', "' a'"],
		['{"a":1}', '\'{"a":1}\''],
		['a\tb', '"a\\tb"'],
		['日本', '日本'],
		['😀', '"\\U0001F600"'],
		['100m', '100m'],
		['a\nb\n', '|\n  a\n  b'],
		['a\nb', '|-\n  a\n  b'],
		['a\n\n', '|+\n  a\n'],
		['  a\nb\n', '|2\n    a\n  b'],
		['a \nb', '"a \\nb"'],
	])('the string %j', (text, written) => {
		expect(toYaml({k: text})).toBe(`k: ${written}\n`);
		expect(readYaml(toYaml({k: text}))).toEqual({k: text});
	});

	test('long lines are folded behind the 80th column', () => {
		const words = 'word '.repeat(30).trim();
		expect(toYaml({key: words})).toBe(`key: ${'word '.repeat(16).trim()}\n  ${'word '.repeat(14).trim()}\n`);
	});

	test('what is written reads back the same', () => {
		const text = fc.oneof(
			fc.string(),
			fc.constantFrom('yes', '1', '- x', 'a: b', '#', 'a\nb\n', '\n', 'x '.repeat(60)),
		);
		const {value} = fc.letrec<{value: Json}>(tie => ({
			value: fc.oneof(
				{maxDepth: 4},
				text,
				fc.integer(),
				fc.boolean(),
				fc.constant(null),
				fc.array(tie('value'), {maxLength: 4}),
				fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9./-]{0,8}$/), tie('value'), {maxKeys: 4}),
			),
		}));
		fc.assert(
			fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), value), map => {
				expect(readYaml(toYaml(map))).toEqual({...map});
			}),
		);
	});
});

describe('json', () => {
	test('four blanks a level, keys sorted, HTML escaped', () => {
		expect(goJsonIndented({b: [], a: {x: ['<1>', 2]}, c: {}})).toBe(`{
    "a": {
        "x": [
            "\\u003c1\\u003e",
            2
        ]
    },
    "b": [],
    "c": {}
}`);
		expect(goJson({b: 1, a: '&'})).toBe('{"a":"\\u0026","b":1}');
	});
});
