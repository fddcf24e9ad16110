const SIMPLE: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
	'\\': '\\',
};

/** The text inside a Go string literal whose quote is given; undefined if an escape isn't valid. */
export function unquote(text: string, quote: string): string | undefined {
	let result = '';
	for (let at = 0; at < text.length; at++) {
		const char = text[at]!;
		if (char === quote) return undefined;
		if (char !== '\\') {
			result += char;
			continue;
		}
		const escaped = text[++at];
		if (escaped === undefined) return undefined;
		const plain = escaped === quote ? quote : SIMPLE[escaped];
		if (plain !== undefined) {
			result += plain;
			continue;
		}
		const length = escaped === 'x' ? 2 : escaped === 'u' ? 4 : escaped === 'U' ? 8 : /[0-7]/.test(escaped) ? 3 : 0;
		const octal = length === 3;
		const digits = text.slice(octal ? at : at + 1, octal ? at + 3 : at + 1 + length);
		if (length === 0 || digits.length < length || !(octal ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/).test(digits))
			return undefined;
		const code = Number.parseInt(digits, octal ? 8 : 16);
		if (code > 0x10ffff) return undefined;
		result += String.fromCodePoint(code);
		at += octal ? 2 : length;
	}
	return result;
}

const CONTROL: Readonly<Record<string, string>> = {'07': '\\a', '0b': '\\v'};

/** A string as Go's `%q` writes it. */
export function quote(text: string): string {
	// Escapes are taken one by one, so that a backslash of the text isn't mistaken for the start of one.
	return JSON.stringify(text)
		.replace(/\\(?:u00([0-9a-f]{2})|.)/g, (found, code?: string) =>
			code === undefined ? found : (CONTROL[code] ?? `\\x${code}`),
		)
		.replaceAll('\x7f', '\\x7f');
}
