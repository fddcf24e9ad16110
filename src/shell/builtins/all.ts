import {aliasBuiltins} from './aliases.ts';
import type {Builtin} from './builtin.ts';
import {controlBuiltins} from './control.ts';
import {directoryBuiltins} from './directory.ts';
import {jobBuiltins} from './job-control.ts';
import {lookupBuiltins} from './lookup.ts';
import {optionBuiltins} from './options.ts';
import {readBuiltins} from './read.ts';
import {variableBuiltins} from './variables.ts';

/** The commands that are part of the shell, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map([
	...Object.entries(controlBuiltins),
	...Object.entries(variableBuiltins),
	...Object.entries(optionBuiltins),
	...Object.entries(readBuiltins),
	...Object.entries(directoryBuiltins),
	...Object.entries(aliasBuiltins),
	...Object.entries(lookupBuiltins),
	...Object.entries(jobBuiltins),
]);
