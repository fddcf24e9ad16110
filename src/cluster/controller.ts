import type {Api} from './api.ts';
import type {Clock} from './clock.ts';
import type {EventRecorder} from './events.ts';
import {Fifo} from './fifo.ts';
import type {Decision} from './journal.ts';
import type {Kind, KubeObject} from './objects.ts';
import type {Random} from './random.ts';
import type {Change, Store} from './store.ts';

/** What a controller may use. It reads from the store and writes through the API alone. */
export interface ControllerContext {
	readonly store: Store;
	readonly api: Api;
	readonly clock: Clock;
	readonly random: Random;
	readonly events: EventRecorder;
	/** Records why something was done; `atMs` and the object's reference are filled in. */
	decide(actor: string, object: KubeObject, rule: Decision['rule'], values: Decision['values']): void;
}

/**
 * A control loop: brings one object (named by its key) closer to what its spec wants. `reconcile` may throw an ApiError; the key
 * then comes back with Kubernetes' exponential back-off (5 ms · 2ⁿ, at most 1000 s).
 */
export interface Controller {
	/** As it appears in events: `replicaset-controller`. */
	readonly name: string;
	/** For each kind: the keys of this controller's objects that a change concerns. */
	readonly watches: {readonly [K in Kind]?: (change: Change<K>) => readonly string[]};
	/** Returns when to look again although nothing changed, if needed. */
	reconcile(key: string): {readonly requeueAfterMs?: number} | undefined;
}

const BASE_DELAY_MS = 5;
const MAX_DELAY_MS = 1_000_000;

/** Keys that wait for a controller: each at most once, in the order of arrival, later ones by timer. */
export class WorkQueue {
	readonly #ready = new Set<string>();
	readonly #order = new Fifo<string>();
	readonly #failures = new Map<string, number>();
	readonly #timers = new Map<string, {atMs: number; cancel: () => void}>();

	constructor(private readonly clock: Clock) {}

	get size(): number {
		return this.#ready.size;
	}

	add(key: string): void {
		if (this.#ready.has(key)) return;
		this.#ready.add(key);
		this.#order.push(key);
	}

	/** Adds the key later. An earlier time that is already set wins, a later one is replaced. */
	addAfter(key: string, delayMs: number): void {
		if (delayMs <= 0) {
			this.add(key);
			return;
		}
		const atMs = this.clock.now() + delayMs;
		const pending = this.#timers.get(key);
		if (pending && pending.atMs <= atMs) return;
		pending?.cancel();
		const cancel = this.clock.setTimer(atMs, () => {
			this.#timers.delete(key);
			this.add(key);
		});
		this.#timers.set(key, {atMs, cancel});
	}

	/** Adds the key again after a failure, each time later than before. */
	addRateLimited(key: string): void {
		const failures = this.#failures.get(key) ?? 0;
		this.#failures.set(key, failures + 1);
		this.addAfter(key, Math.min(BASE_DELAY_MS * 2 ** failures, MAX_DELAY_MS));
	}

	/** Ends the back-off of a key after a success. */
	forget(key: string): void {
		this.#failures.delete(key);
	}

	take(): string | undefined {
		const key = this.#order.take();
		if (key !== undefined) this.#ready.delete(key);
		return key;
	}
}
