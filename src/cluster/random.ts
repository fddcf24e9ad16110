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
		const [a, b, c, d] = [this.#hex(), this.#hex(), this.#hex(), this.#hex()];
		const variant = '89ab'[this.integer(4)];
		return `${a}-${b.slice(0, 4)}-4${b.slice(4, 7)}-${variant}${c.slice(0, 3)}-${c.slice(3, 7)}${d}`;
	}

	// Eight hexadecimal digits.
	#hex(): string {
		return this.integer(4_294_967_296).toString(16).padStart(8, '0');
	}
}
