// Below this it isn't worth moving what is left to the front.
const COMPACTED_FROM = 64;

/** A queue whose both ends cost the same however long it is. (A Set or Map that loses its first entries again and again gets slow.) */
export class Fifo<T> {
	#items: T[] = [];
	#head = 0;

	get size(): number {
		return this.#items.length - this.#head;
	}

	/** What comes next; undefined if nothing waits. */
	get first(): T | undefined {
		return this.#items[this.#head];
	}

	push(item: T): void {
		this.#items.push(item);
	}

	take(): T | undefined {
		const item = this.#items[this.#head];
		if (this.#head < this.#items.length) this.#head++;
		if (this.#head >= COMPACTED_FROM && this.#head * 2 >= this.#items.length) {
			this.#items = this.#items.slice(this.#head);
			this.#head = 0;
		}
		return item;
	}
}
