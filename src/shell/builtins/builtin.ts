import type {Program} from '../program.ts';
import type {Shell} from '../shell.ts';

/** A command that is part of the shell and may change it. `position` tells where in the script it stands. */
export type Builtin = (args: readonly string[], shell: Shell, position?: number) => Program;

/** A built-in that neither prints nor waits; its exit code is what it returns. */
export function instantly(work: (args: readonly string[], shell: Shell) => number): Builtin {
	// biome-ignore lint/correctness/useYield: that is what it is for
	return function* (args, shell) {
		return work(args, shell);
	};
}
