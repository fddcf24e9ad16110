import type {Clock} from '../clock.ts';

/**
 * Timers of many nodes that fall due at the same moment run together, as one. What follows from a moment (a ReplicaSet that counts its
 * ready Pods) is then worked out once, not once a node.
 */
export class SharedTimers {
	readonly #due = new Map<number, (() => void)[]>();

	constructor(private readonly clock: Clock) {}

	/** Runs `run` when the time comes, in the order of the calls. */
	at(atMs: number, run: () => void): void {
		const runs = this.#due.get(atMs);
		if (runs) {
			runs.push(run);
			return;
		}
		const first = [run];
		this.#due.set(atMs, first);
		this.clock.setTimer(atMs, () => {
			this.#due.delete(atMs);
			for (const due of first) due();
		});
	}
}
