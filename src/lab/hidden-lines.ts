import type {Cluster} from '../cluster/cluster.ts';
import type {World} from '../lessons/format.ts';
import type {LearnerShell} from './learner-shell.ts';
import {runToEnd} from './run-to-end.ts';
import {untilQuiet} from './until-quiet.ts';

const LINE_LIMIT_MS = 10 * 60_000;
const QUIET_LIMIT_MS = 2 * 60_000;

/** Runs the lines of a lesson that nobody sees, in a shell of their own; what they print is lost. */
export class HiddenLines {
	/** Lines that failed, with what they printed. */
	readonly failures: string[] = [];

	constructor(
		private readonly cluster: Cluster,
		private readonly shell: LearnerShell,
	) {}

	/** Builds the world in which the learner arrives. */
	arrange({setup, run, advanceMs}: World): void {
		this.cluster.settle();
		this.shell.withSetup(setup, () => this.#run(run));
		if (run.length > 0) untilQuiet(this.cluster, QUIET_LIMIT_MS);
		this.cluster.advance(advanceMs);
	}

	/** Changes the world before a step. */
	prepare({setup}: World, lines: readonly string[]): void {
		if (lines.length === 0) return;
		this.shell.withSetup(setup, () => this.#run(lines));
		this.cluster.settle();
	}

	#run(lines: readonly string[]): void {
		for (const line of lines) {
			const {out, err, code} = runToEnd(this.cluster, this.shell.startHidden(line), LINE_LIMIT_MS);
			if (code !== 0) this.failures.push(`${line}\n${(err + out).trim()}`);
		}
	}
}
