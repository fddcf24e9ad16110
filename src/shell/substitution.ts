import type {ParsedScript} from 'unbash';
import {CommandFailure, ShellError} from './control-flow.ts';
import {FileError, resolvePath} from './files.ts';
import type {Reply} from './program.ts';
import type {Run, Shell} from './shell.ts';

const MAX_OUTPUT = 4 * 1024 * 1024;

/** Runs commands in a subshell and returns what they print, without the line ends at its end. */
export function* capture(script: ParsedScript, shell: Shell): Run<string> {
	const file = onlyInput(script);
	if (file !== undefined) return readFile(file, shell).replace(/\n+$/, '');
	return (yield* output(script, shell)).replace(/\n+$/, '');
}

function readFile(file: string, shell: Shell): string {
	try {
		return shell.process.files.read(resolvePath(shell.process.cwd, file));
	} catch (error) {
		if (error instanceof FileError) throw new CommandFailure(`${file}: ${error.message}`);
		throw error;
	}
}

/** Runs `<(commands)` to their end and returns the path of a file with their output. */
export function* substituteProcess(script: ParsedScript, shell: Shell): Run<string> {
	const text = yield* output(script, shell);
	const path = shell.nextSubstitutionPath();
	shell.process.files.makeDirectory('/dev/fd', {parents: true});
	shell.process.files.write(path, text);
	return path;
}

function* output(script: ParsedScript, shell: Shell): Run<string> {
	const subshell = shell.fork();
	subshell.isTerminal = false;
	subshell.source = script.source ?? shell.source;
	let text = '';
	const program = subshell.runAsSubshell(script.commands);
	try {
		let reply: Reply;
		for (;;) {
			const step = program.next(reply);
			if (step.done) {
				shell.substituted = step.value;
				return text;
			}
			const effect = step.value;
			reply = undefined;
			if (effect.kind === 'write' && effect.stream === 'stdout') {
				text += effect.text;
				if (text.length > MAX_OUTPUT) throw new ShellError('command substitution: output too long');
			} else if (effect.kind !== 'clear') reply = yield effect;
		}
	} finally {
		program.return(1);
	}
}

// `$(<file)`
function onlyInput(script: ParsedScript): string | undefined {
	const command = script.commands.length === 1 ? script.commands[0]!.command : undefined;
	if (command?.type !== 'Command' || command.name || command.prefix.length !== 1) return undefined;
	const [redirect] = command.prefix;
	return redirect?.type === 'Redirect' && redirect.operator === '<' ? redirect.target?.value : undefined;
}
