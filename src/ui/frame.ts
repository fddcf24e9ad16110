import {clip, fitted, type Line, line, lineWidth, type Span} from './line.ts';
import type {Role, Theme} from './theme.ts';

export interface FrameOptions {
	readonly width: number;
	readonly height: number;
	readonly title: Line;
	/** Shown in the bottom border, right-aligned. */
	readonly footer?: Line;
	/** What takes the keys has a heavier frame, in another colour. */
	readonly isFocused?: boolean;
	readonly theme: Theme;
}

/** Rows inside a box with the title in its upper border; exactly `height` rows of `width` cells. */
export function framed(
	content: readonly Line[],
	{width, height, title, footer = [], isFocused = false, theme}: FrameOptions,
): Line[] {
	const box = isFocused ? theme.glyphs.focusBox : theme.glyphs.box;
	const role: Role = isFocused ? 'focus' : 'border';
	const [topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical] = box;
	const side: Span = {text: vertical, role};
	const rule = (cells: number): Span => ({text: horizontal.repeat(Math.max(0, cells)), role});
	const heading =
		title.length > 0
			? [...line({text: `${horizontal} `, role}), ...clip(title, Math.max(0, width - 6)), {text: ' '}]
			: [];
	const note =
		footer.length > 0
			? [{text: ' '}, ...clip(footer, Math.max(0, width - 6)), ...line({text: ` ${horizontal}`, role})]
			: [];
	const rows: Line[] = [
		[{text: topLeft, role}, ...heading, rule(width - 2 - lineWidth(heading)), {text: topRight, role}],
	];
	for (let y = 0; y < height - 2; y++)
		rows.push([side, {text: ' '}, ...fitted(content[y] ?? [], width - 4), {text: ' '}, side]);
	rows.push([{text: bottomLeft, role}, rule(width - 2 - lineWidth(note)), ...note, {text: bottomRight, role}]);
	return rows;
}
