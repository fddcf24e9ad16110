import type {Program} from '../program.ts';
import type {Shell} from '../shell.ts';

/** A command that is part of the shell and may change it. `position` tells where in the script it stands. */
export type Builtin = (args: readonly string[], shell: Shell, position?: number) => Program;
