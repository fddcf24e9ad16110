import {BoundedExpression} from './bounded-expression.ts';

const CLASSES: Readonly<Record<string, string>> = {
	alpha: 'A-Za-z',
	digit: '0-9',
	alnum: 'A-Za-z0-9',
	upper: 'A-Z',
	lower: 'a-z',
	space: '\\s',
	blank: ' \\t',
	punct: '!-\\/:-@\\[-`{-~',
	xdigit: '0-9A-Fa-f',
	print: '\\x20-\\x7e',
	graph: '\\x21-\\x7e',
	cntrl: '\\x00-\\x1f\\x7f',
	word: '\\w',
};

/**
 * A POSIX regular expression as one of JavaScript's that always ends. Basic syntax: `\(`, `\{`, `\+`, `\|` are special; extended: without the backslash.
 * Throws SyntaxError for what can't be read.
 */
export function posixExpression(source: string, syntax: 'basic' | 'extended', flags = ''): BoundedExpression {
	// A dot is any character, line ends included.
	return new BoundedExpression(translate(source, syntax), `${flags}s`);
}

function translate(source: string, syntax: 'basic' | 'extended'): string {
	const isExtended = syntax === 'extended';
	let result = '';
	let groups = 0;
	// Where a `*` would have nothing to repeat and means itself.
	let isStart = true;
	for (let index = 0; index < source.length; index++) {
		const character = source[index]!;
		if (character === '[') {
			const set = bracket(source, index);
			result += set.text;
			index = set.end;
		} else if (character === '\\') {
			const next = source[++index];
			if (next === undefined) throw new SyntaxError('trailing backslash');
			const piece = escaped(next, isExtended);
			result += piece;
			if (piece === '(') groups++;
			isStart = piece === '(' || piece === '|';
			continue;
		} else if ('(){}|+?'.includes(character)) {
			result += isExtended ? extendedSpecial(source, index, isStart) : `\\${character}`;
			if (isExtended && (character === '(' || character === '|')) {
				isStart = true;
				continue;
			}
		} else if (character === '*') result += isStart ? '\\*' : result.endsWith('*') ? '' : '*';
		else if (character === '^') result += isExtended || isStart ? '^' : '\\^';
		else if (character === '$') result += isExtended || isEnd(source, index) ? '$' : '\\$';
		else result += character === '/' ? '\\/' : character;
		isStart = character === '^' && isStart;
	}
	return groups > 200 ? '(?!)' : result;
}

function escaped(next: string, isExtended: boolean): string {
	if ('(){}|+?'.includes(next)) return isExtended ? `\\${next}` : next;
	if (next === '<') return '\\b(?=\\w)';
	if (next === '>') return '\\b(?<=\\w)';
	if (next === '`') return '^';
	if (next === "'") return '$';
	return /[\w]/.test(next) && !/[wWsSbBntdD1-9]/.test(next) ? next : `\\${next}`;
}

// A brace that begins no repetition, and a repetition of nothing, mean themselves.
function extendedSpecial(source: string, index: number, isStart: boolean): string {
	const character = source[index]!;
	if (character === '{') return !isStart && /^\{\d*,?\d*\}/.test(source.slice(index)) ? '{' : '\\{';
	if (character === '}') return /\{\d*,?\d*$/.test(source.slice(0, index)) ? '}' : '\\}';
	if ((character === '+' || character === '?') && isStart) return `\\${character}`;
	return character;
}

function isEnd(source: string, index: number): boolean {
	const rest = source.slice(index + 1);
	return rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|');
}

function bracket(source: string, start: number): {text: string; end: number} {
	let index = start + 1;
	let text = '[';
	if (source[index] === '^') {
		text += '^';
		index++;
	}
	for (let isFirst = true; ; isFirst = false) {
		const character = source[index];
		if (character === undefined) throw new SyntaxError('unbalanced bracket');
		if (character === ']' && !isFirst) return {text: `${text}]`, end: index};
		const named = /^\[:(\w+):\]/.exec(source.slice(index, index + 14));
		if (named) {
			const known = CLASSES[named[1]!];
			if (known === undefined) throw new SyntaxError('character class');
			text += known;
			index += named[0].length;
			continue;
		}
		// A backslash is an ordinary character in brackets, except in the escapes that GNU tools understand.
		const special = character === '\\' && /[ntdwsDWS]/.test(source[index + 1] ?? '') ? source[index + 1]! : undefined;
		text += special !== undefined ? `\\${special}` : '[]\\^'.includes(character) ? `\\${character}` : character;
		index += special !== undefined ? 2 : 1;
	}
}
