import type {EditRequest, Effect, Program, Reply, SignalName} from './program.ts';

/** What a task needs of its owner. */
export interface TaskHost {
	readonly clock: {
		now(): number;
		/** Runs something when the clock reaches a time; the returned function cancels it. */
		setTimer(atMs: number, run: () => void): () => void;
	};
	/** Takes a task that can go on. The owner calls `task.resume()` later, when nothing else is in the middle of its work. */
	enqueue(task: Task): void;
	write(stream: 'stdout' | 'stderr', text: string): void;
	exited(exitCode: number): void;
	/** The program waits for `feed` or `closeInput`. Without it standard input is empty. */
	onRead?(): void;
	/** The program waits for `edited`. Without it every editor is left without saving. */
	onEdit?(request: EditRequest): void;
	onClear?(): void;
}

/** Effects in a row without any wait; then the program rests, longer each time, so that an endless loop takes nothing but its own time. */
const MAX_STEPS = 5_000;
const FIRST_REST_MS = 100;
const MAX_REST_MS = 30_000;

/** Drives one program on a clock: runs it until it blocks, and goes on when it may. */
export class Task {
	#state: 'new' | 'queued' | 'running' | 'waiting' | 'reading' | 'editing' | 'over' = 'new';
	#exitCode: number | undefined;
	#reply: Reply;
	#input: string[] = [];
	#isInputClosed = false;
	/** It stopped at a read, so the next piece of input is its answer. */
	#wantsInput = false;
	#stopWaiting: (() => void) | undefined;
	#steps = 0;
	#restMs = FIRST_REST_MS;

	/** @param handlers the program's own `process.handlers` */
	constructor(
		private readonly program: Program,
		private readonly handlers: ReadonlyMap<SignalName, () => void>,
		private readonly host: TaskHost,
	) {}

	get running(): boolean {
		return this.#state !== 'over';
	}

	/** Undefined while it runs, and after `kill`. */
	get exitCode(): number | undefined {
		return this.#exitCode;
	}

	get isReading(): boolean {
		return this.#state === 'reading';
	}

	/** Runs the program until it blocks for the first time. */
	start(): void {
		if (this.#state === 'new') this.#run();
	}

	/** Goes on; called by the owner for tasks that were enqueued. */
	resume(): void {
		if (this.#state === 'queued') this.#run();
	}

	/** Standard input; kept until the program reads. */
	feed(text: string): void {
		this.#input.push(text);
		if (this.#state === 'reading') this.#wake();
	}

	/** Ends standard input. */
	closeInput(): void {
		this.#isInputClosed = true;
		if (this.#state === 'reading') this.#wake();
	}

	/** Answers `onEdit`; undefined if the editor was left without saving. */
	edited(text: string | undefined): void {
		if (this.#state !== 'editing') return;
		this.#reply = text;
		this.#wake();
	}

	/** Delivers a signal; false if the program has no handler for it and takes no notice. */
	signal(name: SignalName): boolean {
		const handler = this.handlers.get(name);
		if (!handler || !this.running) return false;
		handler();
		// A program that reads goes on as if nothing had come; its handler knows why.
		if (this.#state === 'waiting' || this.#state === 'reading') this.#wake();
		return true;
	}

	/** Ends the program where it stands, its `finally` blocks included; `exited` is not called. */
	kill(): void {
		if (!this.running) return;
		const isInside = this.#state === 'running';
		this.#state = 'over';
		this.#stopWaiting?.();
		if (!isInside) this.program.return(137);
	}

	#wake(): void {
		this.#stopWaiting?.();
		this.#stopWaiting = undefined;
		this.#state = 'queued';
		this.host.enqueue(this);
	}

	#run(): void {
		this.#takeInput();
		this.#state = 'running';
		while (this.#isRunning()) {
			const step = this.program.next(this.#reply);
			this.#reply = undefined;
			if (!this.#isRunning()) {
				// Killed by something that it did itself.
				if (!step.done) this.program.return(137);
				return;
			}
			if (step.done) {
				this.#state = 'over';
				this.#exitCode = step.value;
				this.host.exited(step.value);
				return;
			}
			this.#perform(step.value);
			if (++this.#steps >= MAX_STEPS && this.#isRunning()) this.#rest();
		}
	}

	#rest(): void {
		const restMs = this.#restMs;
		this.#wait(this.host.clock.now() + restMs, []);
		this.#restMs = Math.min(restMs * 2, MAX_REST_MS);
	}

	// Outside of `#run`, so that the state may have changed meanwhile.
	#isRunning(): boolean {
		return this.#state === 'running';
	}

	#takeInput(): void {
		if (this.#input.length > 0 && this.#wantsInput) this.#reply = this.#input.shift();
		this.#wantsInput = false;
	}

	#perform(effect: Effect): void {
		switch (effect.kind) {
			case 'write':
				this.host.write(effect.stream, effect.text);
				break;
			case 'clear':
				this.host.onClear?.();
				break;
			case 'read':
				if (this.#input.length > 0) this.#reply = this.#input.shift();
				else if (!this.#isInputClosed && this.host.onRead) {
					this.#block('reading');
					this.#wantsInput = true;
					this.host.onRead();
				}
				break;
			case 'edit':
				if (!this.host.onEdit) break;
				this.#state = 'editing';
				this.host.onEdit({name: effect.name, text: effect.text, ...(effect.inside && {inside: true})});
				break;
			case 'wait':
				this.#wait(effect.untilMs, effect.on ?? []);
		}
	}

	#block(state: 'waiting' | 'reading'): void {
		this.#state = state;
		this.#steps = 0;
		this.#restMs = FIRST_REST_MS;
	}

	#wait(untilMs: number | undefined, on: NonNullable<(Effect & {kind: 'wait'})['on']>): void {
		this.#block('waiting');
		// Whatever wakes it, and however often: it is queued once and goes on from the owner's queue, never in the middle of a change.
		const wake = () => {
			if (this.#state === 'waiting') this.#wake();
		};
		const stops = on.map(signal => signal.subscribe(wake));
		if (untilMs !== undefined) stops.push(this.host.clock.setTimer(untilMs, wake));
		this.#stopWaiting = () => {
			for (const stop of stops) stop();
		};
	}
}
