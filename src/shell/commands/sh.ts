import {applySet} from '../builtins/options.ts';
import {ShellError} from '../control-flow.ts';
import {FileError, resolvePath} from '../files.ts';
import {createShell, runInShell, type ScriptOptions} from '../interpret.ts';
import {isIncomplete} from '../parse.ts';
import {type Command, complain, type Process, type Program, print, type Reply, readAll} from '../program.ts';
import {ShellState} from '../shell-state.ts';

const INTERRUPTED = 130;

interface Call {
	readonly script: string;
	readonly options: ScriptOptions;
}

/** `sh -c TEXT [NAME ARGS]`, `sh FILE [ARGS]`, `sh -s`, or an interactive shell. */
export function shellCommand(name: string): Command {
	return function* (args, process) {
		const settings: string[] = [];
		let index = 0;
		let mode: 'script' | 'text' | 'input' = 'script';
		let isInteractive = false;
		for (; /^[-+]./.test(args[index] ?? ''); index++) {
			const arg = args[index]!;
			if (arg === '--') {
				index++;
				break;
			}
			if (arg.startsWith('--')) continue;
			for (const letter of arg.slice(1)) {
				if (letter === 'c') mode = 'text';
				else if (letter === 's') mode = 'input';
				else if (letter === 'i') isInteractive = true;
				else if (letter === 'o') settings.push(`${arg[0]}o`, args[++index] ?? '');
				else if (letter !== 'l') settings.push(arg[0] + letter);
			}
		}
		const dialect = name === 'bash' ? 'bash' : 'sh';
		const rest = args.slice(index);
		if (mode === 'text') {
			const [script, scriptName = name, ...scriptArgs] = rest;
			if (script === undefined) {
				yield* complain(
					`${name}: ${name === 'bash' ? '-c: option requires an argument' : '-c requires an argument'}\n`,
				);
				return 2;
			}
			const options = {name: scriptName, args: scriptArgs, dialect, hasLines: name === 'bash'} as const;
			return yield* runOnce({script, options}, settings, process);
		}
		if (mode === 'script' && rest.length > 0) return yield* runFile(name, rest, settings, process);
		if (process.isTerminal || isInteractive) return yield* interact(name, dialect, process);
		return yield* runOnce({script: yield* readAll(), options: {name, args: rest, dialect}}, settings, process);
	};
}

function* runFile(
	name: string,
	[file = '', ...args]: readonly string[],
	settings: readonly string[],
	process: Process,
): Program {
	let script: string;
	try {
		script = process.files.read(resolvePath(process.cwd, file));
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		yield* complain(
			name === 'bash' ? `bash: ${file}: ${error.message}\n` : `${name}: can't open '${file}': ${error.message}\n`,
		);
		return error.message === 'Is a directory' ? 126 : name === 'bash' ? 127 : 2;
	}
	const dialect = name === 'bash' ? 'bash' : 'sh';
	return yield* runOnce({script, options: {name: file, args, dialect, hasLines: true}}, settings, process);
}

function* runOnce({script, options}: Call, settings: readonly string[], process: Process): Program {
	try {
		const shell = createShell(process, options);
		if (settings.length > 0) {
			const code = yield* applySet([...settings, '--', ...(options.args ?? [])], shell);
			if (code !== 0) return code;
		}
		return yield* runInShell(script, shell);
	} catch (error) {
		if (!(error instanceof ShellError)) throw error;
		yield* complain(`${options.name ?? 'sh'}: ${error.message}\n`);
		return error.code;
	}
}

// Reads line by line from the terminal until `exit` or the end of input.
function* interact(name: string, dialect: 'sh' | 'bash', process: Process): Program {
	const state = new ShellState();
	const inner: Process = {...process, env: new Map(process.env), handlers: process.handlers};
	const shell = createShell(inner, {name, dialect, state, isPrompt: true});
	let pending = '';
	let isInterrupted = false;
	// Ctrl-C ends what runs, or drops the line that is typed, but never the shell.
	inner.handlers.set('INT', () => {
		isInterrupted = true;
	});
	for (;;) {
		isInterrupted = false;
		yield* print(pending === '' ? prompt(dialect, inner) : '> ');
		let line = '';
		while (!line.endsWith('\n')) {
			const piece = yield {kind: 'read'};
			if (isInterrupted) break;
			if (piece === undefined) {
				yield* print(dialect === 'bash' ? 'exit\n' : '\n');
				return state.lastExitCode;
			}
			line += piece;
		}
		if (isInterrupted) {
			state.lastExitCode = INTERRUPTED;
			pending = '';
			continue;
		}
		pending += line;
		if (isIncomplete(pending)) continue;
		const script = pending;
		pending = '';
		if (script.trim() === '') continue;
		state.history.push(script.trimEnd());
		const code = yield* untilInterrupted(runInShell(script, shell), () => isInterrupted);
		if (state.hasExited) return code;
		if (isInterrupted) state.lastExitCode = INTERRUPTED;
	}
}

function* untilInterrupted(program: Program, isInterrupted: () => boolean): Program {
	let reply: Reply;
	try {
		for (;;) {
			const {done, value} = program.next(reply);
			if (done) return value;
			reply = yield value;
			if (isInterrupted()) return INTERRUPTED;
		}
	} finally {
		program.return(INTERRUPTED);
	}
}

// As bash, Debian's dash and busybox's sh show it to root; where there is bash, sh is dash.
function prompt(dialect: 'sh' | 'bash', {machine, env, cwd}: Process): string {
	const home = env.get('HOME');
	const place = home !== undefined && home !== '/' && cwd.startsWith(home) ? `~${cwd.slice(home.length)}` : cwd;
	if (dialect === 'sh' && machine.commands.has('bash')) return '# ';
	return dialect === 'bash' ? `root@${machine.hostname}:${place}# ` : `${place} # `;
}
