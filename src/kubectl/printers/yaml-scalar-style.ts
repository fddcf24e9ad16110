import {readsAsOther} from '../yaml-scalar.ts';

// Which style a string gets when Kubernetes writes YAML: plain where it reads back as the same string, `|` for several lines, quotes else.

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

const WIDTH = 80;
const QUOTES = {plain: '', single: "'", double: '"'} as const;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?( ?(Z|[-+]\d{1,2}(:?\d\d)?))?)?$/;
// Everything but what Kubernetes writes as it is; tabs and what lies beyond the basic plane are not among that.
const SPECIAL = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

/** @param key map keys can't have several lines */
export function scalarStyle(text: string, key: boolean): ScalarStyle {
	if (text.includes('\n')) return !key && blockAllowed(text) ? 'literal' : 'double';
	if (text === '' || readsAsOther(text) || BASE_60.test(text) || isTimestamp(text)) return 'double';
	if (SPECIAL.test(text)) return 'double';
	if (/[\u2028\u2029]/.test(text)) return 'single';
	return plainAllowed(text) ? 'plain' : 'single';
}

/**
 * Text with its quotes, folded at the first single blank behind the 80th column. `column` is where the text begins, `indent` the
 * indentation of the lines that follow.
 */
export function flowScalar(text: string, style: 'plain' | 'single' | 'double', column: number, indent: number): string {
	const quote = QUOTES[style];
	const chars = [...text];
	let at = column + quote.length;
	let afterBlank = false;
	let result = quote;
	chars.forEach((char, index) => {
		const inside = style === 'plain' || (index > 0 && index < chars.length - 1);
		const blankNext = chars[index + 1] === ' ';
		if (char === ' ' && !afterBlank && at > WIDTH && inside && (style === 'double' || !blankNext)) {
			// A second blank would be lost behind the fold.
			const lead = blankNext ? '\\' : '';
			result += `\n${' '.repeat(indent)}${lead}`;
			at = indent + lead.length;
		} else {
			const shown = style === 'double' ? escaped(char) : style === 'single' && char === "'" ? "''" : char;
			result += shown;
			at += shown.length === char.length ? 1 : shown.length;
		}
		afterBlank = char === ' ';
	});
	return result + quote;
}

/** `|` with its lines, the last without a line end; `indent` is their indentation. */
export function blockScalar(text: string, indent: number): string {
	const hint = /^[ \n]/.test(text) ? '2' : '';
	const chomp = !text.endsWith('\n') ? '-' : /^\n$|\n\n$/.test(text) ? '+' : '';
	const body = text.endsWith('\n') ? text.slice(0, -1) : text;
	const lines = body.split('\n').map(line => (line === '' ? '' : ' '.repeat(indent) + line));
	return `|${hint}${chomp}\n${lines.join('\n')}`;
}

// Blanks at the end of a line or of the text, and characters that can't be shown, need quotes.
function blockAllowed(text: string): boolean {
	return !/ \n| $/.test(text) && !SPECIAL.test(text);
}

function plainAllowed(text: string): boolean {
	if (/^ | $/.test(text) || text.startsWith('---') || text.startsWith('...')) return false;
	if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:]( |$)/.test(text)) return false;
	return !/:( |$)| #/.test(text);
}

function isTimestamp(text: string): boolean {
	if (!TIMESTAMP.test(text)) return false;
	const [month, day, hour, minute, second] = text.match(/\d+/g)!.slice(1).map(Number) as number[];
	const dayValid = month! >= 1 && month! <= 12 && day! >= 1 && day! <= 31;
	return dayValid && (hour === undefined || (hour < 24 && minute! < 60 && second! < 60));
}

const ESCAPES: Readonly<Record<string, string>> = {
	'\0': '\\0',
	'\x07': '\\a',
	'\b': '\\b',
	'\t': '\\t',
	'\n': '\\n',
	'\v': '\\v',
	'\f': '\\f',
	'\r': '\\r',
	'\x1b': '\\e',
	'"': '\\"',
	'\\': '\\\\',
	'\u0085': '\\N',
	'\ufeff': '\\uFEFF',
};

function escaped(char: string): string {
	const known = ESCAPES[char];
	if (known) return known;
	if (!SPECIAL.test(char)) return char;
	const code = char.codePointAt(0)!;
	const hex = code.toString(16).toUpperCase();
	if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
	return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
