import {print} from '../../shell/program.ts';
import type {Subcommand} from '../command.ts';
import {usageError} from './failures.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

/** `source <(kubectl completion bash)` works; there is nothing to teach the prompt, whose Tab knows kubectl from the start. */
export const completionScript: Subcommand = {
	name: 'completion',
	short: 'Output shell completion code for the specified shell',
	usage: 'kubectl completion SHELL',
	examples: 'source <(kubectl completion bash)',
	flags: [],
	*run({args}) {
		const [shell, ...rest] = args;
		if (shell === undefined) throw usageError('completion', 'Shell not specified.');
		if (rest.length > 0) throw usageError('completion', 'Too many arguments. Expected only the shell type.');
		if (!SHELLS.includes(shell)) throw usageError('completion', `Unsupported shell type ${JSON.stringify(shell)}.`);
		yield* print(`# kubectl completion for ${shell}: Tab completes kubectl at this prompt already.\n`);
		return 0;
	},
};
