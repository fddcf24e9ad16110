import type {Effect, Program, Reply, Signal} from './program.ts';

type Wait = Effect & {readonly kind: 'wait'};

/** One of several programs that run side by side: a stage of a pipeline, a background job. */
export class Strand {
	state: 'ready' | 'waiting' | 'reading' | 'done' = 'ready';
	/** Valid once the state is `done`. */
	exitCode = 0;
	#wait: Wait | undefined;
	#isWoken = false;
	#reply: Reply;

	constructor(private readonly program: Program) {}

	/** Runs to the next effect. Returns it if somebody has to carry it out; waits and reads are kept as the state. */
	step(): Effect | undefined {
		const {value, done} = this.program.next(this.#reply);
		this.#reply = undefined;
		if (done) {
			this.state = 'done';
			this.exitCode = value;
			return undefined;
		}
		if (value.kind === 'wait') {
			this.state = 'waiting';
			this.#wait = value;
			this.#isWoken = false;
			return undefined;
		}
		if (value.kind === 'read') {
			this.state = 'reading';
			return undefined;
		}
		return value;
	}

	/** Answers the effect that `step` returned, or the read it is in. */
	answer(reply: Reply): void {
		this.#reply = reply;
		if (this.state === 'reading') this.state = 'ready';
	}

	/** Ends the wait if it is over, or in any case. */
	resume(nowMs: number, always = false): boolean {
		if (this.state !== 'waiting') return false;
		if (!always && !this.#isWoken && !(this.#wait?.untilMs !== undefined && nowMs >= this.#wait.untilMs)) return false;
		this.state = 'ready';
		this.#wait = undefined;
		return true;
	}

	/** Ends the program where it stands. */
	kill(exitCode: number): void {
		if (this.state === 'done') return;
		this.state = 'done';
		this.exitCode = exitCode;
		this.program.return(exitCode);
	}

	get untilMs(): number | undefined {
		return this.state === 'waiting' ? this.#wait?.untilMs : undefined;
	}

	/** Notes when one of the signals of the wait speaks. */
	subscribe(wake: () => void): () => void {
		const stops = (this.#wait?.on ?? []).map(signal =>
			signal.subscribe(() => {
				this.#isWoken = true;
				wake();
			}),
		);
		return () => {
			for (const stop of stops) stop();
		};
	}
}

/** One wait for all of the strands that wait; afterwards `resume` tells which of them go on. */
export function waitForAny(strands: readonly Strand[]): Wait {
	const waiting = strands.filter(strand => strand.state === 'waiting');
	const times = waiting.map(strand => strand.untilMs).filter(time => time !== undefined);
	const all: Signal = {
		subscribe: wake => {
			const stops = waiting.map(strand => strand.subscribe(wake));
			return () => {
				for (const stop of stops) stop();
			};
		},
	};
	return {kind: 'wait', ...(times.length > 0 && {untilMs: Math.min(...times)}), on: [all]};
}
