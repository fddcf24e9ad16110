import type {Clock} from './clock.ts';
import type {Observation} from './event-correlator.ts';
import {Fifo} from './fifo.ts';
import type {Store} from './store.ts';

const TIME_TO_LIVE_MS = 3_600_000;
// etcd keeps whatever comes within the hour; a simulator in one process keeps the newest.
const EVENTS_KEPT = 20_000;

/** Deletes each Event an hour after its last occurrence, with one timer for the oldest, and the oldest when there are too many. */
export class EventExpiry {
	/** Oldest first; those that another occurrence of the same event followed are skipped. */
	readonly #occurrences = new Fifo<{readonly observation: Observation; readonly seenMs: number}>();
	#kept = 0;
	#isArmed = false;

	constructor(
		private readonly store: Store,
		private readonly clock: Clock,
	) {}

	/** Notes that an Event was written now. */
	touch(observation: Observation): void {
		const seenMs = this.clock.now();
		if (observation.seenMs === seenMs) return;
		if (observation.seenMs === undefined) this.#kept++;
		observation.seenMs = seenMs;
		this.#occurrences.push({observation, seenMs});
		if (this.#kept > EVENTS_KEPT) this.#dropOldest();
		if (!this.#isArmed) this.#arm();
	}

	#arm(): void {
		const oldestMs = this.#oldest()?.seenMs;
		if (oldestMs === undefined) return;
		this.#isArmed = true;
		this.clock.setTimer(oldestMs + TIME_TO_LIVE_MS, () => {
			this.#isArmed = false;
			while ((this.#oldest()?.seenMs ?? Number.POSITIVE_INFINITY) + TIME_TO_LIVE_MS <= this.clock.now())
				this.#dropOldest();
			this.#arm();
		});
	}

	#oldest(): Observation | undefined {
		for (let first = this.#occurrences.first; first; first = this.#occurrences.first) {
			if (first.observation.seenMs === first.seenMs) return first.observation;
			this.#occurrences.take();
		}
		return undefined;
	}

	#dropOldest(): void {
		const oldest = this.#oldest();
		if (!oldest) return;
		oldest.seenMs = undefined;
		this.#kept--;
		this.store.remove('Event', oldest.key);
	}
}
