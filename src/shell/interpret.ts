import {runText} from './builtins/control.ts';
import {ShellExit} from './control-flow.ts';
import {endEarly, interpreter, runPendingTraps} from './execute.ts';
import {supervise} from './jobs.ts';
import {hasBackgroundJob, parseScript} from './parse.ts';
import type {Process, Program} from './program.ts';
import {Shell} from './shell.ts';
import {ShellState} from './shell-state.ts';
import {redirected} from './streams.ts';

export interface ScriptOptions {
	/** `$0` and the beginning of error messages; `sh` if not given. */
	readonly name?: string;
	/** `$1` and so on. */
	readonly args?: readonly string[];
	/** Whose error messages are spoken: `sh: x: not found` or `bash: x: command not found`. Follows from the name if not given. */
	readonly dialect?: 'sh' | 'bash';
	/**
	 * What the shell remembers from one script to the next. Given, the script changes the variables and the working directory of
	 * `process` itself; without it the script works on its own copy.
	 */
	readonly state?: ShellState;
	/** The learner's prompt, where background jobs are refused. */
	readonly isPrompt?: boolean;
	/** Error messages tell the line: `run.sh: line 3: …`. */
	readonly hasLines?: boolean;
}

/** Runs a script; the program's exit code is that of the script. What it can't parse is exit code 2. */
export function* runScript(text: string, process: Process, options: ScriptOptions = {}): Program {
	const shell = createShell(process, options);
	return yield* runInShell(text, shell);
}

/** A shell that is ready to run scripts one after the other. Throws ShellError when shells are nested too deeply. */
export function createShell(process: Process, options: ScriptOptions): Shell {
	const {name = 'sh', args, isPrompt = false, hasLines = false} = options;
	const {dialect = name.endsWith('bash') ? 'bash' : 'sh'} = options;
	const state = options.state ?? new ShellState();
	if (args) state.args = args;
	const own = options.state ? process : {...ownProcess(process), env: new Map(process.env)};
	return new Shell(own, state, {name, dialect, isPrompt, hasLines}, interpreter);
}

/** Runs one script in a shell, with its background jobs and, at its end, its EXIT trap. */
export function* runInShell(text: string, shell: Shell): Program {
	const {state, process, jobs} = shell;
	let hasEnded = false;
	try {
		const main = wholeScript(text, shell);
		const supervised = supervise(
			main,
			jobs,
			() => process.machine.now(),
			() => shell.waited(),
		);
		const code = yield* redirected(supervised, shell.ownStreams, process.files);
		hasEnded = true;
		state.lastExitCode = code;
		return code;
	} finally {
		if (!hasEnded) state.lastExitCode = 130;
	}
}

function ownProcess({cwd, files, machine, handlers, hasInput, isTerminal, env, depth}: Process): Process {
	return {cwd, files, machine, handlers, hasInput, isTerminal, env, ...(depth !== undefined && {depth})};
}

function* wholeScript(text: string, shell: Shell): Program {
	const parsed = parseScript(text);
	if ('error' in parsed) {
		yield* shell.complain(parsed.error);
		return 2;
	}
	if (shell.settings.isPrompt && hasBackgroundJob(parsed.script)) {
		yield {kind: 'write', stream: 'stderr', text: 'kubekata: background jobs are not simulated\n'};
		return 1;
	}
	let code: number;
	try {
		code = yield* runText(text, shell);
		yield* runPendingTraps(shell);
	} catch (error) {
		if (error instanceof ShellExit) shell.state.hasExited = true;
		code = yield* endEarly(error, shell);
	}
	return yield* exitTrap(code, shell);
}

function* exitTrap(code: number, shell: Shell): Program {
	const {state, settings} = shell;
	const trap = state.traps.get('EXIT');
	if (!trap || (settings.isPrompt && !state.hasExited)) return code;
	state.traps.delete('EXIT');
	state.lastExitCode = code;
	try {
		yield* runText(trap, shell);
	} catch (error) {
		if (!(error instanceof ShellExit)) throw error;
		return error.code;
	}
	return code;
}
