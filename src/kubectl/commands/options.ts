import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {optionsHelp} from '../help.ts';

export const options: Subcommand = {
	name: 'options',
	short: 'Print the list of flags inherited by all commands',
	usage: 'kubectl options',
	flags: [],
	*run() {
		yield* print(optionsHelp());
		return 0;
	},
};
