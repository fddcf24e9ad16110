import {fromBytes, toBytes} from '../bytes.ts';
import {type Command, print} from '../program.ts';
import {Input} from './input.ts';
import {ToolError, tool} from './tool.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** base64, with -d and -w */
export const base64: Command = tool(
	'base64',
	{letters: 'dDw:i', long: {decode: 'd', wrap: 'w:', 'ignore-garbage': 'i'}},
	function* ({options, operands, process}) {
		const input = new Input(operands, process, (file, reason) => `base64: ${file}: ${reason}`);
		const text = yield* input.all();
		if (input.failures > 0) return 1;
		if (options.has('d') || options.has('D')) {
			const clean = text.replace(/\n/g, '');
			const valid = /^[A-Za-z0-9+/]*={0,2}$/.exec(clean) !== null && clean.length % 4 === 0;
			yield* print(decodeBase64(clean.replace(/[^A-Za-z0-9+/].*$/s, '')));
			if (!valid && !options.has('i')) throw new ToolError('base64: invalid input');
			return 0;
		}
		const width = Number(options.value('w') ?? 76);
		const encoded = encodeBase64(text);
		if (encoded === '') return 0;
		yield* print(width === 0 ? encoded : `${encoded.match(new RegExp(`.{1,${width}}`, 'g'))!.join('\n')}\n`);
		return 0;
	},
);

/** Base64 of the UTF-8 bytes of a text. */
export function encodeBase64(text: string): string {
	const bytes = toBytes(text);
	let encoded = '';
	for (let index = 0; index < bytes.length; index += 3) {
		const [a = 0, b, c] = bytes.slice(index, index + 3);
		const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
		encoded += ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]!;
		encoded += (b === undefined ? '=' : ALPHABET[(bits >> 6) & 63]!) + (c === undefined ? '=' : ALPHABET[bits & 63]!);
	}
	return encoded;
}

/** The text whose UTF-8 bytes are given in base64. */
export function decodeBase64(text: string): string {
	const bytes: number[] = [];
	let bits = 0;
	let count = 0;
	for (const letter of text) {
		bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xffff;
		count += 6;
		if (count < 8) continue;
		count -= 8;
		bytes.push((bits >> count) & 255);
	}
	return fromBytes(bytes);
}
