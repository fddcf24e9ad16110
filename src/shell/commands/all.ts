import type {Command} from '../program.ts';
import {shellCommand} from './sh.ts';

/** The commands that every machine has, by name. */
export const standardCommands: ReadonlyMap<string, Command> = new Map([
	...['sh', 'bash', 'ash', 'dash'].map(name => [name, shellCommand(name)] as const),
]);
