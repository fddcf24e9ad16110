import type {LabView} from '../lab-view.ts';
import {formatDuration} from './duration.ts';
import type {InputLog} from './input-log.ts';
import type {LoggedInput} from './inputs.ts';
import {PastSession} from './past-session.ts';
import type {Prompt} from './prompt.ts';
import type {Steering} from './steering.ts';
import type {LabText} from './text/en.ts';
import type {ViewMaker} from './view-maker.ts';

/** As it was at one moment. */
type Moment = () => LabView;

// Who goes back goes on going back: one replay is for so many steps.
const STEPS_REMEMBERED = 60;
const MOMENTS_KEPT = 300;

/** Looks at an earlier moment of a session without touching it: the inputs up to then are replayed on a session of their own. */
export class Replay {
	#atMs: number | undefined;
	#past: PastSession | undefined;
	/** By their times. They hold for one list of inputs. */
	readonly #moments = new Map<number, Moment>();
	#inputs: readonly LoggedInput[] | undefined;
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
		const past = this.#momentAt(this.#atMs, prompt, steering)();
		const {past: lastPast, live: lastLive, view: last} = this.#view ?? {};
		if (last?.replay?.atMs === this.#atMs && lastPast === past && lastLive === live) return last;
		const {request: _, ...shown} = past;
		const replay = {atMs: this.#atMs, endMs: this.log.session.elapsedMs, live};
		const view = {...shown, prompt: live.prompt, ...(live.request && {request: live.request}), replay};
		this.#view = {past, live, view};
		return view;
	}

	#momentAt(atMs: number, prompt: Prompt, steering: Steering): Moment {
		const {log} = this;
		if (this.#inputs !== log.inputs) {
			this.#moments.clear();
			this.#past = undefined;
			this.#inputs = log.inputs;
		}
		const known = this.#moments.get(atMs);
		if (known) return known;
		if (!this.#past?.canReach(atMs)) this.#past = new PastSession(log);
		const past = this.#past;
		for (const stopMs of [...this.#stopsBefore(atMs, past), atMs]) {
			past.advanceTo(stopMs);
			this.#moments.set(stopMs, this.#remember(past, prompt, steering));
		}
		for (const oldest of [...this.#moments.keys()].slice(0, -MOMENTS_KEPT)) this.#moments.delete(oldest);
		return this.#moments.get(atMs)!;
	}

	// The changes on the way to a moment, oldest first.
	#stopsBefore(atMs: number, past: PastSession): readonly number[] {
		const stops = new Set<number>();
		const {session} = this.log;
		const {changes} = session.cluster.journal;
		for (let index = changes.length - 1; index >= 0 && stops.size < STEPS_REMEMBERED; index--) {
			const stopMs = changes[index]!.atMs - session.startMs;
			if (stopMs < Math.max(0, past.elapsedMs)) break;
			if (stopMs < atMs && past.passes(stopMs, atMs)) stops.add(stopMs);
		}
		return [...stops].reverse();
	}

	// Objects are never changed, so that remembering them is all there is to it. What is not looked at costs nothing more.
	#remember({session}: PastSession, prompt: Prompt, steering: Steering): Moment {
		const view = this.viewMaker.make(session, prompt, steering);
		const {store, journal} = session.cluster;
		const [storeThen, journalThen] = [store.remember(), journal.remember()];
		let made: LabView | undefined;
		return () => {
			made ??= {...view, store: storeThen(), journal: journalThen()};
			return made;
		};
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
