const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 15 * 60_000;

/** Keeps a DaemonSet from replacing a Pod that fails again and again: 1 s · 2ⁿ between attempts on one node, at most 15 minutes. */
export class FailedPodBackoff {
	readonly #entries = new Map<string, {delayMs: number; atMs: number}>();

	/** How long a failed Pod must still be left alone; undefined if it may be replaced now, which counts as an attempt. */
	waitMs(key: string, nowMs: number): number | undefined {
		const entry = this.#entries.get(key);
		const expired = !entry || nowMs - entry.atMs > 2 * MAX_DELAY_MS;
		if (!expired && nowMs - entry.atMs < entry.delayMs) return entry.delayMs;
		const delayMs = expired ? FIRST_DELAY_MS : Math.min(entry.delayMs * 2, MAX_DELAY_MS);
		this.#entries.set(key, {delayMs, atMs: nowMs});
		return undefined;
	}
}
