import type {LabView} from '../lab-view.ts';
import {formatDuration} from './duration.ts';
import type {InputLog} from './input-log.ts';
import type {Input, LoggedInput} from './inputs.ts';
import type {Prompt} from './prompt.ts';
import {Session} from './session.ts';
import type {Steering} from './steering.ts';
import type {LabText} from './text/en.ts';
import type {ViewMaker} from './view-maker.ts';

/**
 * Looks at an earlier moment of a session without touching it: the inputs up to then are replayed on a session of their own. Going forward
 * goes on with that session, going back begins anew.
 */
export class Replay {
	#atMs: number | undefined;
	#past: Session | undefined;
	/** The inputs that `#past` has seen. */
	#seen: LoggedInput[] = [];
	#view: {readonly past: LabView; readonly live: LabView; readonly view: LabView} | undefined;

	constructor(
		private readonly log: InputLog,
		private readonly viewMaker: ViewMaker,
	) {}

	/** An earlier moment is shown. */
	get isShown(): boolean {
		return this.#atMs !== undefined;
	}

	/** Shows a moment, in virtual milliseconds since the session began; from the session's own time on the session itself. */
	show(elapsedMs: number | undefined): void {
		const isPast = elapsedMs !== undefined && elapsedMs < this.log.session.elapsedMs;
		this.#atMs = isPast ? Math.max(0, Math.floor(elapsedMs)) : undefined;
		if (isPast) return;
		this.#past = undefined;
		this.#view = undefined;
	}

	/** Goes `by` changes of the cluster forward, or back if negative: to the beginning after the first, to the session itself after the last. */
	step(by: number): void {
		for (let left = Math.abs(by); left > 0; left--) {
			this.show(by < 0 ? this.#changeBefore() : this.#changeAfter());
			if (!this.isShown) return;
		}
	}

	/** Does what `replay …` says. Returns the lines that answer it. */
	run(to: number | 'back' | 'end' | undefined, text: LabText['replay']): readonly string[] {
		const {elapsedMs} = this.log.session;
		const isTooLate = typeof to === 'number' && to > elapsedMs;
		if (to === 'back') this.step(-1);
		else this.show(typeof to === 'number' && !isTooLate ? Math.max(0, to < 0 ? elapsedMs + to : to) : undefined);
		return to === undefined ? [text.usage] : isTooLate ? [text.tooLate(formatDuration(elapsedMs))] : [];
	}

	/** What is to be seen of that moment; undefined while the session itself is. The prompt is that of the session. */
	view(live: LabView, prompt: Prompt, steering: Steering): LabView | undefined {
		if (this.#atMs === undefined) return undefined;
		const {session} = this.log;
		const past = this.viewMaker.make(this.#sessionAt(this.#atMs), prompt, steering);
		const {past: lastPast, live: lastLive, view: last} = this.#view ?? {};
		if (last?.replay?.atMs === this.#atMs && lastPast === past && lastLive === live) return last;
		const {request: _, ...shown} = past;
		const replay = {atMs: this.#atMs, endMs: session.elapsedMs, live};
		const view = {...shown, prompt: live.prompt, ...(live.request && {request: live.request}), replay};
		this.#view = {past, live, view};
		return view;
	}

	#sessionAt(atMs: number): Session {
		const {inputs, ends} = this.log;
		const after = inputs.findIndex(({at}) => at > atMs);
		const until = after < 0 ? inputs.length : after;
		const last = inputs[until - 1];
		// In the middle of an `advance` time passes, and nothing else does.
		const count = last && ends[until - 1]! > atMs && isAdvance(last.input) ? until - 1 : until;
		let past = this.#past;
		if (!past || !this.#canGoOn(past, count, atMs)) {
			past = new Session(this.log.options);
			this.#past = past;
			this.#seen = [];
		}
		for (let index = this.#seen.length; index < count; index++) {
			const logged = inputs[index]!;
			past.advance(Math.max(0, logged.at - past.elapsedMs));
			past.apply(logged.input, index);
			this.#seen.push(logged);
		}
		past.advance(Math.max(0, atMs - past.elapsedMs));
		return past;
	}

	// What a lesson prepares before a step takes time inside of one input: it is seen only when it is done, a little after `atMs`.
	#canGoOn(past: Session, count: number, atMs: number): boolean {
		const {inputs, ends} = this.log;
		const seen = this.#seen.length;
		if (seen > count || this.#seen.some((logged, index) => logged !== inputs[index])) return false;
		return past.elapsedMs <= (seen < count ? inputs[seen]!.at : Math.max(atMs, ends[count - 1] ?? 0));
	}

	#changeBefore(): number {
		const {session} = this.log;
		const atMs = this.#atMs ?? session.elapsedMs;
		const change = session.cluster.journal.changes.findLast(entry => entry.atMs - session.startMs < atMs);
		return Math.max(0, (change?.atMs ?? 0) - session.startMs);
	}

	#changeAfter(): number | undefined {
		const {session} = this.log;
		const atMs = this.#atMs ?? session.elapsedMs;
		const change = session.cluster.journal.changes.find(entry => entry.atMs - session.startMs > atMs);
		return change && change.atMs - session.startMs;
	}
}

function isAdvance(input: Input): boolean {
	return input.kind === 'advance-next' || (input.kind === 'line' && /^\s*advance\s/.test(input.text));
}
