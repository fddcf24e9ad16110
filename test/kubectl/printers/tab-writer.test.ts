import {expect, test} from 'vitest';
import {TabWriter} from '../../../src/kubectl/printers/tab-writer.ts';

test('columns are as wide as their widest cell and three blanks, six at least; the last is not padded', () => {
	expect(
		new TabWriter().write([
			['NAME', 'DATA', 'AGE'],
			['fruit', '3', '2s'],
		]),
	).toBe('NAME    DATA   AGE\nfruit   3      2s\n');
	expect(new TabWriter().write([['a', '1', 'x']])).toBe('a     1     x\n');
	expect(new TabWriter().write([['名前', '', '']])).toBe(
		'名前          \n'.replace('名前          ', `名前${' '.repeat(10)}`),
	);
});

test('later rows keep the widths of earlier ones', () => {
	const writer = new TabWriter();
	writer.write([['a-long-name', 'Pending', '0s']]);
	expect(writer.write([['b', 'Running', '1s']])).toBe('b             Running   1s\n');
	writer.reset();
	expect(writer.write([['b', 'Running', '1s']])).toBe('b     Running   1s\n');
});
