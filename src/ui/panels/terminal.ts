import type {PromptView, ScrollLine} from '../../lab-view.ts';
import {type Line, line, type Span, widthOf} from '../line.ts';
import type {Role, Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';

/** The rows of the terminal, and where the cursor stands among them (undefined while it is scrolled out of sight). */
export interface TerminalRows {
	readonly rows: readonly Line[];
	readonly cursor?: {readonly x: number; readonly y: number};
	/** Rows back from the newest output: at most what there is. */
	readonly scrolledBy: number;
}

const ROLES: Readonly<Record<ScrollLine['kind'], Role | undefined>> = {
	input: 'prompt',
	stdout: undefined,
	stderr: 'bad',
	note: 'accent',
};

/** The newest `height` rows of output with the prompt below them; long lines of output are cut as in every terminal. */
export function terminalRows(
	scrollback: readonly ScrollLine[],
	prompt: PromptView,
	size: {width: number; height: number; scrolledBy: number},
	theme: Theme,
): TerminalRows {
	const {width, height} = size;
	const input = promptRows(prompt, width, theme);
	const wanted = height + size.scrolledBy;
	const blocks: (readonly Line[])[] = [input.rows];
	let count = input.rows.length;
	for (let index = scrollback.length - 1; index >= 0 && count < wanted; index--) {
		const block = rowsOf(scrollback[index]!, width);
		blocks.push(block);
		count += block.length;
	}
	const rows = blocks.reverse().flat();
	const scrolledBy = Math.min(size.scrolledBy, Math.max(0, count - height));
	const end = count - scrolledBy;
	const shown = rows.slice(Math.max(0, end - height), end);
	const y = shown.length - input.rows.length + input.cursor.y;
	const isVisible = scrolledBy === 0 && y >= 0;
	return {rows: shown, scrolledBy, ...(isVisible && {cursor: {x: input.cursor.x, y}})};
}

const known = new WeakMap<ScrollLine, {readonly width: number; readonly rows: readonly Line[]}>();

// A line of output never changes: it is cut once for each width.
function rowsOf(scrollLine: ScrollLine, width: number): readonly Line[] {
	const cached = known.get(scrollLine);
	if (cached?.width === width) return cached.rows;
	const {kind, text} = scrollLine;
	const role = ROLES[kind];
	const rows = kind === 'note' ? noteRows(text, width) : cutRows([{text, ...(role && {role})}], width);
	known.set(scrollLine, {width, rows});
	return rows;
}

// Sentences break between words; what stands in a second column goes on below itself.
function noteRows(text: string, width: number): Line[] {
	return text
		.split('\n')
		.flatMap(row => wrap(noteSpans(row), width, widthOf(/^.*?\S {2,}(?=\S)/.exec(row)?.[0] ?? '')));
}

// The lab's own sentences come from Markdown: code is shown as code, without its marks.
function noteSpans(text: string): Span[] {
	return text
		.split(/(`[^`]+`)/)
		.filter(Boolean)
		.map(part =>
			/^`.+`$/.test(part)
				? {text: part.slice(1, -1), role: 'code'}
				: {text: part.replace(/\*\*(.+?)\*\*/g, '$1'), role: 'accent'},
		);
}

function promptRows(prompt: PromptView, width: number, theme: Theme): {rows: Line[]; cursor: {x: number; y: number}} {
	const prefix = prompt.search === undefined ? prompt.prefix : `(reverse-i-search)'${prompt.search}': `;
	const before = prompt.text.slice(0, prompt.cursor);
	const beforeRows = cutRows(line(`${prefix}${before}`), width);
	const last = beforeRows.at(-1) ?? [];
	let cursor = {x: last.reduce((sum, span) => sum + widthOf(span.text), 0), y: Math.max(0, beforeRows.length - 1)};
	if (cursor.x >= width) cursor = {x: 0, y: cursor.y + 1};
	const rows = cutRows(line({text: prefix, role: 'prompt', bold: true}, prompt.text), width);
	while (rows.length <= cursor.y) rows.push([]);
	return {rows: [...rows, ...candidateRows(prompt.candidates, width, theme)], cursor};
}

// Candidates in columns, as a shell lists them; at most four rows.
function candidateRows(candidates: readonly string[], width: number, theme: Theme): Line[] {
	if (candidates.length === 0) return [];
	const cells = Math.min(width, Math.max(...candidates.map(widthOf)) + 2);
	const perRow = Math.max(1, Math.floor(width / cells));
	const rows: Line[] = [];
	for (let i = 0; i < candidates.length && rows.length < 4; i += perRow) {
		rows.push(
			line({
				text: candidates
					.slice(i, i + perRow)
					.map(name => name + ' '.repeat(Math.max(1, cells - widthOf(name))))
					.join(''),
				role: 'muted',
			}),
		);
	}
	const left = candidates.length - perRow * 4;
	if (left > 0) rows[3] = line({text: `${theme.glyphs.ellipsis} ${left + perRow} more`, role: 'muted'});
	return rows;
}

// Cuts at the cell, not at words: columns of a table keep their places.
function cutRows(spans: readonly Span[], width: number): Line[] {
	if (spans.length === 1 && spans[0]!.text.length <= width && /^[ -~]*$/.test(spans[0]!.text)) return [[...spans]];
	const rows: Span[][] = [[]];
	let used = 0;
	for (const span of spans) {
		let piece = '';
		for (const {segment} of new Intl.Segmenter().segment(span.text)) {
			const cells = segment === '\n' ? 0 : widthOf(segment);
			if (segment === '\n' || used + cells > width) {
				if (piece) rows.at(-1)!.push({...span, text: piece});
				rows.push([]);
				piece = '';
				used = 0;
			}
			if (segment === '\n') continue;
			piece += segment;
			used += cells;
		}
		if (piece) rows.at(-1)!.push({...span, text: piece});
	}
	return rows;
}
