import xterm from '@xterm/headless';
import {describe, expect, it} from 'vitest';
import {type Line, line} from '../../src/ui/line.ts';
import {ScreenPainter} from '../../src/ui/screen-painter.ts';
import {themeFor} from '../../src/ui/theme.ts';

const theme = themeFor({LANG: 'en_US.UTF-8', COLORTERM: 'truecolor', COLORFGBG: '15;0', TERM: 'xterm-kitty'});

function openPainter(columns: number, rows: number) {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const written: string[] = [];
	const stream = {
		columns,
		rows,
		writableNeedDrain: false,
		drain: () => {},
		write(text: string) {
			written.push(text);
			terminal.write(text);
			return true;
		},
		once(_: string, listener: () => void) {
			stream.drain = listener;
			return stream;
		},
	};
	const painter = new ScreenPainter(stream as never);
	return {
		stream,
		written,
		painter,
		paint: (lines: readonly Line[]) => painter.paint({lines, cursor: undefined, theme}),
		async shown() {
			await new Promise<void>(done => terminal.write('', done));
			const {active} = terminal.buffer;
			return Array.from({length: rows}, (_, y) => active.getLine(y)?.translateToString(true));
		},
	};
}

describe('rows on screen', () => {
	const rows = [line('deploy/web  ', {text: '4/4', role: 'good', bold: true}), [], line({text: '节点', role: 'muted'})];

	it('draws one row below the other, empty ones too', async () => {
		const {paint, shown} = openPainter(20, 4);
		paint(rows);
		expect(await shown()).toEqual(['deploy/web  4/4', '', '节点', '']);
	});

	it('writes only the rows that differ, and nothing where nothing does', async () => {
		const {paint, shown, written} = openPainter(20, 4);
		paint(rows);
		paint(rows.map(row => [...row]));
		expect(written).toHaveLength(1);
		paint([rows[0]!, line('new'), rows[2]!]);
		expect(written[1]).toContain('\u001b[2;1Hnew');
		expect(written[1]).not.toContain('deploy');
		expect(await shown()).toEqual(['deploy/web  4/4', 'new', '节点', '']);
	});

	it('cuts a row that is too long, and keeps the last character of one that just fits', async () => {
		const {paint, shown} = openPainter(8, 2);
		paint([line('x'.repeat(20)), line('12345678')]);
		expect(await shown()).toEqual(['xxxxxxx…', '12345678']);
	});

	it('leaves the terminal to an editor and takes it back', async () => {
		const {paint, painter, written} = openPainter(20, 4);
		paint(rows);
		painter.suspend();
		paint([line('later')]);
		expect(written).toHaveLength(1);
		painter.resume();
		expect(written[1]).toContain('later');
	});

	it('skips pictures that a slow terminal could not take', () => {
		const {paint, stream, written} = openPainter(20, 4);
		stream.writableNeedDrain = true;
		paint([line('first')]);
		paint([line('second')]);
		expect(written).toEqual([]);
		stream.writableNeedDrain = false;
		stream.drain();
		expect(written.join('')).toContain('second');
		expect(written.join('')).not.toContain('first');
	});

	it('draws links as links of the terminal, where nothing can leave the sequence', () => {
		const {paint, written} = openPainter(40, 1);
		paint([line({text: 'docs', href: 'https://kubernetes.io/\u001b]evil\u0007'})]);
		expect(written[0]).toContain('\u001b]8;;https://kubernetes.io/%1B%5Devil%07\u0007docs\u001b]8;;\u0007');
	});
});
