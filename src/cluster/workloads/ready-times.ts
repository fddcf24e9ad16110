/**
 * Since when each of many Pods has been ready. Many share a second, so it is kept by distinct times, in order; a question about recent
 * times costs as many steps as there are distinct times after the one asked for.
 */
export class ReadyTimes {
	#size = 0;
	readonly #times: number[] = [];
	readonly #counts = new Map<number, number>();

	/** How many are ready at all. */
	get size(): number {
		return this.#size;
	}

	add(readyMs: number): void {
		this.#size++;
		const count = this.#counts.get(readyMs) ?? 0;
		this.#counts.set(readyMs, count + 1);
		if (count === 0) this.#times.splice(this.#position(readyMs), 0, readyMs);
	}

	/** Takes away one that was added. */
	remove(readyMs: number): void {
		const count = this.#counts.get(readyMs);
		if (count === undefined) return;
		this.#size--;
		if (count > 1) this.#counts.set(readyMs, count - 1);
		else {
			this.#counts.delete(readyMs);
			this.#times.splice(this.#position(readyMs), 1);
		}
	}

	/** How many became ready later than a time, and when the first of these did. */
	after(timeMs: number): {count: number; firstMs: number | undefined} {
		let count = 0;
		let firstMs: number | undefined;
		for (let index = this.#times.length - 1; index >= 0 && this.#times[index]! > timeMs; index--) {
			firstMs = this.#times[index]!;
			count += this.#counts.get(firstMs)!;
		}
		return {count, firstMs};
	}

	// Where a time stands, or would stand; nearly always at the end.
	#position(timeMs: number): number {
		let low = 0;
		let high = this.#times.length;
		if (high === 0 || this.#times[high - 1]! < timeMs) return high;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#times[middle]! < timeMs) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
