import {ContainerLog} from './container-log.ts';

/** How an instance of a container ended, as it stands in its status. */
export interface Termination {
	readonly exitCode: number;
	readonly reason: string;
	readonly finishedAtMs: number;
	readonly message?: string;
}

/** The process behind a container: an interpreted program or a server of its image. */
export interface MainProcess {
	/** Asks it to end (SIGTERM, or what the image prefers). It may ignore that. */
	terminate(): void;
	/** Ends it without being asked (SIGKILL). */
	kill(): void;
	/** Ends it because whoever was attached to its standard input has left. */
	hangUp?(exitCode: number): void;
}

/** One instance of a container, from its start to its end. A restart makes a new one. */
export class Container {
	readonly log = new ContainerLog();
	termination: Termination | undefined;
	process: MainProcess | undefined;
	/** Closes the ports that it listens on. */
	#closers: (() => void)[] | undefined;
	#waiting: (() => void)[] | undefined;

	/**
	 * @param attempt how often the container was started before in this Pod
	 * @param startedAtMs 0 if it could not be started
	 */
	constructor(
		readonly id: string,
		readonly attempt: number,
		readonly image: string,
		readonly startedAtMs: number,
		private readonly onEnd: (container: Container) => void,
	) {}

	get isRunning(): boolean {
		return this.termination === undefined;
	}

	closeAtEnd(close: () => void): void {
		this.#closers = this.#closers ? [...this.#closers, close] : [close];
	}

	/** Notes that the process is gone; the first call counts. */
	end(termination: Termination): void {
		if (this.termination) return;
		this.termination = termination;
		this.process = undefined;
		for (const close of this.#closers?.splice(0) ?? []) close();
		this.log.end(termination.finishedAtMs);
		this.onEnd(this);
		for (const resume of this.#waiting?.splice(0) ?? []) resume();
	}

	/** Calls `resume` once when the container has ended. Returns how to stop waiting. */
	whenEnded(resume: () => void): () => void {
		this.#waiting ??= [];
		this.#waiting.push(resume);
		return () => {
			this.#waiting = this.#waiting?.filter(other => other !== resume);
		};
	}
}

/** `Completed` for exit code 0, else `Error`. */
export function endReason(exitCode: number): string {
	return exitCode === 0 ? 'Completed' : 'Error';
}
