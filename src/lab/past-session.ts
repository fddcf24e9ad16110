import type {InputLog} from './input-log.ts';
import type {Input} from './inputs.ts';
import {Session} from './session.ts';

/** A session that is replayed up to an earlier moment, and from there on only forward. */
export class PastSession {
	readonly session: Session;
	/** How many inputs it has seen. */
	#seen = 0;

	constructor(private readonly log: InputLog) {
		this.session = new Session(log.options);
	}

	get elapsedMs(): number {
		return this.session.elapsedMs;
	}

	/** Whether a moment still lies ahead. */
	canReach(atMs: number): boolean {
		const {inputs, ends} = this.log;
		const count = this.#inputsUntil(atMs);
		if (this.#seen > count) return false;
		// What a lesson prepares before a step takes time inside of one input: it is seen when it is done, a little after `atMs`.
		return this.elapsedMs <= (this.#seen < count ? inputs[this.#seen]!.at : Math.max(atMs, ends[count - 1] ?? 0));
	}

	/** Whether it comes by a moment on the way to a later one: what lies inside of an `advance` is seen only by itself. */
	passes(stopMs: number, atMs: number): boolean {
		const seen = this.#inputsUntil(stopMs);
		const isLast = seen === this.#inputsUntil(atMs);
		return isLast || stopMs <= this.log.inputs[seen]!.at;
	}

	/** Goes to a moment ahead, in virtual milliseconds since the session began. */
	advanceTo(atMs: number): void {
		const {session, log} = this;
		for (const count = this.#inputsUntil(atMs); this.#seen < count; this.#seen++) {
			const {at, input} = log.inputs[this.#seen]!;
			session.advance(Math.max(0, at - session.elapsedMs));
			session.apply(input, this.#seen);
		}
		session.advance(Math.max(0, atMs - session.elapsedMs));
	}

	#inputsUntil(atMs: number): number {
		const {inputs, ends} = this.log;
		const after = inputs.findIndex(({at}) => at > atMs);
		const until = after < 0 ? inputs.length : after;
		const last = inputs[until - 1];
		// In the middle of an `advance` time passes, and nothing else does.
		return last && ends[until - 1]! > atMs && isAdvance(last.input) ? until - 1 : until;
	}
}

function isAdvance(input: Input): boolean {
	return input.kind === 'advance-next' || (input.kind === 'line' && /^\s*advance\s/.test(input.text));
}
