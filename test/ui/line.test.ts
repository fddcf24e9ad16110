import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {clip, fitted, line, lineWidth, spread, takeCells, textOf, widthOf} from '../../src/ui/line.ts';
import {wrap} from '../../src/ui/wrap.ts';

const wrapped = (text: string, width: number, indent = 0) => wrap(line(text), width, indent).map(textOf);

describe('rows of text', () => {
	it('breaks at blanks and keeps words whole', () => {
		expect(wrapped('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
	});

	it('breaks a word that is longer than a row', () => {
		expect(wrapped('registry.k8s.io/pause', 8)).toEqual(['registry', '.k8s.io/', 'pause']);
	});

	it('breaks Chinese between characters, and keeps closing punctuation off the start of a row', () => {
		expect(wrapped('滚动更新不过如此。', 16)).toEqual(['滚动更新不过如', '此。']);
		expect(wrapped('等待新的\uff1a就绪', 8)).toEqual(['等待新', '的\uff1a就绪']);
		expect(wrapped('等待新\uff08的\uff09', 8)).toEqual(['等待新', '\uff08的\uff09']);
	});

	it('keeps punctuation with the word before it, also where the style changes', () => {
		const styled = line('ask ', {text: 'kubectl', role: 'code'}, ', not me (', {text: 'web', role: 'code'}, ').');
		expect(wrap(styled, 11).map(textOf)).toEqual(['ask', 'kubectl,', 'not me', '(web).']);
		const chinese = line('先看', {text: '状态', bold: true}, '\uff0c再看\uff08', {text: '事件', bold: true}, '\uff09');
		expect(wrap(chinese, 8).map(textOf)).toEqual(['先看状', '态\uff0c再看', '\uff08事件\uff09']);
	});

	it('indents the rows that follow', () => {
		expect(wrapped('F2      the next hint', 14, 8)).toEqual(['F2      the', '        next', '        hint']);
		expect(wrapped('a b', 2, 8)).toEqual(['a b']);
		expect(wrapped('ab cd', 4, 8)).toEqual(['ab', '  cd']);
	});

	it('counts wide characters as two cells', () => {
		expect(widthOf('节点 worker')).toBe(11);
		expect(lineWidth(fitted(line('节点'), 7))).toBe(7);
	});

	it('counts as the terminal does, whatever a text consists of', () => {
		fc.assert(
			fc.property(fc.string({unit: fc.constantFrom(...'aZ 节，（●├─▒◐▶⏸✔…›·×→é\u0301👍\u200d️🏽◽')}), text => {
				expect(widthOf(text)).toBe(stringWidth(text));
				expect(widthOf(takeCells(text, 7))).toBeLessThanOrEqual(7);
			}),
		);
	});

	it('marks a cut, also in the middle of a wide character', () => {
		expect(textOf(clip(line('kubectl get pods'), 8))).toBe('kubectl…');
		expect(textOf(clip(line('对象树'), 4))).toBe('对…');
	});

	it('puts two texts at the ends of a row and cuts the left one first', () => {
		expect(textOf(spread(line('left'), line('right'), 12))).toBe('left   right');
		expect(textOf(spread(line('a long left part'), line('right'), 12))).toBe('a long…right');
	});

	it('never makes a row wider than asked, and loses nothing but blanks', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('kubectl', '节点', ' ', 'a', '。', 'StatefulSet-with-a-long-name', '(', ')'), {
					maxLength: 30,
				}),
				fc.integer({min: 6, max: 40}),
				(pieces, width) => {
					const text = pieces.join('');
					const rows = wrap(line(text), width);
					for (const row of rows) expect(widthOf(textOf(row))).toBeLessThanOrEqual(width);
					expect(rows.map(textOf).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
				},
			),
		);
	});
});
