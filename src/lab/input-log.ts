import type {Input, LoggedInput} from './inputs.ts';
import {Session} from './session.ts';
import type {SessionOptions} from './session-options.ts';
import {Trail} from './trail.ts';

/** A session and the inputs that made it. Undo drops the last input that changed something and replays the rest. */
export class InputLog {
	#session: Session;
	#inputs: LoggedInput[] = [];
	#ends: number[] = [];
	#options: SessionOptions;
	#trail: Trail;
	/** What undo and reset dropped, newest last. */
	#dropped: (readonly LoggedInput[])[] = [];

	/**
	 * @param inputs a session to go on with
	 * @param elapsedMs where it stood
	 */
	constructor(options: SessionOptions, inputs: readonly LoggedInput[], elapsedMs: number) {
		this.#options = options;
		this.#trail = new Trail(options);
		this.#session = new Session(options);
		this.#replay(inputs, elapsedMs);
	}

	get session(): Session {
		return this.#session;
	}

	get inputs(): readonly LoggedInput[] {
		return this.#inputs;
	}

	/** The time of the session when each input was done: later than it came if it moved the clock. */
	get ends(): readonly number[] {
		return this.#ends;
	}

	get options(): SessionOptions {
		return this.#options;
	}

	/** Does what the learner did, now. A change makes what was undone before unreachable. */
	apply(input: Input): void {
		const {elapsedMs} = this.#session;
		const index = this.#write(input);
		this.#session.apply(input, index);
		const {cameToNothing} = this.#session;
		if (cameToNothing !== undefined) {
			this.#takeBack(index, elapsedMs, cameToNothing);
			return;
		}
		this.#ends[index] = this.#session.elapsedMs;
		if (this.#session.changedBy.has(index)) this.#dropped = [];
	}

	/** Virtual time passes. */
	advance(durationMs: number): void {
		this.#session.advance(durationMs);
		const last = Math.max(-1, ...this.#session.changedBy);
		if (last >= 0) this.#trail.follow(this.#inputs, last);
	}

	/** Takes back the last input that changed something, with everything after it; hints stay counted. Returns that input, if there was one. */
	undo(): Input | undefined {
		const index = Math.max(-1, ...this.#session.changedBy);
		const dropped = index < 0 ? [] : this.#inputs.slice(index);
		const [first] = dropped;
		if (!first) return undefined;
		const isHint = ({input}: LoggedInput) => input.kind === 'hint';
		const hints = dropped.filter(isHint).map(each => ({...each, at: first.at}));
		const before = this.#trail.take(this.#inputs, index);
		if (before) this.#enter(before, index, hints);
		else this.#restart([...this.#inputs.slice(0, index), ...hints], first.at);
		this.#dropped.push(dropped.filter(each => !isHint(each)));
		return first.input;
	}

	/** Does again what undo or reset took back. Returns its first input, if there was one. */
	redo(): Input | undefined {
		const again = this.#dropped.pop();
		if (!again) return undefined;
		const others = this.#dropped;
		this.#replay(again, this.#session.elapsedMs);
		this.#dropped = others;
		return again[0]?.input;
	}

	/** Starts from the beginning. Returns the first input that was dropped, if there was one. */
	reset(): Input | undefined {
		const dropped = this.#inputs;
		this.#restart([], 0);
		if (dropped.length > 0) this.#dropped.push(dropped);
		return dropped[0]?.input;
	}

	/** Goes on with another session, with nothing to redo. */
	open(options: SessionOptions, inputs: readonly LoggedInput[], elapsedMs: number): void {
		this.#options = options;
		this.#trail = new Trail(options);
		this.#dropped = [];
		this.#restart(inputs, elapsedMs);
	}

	// Time was moved on to a change that never came: it goes back to where it was, and only the answer stays.
	#takeBack(index: number, elapsedMs: number, outcome: {readonly ms?: number}): void {
		const {input} = this.#inputs[index]!;
		this.#restart(this.#inputs.slice(0, index), elapsedMs);
		this.apply({kind: 'came-to-nothing', ...(input.kind === 'line' && {text: input.text}), ...outcome});
	}

	// Real time that passed without an input in between is one entry.
	#write(input: Input): number {
		const last = this.#inputs.at(-1)?.input;
		const isMore = input.kind === 'wall' && last?.kind === 'wall';
		if (isMore) this.#inputs.pop();
		const written = isMore ? {...input, ms: last.ms + input.ms} : input;
		return this.#inputs.push({at: this.#session.elapsedMs, input: written}) - 1;
	}

	// Goes on with a session that has seen the first `count` inputs.
	#enter(session: Session, count: number, hints: readonly LoggedInput[]): void {
		const dropped = this.#dropped;
		this.#session = session;
		this.#inputs = this.#inputs.slice(0, count);
		this.#ends = this.#ends.slice(0, count);
		this.#replay(hints, session.elapsedMs);
		this.#dropped = dropped;
	}

	#restart(inputs: readonly LoggedInput[], elapsedMs: number): void {
		const dropped = this.#dropped;
		this.#session = new Session(this.#options);
		this.#inputs = [];
		this.#ends = [];
		this.#replay(inputs, elapsedMs);
		this.#dropped = dropped;
	}

	#replay(inputs: readonly LoggedInput[], elapsedMs: number): void {
		for (const {at, input} of inputs) {
			this.#session.advance(Math.max(0, at - this.#session.elapsedMs));
			this.apply(input);
		}
		this.#session.advance(Math.max(0, elapsedMs - this.#session.elapsedMs));
		// What was asked of the screen then (to quit, to go to the next lesson) is over; an editor still waits.
		if (this.#session.request?.kind !== 'edit') this.#session.request = undefined;
	}
}
