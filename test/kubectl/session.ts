import {createCluster} from '../../src/cluster/cluster.ts';
import {LearnerShell} from '../../src/lab/learner-shell.ts';
import {type RunResult, runToEnd} from '../../src/lab/run-to-end.ts';

const LIMIT_MS = 600_000;

/** Somebody with a fresh cluster, some files and a prompt. */
export class Session {
	readonly cluster = createCluster({seed: 7});
	readonly #shell: LearnerShell;

	constructor(files: Readonly<Record<string, string>> = {}) {
		this.#shell = new LearnerShell(this.cluster, new Map(Object.entries(files)));
	}

	/** Runs a line of the shell to its end, in virtual time; after `limitMs` it is interrupted. */
	run(line: string, limitMs = LIMIT_MS): RunResult {
		return runToEnd(this.cluster, this.#shell.start(line), limitMs);
	}

	/** Standard output alone; for lines that must succeed. */
	out(line: string): string {
		const {out, err, code} = this.run(line);
		if (code !== 0) throw new Error(`${line}: ${err}`);
		return out;
	}

	/** Standard error alone. */
	err(line: string): string {
		return this.run(line).err;
	}
}
