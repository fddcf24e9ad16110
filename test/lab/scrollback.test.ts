import {describe, expect, it} from 'vitest';
import {Scrollback} from '../../src/lab/scrollback.ts';

const texts = (scrollback: Scrollback) => scrollback.lines.map(line => `${line.kind}:${line.text}`);

describe('scrollback', () => {
	it('shows lines when they are complete', () => {
		const scrollback = new Scrollback();
		scrollback.add('input', '$ ls');
		scrollback.write('stdout', 'a\nb');
		expect(texts(scrollback)).toEqual(['input:$ ls', 'stdout:a']);
		expect(scrollback.openText).toBe('b');
		scrollback.write('stdout', 'c\n');
		scrollback.write('stdout', 'open');
		scrollback.write('stderr', 'oops\n');
		expect(texts(scrollback).slice(2)).toEqual(['stdout:bc', 'stdout:open', 'stderr:oops']);
	});

	it('keeps unchanged lists and never shows control characters', () => {
		const scrollback = new Scrollback();
		scrollback.write('stdout', '\u001b[31mred\u001b[0m\u0007\ta\n50%\r100%\nend\r\n');
		expect(texts(scrollback)).toEqual(['stdout:red     a', 'stdout:100%', 'stdout:end']);
		const {lines} = scrollback;
		scrollback.write('stdout', 'no line yet');
		expect(scrollback.lines).toBe(lines);
	});

	it('is bounded', () => {
		const scrollback = new Scrollback();
		scrollback.write('stdout', 'line\n'.repeat(6000));
		scrollback.write('stdout', `${'x'.repeat(20_000)}\n`);
		expect(scrollback.lines).toHaveLength(5000);
		expect(scrollback.lines.at(-1)?.id).toBe(6001);
		expect(scrollback.lines.at(-1)?.text).toHaveLength(10_000);
	});

	it('clears what one program printed', () => {
		const scrollback = new Scrollback();
		scrollback.add('input', '$ watch');
		const first = scrollback.nextId;
		scrollback.write('stdout', 'one\ntwo\n');
		scrollback.clearFrom(first);
		expect(texts(scrollback)).toEqual(['input:$ watch']);
	});
});
