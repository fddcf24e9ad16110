import type {Clock} from './clock.ts';
import {RecentMap} from './recent-map.ts';

// client-go's defaults: 25 events of one source about one object at once, then one every five minutes.
const BURST = 25;
const REFILL_MS = 300_000;
const MEMORY = 4096;

/** A token bucket for each source and object: keeps a component in trouble from flooding the cluster with events. */
export class SpamFilter {
	readonly #buckets = new RecentMap<{tokens: number; atMs: number}>(MEMORY);

	constructor(private readonly clock: Clock) {}

	allows(key: string): boolean {
		const nowMs = this.clock.now();
		let bucket = this.#buckets.get(key);
		if (!bucket) {
			bucket = {tokens: BURST, atMs: nowMs};
			this.#buckets.set(key, bucket);
		}
		bucket.tokens = Math.min(BURST, bucket.tokens + (nowMs - bucket.atMs) / REFILL_MS);
		bucket.atMs = nowMs;
		const isAllowed = bucket.tokens >= 1;
		if (isAllowed) bucket.tokens--;
		return isAllowed;
	}
}
