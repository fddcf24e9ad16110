/** Number of bytes of a text in UTF-8. */
export function byteLength(text: string): number {
	let bytes = text.length;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		// A surrogate pair is two units and four bytes.
		if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
	}
	return bytes;
}

/** The bytes of a text in UTF-8. */
export function toBytes(text: string): number[] {
	const bytes: number[] = [];
	for (const character of text) {
		const code = character.codePointAt(0)!;
		if (code < 0x80) bytes.push(code);
		else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
		else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
		else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
	}
	return bytes;
}

/** The text of UTF-8 bytes; broken sequences become U+FFFD. */
export function fromBytes(bytes: readonly number[]): string {
	let text = '';
	for (let index = 0; index < bytes.length; ) {
		const first = bytes[index++]!;
		const more = first < 0x80 ? 0 : first >> 5 === 6 ? 1 : first >> 4 === 14 ? 2 : first >> 3 === 30 ? 3 : -1;
		let code = more <= 0 ? first : first & (0x3f >> more);
		let left = more;
		while (left > 0 && index < bytes.length && bytes[index]! >> 6 === 2) {
			code = (code << 6) | (bytes[index++]! & 0x3f);
			left--;
		}
		text += left === 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
	}
	return text;
}

function continuation(code: number): number {
	return 0x80 | (code & 0x3f);
}
