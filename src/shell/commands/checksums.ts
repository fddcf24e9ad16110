import {toBytes} from '../bytes.ts';
import {type Command, print} from '../program.ts';
import {Input} from './input.ts';
import {ToolError, tool} from './tool.ts';

export const md5sum: Command = sumCommand('md5sum', md5);
export const sha256sum: Command = sumCommand('sha256sum', sha256);

function sumCommand(name: string, digest: (bytes: readonly number[]) => string): Command {
	return tool(
		name,
		{letters: 'cbt', long: {check: 'c', binary: 'b', text: 't'}},
		function* ({options, operands, process}) {
			let failures = 0;
			for (const file of operands.length > 0 ? operands : ['-']) {
				const input = new Input([file], process, (path, reason) => `${name}: ${path}: ${reason}`);
				const text = yield* input.all();
				failures += input.failures;
				if (input.failures > 0) continue;
				if (!options.has('c')) {
					yield* print(`${digest(toBytes(text))}  ${file}\n`);
					continue;
				}
				let wrong = 0;
				for (const line of text.split('\n').filter(Boolean)) {
					const [wanted, ...rest] = line.split(/ [ *]/);
					const target = rest.join(' ');
					const content = yield* new Input([target], process, (path, reason) => `${name}: ${path}: ${reason}`).all();
					const isRight = digest(toBytes(content)) === wanted;
					if (!isRight) wrong++;
					yield* print(`${target}: ${isRight ? 'OK' : 'FAILED'}\n`);
				}
				if (wrong > 0)
					throw new ToolError(`${name}: WARNING: ${wrong} computed checksum${wrong === 1 ? '' : 's'} did NOT match`);
			}
			return failures > 0 ? 1 : 0;
		},
	);
}

// Message, 0x80, zeros, length in bits: to a multiple of 64 bytes.
function padded(bytes: readonly number[], isLittleEndian: boolean): number[] {
	const all = [...bytes, 0x80];
	while (all.length % 64 !== 56) all.push(0);
	const bits = bytes.length * 8;
	const length = Array.from({length: 8}, (_, index) => Math.floor(bits / 2 ** (8 * (7 - index))) & 255);
	return all.concat(isLittleEndian ? length.reverse() : length);
}

function rotateRight(value: number, by: number): number {
	return (value >>> by) | (value << (32 - by));
}

const PRIMES = firstPrimes(64);
// FIPS 180-4: fractions of square and cube roots of the first primes.
const SHA_START = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));
const SHA_CONSTANTS = PRIMES.map(prime => fraction(Math.cbrt(prime)));
// RFC 1321: sines of the first whole numbers.
const MD5_CONSTANTS = Array.from({length: 64}, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0);
const MD5_SHIFTS = [
	[7, 12, 17, 22],
	[5, 9, 14, 20],
	[4, 11, 16, 23],
	[6, 10, 15, 21],
] as const;

function firstPrimes(count: number): number[] {
	const primes: number[] = [];
	for (let number = 2; primes.length < count; number++)
		if (primes.every(prime => number % prime !== 0)) primes.push(number);
	return primes;
}

function fraction(value: number): number {
	return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: readonly number[]): string {
	const state = [...SHA_START];
	const message = padded(bytes, false);
	const words = new Array<number>(64);
	for (let block = 0; block < message.length; block += 64) {
		for (let index = 0; index < 16; index++) {
			const at = block + index * 4;
			words[index] = (message[at]! << 24) | (message[at + 1]! << 16) | (message[at + 2]! << 8) | message[at + 3]!;
		}
		for (let index = 16; index < 64; index++) {
			const [x, y] = [words[index - 15]!, words[index - 2]!];
			const s0 = rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >>> 3);
			const s1 = rotateRight(y, 17) ^ rotateRight(y, 19) ^ (y >>> 10);
			words[index] = (words[index - 16]! + s0 + words[index - 7]! + s1) | 0;
		}
		let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
		for (let index = 0; index < 64; index++) {
			const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
			const first = (h + s1 + ((e & f) ^ (~e & g)) + SHA_CONSTANTS[index]! + words[index]!) | 0;
			const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
			const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
		}
		for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index]! + value) | 0;
	}
	return state.map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** MD5 in hexadecimal digits. */
function md5(bytes: readonly number[]): string {
	const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
	const message = padded(bytes, true);
	for (let block = 0; block < message.length; block += 64) {
		const word = (index: number) => {
			const at = block + index * 4;
			return message[at]! | (message[at + 1]! << 8) | (message[at + 2]! << 16) | (message[at + 3]! << 24);
		};
		let [a, b, c, d] = state as [number, number, number, number];
		for (let index = 0; index < 64; index++) {
			const round = index >> 4;
			const mixed =
				round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
			const source =
				round === 0
					? index
					: round === 1
						? (5 * index + 1) % 16
						: round === 2
							? (3 * index + 5) % 16
							: (7 * index) % 16;
			const sum = (a + mixed + MD5_CONSTANTS[index]! + word(source)) | 0;
			[a, d, c, b] = [d, c, b, (b + rotateRight(sum, 32 - MD5_SHIFTS[round]![index % 4]!)) | 0];
		}
		for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index]! + value) | 0;
	}
	return state
		.map(value => [0, 8, 16, 24].map(shift => ((value >>> shift) & 255).toString(16).padStart(2, '0')).join(''))
		.join('');
}
