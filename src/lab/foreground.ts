import type {Clock} from '../cluster/clock.ts';
import type {EditRequest, Program, SignalName} from '../shell/program.ts';
import {Task} from '../shell/task.ts';

/** What a program in the foreground can reach. */
export interface ForegroundHost {
	readonly clock: Clock;
	write(stream: 'stdout' | 'stderr', text: string): void;
	clear(): void;
	/** The program wants a text edited; answered by `Foreground.edited`. */
	edit(request: EditRequest): void;
	/** Called around every piece of work of the program, so that what it changed can be told from what happened meanwhile. */
	worked(work: () => void): void;
	ended(exitCode: number): void;
}

const INTERRUPTED = 130;

/** The program that runs in the foreground of a terminal, on the cluster's clock. */
export class Foreground {
	readonly #task: Task;
	#isEditing = false;

	constructor(
		program: Program,
		handlers: ReadonlyMap<SignalName, () => void>,
		private readonly host: ForegroundHost,
	) {
		const {clock} = host;
		this.#task = new Task(program, handlers, {
			clock,
			// From a timer of this very moment: never in the middle of the cluster's own work.
			enqueue: task => void clock.setTimer(clock.now(), () => this.#work(() => task.resume())),
			write: (stream, text) => host.write(stream, text),
			exited: exitCode => host.ended(exitCode),
			onRead: () => {},
			onEdit: request => {
				this.#isEditing = true;
				host.edit(request);
			},
			onClear: () => host.clear(),
		});
	}

	get isReading(): boolean {
		return this.#task.isReading;
	}

	get isEditing(): boolean {
		return this.#isEditing;
	}

	/** Starts the program and lets it run until it waits for something. */
	start(): void {
		this.#work(() => this.#task.start());
	}

	/** Standard input from the terminal; undefined is its end (Ctrl-D). */
	input(text: string | undefined): void {
		if (text === undefined) this.#task.closeInput();
		else this.#task.feed(text);
	}

	/** The edited text, or undefined when the editor was left without saving. */
	edited(text: string | undefined): void {
		this.#isEditing = false;
		this.#task.edited(text);
	}

	/** Ctrl-C: the program may handle it; otherwise it ends. */
	interrupt(): void {
		if (!this.#task.running || this.#task.signal('INT')) return;
		this.#work(() => this.#task.kill());
		this.host.ended(INTERRUPTED);
	}

	// A mistake in a command must not take the session with it.
	#work(work: () => void): void {
		this.host.worked(() => {
			try {
				work();
			} catch (error) {
				this.host.write(
					'stderr',
					`kubekata: internal error: ${error instanceof Error ? error.message : String(error)}\n`,
				);
				this.#task.kill();
				this.host.ended(1);
			}
		});
	}
}
