/** Virtual time. Only `runNext` and `moveTo` move it; timers run in the order of their times, equal times in the order they were set. */
export class Clock {
	#nowMs: number;
	#sequence = 0;
	readonly #heap: Entry[] = [];

	/** @param startMs milliseconds since 1970 at which the cluster starts */
	constructor(startMs: number) {
		this.#nowMs = startMs;
	}

	/** Milliseconds since 1970. */
	now(): number {
		return this.#nowMs;
	}

	/** Runs `run` once when the time comes; a time in the past means at once, but never inside this call. Returns how to cancel it. */
	setTimer(atMs: number, run: () => void): () => void {
		const entry: Entry = {atMs: Math.max(atMs, this.#nowMs), sequence: this.#sequence++, run};
		push(this.#heap, entry);
		return () => {
			entry.run = undefined;
		};
	}

	/** When the next timer is due; undefined if there is none. */
	nextAtMs(): number | undefined {
		while (this.#heap[0] && !this.#heap[0].run) pop(this.#heap);
		return this.#heap[0]?.atMs;
	}

	/** Moves to the next timer and runs it. */
	runNext(): void {
		this.nextAtMs();
		const entry = pop(this.#heap);
		if (!entry?.run) return;
		this.#nowMs = entry.atMs;
		const {run} = entry;
		entry.run = undefined;
		run();
	}

	/** Moves to a time before which no timer is due. */
	moveTo(timeMs: number): void {
		this.#nowMs = Math.max(this.#nowMs, timeMs);
	}
}

interface Entry {
	readonly atMs: number;
	readonly sequence: number;
	run: (() => void) | undefined;
}

function before(a: Entry, b: Entry): boolean {
	return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence);
}

function push(heap: Entry[], entry: Entry): void {
	let index = heap.push(entry) - 1;
	while (index > 0) {
		const parent = (index - 1) >> 1;
		if (before(heap[parent]!, entry)) break;
		heap[index] = heap[parent]!;
		index = parent;
	}
	heap[index] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
	const first = heap[0];
	const last = heap.pop();
	if (!first || !last || heap.length === 0) return first;
	let index = 0;
	for (;;) {
		let child = 2 * index + 1;
		if (child >= heap.length) break;
		if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
		if (before(last, heap[child]!)) break;
		heap[index] = heap[child]!;
		index = child;
	}
	heap[index] = last;
	return first;
}
