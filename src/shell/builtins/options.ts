import type {Program} from '../program.ts';
import type {Shell} from '../shell.ts';
import type {ShellState} from '../shell-state.ts';
import {type Builtin, instantly} from './builtin.ts';

type Option = keyof ShellState['options'];

const LETTERS: Readonly<Record<string, Option>> = {e: 'errexit', u: 'nounset', x: 'xtrace', f: 'noglob'};
const NAMES: readonly string[] = ['errexit', 'nounset', 'xtrace', 'noglob', 'pipefail'];
/** Accepted without effect, as they change nothing that a script here could notice. */
const IGNORED = 'abhkmnptvBCEHPT';

export const optionBuiltins: Readonly<Record<string, Builtin>> = {
	*set(args, shell) {
		if (args.length === 0) return yield* printAll(shell);
		return yield* applySet(args, shell);
	},
	*umask(args) {
		if (args.length === 0) yield {kind: 'write', stream: 'stdout', text: '0022\n'};
		return 0;
	},
	*ulimit() {
		yield {kind: 'write', stream: 'stdout', text: 'unlimited\n'};
		return 0;
	},
	shopt: instantly(() => {
		return 0;
	}),
	// Tab at the prompt knows all that the lines people have in their profiles would teach it.
	complete: instantly(() => 0),
	compopt: instantly(() => 0),
};

/** `set -eu -o pipefail -- a b`, also as options of `sh` itself. */
export function* applySet(args: readonly string[], shell: Shell): Program {
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		if (arg === '--' || !/^[-+]./.test(arg)) {
			shell.state.args = arg === '--' ? args.slice(index + 1) : args.slice(index);
			return 0;
		}
		const isOn = arg.startsWith('-');
		for (const letter of arg.slice(1)) {
			const option = letter === 'o' ? args[++index] : LETTERS[letter];
			if (option !== undefined && NAMES.includes(option)) shell.state.options[option as Option] = isOn;
			else if (letter === 'o' || !IGNORED.includes(letter)) {
				yield* shell.complain(
					letter === 'o' ? `set: ${option}: invalid option name` : `set: ${arg[0]}${letter}: invalid option`,
				);
				return 2;
			}
		}
	}
	return 0;
}

function* printAll(shell: Shell): Program {
	const all = [...shell.process.env, ...shell.state.variables].map(([name, value]) =>
		/^[\w@%+:,./-]*$/.test(value) ? `${name}=${value}\n` : `${name}='${value.replaceAll("'", "'\\''")}'\n`,
	);
	yield {kind: 'write', stream: 'stdout', text: all.sort().join('')};
	return 0;
}
