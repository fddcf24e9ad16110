import {inAscii} from './glyphs.ts';
import type {Line, Span} from './line.ts';
import type {Theme} from './theme.ts';

/** A row as the terminal takes it: texts with their styles and links as escape sequences. Every style ends within its span. */
export function ansiOf(row: Line, theme: Theme): string {
	let result = '';
	for (const span of row) result += spanText(span, theme);
	return result;
}

function spanText(span: Span, theme: Theme): string {
	const {text, role, bold, italic, underline, inverse, href} = span;
	const shown = theme.isAscii ? inAscii(text) : text;
	const style = role && theme.styles[role];
	let before = '';
	let after = '';
	if (style) {
		before += sgr(style);
		after = sgr(style === '2' ? '22' : '39') + after;
	}
	if (bold) [before, after] = [before + sgr('1'), sgr('22') + after];
	if (italic) [before, after] = [before + sgr('3'), sgr('23') + after];
	if (underline) [before, after] = [before + sgr('4'), sgr('24') + after];
	if (inverse) [before, after] = [before + sgr('7'), sgr('27') + after];
	if (href && theme.hasLinks) [before, after] = [link(href) + before, after + link('')];
	return before + shown + after;
}

function sgr(parameters: string): string {
	return `\u001b[${parameters}m`;
}

// OSC 8. What a lesson writes must not leave the sequence.
function link(href: string): string {
	return `\u001b]8;;${encodeURI(href).replace(/[^\u0021-\u007e]/g, '')}\u0007`;
}
