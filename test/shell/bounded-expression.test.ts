import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {BoundedExpression} from '../../src/shell/bounded-expression.ts';
import {ExpressionProgram} from '../../src/shell/expression-program.ts';
import {parseExpression} from '../../src/shell/expression-syntax.ts';
import {Terminal} from './terminal.ts';

const ATOMS = [
	'a',
	'b',
	'.',
	'\\d',
	'[ab]',
	'[^a]',
	'[a-c1]',
	'\\b',
	'^',
	'$',
	'(a|b1)',
	'(?:ab|)',
	'(a*b)',
	'((a)|b)',
	'\\.',
];
const TIMES = ['', '', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?'];
const piece = fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom(...TIMES));
const expression = fc
	.array(piece, {minLength: 1, maxLength: 5})
	.map(pieces => pieces.map(([what, times]) => (/^(\\b|\^|\$)$/.test(what) ? what : what + times)).join(''));
const shortText = fc.string({unit: fc.constantFrom('a', 'b', 'c', '1', '.', '\n'), maxLength: 8});

it('finds what JavaScript finds, groups included', () => {
	fc.assert(
		fc.property(expression, shortText, fc.constantFrom('', 'i', 's', 'm'), (source, text, flags) => {
			const found = new RegExp(source, `${flags}d`)
				.exec(text)
				?.indices?.flatMap(span => span ?? [undefined, undefined]);
			const captures = new ExpressionProgram(parseExpression(source, flags), flags).run(text);
			const slots = captures && Array.from({length: found?.length ?? 0}, (_, slot) => captures[slot]);
			expect(slots).toEqual(found);
		}),
		{numRuns: 2000},
	);
});

describe('a text that would take JavaScript for ever', () => {
	const long = `${'a'.repeat(50_000)}!`;

	it.each(['(a+)+$', '(a|a)+$', '(a?){30}a{30}b', '(.*)(.*)(.*)(.*)x', '((a*)*)*b'])('is searched for %s', source => {
		expect(new BoundedExpression(source).test(long)).toBe(false);
	});

	it('is replaced, split and taken apart as usual', () => {
		expect(long.replace(new BoundedExpression('(a+)+(!)'), '[$2]')).toBe('[!]');
		expect(`${long}-${long}`.split(new BoundedExpression('(?:a|!)+'))).toEqual(['', '-', '']);
		const [first, second] = `${long}${long}`.matchAll(new BoundedExpression('(?<all>(a|b)+)!', 'g'));
		expect([first?.index, second?.index, second?.groups?.all?.length]).toEqual([0, 50_001, 50_000]);
	});

	it.each([
		[`grep -E '(a+)+$'`, '', 1],
		[`sed -E 's/(a|aa)+(!)/<\\2>/'`, '<!>\n', 0],
		[`awk '{gsub(/(a*)*!/, "x"); print}'`, 'x\n', 0],
		[`grep -E '(a+)+\\1$'`, 'grep: kubekata: this regular expression would take too long here\n', 2],
		[`jq -R 'test("(a+)+$")'`, 'false\n', 0],
	])('ends in %s', (tool, output, exitCode) => {
		const terminal = new Terminal();
		terminal.files.write('/root/f', `${long}\n`);
		terminal.start(`${tool} < f`);
		terminal.advance(1000);
		expect([terminal.screen, terminal.exitCode]).toEqual([output, exitCode]);
	});
});
