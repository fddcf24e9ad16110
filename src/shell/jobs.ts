import type {Effect, Program, Reply, Signal} from './program.ts';
import {Strand, waitForAny} from './strand.ts';

export interface Job {
	readonly pid: number;
	readonly strand: Strand;
}

const FIRST_PID = 7;
const MAX_JOBS = 100;
const KILLED = 137;

/** Background jobs of one shell and its subshells, and what can interrupt its `wait`. */
export class Jobs {
	readonly all: Job[] = [];
	#nextPid = FIRST_PID;
	readonly #wakes = new Set<() => void>();

	/** Speaks when a job ends and when a trapped signal arrives. */
	readonly news: Signal = {
		subscribe: wake => {
			this.#wakes.add(wake);
			return () => this.#wakes.delete(wake);
		},
	};

	get running(): readonly Job[] {
		return this.all.filter(({strand}) => strand.state !== 'done');
	}

	/** Takes a program to be run beside the shell. Undefined when there are too many. */
	start(program: Program): Job | undefined {
		if (this.running.length >= MAX_JOBS) return undefined;
		const job = {pid: this.#nextPid++, strand: new Strand(program)};
		this.all.push(job);
		return job;
	}

	announce(): void {
		for (const wake of [...this.#wakes]) wake();
	}
}

/**
 * Runs a shell together with its background jobs. They go on while the shell waits and end with it. Every wait that passes resets
 * what `waited` watches.
 */
export function* supervise(main: Program, jobs: Jobs, now: () => number, waited: () => void): Program {
	try {
		let reply: Reply;
		for (;;) {
			const step: IteratorResult<Effect, number> = main.next(reply);
			if (step.done) {
				yield* runJobs(jobs);
				return step.value;
			}
			const effect = step.value;
			if (effect.kind === 'wait') waited();
			if (jobs.all.length === 0 || effect.kind !== 'wait') reply = yield effect;
			else {
				yield* waitBesideJobs(effect, jobs, now);
				reply = undefined;
			}
		}
	} finally {
		main.return(KILLED);
		for (const {strand} of jobs.all) strand.kill(KILLED);
	}
}

function* waitBesideJobs(wait: Effect & {kind: 'wait'}, jobs: Jobs, now: () => number): Generator<Effect, void, Reply> {
	const shell = new Strand(onlyWait(wait));
	shell.step();
	let stop = shell.subscribe(() => {});
	try {
		while (shell.state === 'waiting') {
			yield* runJobs(jobs);
			if (shell.resume(now())) return;
			stop();
			const strands = [shell, ...jobs.running.map(({strand}) => strand)];
			yield waitForAny(strands);
			stop = shell.subscribe(() => {});
			const resumed = strands.map(strand => strand.resume(now()));
			// Somebody wanted the program to look around: that is the shell's business.
			if (!resumed.includes(true)) shell.resume(now(), true);
		}
	} finally {
		stop();
	}
}

function* onlyWait(wait: Effect & {kind: 'wait'}): Program {
	yield wait;
	return 0;
}

// Until every job waits. Their standard input is empty.
function* runJobs(jobs: Jobs): Generator<Effect, void, Reply> {
	for (const {strand} of jobs.running) {
		while (strand.state === 'ready' || strand.state === 'reading') {
			if (strand.state === 'reading') strand.answer(undefined);
			const effect = strand.step();
			if (effect) strand.answer(yield effect);
		}
		if ((strand.state as string) === 'done') jobs.announce();
	}
}
