import {framed} from '../frame.ts';
import {type Line, line, widthOf} from '../line.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';

/** The help overlay: all keys and the words of the lab, or of the sandbox; centred on a screen of the given size. */
export function helpRows(
	size: {columns: number; rows: number},
	theme: Theme,
	text: Text,
	words: 'words' | 'sandboxWords' = 'words',
): Line[] {
	const width = Math.min(72, size.columns - 4);
	const keyCells = Math.max(...text.help.keys.map(([key]) => widthOf(key))) + 2;
	const keys = text.help.keys.flatMap(([key, meaning]) =>
		wrap(
			line({text: key + ' '.repeat(keyCells - widthOf(key)), bold: true, role: 'accent'}, meaning),
			width - 4,
			keyCells,
		),
	);
	const content = [...keys, [], ...wrap(line({text: text.help[words], role: 'muted'}), width - 4)];
	const height = Math.min(size.rows - 1, content.length + 2);
	const box = framed(content, {
		width,
		height,
		title: line({text: text.help.title, bold: true}),
		footer: line({text: text.help.close, role: 'muted'}),
		theme,
	});
	const top = Math.max(0, Math.floor((size.rows - height) / 2));
	const margin = {text: ' '.repeat(Math.max(0, Math.floor((size.columns - width) / 2)))};
	return [...Array.from({length: top}, (): Line => []), ...box.map(row => [margin, ...row])];
}
