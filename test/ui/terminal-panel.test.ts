import {describe, expect, it} from 'vitest';
import type {PromptView, ScrollLine} from '../../src/lab-view.ts';
import {textOf} from '../../src/ui/line.ts';
import {terminalRows} from '../../src/ui/panels/terminal.ts';
import {themeFor} from '../../src/ui/theme.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});
const PROMPT: PromptView = {prefix: '$ ', text: 'ls', cursor: 2, busy: false, candidates: []};

function scrollback(kind: ScrollLine['kind'], ...texts: readonly string[]): ScrollLine[] {
	return texts.map((text, id) => ({id, kind, text}));
}

function draw(
	lines: readonly ScrollLine[],
	size: {width?: number; height?: number; scrolledBy?: number} = {},
	prompt = PROMPT,
) {
	const {rows, ...others} = terminalRows(lines, prompt, {width: 20, height: 4, scrolledBy: 0, ...size}, theme);
	return {rows: rows.map(textOf), spans: rows, ...others};
}

describe('terminal', () => {
	it('shows the newest output over the prompt, and the cursor behind what was typed', () => {
		const {rows, cursor} = draw(scrollback('stdout', 'a', 'b', 'c', 'd', 'e'));
		expect(rows).toEqual(['c', 'd', 'e', '$ ls']);
		expect(cursor).toEqual({x: 4, y: 3});
	});

	it('wraps at the cell, also between Chinese characters', () => {
		expect(draw(scrollback('stdout', '0123456789012345678节点'), {height: 9}).rows).toEqual([
			'0123456789012345678',
			'节点',
			'$ ls',
		]);
	});

	it('scrolls back no farther than there is output, and hides the cursor meanwhile', () => {
		const lines = scrollback('stdout', 'a', 'b', 'c', 'd', 'e');
		expect(draw(lines, {scrolledBy: 1})).toMatchObject({rows: ['b', 'c', 'd', 'e'], scrolledBy: 1});
		expect(draw(lines, {scrolledBy: 99})).toMatchObject({rows: ['a', 'b', 'c', 'd'], scrolledBy: 2});
		expect(draw(lines, {scrolledBy: 1}).cursor).toBeUndefined();
	});

	it('shows code in the sentences of the lab as code, without its marks; output stays as it is', () => {
		const {rows, spans} = draw(scrollback('note', 'Try `kubectl get po`'), {width: 40});
		expect(rows[0]).toBe('Try kubectl get po');
		expect(spans[0]).toContainEqual({text: 'kubectl get po', role: 'code'});
		expect(draw(scrollback('stdout', 'a `b`')).rows[0]).toBe('a `b`');
	});

	it('breaks the sentences of the lab between words, and below their column', () => {
		expect(draw(scrollback('note', 'Which verb changes, sets, things?'), {height: 9}).rows).toEqual([
			'Which verb changes,',
			'sets, things?',
			'$ ls',
		]);
		expect(draw(scrollback('note', 'quit   leaves; you go on later'), {height: 9}).rows).toEqual([
			'quit   leaves; you',
			'       go on later',
			'$ ls',
		]);
	});
});
