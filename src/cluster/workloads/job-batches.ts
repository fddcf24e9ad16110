const PERIOD_MS = 1000;

/** Gathers news about Pods for a second before a Job is looked at, so that a burst of changes costs one look; changes of the spec don't wait. */
export class SyncBatches {
	readonly #dueMs = new Map<string, number>();
	readonly #now = new Set<string>();

	/** There is news that may wait. */
	add(key: string, nowMs: number): void {
		if (!this.#dueMs.has(key)) this.#dueMs.set(key, nowMs + PERIOD_MS);
	}

	/** There is news that may not wait. */
	addNow(key: string): void {
		this.#now.add(key);
	}

	/** How long the Job has to wait for its next look; 0 means now, which ends what was gathered. */
	waitMs(key: string, nowMs: number): number {
		const dueMs = this.#dueMs.get(key);
		if (dueMs !== undefined && dueMs > nowMs && !this.#now.has(key)) return dueMs - nowMs;
		this.#now.delete(key);
		this.#dueMs.delete(key);
		return 0;
	}
}
