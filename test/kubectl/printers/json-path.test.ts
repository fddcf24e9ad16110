import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import {JsonPathError, jsonPath, relaxedPath} from '../../../src/kubectl/printers/json-path.ts';

const pod: Json = {
	kind: 'Pod',
	metadata: {name: 'web', labels: {app: 'web', 'a.b/c': 'x'}},
	spec: {
		replicas: 3,
		ratio: 0.5,
		on: true,
		nothing: null,
		containers: [
			{name: 'nginx', image: 'nginx:1.27', ports: [{containerPort: 80}, {containerPort: 443}]},
			{name: 'side', image: 'busybox', env: [{name: 'A', value: '<1>'}]},
		],
		list: ['a', 'b', 'c', 'd'],
	},
};

const print = (template: string) => jsonPath(template, {allowMissing: true}).print(pod);

describe('jsonpath', () => {
	test.each([
		['{.metadata.name}', 'web'],
		['{$.metadata.name}', 'web'],
		['{.kind}: {.metadata.name}{"\\n"}', 'Pod: web\n'],
		['{.spec.containers[*].name}', 'nginx side'],
		['{range .spec.containers[*]}{.name}={.image}{"\\n"}{end}', 'nginx=nginx:1.27\nside=busybox\n'],
		['{range .spec.containers[*]}{.name}{range .ports[*]} {.containerPort}{end};{end}', 'nginx 80 443;side;'],
		['{.metadata.labels.a\\.b/c}', 'x'],
		["{.metadata.labels['a\\.b/c']}", 'x'],
		['{.spec.list[1:3]}', 'b c'],
		['{.spec.list[-1:]}{.spec.list[-1]}', 'dd'],
		['{.spec.list[0,2]}', 'a c'],
		['{.spec.list[0:4:2]}', 'a c'],
		['{.spec.containers[?(@.name=="side")].image}', 'busybox'],
		['{.spec.containers[?(@.name!="side")].image}', 'nginx:1.27'],
		['{.spec.containers[?(@.env)].name}', 'side'],
		['{.spec.containers[?(@.ports[0].containerPort>79)].name}', 'nginx'],
		["{.spec.containers[*]['name','image']}", 'nginx side nginx:1.27 busybox'],
		['{..containerPort}', '80 443'],
		['{.spec.containers[1].env}', '[{"name":"A","value":"\\u003c1\\u003e"}]'],
		['{.spec.replicas} {.spec.ratio} {.spec.on} {.spec.nothing}', '3 0.5 true null'],
		['{.spec.nope.deeper}', ''],
		['plain', 'plain'],
	])('%s', (template, text) => {
		expect(print(template)).toBe(text);
	});

	test.each([
		['{.metadata.name', 'unclosed action'],
		['{.spec.list[}', 'unterminated array'],
		['{.spec.list[a]}', 'invalid array index a'],
		['{#}', "unrecognized character in action: U+0023 '#'"],
		['{"open}', 'unterminated quoted string'],
		['{foo}', 'unrecognized identifier foo'],
		['{end}', 'not in range, nothing to end'],
		['{.spec.list[9]}', 'array index out of bounds: index 9, length 4'],
		['{.metadata.name[0]}', 'string is not array or slice'],
	])('%s is refused', (template, message) => {
		expect(() => print(template)).toThrow(new JsonPathError(message));
	});

	test('missing keys are refused where that was asked for', () => {
		expect(() => jsonPath('{.spec.nope}', {allowMissing: false}).print(pod)).toThrow('nope is not found');
	});

	test('the short forms of --sort-by and custom-columns', () => {
		expect(['.a.b', 'a.b', '{.a.b}', '{a.b}'].map(relaxedPath)).toEqual(new Array(4).fill('{.a.b}'));
		expect(() => relaxedPath('{.a')).toThrow(/^unexpected path string/);
	});

	test('no template makes it fail in another way', () => {
		const piece = fc.constantFrom(
			'{',
			'}',
			'.',
			'..',
			'[',
			']',
			'[*]',
			'[?(',
			')]',
			'@',
			'"',
			"'",
			'\\',
			'range ',
			'end',
			'a',
			'0',
			':',
			',',
			'==',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string({maxLength: 3})), {maxLength: 25}), pieces => {
				try {
					print(pieces.join(''));
				} catch (error) {
					expect(error).toBeInstanceOf(JsonPathError);
				}
			}),
			{numRuns: 1000},
		);
	});
});
