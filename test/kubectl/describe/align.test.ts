import fc from 'fast-check';
import {expect, test} from 'vitest';
import {alignTabs} from '../../../src/kubectl/describe/align.ts';

test('a column is as wide as its widest cell plus two', () => {
	expect(alignTabs('Name:\tweb\nNamespace:\tdefault\n')).toBe('Name:       web\nNamespace:  default\n');
});

test('a line without cells ends the columns above it', () => {
	expect(alignTabs('A:\t1\nContainers:\nLonger name:\t2\n')).toBe('A:  1\nContainers:\nLonger name:  2\n');
});

test('inner columns reach only as far as neighbouring lines have them', () => {
	expect(alignTabs('Port:\thttp\t80/TCP\nTargetPort:\t8080/TCP\nNodePort:\thttps\t30443/TCP\n')).toBe(
		'Port:        http  80/TCP\nTargetPort:  8080/TCP\nNodePort:    https  30443/TCP\n',
	);
});

test('an empty last cell leaves its padding, as in "IP:           "', () => {
	expect(alignTabs('Status:\tPending\nIP:\t\n')).toBe('Status:  Pending\nIP:      \n');
});

test('an empty column is as wide as the padding', () => {
	expect(alignTabs('a\t\tb\nc\t\td\n')).toBe('a    b\nc    d\n');
});

test('cells are only followed by blanks, and nothing is lost', () => {
	const text = fc.array(fc.array(fc.constantFrom('', 'a', 'bcd', '名'), {minLength: 1, maxLength: 4}), {maxLength: 8});
	fc.assert(
		fc.property(text, lines => {
			const source = lines.map(cells => cells.join('\t')).join('\n');
			const aligned = alignTabs(source);
			expect(aligned).not.toContain('\t');
			expect(aligned.replaceAll(' ', '')).toBe(source.replaceAll('\t', ''));
		}),
	);
});
