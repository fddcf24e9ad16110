import {ansiOf} from '../ansi.ts';
import type {Theme} from '../theme.ts';

import type {FilmFrame} from './film.ts';

/** A film as an asciinema recording, format version 2. Each event draws the rows that differ from what is there. */
export function castOf(
	frames: Iterable<FilmFrame>,
	{size, title, theme}: {size: {columns: number; rows: number}; title: string; theme: Theme},
): string {
	const header = {version: 2, width: size.columns, height: size.rows, title, env: {TERM: 'xterm-256color'}};
	const lines = [JSON.stringify(header)];
	let shown: readonly string[] = [];
	for (const frame of frames) {
		const rows = frame.rows.map(row => ansiOf(row, theme));
		const changes = rows.map((row, y) => (row === shown[y] ? '' : `\u001b[${y + 1};1H${row}\u001b[K`)).join('');
		shown = rows;
		const cursor = frame.cursor ? `\u001b[${frame.cursor.y + 1};${frame.cursor.x + 1}H\u001b[?25h` : '\u001b[?25l';
		const start = lines.length === 1 ? '\u001b[2J' : '';
		lines.push(JSON.stringify([frame.atMs / 1000, 'o', `${start}${changes}${cursor}`]));
	}
	return `${lines.join('\n')}\n`;
}
