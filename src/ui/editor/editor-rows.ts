import {clip, fitted, type Line, line, lineWidth, spread, widthOf} from '../line.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {type EditorState, isModified} from './editor.ts';
import {yamlColors} from './yaml-colors.ts';

/** The screen of the editor: a title, the text with line numbers around the cursor, and the keys. */
export function editorRows(
	state: EditorState,
	size: {columns: number; rows: number},
	theme: Theme,
	text: Text,
): {rows: Line[]; cursor: {x: number; y: number}} {
	const {buffer} = state;
	const height = Math.max(1, size.rows - 2);
	const digits = String(buffer.lines.length).length;
	const gutter = digits + 2;
	const room = Math.max(4, size.columns - gutter);
	const top = Math.max(0, Math.min(buffer.row - Math.floor(height / 2), buffer.lines.length - height));
	const cursorCells = widthOf(buffer.lines[buffer.row]!.slice(0, buffer.column));
	// All rows move sideways together, so that the indentation stays readable.
	const left = cursorCells < room ? 0 : cursorCells - room + Math.min(12, room - 1);
	const body = Array.from({length: height}, (_, y): Line => {
		const content = buffer.lines[top + y];
		if (content === undefined) return line({text: '~', role: 'muted'});
		const isCurrent = top + y === buffer.row;
		return [
			{text: `${String(top + y + 1).padStart(digits)}  `, role: isCurrent ? 'focus' : 'muted'},
			...clip(shifted(isYaml(state.name) ? yamlColors(content) : line(content), left), room, theme.glyphs.ellipsis),
		];
	});
	const title = spread(
		line({text: ` ${state.name}`, bold: true, role: 'title'}, isModified(state) ? {text: ' *', role: 'busy'} : ''),
		line({text: `${buffer.row + 1}:${buffer.column + 1} `, role: 'muted'}),
		size.columns,
	);
	return {
		rows: [title, ...body, fitted(footer(state, text), size.columns)],
		cursor:
			state.mode === 'edit'
				? {x: gutter + cursorCells - left, y: 1 + buffer.row - top}
				: {x: Math.min(size.columns - 1, lineWidth(footer(state, text))), y: size.rows - 1},
	};
}

function footer(state: EditorState, {editor}: Text): Line {
	if (state.mode === 'search') return line({text: ` ${editor.search}`, role: 'accent'}, state.query);
	if (state.mode === 'leave') return line({text: ` ${editor.saveFirst}`, role: 'busy'});
	if (state.notice !== undefined) return line({text: ` ${state.notice}`, role: 'busy'});
	if (state.message === 'saved')
		return line({text: ` ${editor.saved}`, role: 'good'}, {text: `  ${editor.keys}`, role: 'muted'});
	if (state.message === 'not-found') return line({text: ` ${editor.notFound(state.query)}`, role: 'bad'});
	return line({text: ` ${editor.keys}`, role: 'muted'});
}

// Rows without their first `cells` cells.
function shifted(row: Line, cells: number): Line {
	let left = cells;
	return row.flatMap(span => {
		let text = span.text;
		while (left > 0 && text !== '') {
			const character = String.fromCodePoint(text.codePointAt(0)!);
			left -= widthOf(character);
			text = text.slice(character.length);
		}
		return text === '' ? [] : [{...span, text}];
	});
}

function isYaml(name: string): boolean {
	return /\.ya?ml$/.test(name);
}
