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
		const bucket = this.#buckets.get(key) ?? {tokens: BURST, atMs: nowMs};
		const tokens = Math.min(BURST, bucket.tokens + (nowMs - bucket.atMs) / REFILL_MS);
		const isAllowed = tokens >= 1;
		this.#buckets.set(key, {tokens: isAllowed ? tokens - 1 : tokens, atMs: nowMs});
		return isAllowed;
	}
}
