import {FunctionReturn, LoopControl, ShellError, ShellExit} from '../control-flow.ts';
import {expandArithmetic} from '../expand.ts';
import {FileError, resolvePath} from '../files.ts';
import {parseScript} from '../parse.ts';
import type {Program} from '../program.ts';
import {findCommand} from '../run-command.ts';
import type {Shell} from '../shell.ts';
import {type Builtin, instantly} from './builtin.ts';

export const controlBuiltins: Readonly<Record<string, Builtin>> = {
	':': instantly(() => {
		return 0;
	}),
	*exit(args, shell) {
		throw new ShellExit(yield* exitCode('exit', args, shell));
	},
	*return(args, shell) {
		throw new FunctionReturn(yield* exitCode('return', args, shell));
	},
	break: instantly((args, shell) => {
		if (shell.loops === 0) return 0;
		throw new LoopControl('break', loopCount(args, shell));
	}),
	continue: instantly((args, shell) => {
		if (shell.loops === 0) return 0;
		throw new LoopControl('continue', loopCount(args, shell));
	}),
	*eval(args, shell) {
		return yield* runText(args.join(' '), shell);
	},
	source: runFile,
	'.': runFile,
	*exec(args, shell) {
		const [name = '', ...rest] = args;
		const process = shell.processFor(shell.process.env, shell.process.handlers);
		const found = findCommand(name, process);
		if ('failure' in found && found.failure === 'not-found') {
			yield* shell.complain(`exec: ${name}: not found`);
			throw new ShellExit(127);
		}
		shell.process.handlers.clear();
		shell.state.traps.clear();
		if ('command' in found) throw new ShellExit(yield* found.command(rest, process));
		yield* shell.complain(`exec: ${name}: cannot execute`);
		throw new ShellExit(126);
	},
	*let(args, shell) {
		let value = 0;
		for (const arg of args) value = yield* expandArithmetic(arg, shell);
		return value === 0 ? 1 : 0;
	},
};

/** Runs commands given as text in the shell itself. */
export function* runText(text: string, shell: Shell): Program {
	const parsed = parseScript(text);
	if ('error' in parsed) throw new ShellError(parsed.error, 2);
	return yield* shell.within({source: text}, shell.run(parsed.script.commands));
}

function* runFile(args: readonly string[], shell: Shell): Program {
	const [file, ...rest] = args;
	if (file === undefined) {
		yield* shell.complain('.: filename argument required');
		return 2;
	}
	let text: string;
	try {
		text = shell.process.files.read(resolvePath(shell.process.cwd, file));
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		yield* shell.complain(
			shell.settings.dialect === 'bash' ? `${file}: ${error.message}` : `.: can't open '${file}': ${error.message}`,
		);
		return 1;
	}
	const {args: before} = shell.state;
	if (rest.length > 0) shell.state.args = rest;
	try {
		return yield* runText(text, shell);
	} catch (error) {
		if (error instanceof FunctionReturn) return error.code;
		throw error;
	} finally {
		if (rest.length > 0) shell.state.args = before;
	}
}

function* exitCode(name: string, [code]: readonly string[], shell: Shell): Program {
	if (code === undefined) return shell.state.lastExitCode;
	if (/^-?\d+$/.test(code)) return ((Number(code) % 256) + 256) % 256;
	yield* shell.complain(
		shell.settings.dialect === 'bash'
			? `${name}: ${code}: numeric argument required`
			: `${name}: Illegal number: ${code}`,
	);
	return 2;
}

function loopCount([count = '1']: readonly string[], shell: Shell): number {
	if (!/^\d+$/.test(count)) throw new ShellError(`Illegal number: ${count}`);
	return Math.min(Math.max(1, Number(count)), shell.loops);
}
