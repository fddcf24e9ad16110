// Kubernetes leaves out vowels and look-alikes from generated names, so that no words appear.
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The only source of chance in a cluster: the same seed gives the same run (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A number in [0, 1). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** An integer in [0, limit). */
	integer(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** The suffix of a generated name, such as `x7k2p`. */
	suffix(length = 5): string {
		let text = '';
		for (let i = 0; i < length; i++) text += NAME_ALPHABET[this.integer(NAME_ALPHABET.length)];
		return text;
	}

	/** A version 4 UUID. */
	uuid(): string {
		const [a, b, c, d] = [this.#bits(), this.#bits(), this.#bits(), this.#bits()];
		writeHex(a, 8, 0);
		writeHex(b, 4, 9);
		writeHex(b << 16, 3, 15);
		uuidCharacters[19] = '89ab'.charCodeAt(this.integer(4));
		writeHex(c, 3, 20);
		writeHex(c << 12, 4, 24);
		writeHex(d, 8, 28);
		return String.fromCharCode(...uuidCharacters);
	}

	// 32 of them.
	#bits(): number {
		return this.integer(4_294_967_296);
	}
}

// Every object and event gets one, so it is written in place and not put together from pieces.
const uuidCharacters = [...'00000000-0000-4000-8000-000000000000'].map(character => character.charCodeAt(0));

// The first hexadecimal digits of 32 bits.
function writeHex(bits: number, digits: number, start: number): void {
	for (let index = 0; index < digits; index++) {
		uuidCharacters[start + index] = '0123456789abcdef'.charCodeAt((bits >>> (28 - 4 * index)) & 15);
	}
}
