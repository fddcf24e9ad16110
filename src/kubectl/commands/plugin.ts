import {CommandError, type Subcommand} from '../command.ts';

/** Programs beside kubectl whose names begin with `kubectl-`; there are none. */
export const plugin: Subcommand = {
	name: 'plugin',
	short: 'Provides utilities for interacting with plugins',
	usage: 'kubectl plugin list',
	flags: [],
	subcommands: [
		{
			name: 'list',
			short: "List all visible plugin executables on a user's PATH",
			usage: 'kubectl plugin list',
			flags: [{name: 'name-only', type: 'boolean', help: 'Names without their directories'}],
			// biome-ignore lint/correctness/useYield: a program that ends at once
			*run() {
				throw new CommandError('error: unable to find any kubectl plugins in your PATH');
			},
		},
	],
};
