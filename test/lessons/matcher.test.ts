import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {en} from '../../src/lab/text/en.ts';
import {compilePath, valuesAt} from '../../src/lessons/field-path.ts';
import {compileMatcher, describeMatcher, matchesValue} from '../../src/lessons/matcher.ts';
import {compilePattern} from '../../src/lessons/pattern.ts';

const POD = {
	metadata: {name: 'web-0', labels: {app: 'web', 'app.kubernetes.io/name': 'shop'}},
	spec: {
		containers: [
			{name: 'web', image: 'nginx:1.27', ports: [{containerPort: 80}]},
			{name: 'log', image: 'busybox:1.36'},
		],
		volumes: [{name: 'logs', emptyDir: {}}],
	},
	status: {conditions: [{type: 'Ready', status: 'True'}]},
};

describe('paths', () => {
	it.each([
		['metadata.name', ['web-0']],
		['metadata.labels.app', ['web']],
		['metadata.labels[app.kubernetes.io/name]', ['shop']],
		["metadata.labels['app.kubernetes.io/name']", ['shop']],
		['spec.containers[0].image', ['nginx:1.27']],
		['spec.containers[-1].image', ['busybox:1.36']],
		['spec.containers[name=log].image', ['busybox:1.36']],
		['spec.containers[*].name', ['web', 'log']],
		['spec.containers[*].ports[*].containerPort', [80]],
		['status.conditions[type=Ready].status', ['True']],
		['spec.containers[name=none].image', []],
		['spec.replicas', []],
		['constructor.name', []],
		['__proto__', []],
	])('%s', (path, values) => {
		expect(valuesAt(POD, compilePath(path))).toEqual(values);
	});

	it('says where a path is wrong', () => {
		expect(() => compilePath('spec..replicas')).toThrow('can\'t read the path "spec..replicas" from "..replicas" on');
		expect(() => compilePath('spec.containers[')).toThrow('from "[" on');
	});
});

describe('matchers', () => {
	const matches = (matcher: unknown, value: unknown) => matchesValue(compileMatcher(matcher), value);

	it.each<[unknown, unknown, boolean]>([
		['nginx', 'nginx', true],
		[3, 3, true],
		[3, '3', false],
		[0, undefined, true],
		[false, undefined, true],
		['', undefined, false],
		[{atLeast: 3}, 3, true],
		[{atLeast: 3}, undefined, false],
		[{atMost: 3}, undefined, true],
		[{atLeast: 1, atMost: 3}, 4, false],
		[{not: 'x'}, 'y', true],
		[{not: {oneOf: ['x', 'y']}}, 'y', false],
		[{oneOf: ['ErrImagePull', 'ImagePullBackOff']}, 'ErrImagePull', true],
		[{matches: '^web-\\d$'}, 'web-7', true],
		[{matches: '^web-\\d$'}, undefined, false],
		[{contains: 'b'}, ['a', 'b'], true],
		[{contains: 'rowse'}, 'browser', true],
		[{contains: {a: 1}}, [{a: 1}], true],
		[{length: 2}, ['a', 'b'], true],
		[{length: {atLeast: 1}}, undefined, false],
		[{exists: true}, {}, true],
		[{exists: false}, undefined, true],
		[{absent: true}, 'x', false],
		[{equals: {a: [1, {b: 2}]}}, {a: [1, {b: 2}]}, true],
		[{equals: {a: 1}}, {a: 1, b: 2}, false],
	])('%j on %j: %s', (matcher, value, expected) => {
		expect(matches(matcher, value)).toBe(expected);
	});

	it('tells what it wants', () => {
		const told = (matcher: unknown) => describeMatcher(compileMatcher(matcher), en.goals);
		expect(told(3)).toBe('3');
		expect(told({atLeast: 1, atMost: 3})).toBe('at least 1 and at most 3');
		expect(told({oneOf: ['a', 'b']})).toBe('a or b');
		expect(told({not: {matches: '^x'}})).toBe('not x…');
		expect(told({exists: false})).toBe('none');
	});

	it('is never met by a value and its negation at once', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (wanted, value) => {
				const matcher = {equals: wanted};
				expect(matches(matcher, value)).toBe(!matches({not: matcher}, value));
				if (value !== null) expect(matches({equals: value}, value)).toBe(true);
			}),
		);
	});
});

describe('patterns', () => {
	it.each([
		['(?=x)y', 'look-around is not supported in regular expressions'],
		['(a)\\1', '"\\1" is not supported in regular expressions'],
		['(a', 'unmatched "(" in the regular expression'],
		['a)', 'unmatched ")" in the regular expression'],
		['[a', 'unmatched "[" in the regular expression'],
		['*a', 'nothing to repeat in the regular expression'],
		['a{99999}', 'more than 32767 repetitions in the regular expression'],
		['((((a{99}){99}){99}){99})', 'the regular expression is too large'],
	])('refuses %s', (source, message) => {
		expect(() => compilePattern(source)).toThrow(message);
	});

	it('mean what they mean in JavaScript', () => {
		const atom = fc.constantFrom(
			'a',
			'b',
			'.',
			'\\d',
			'\\w',
			'[ab]',
			'[^a]',
			'[a-c1]',
			'\\b',
			'^',
			'$',
			'(a|b1)',
			'(?:ab|)',
			'(a*b)',
			'\\.',
		);
		const piece = fc.tuple(atom, fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?'));
		const pattern = fc
			.array(piece, {minLength: 1, maxLength: 5})
			.map(pieces => pieces.map(([what, times]) => (/^(\\b|\^|\$)$/.test(what) ? what : what + times)).join(''));
		fc.assert(
			fc.property(
				pattern,
				fc.string({unit: fc.constantFrom('a', 'b', 'c', '1', '.', ' '), maxLength: 8}),
				(source, text) => {
					expect(compilePattern(source).test(text)).toBe(new RegExp(source).test(text));
					expect(compilePattern(source, true).test(text.toUpperCase())).toBe(new RegExp(source, 'i').test(text));
				},
			),
			{numRuns: 1000},
		);
	});

	it('look at lines, and take no longer than the text is long', () => {
		expect(compilePattern('^b$').test('a\nb\nc')).toBe(true);
		expect(compilePattern('(a+)+b').test('a'.repeat(100_000))).toBe(false);
	});
});
