const FIRST_MS = 10_000;
const MAX_MS = 300_000;

/**
 * How long a kubelet waits before it tries the same thing again: 10 s, 20 s, 40 s, … up to 5 minutes. After twice the longest wait
 * without a failure it starts from 10 s. Serves restarts of containers and pulls of images.
 */
export class RestartBackOff {
	readonly #entries = new Map<string, {delayMs: number; lastMs: number}>();

	/** Whether the wait since `sinceMs` isn't over. */
	isWaiting(key: string, sinceMs: number, nowMs: number): boolean {
		const entry = this.#entries.get(key);
		if (!entry || hasExpired(sinceMs, entry.lastMs)) return false;
		return nowMs - sinceMs < entry.delayMs;
	}

	/** Whether the wait since the last failure isn't over. */
	isWaitingSinceFailure(key: string, nowMs: number): boolean {
		const entry = this.#entries.get(key);
		if (!entry || hasExpired(nowMs, entry.lastMs)) return false;
		return nowMs - entry.lastMs < entry.delayMs;
	}

	/** Notes another attempt; `eventMs` is when the thing failed. */
	next(key: string, eventMs: number, nowMs: number): void {
		const entry = this.#entries.get(key);
		const delayMs = !entry || hasExpired(eventMs, entry.lastMs) ? FIRST_MS : Math.min(entry.delayMs * 2, MAX_MS);
		this.#entries.set(key, {delayMs, lastMs: nowMs});
	}

	delayMs(key: string): number {
		return this.#entries.get(key)?.delayMs ?? 0;
	}
}

// A container that ran for ten minutes before it failed is trusted again.
function hasExpired(eventMs: number, lastMs: number): boolean {
	return eventMs - lastMs > 2 * MAX_MS;
}
