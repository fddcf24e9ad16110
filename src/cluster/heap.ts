/** Keeps the first of many things at hand: adding one and taking the first cost the logarithm of their number. */
export class Heap<T> {
	readonly #items: T[] = [];
	readonly #isBefore: (a: T, b: T) => boolean;

	/** @param isBefore the order; it must tell any two things apart, or their order is open */
	constructor(isBefore: (a: T, b: T) => boolean) {
		this.#isBefore = isBefore;
	}

	get size(): number {
		return this.#items.length;
	}

	/** What `pop` would take; undefined if nothing is left. */
	get first(): T | undefined {
		return this.#items[0];
	}

	push(item: T): void {
		const items = this.#items;
		let index = items.push(item) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (this.#isBefore(items[parent]!, item)) break;
			items[index] = items[parent]!;
			index = parent;
		}
		items[index] = item;
	}

	pop(): T | undefined {
		const items = this.#items;
		const first = items[0];
		const last = items.pop();
		if (last === undefined || items.length === 0) return first;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			if (child >= items.length) break;
			if (child + 1 < items.length && this.#isBefore(items[child + 1]!, items[child]!)) child++;
			if (this.#isBefore(last, items[child]!)) break;
			items[index] = items[child]!;
			index = child;
		}
		items[index] = last;
		return first;
	}
}
