import type {Program, Reply, SignalName} from '../../shell/program.ts';
import type {Clock} from '../clock.ts';

/** Effects in a row without any wait; a program that goes on beyond that rests a little, so that endless loops end nothing but themselves. */
const MAX_STEPS = 5000;
const REST_MS = 100;

interface RunOptions {
	readonly clock: Clock;
	readonly handlers: ReadonlyMap<SignalName, () => void>;
	/** Standard input stays open though nothing comes: a program that reads waits. Without it standard input is empty. */
	readonly isInputOpen?: boolean;
	onWrite(text: string, stream: 'stdout' | 'stderr'): void;
	onExit(exitCode: number): void;
}

/** Runs a program inside a container: its output goes to a log or a buffer, nothing comes from its standard input, it waits on the cluster's clock. */
export class ProgramRun {
	#isOver = false;
	#isInside = false;
	#stopWaiting: (() => void) | undefined;

	constructor(
		private readonly program: Program,
		private readonly options: RunOptions,
	) {
		this.#advance();
	}

	/** Delivers a signal; false if the program has no handler for it and goes on as if nothing had happened. */
	signal(name: SignalName): boolean {
		const handler = this.options.handlers.get(name);
		if (!handler || this.#isOver) return false;
		handler();
		this.#wake();
		return true;
	}

	/** Ends the program where it stands; `onExit` is not called. */
	kill(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#stopWaiting?.();
		if (!this.#isInside) this.program.return(137);
	}

	#wake(): void {
		if (!this.#stopWaiting) return;
		this.#stopWaiting();
		this.#stopWaiting = undefined;
		this.#advance();
	}

	#advance(): void {
		const {clock, isInputOpen, onWrite, onExit} = this.options;
		let reply: Reply;
		for (let steps = 0; ; steps++) {
			this.#isInside = true;
			const next = this.program.next(reply);
			this.#isInside = false;
			reply = undefined;
			if (this.#isOver) return;
			if (next.done) {
				this.#isOver = true;
				onExit(next.value);
				return;
			}
			const effect = next.value;
			if (effect.kind === 'write') onWrite(effect.text, effect.stream);
			if (effect.kind === 'read' && isInputOpen) {
				this.#wait(undefined, []);
				return;
			}
			const waits = effect.kind === 'wait';
			if (!waits && steps < MAX_STEPS) continue;
			this.#wait(waits ? effect.untilMs : clock.now() + REST_MS, waits ? (effect.on ?? []) : []);
			return;
		}
	}

	#wait(untilMs: number | undefined, on: readonly {subscribe(wake: () => void): () => void}[]): void {
		const {clock} = this.options;
		const stops: (() => void)[] = [];
		let isDue = false;
		// A signal may come out of the middle of another program's work: go on in a timer of now, never inside.
		const wake = () => {
			if (isDue) return;
			isDue = true;
			stops.push(clock.setTimer(clock.now(), () => this.#wake()));
		};
		if (untilMs !== undefined) stops.push(clock.setTimer(untilMs, () => this.#wake()));
		for (const signal of on) stops.push(signal.subscribe(wake));
		this.#stopWaiting = () => {
			for (const stop of stops) stop();
		};
	}
}
