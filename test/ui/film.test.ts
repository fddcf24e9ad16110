import {join} from 'node:path';
import xterm from '@xterm/headless';
import {expect, it} from 'vitest';
import {createLab} from '../../src/lab.ts';
import {loadLesson} from '../../src/lessons/loader.ts';
import {castOf} from '../../src/ui/film/cast.ts';
import {type FilmFrame, film} from '../../src/ui/film/film.ts';
import {svgOf} from '../../src/ui/film/svg.ts';
import {lineWidth, textOf} from '../../src/ui/line.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';

const size = {columns: 100, rows: 30};
const theme = themeFor({LANG: 'C.UTF-8', COLORTERM: 'truecolor'}, 'dark');

async function shoot(): Promise<{frames: FilmFrame[]; solved: boolean | undefined}> {
	const lesson = await loadLesson(join(import.meta.dirname, '../fixtures/lessons'), 'basics/scale', ['en', 'zh-CN']);
	const lab = createLab({lesson, seed: 1, locale: 'zh-CN'});
	const frames = [...film(lab, lesson.solution, {size, theme, text: textFor('zh-CN')})];
	return {frames, solved: lab.isSolved()};
}

it('films the whole solution, key by key', async () => {
	const {frames, solved} = await shoot();
	expect(solved).toBe(true);
	const typed = frames.map(({rows}) =>
		rows
			.map(textOf)
			.find(row => /│ \$ kubectl sc/.test(row))
			?.trim(),
	);
	expect(new Set(typed).size).toBeGreaterThan('ale deployment'.length);
	expect(frames.every(({atMs}, index) => index === 0 || atMs >= frames[index - 1]!.atMs)).toBe(true);
	expect(frames.every(({rows}) => rows.every(row => lineWidth(row) <= size.columns))).toBe(true);
});

it('writes a recording that leaves a terminal with the last frame', async () => {
	const {frames} = await shoot();
	const [header, ...events] = castOf(frames, {size, title: 'Scale', theme})
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(header).toEqual({version: 2, width: 100, height: 30, title: 'Scale', env: {TERM: 'xterm-256color'}});
	const terminal = new xterm.Terminal({cols: 100, rows: 30, allowProposedApi: true});
	for (const [, kind, data] of events as [number, string, string][]) {
		expect(kind).toBe('o');
		terminal.write(data);
	}
	await new Promise<void>(done => terminal.write('', done));
	const shown = Array.from({length: 30}, (_, y) => terminal.buffer.active.getLine(y)!.translateToString().trimEnd());
	expect(shown).toEqual(frames.at(-1)!.rows.map(row => textOf(row).trimEnd()));
});

it('draws a picture in which every run of text stands on its cells', () => {
	const rows = [[{text: '节点 '}, {text: '<web>', role: 'good' as const, bold: true}], [{text: 'x', inverse: true}]];
	expect(svgOf(rows, {columns: 12, rows: 2}, theme).split('\n').slice(2)).toEqual([
		'<text xml:space="preserve" x="12" y="25.5" textLength="33.6" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">节点</text>',
		'<text xml:space="preserve" x="54" y="25.5" textLength="42" lengthAdjust="spacingAndGlyphs" fill="#87d787" font-weight="bold">&lt;web&gt;</text>',
		'<rect x="12" y="30" width="8.4" height="18" fill="#d5dae3"/>',
		'<text xml:space="preserve" x="12" y="43.5" textLength="8.4" lengthAdjust="spacingAndGlyphs" fill="#11151c">x</text>',
		'</svg>',
		'',
	]);
});
