import {type Line, type Span, widthOf} from '../line.ts';
import {shadeOf} from '../palette.ts';
import type {Theme} from '../theme.ts';

const CELL = {width: 8.4, height: 18};
const FONT = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const PADDING = 12;
const BACKGROUND = '#11151c';
const TEXT = '#d5dae3';

// The first sixteen of the 256 colours, as a dark terminal draws them.
const SIXTEEN =
	'#484f58 #ff7b72 #7ee787 #e3b341 #79c0ff #d2a8ff #56d4dd #d5dae3 #8b949e #ffa198 #56d364 #f2cc60 #a5d6ff #e2c5ff #b3f0ff #ffffff'.split(
		' ',
	);
const DIM = '#8b949e';

/** A picture of the screen that stays sharp at every size. Each run of text stands on its cells whatever the font. */
export function svgOf(rows: readonly Line[], size: {columns: number; rows: number}, theme: Theme): string {
	const width = size.columns * CELL.width + 2 * PADDING;
	const height = size.rows * CELL.height + 2 * PADDING;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rounded(width)} ${rounded(height)}" font-family="${FONT}" font-size="14">`,
		`<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
		...rows.map((row, y) => rowText(row, y, theme)).filter(Boolean),
		'</svg>',
		'',
	].join('\n');
}

function rowText(row: Line, y: number, theme: Theme): string {
	let x = 0;
	const baseline = PADDING + (y + 0.75) * CELL.height;
	const runs: string[] = [];
	for (const span of row) {
		const cells = widthOf(span.text);
		const blanks = /^ */.exec(span.text)![0].length;
		const text = span.text.trim();
		const left = rounded(PADDING + (x + blanks) * CELL.width);
		if (span.inverse)
			runs.push(
				`<rect x="${rounded(PADDING + x * CELL.width)}" y="${rounded(PADDING + y * CELL.height)}" width="${rounded(cells * CELL.width)}" height="${CELL.height}" fill="${colorOf(span, theme)}"/>`,
			);
		if (text !== '')
			runs.push(
				`<text xml:space="preserve" x="${left}" y="${rounded(baseline)}" textLength="${rounded(widthOf(text) * CELL.width)}" lengthAdjust="spacingAndGlyphs"${style(span, theme)}>${escaped(text)}</text>`,
			);
		x += cells;
	}
	return runs.join('\n');
}

function style(span: Span, theme: Theme): string {
	const fill = span.inverse ? BACKGROUND : colorOf(span, theme);
	return [
		` fill="${fill}"`,
		span.bold ? ' font-weight="bold"' : '',
		span.italic ? ' font-style="italic"' : '',
		span.underline ? ' text-decoration="underline"' : '',
	].join('');
}

function colorOf({role}: Span, {styles}: Theme): string {
	const style = role && styles[role];
	if (style === undefined) return TEXT;
	const indexed = /(?:^|;)38;5;(\d+)/.exec(style)?.[1];
	if (indexed !== undefined) return indexedColor(Number(indexed));
	const basic = /(?:^|;)(3|9)([0-7])(?:;|$)/.exec(style);
	if (basic) return SIXTEEN[Number(basic[2]) + (basic[1] === '9' ? 8 : 0)]!;
	return style === '2' ? DIM : TEXT;
}

function indexedColor(index: number): string {
	if (index < 16) return SIXTEEN[index]!;
	return `#${shadeOf(index)
		.map(part => part.toString(16).padStart(2, '0'))
		.join('')}`;
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function rounded(value: number): string {
	return String(Math.round(value * 10) / 10);
}
