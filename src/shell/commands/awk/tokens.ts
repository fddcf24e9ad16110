import {ToolError} from '../tool.ts';

export interface Token {
	readonly kind: 'number' | 'text' | 'name' | 'function-name' | 'keyword' | 'expression' | 'mark' | 'newline' | 'end';
	readonly text: string;
}

const KEYWORDS = new Set(
	'BEGIN END function func if else while for do in next exit break continue return delete print printf getline'.split(
		' ',
	),
);
const MARK = /\*\*=|\*\*|[-+*/%^!=<>]=|&&|\|\||\+\+|--|>>|!~|[-+*/%^!<>=?:~$(){}[\];,|]/y;
const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	t: '\t',
	r: '\r',
	'\\': '\\',
	'"': '"',
	'/': '/',
	a: '\x07',
	b: '\b',
	f: '\f',
	v: '\v',
};

/** Cuts an awk program into tokens. A slash begins a regular expression where no operand stands before it. */
export function tokenize(source: string): Token[] {
	const tokens: Token[] = [];
	let position = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = position;
		const match = pattern.exec(source);
		if (match) position += match[0].length;
		return match;
	};
	while (position < source.length) {
		if (take(/(?:[ \t\r]|\\\r?\n|#[^\n]*)+/y)) continue;
		if (take(/\n/y)) {
			tokens.push({kind: 'newline', text: '\n'});
			continue;
		}
		const number = take(/0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y);
		if (number) {
			tokens.push({kind: 'number', text: number[0]});
			continue;
		}
		const text = take(/"((?:[^"\\\n]|\\[\s\S])*)"/y);
		if (text) {
			tokens.push({kind: 'text', text: withoutEscapes(text[1]!)});
			continue;
		}
		const name = take(/[A-Za-z_]\w*/y);
		if (name) {
			const kind = KEYWORDS.has(name[0]) ? 'keyword' : source[position] === '(' ? 'function-name' : 'name';
			tokens.push({kind, text: name[0]});
			continue;
		}
		const expression =
			source[position] === '/' && !endsOperand(tokens.at(-1))
				? take(/\/((?:[^/\\\n[]|\\.|\[\^?\]?[^\]\n]*\])*)\//y)
				: null;
		if (expression) {
			tokens.push({kind: 'expression', text: expression[1]!.replaceAll('\\/', '/')});
			continue;
		}
		const mark = take(MARK);
		if (!mark)
			throw new ToolError(
				`awk: cmd. line:1: ${source}\nawk: cmd. line:1: ${' '.repeat(position)}^ ${source[position] === '"' ? 'unterminated string' : 'syntax error'}`,
				2,
			);
		tokens.push({kind: 'mark', text: mark[0]});
	}
	return [...tokens, {kind: 'end', text: ''}];
}

function endsOperand(token: Token | undefined): boolean {
	if (!token) return false;
	return (
		['number', 'text', 'name', 'expression'].includes(token.kind) || [')', ']', '$', '++', '--'].includes(token.text)
	);
}

function withoutEscapes(text: string): string {
	return text.replace(/\\([0-7]{1,3}|[\s\S])/g, (all, code: string) => {
		if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
		return ESCAPES[code] ?? (code === '\n' ? '' : all);
	});
}
