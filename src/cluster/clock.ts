import {Heap} from './heap.ts';

/** Virtual time. Only `runNext` and `moveTo` move it; timers run in the order of their times, equal times in the order they were set. */
export class Clock {
	#nowMs: number;
	#sequence = 0;
	readonly #timers = new Heap<Entry>(isBefore);

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
		this.#timers.push(entry);
		return () => {
			entry.run = undefined;
		};
	}

	/** When the next timer is due; undefined if there is none. */
	nextAtMs(): number | undefined {
		while (this.#timers.first && !this.#timers.first.run) this.#timers.pop();
		return this.#timers.first?.atMs;
	}

	/** Moves to the next timer and runs it. */
	runNext(): void {
		this.nextAtMs();
		const entry = this.#timers.pop();
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

function isBefore(a: Entry, b: Entry): boolean {
	return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence);
}
