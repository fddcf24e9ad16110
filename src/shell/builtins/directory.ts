import {resolvePath} from '../files.ts';
import type {Builtin} from './builtin.ts';

export const directoryBuiltins: Readonly<Record<string, Builtin>> = {
	*cd(args, shell) {
		const operands = args.filter(arg => !/^-[LP]$|^--$/.test(arg));
		if (operands.length > 1) {
			yield* shell.complain('cd: too many arguments');
			return 1;
		}
		const [operand] = operands;
		const target = operand === '-' ? shell.state.previousDirectory : (operand ?? shell.get('HOME') ?? '/');
		if (target === undefined) {
			yield* shell.complain('cd: OLDPWD not set');
			return 1;
		}
		const {process, state} = shell;
		const path = resolvePath(process.cwd, target);
		const stat = process.files.stat(path);
		if (stat?.type !== 'directory') {
			const reason = stat ? 'Not a directory' : 'No such file or directory';
			yield* shell.complain(
				shell.settings.dialect === 'bash' ? `cd: ${target}: ${reason}` : `cd: can't cd to ${target}: ${reason}`,
			);
			return shell.settings.dialect === 'bash' ? 1 : 2;
		}
		state.previousDirectory = process.cwd;
		process.cwd = path;
		shell.set('OLDPWD', state.previousDirectory);
		shell.set('PWD', path);
		if (operand === '-') yield {kind: 'write', stream: 'stdout', text: `${path}\n`};
		return 0;
	},
	*pwd(_args, shell) {
		yield {kind: 'write', stream: 'stdout', text: `${shell.process.cwd}\n`};
		return 0;
	},
};
