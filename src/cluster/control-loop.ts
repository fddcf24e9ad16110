import {ApiError} from './api-error.ts';
import type {Clock} from './clock.ts';
import {type Controller, WorkQueue} from './controller.ts';
import type {Kind} from './objects.ts';
import type {Change, Store} from './store.ts';

// A key that is reconciled this often at one moment will not come to rest by itself.
const MOST_AT_ONE_MOMENT = 500;
// And those that were found to find no rest get less patience.
const MOST_WHEN_RESTLESS = 20;
const FIRST_REST_MS = 1000;
const MAX_REST_MS = 300_000;

interface Worker {
	readonly controller: Controller;
	readonly queue: WorkQueue;
	readonly counts: Map<string, number>;
}

/** Runs all controllers: spreads changes to their queues and works the queues off. */
export class ControlLoop {
	readonly #workers: readonly Worker[];
	readonly #failures: unknown[] = [];
	/** Those of this settling. */
	readonly #counted = new Set<Map<string, number>>();
	/** How long who finds no rest has to pause. */
	readonly #rests = new Map<string, number>();

	/** @param onRestless hears once of each controller and key that has to be stopped, since it would work on it for ever */
	constructor(
		store: Store,
		clock: Clock,
		controllers: readonly Controller[],
		private readonly onRestless: (controller: string, key: string) => void = () => {},
	) {
		this.#workers = controllers.map(controller => ({controller, queue: new WorkQueue(clock), counts: new Map()}));
		for (const {controller, queue} of this.#workers) {
			for (const [kind, concerned] of Object.entries(controller.watches)) {
				store.watch(kind as Kind, change => {
					const keys = (concerned as (change: Change) => readonly string[])(change);
					for (let index = 0; index < keys.length; index++) queue.add(keys[index]!);
				});
			}
		}
	}

	/** Errors of controllers that were no refusals of the API: defects of the simulator. */
	get failures(): readonly unknown[] {
		return this.#failures;
	}

	/**
	 * Reconciles until every queue is empty. Controllers take turns; in its turn each works off what waits for it then, so that a ReplicaSet
	 * looks at its Pods once after all of them were scheduled and not once for each.
	 */
	settle(): void {
		const workers = this.#workers;
		for (let isBusy = true; isBusy; ) {
			isBusy = false;
			// Most timers concern one controller: the others must cost next to nothing.
			for (let index = 0; index < workers.length; index++) {
				const worker = workers[index]!;
				for (let waiting = worker.queue.size; waiting > 0; waiting--) {
					const key = worker.queue.take();
					if (key === undefined) break;
					isBusy = true;
					this.#reconcile(worker, key);
				}
			}
		}
		for (const counts of this.#counted) counts.clear();
		this.#counted.clear();
	}

	// Longer each time.
	#restOf(controller: string, key: string): number {
		const name = `${controller} ${key}`;
		const restMs = this.#rests.get(name) ?? FIRST_REST_MS;
		this.#rests.set(name, Math.min(restMs * 2, MAX_REST_MS));
		if (restMs === FIRST_REST_MS) this.onRestless(controller, key);
		return restMs;
	}

	#reconcile({controller, queue, counts}: Worker, key: string): void {
		this.#counted.add(counts);
		const count = (counts.get(key) ?? 0) + 1;
		counts.set(key, count);
		if (count > MOST_AT_ONE_MOMENT || (count > MOST_WHEN_RESTLESS && this.#rests.has(`${controller.name} ${key}`))) {
			queue.addAfter(key, this.#restOf(controller.name, key));
			return;
		}
		try {
			const requeueAfterMs = controller.reconcile(key)?.requeueAfterMs;
			queue.forget(key);
			if (requeueAfterMs !== undefined) queue.addAfter(key, requeueAfterMs);
		} catch (error) {
			if (!(error instanceof ApiError)) this.#failures.push(error);
			queue.addRateLimited(key);
		}
	}
}
