import type {Clock} from '../clock.ts';
import {Heap} from '../heap.ts';
import {keyOf, type Pod} from '../objects.ts';

/** A Pod that waits for a node. */
export interface Waiting {
	readonly key: string;
	readonly uid: string;
	readonly priority: number;
	readonly arrival: number;
	attempts: number;
	/** Not tried again before this time, milliseconds since 1970. */
	notBeforeMs: number;
	/** Set while the Pod is unschedulable: what a change has to touch to be worth another attempt. */
	blockedBy?: Blockers;
}

/** Which kinds of change could help an unschedulable Pod beyond those of a single node. */
export interface Blockers {
	readonly volumes: boolean;
	readonly topology: boolean;
	/** Some nodes are too full. */
	readonly room: boolean;
}

const FIRST_BACK_OFF_MS = 1000;
const MAX_BACK_OFF_MS = 10_000;

/** Pods without a node, the most important first, then in the order of arrival. Unschedulable Pods rest until something changes. */
export class SchedulingQueue {
	#arrivals = 0;
	readonly #waiting = new Map<string, Waiting>();
	readonly #active = new Heap<Waiting>(isBefore);
	readonly #resting = new Set<Waiting>();

	/** @param onReady called when a Pod may be tried because its back-off is over */
	constructor(
		private readonly clock: Clock,
		private readonly onReady: () => void,
	) {}

	/** Number of Pods that may be tried now. */
	get size(): number {
		return this.#active.size;
	}

	get resting(): ReadonlySet<Waiting> {
		return this.#resting;
	}

	add(pod: Pod): void {
		const {uid} = pod.metadata;
		if (this.#waiting.has(uid)) return;
		const waiting: Waiting = {
			key: keyOf(pod),
			uid,
			priority: pod.spec.priority ?? 0,
			arrival: this.#arrivals++,
			attempts: 0,
			notBeforeMs: 0,
		};
		this.#waiting.set(uid, waiting);
		this.#active.push(waiting);
	}

	/** Forgets a Pod that was bound or deleted. */
	remove(uid: string): void {
		const waiting = this.#waiting.get(uid);
		if (!waiting) return;
		this.#waiting.delete(uid);
		this.#resting.delete(waiting);
	}

	/** Takes the next Pod to try. */
	take(): Waiting | undefined {
		while (this.#active.size > 0) {
			const waiting = this.#active.pop()!;
			if (this.#waiting.get(waiting.uid) === waiting) return waiting;
		}
		return undefined;
	}

	/** Lays a Pod aside that fits nowhere. */
	rest(waiting: Waiting, blockedBy: Blockers): void {
		if (this.#waiting.get(waiting.uid) !== waiting) return;
		waiting.attempts++;
		waiting.notBeforeMs = this.clock.now() + Math.min(FIRST_BACK_OFF_MS * 2 ** (waiting.attempts - 1), MAX_BACK_OFF_MS);
		waiting.blockedBy = blockedBy;
		this.#resting.add(waiting);
	}

	/** Lets an unschedulable Pod try again: now, or when the wait since its last attempt is over (1 s, 2 s, … 10 s). */
	wake(waiting: Waiting): void {
		if (!this.#resting.delete(waiting)) return;
		waiting.blockedBy = undefined;
		if (waiting.notBeforeMs <= this.clock.now()) this.#active.push(waiting);
		else
			this.clock.setTimer(waiting.notBeforeMs, () => {
				this.#active.push(waiting);
				this.onReady();
			});
	}
}

function isBefore(a: Waiting, b: Waiting): boolean {
	return a.priority > b.priority || (a.priority === b.priority && a.arrival < b.arrival);
}
