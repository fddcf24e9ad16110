// client-go's defaults: 25 events of one source about one object at once, then one every five minutes.
const BURST = 25;
const REFILL_MS = 300_000;

/** Keeps one source of events from flooding the cluster with events about one object. */
export class TokenBucket {
	#tokens = BURST;
	#atMs: number;

	constructor(nowMs: number) {
		this.#atMs = nowMs;
	}

	/** Whether another event may be written. */
	takes(nowMs: number): boolean {
		this.#tokens = Math.min(BURST, this.#tokens + (nowMs - this.#atMs) / REFILL_MS);
		this.#atMs = nowMs;
		if (this.#tokens < 1) return false;
		this.#tokens--;
		return true;
	}
}
