import {lexer, type Token, type Tokens} from 'marked';
import {clip, fitted, type Line, lineWidth, type Span, widthOf} from './line.ts';
import type {Theme} from './theme.ts';
import {wrap} from './wrap.ts';

/** Texts that were rendered last; the same ones are drawn again with every second of the clock. */
const MOST_KEPT = 64;
const kept = new WeakMap<Theme, Map<string, readonly Line[]>>();

/** Rows for a Markdown text, at most `width` cells wide, and pictures at most `codeCells`. Blocks are separated by an empty row. */
export function renderMarkdown(markdown: string, width: number, theme: Theme, codeCells = width): readonly Line[] {
	const texts = kept.get(theme) ?? new Map<string, readonly Line[]>();
	kept.set(theme, texts);
	const key = `${width} ${codeCells} ${markdown}`;
	const known = texts.get(key);
	if (known) return known;
	if (texts.size >= MOST_KEPT) texts.clear();
	const rows = renderBlocks(markdown, width, theme, codeCells);
	texts.set(key, rows);
	return rows;
}

function renderBlocks(markdown: string, width: number, theme: Theme, codeCells: number): Line[] {
	const rows: Line[] = [];
	for (const token of lexer(markdown)) {
		const block =
			token.type === 'code'
				? renderCode((token as Tokens.Code).text, codeCells, theme)
				: renderBlock(token, width, theme);
		if (block.length === 0) continue;
		if (rows.length > 0) rows.push([]);
		rows.push(...block);
	}
	return rows;
}

function renderBlock(token: Token, width: number, theme: Theme): Line[] {
	switch (token.type) {
		case 'heading':
			return wrap(styled(inline(token.tokens ?? [], theme), {bold: true, role: 'title'}), width);
		case 'paragraph':
		case 'text':
			return splitRows(
				inline(token.tokens ?? [{type: 'text', raw: token.raw, text: (token as Tokens.Text).text}], theme),
			).flatMap(row => wrap(tightened(row), width));
		case 'code':
			return renderCode((token as Tokens.Code).text, width, theme);
		case 'list':
			return renderList(token as Tokens.List, width, theme);
		case 'blockquote':
			return (token.tokens ?? [])
				.flatMap(child => renderBlock(child, width - 2, theme))
				.map(row => [{text: `${theme.glyphs.box[5]} `, role: 'border'}, ...row]);
		case 'table':
			return renderTable(token as Tokens.Table, width, theme);
		case 'hr':
			return [[{text: theme.glyphs.box[4].repeat(width), role: 'border'}]];
		default:
			return [];
	}
}

const PICTURE = /[\u2190-\u21ff\u2500-\u27bf]/;

// A command that is too wide goes on in the next row; a picture would fall apart, so it is cut.
function renderCode(code: string, width: number, theme: Theme): Line[] {
	const isPicture = PICTURE.test(code);
	return code.split('\n').flatMap(text => {
		const row: Line = [{text: `  ${text}`, role: 'code'}];
		return isPicture ? [clip(row, width, theme.glyphs.ellipsis)] : wrap(row, width, text.search(/\S|$/) + 4);
	});
}

/** Cells of the widest line of code in a text: what a picture needs so that it isn't cut. */
export function codeWidth(markdown: string): number {
	return Math.max(
		0,
		...lexer(markdown).flatMap(token =>
			token.type === 'code' ? (token as Tokens.Code).text.split('\n').map(text => widthOf(text) + 2) : [],
		),
	);
}

function renderList(list: Tokens.List, width: number, theme: Theme): Line[] {
	return list.items.flatMap((item, index) => {
		const marker = list.ordered ? `${Number(list.start || 1) + index}. ` : `${theme.glyphs.bullet} `;
		const indent = widthOf(marker);
		const content = item.tokens.flatMap(child => renderBlock(child, width - indent, theme));
		return content.map((row, y): Line => [{text: y === 0 ? marker : ' '.repeat(indent), role: 'accent'}, ...row]);
	});
}

// Columns as wide as their widest cell; a table that is too wide gives room from its widest columns, and its cells wrap.
function renderTable(table: Tokens.Table, width: number, theme: Theme): Line[] {
	const cells = [table.header, ...table.rows].map((row, y) =>
		row.map(cell => styled(inline(cell.tokens, theme), y === 0 ? {bold: true} : {})),
	);
	const widths = table.header.map((_, x) => Math.max(...cells.map(row => lineWidth(row[x] ?? []))));
	const room = width - 2 * (widths.length - 1);
	while (widths.reduce((sum, cells) => sum + cells, 0) > room && Math.max(...widths) > 4)
		widths[widths.indexOf(Math.max(...widths))]! -= 1;
	const rows = cells.flatMap(row => {
		const wrapped = row.map((cell, x) => wrap(cell, widths[x]!));
		const height = Math.max(...wrapped.map(lines => lines.length));
		return Array.from(
			{length: height},
			(_, y): Line =>
				wrapped.flatMap((lines, x) => [
					...fitted(lines[y] ?? [], widths[x]!),
					{text: x < wrapped.length - 1 ? '  ' : ''},
				]),
		);
	});
	const rule: Line = [{text: widths.map(cells => theme.glyphs.box[4].repeat(cells)).join('  '), role: 'border'}];
	const headerRows = Math.max(...cells[0]!.map((cell, x) => wrap(cell, widths[x]!).length));
	return [...rows.slice(0, headerRows), rule, ...rows.slice(headerRows)];
}

function inline(tokens: readonly Token[], theme: Theme): Line {
	return tokens.flatMap((token): Line => {
		switch (token.type) {
			case 'strong':
				return styled(inline(token.tokens ?? [], theme), {bold: true});
			case 'em':
				return styled(inline(token.tokens ?? [], theme), {italic: true});
			case 'codespan':
				return [{text: (token as Tokens.Codespan).text, role: 'code'}];
			case 'link': {
				const link = token as Tokens.Link;
				const label = inline(link.tokens, theme);
				const isBare = label.map(span => span.text).join('') === link.href;
				const style = {underline: true, role: 'accent', href: link.href} as const;
				// Where the terminal has links the address would only be in the way.
				return isBare || theme.hasLinks
					? styled(label, style)
					: [...styled(label, style), {text: ` (${link.href})`, role: 'muted'}];
			}
			case 'br':
				return [{text: '\n'}];
			case 'text':
				return token.tokens ? inline(token.tokens, theme) : [{text: plain((token as Tokens.Text).text)}];
			case 'escape':
				return [{text: (token as Tokens.Escape).text}];
			case 'html':
				return [];
			default:
				return [{text: plain(token.raw)}];
		}
	});
}

function styled(row: Line, style: Partial<Span>): Line {
	return row.map(span => ({...style, ...span}));
}

// A line end inside a paragraph is a blank, except between East Asian characters, where it is nothing.
function plain(text: string): string {
	return text.replace(/(?<=[\u2e80-\u9fff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uff00-\uffef])/g, '').replace(/\n/g, ' ');
}

// Markdown wants a blank behind bold text that ends with a Chinese mark; Chinese has none there.
function tightened(row: Line): Line {
	return row.map((span, index) => {
		const isBehindMark = /[\u3001\u3002\uff0c\uff1a\uff1b\uff1f\uff01\uff09]$/.test(row[index - 1]?.text ?? '');
		return isBehindMark ? {...span, text: span.text.trimStart()} : span;
	});
}

function splitRows(row: Line): Line[] {
	const rows: Span[][] = [[]];
	for (const span of row) {
		if (span.text === '\n') rows.push([]);
		else rows.at(-1)!.push(span);
	}
	return rows;
}
