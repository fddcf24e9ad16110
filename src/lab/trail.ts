import type {LoggedInput} from './inputs.ts';
import {Session} from './session.ts';
import type {SessionOptions} from './session-options.ts';

/** Virtual time that the trail makes up for in one go. */
const STRIDE_MS = 60_000;
/** A cluster with more Pods isn't kept twice. */
const MOST_PODS = 1_000;

/**
 * A second session that follows the first one, to where it was before its last input that changed something: undo has only to step
 * into it. It follows in small strides, so that nobody waits for it, and rests when it is there.
 */
export class Trail {
	#session: Session | undefined;
	/** How many inputs it has seen. */
	#seen = 0;

	constructor(private readonly options: SessionOptions) {}

	/** One stride towards the state before the input of that number. */
	follow(inputs: readonly LoggedInput[], index: number): void {
		if (this.#seen > index) this.#session = undefined;
		if (!this.#session) {
			this.#session = new Session(this.options);
			this.#seen = 0;
			return;
		}
		if (this.#session.cluster.store.count('Pod') <= MOST_PODS) this.#stride(this.#session, inputs, index);
	}

	/** Hands over the session as it was before the input of that number, if it is near enough to be worth it. The trail begins anew. */
	take(inputs: readonly LoggedInput[], index: number): Session | undefined {
		const session = this.#session;
		this.#session = undefined;
		if (!session || this.#seen > index) return undefined;
		while (!this.#stride(session, inputs, index));
		return session;
	}

	// True when it is there.
	#stride(session: Session, inputs: readonly LoggedInput[], index: number): boolean {
		const next = inputs[this.#seen];
		if (!next) return true;
		const aheadMs = next.at - session.elapsedMs;
		if (aheadMs > 0) session.advance(Math.min(aheadMs, STRIDE_MS));
		if (aheadMs > STRIDE_MS) return false;
		if (this.#seen === index) return true;
		session.apply(next.input, this.#seen++);
		return false;
	}
}
