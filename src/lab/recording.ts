import type {CommandRun, CommandShape} from '../lessons/command-run.ts';
import type {Command, Effect, Program, Reply} from '../shell/program.ts';

const MAX_OUTPUT = 256 * 1024;

/** Takes part in what commands do: told when one starts, and again whenever its output or exit code changed. */
export interface RunListener {
	started(name: string, args: readonly string[]): CommandRun;
	changed(run: CommandRun): void;
}

/** The same command, with everything it prints and how it ends written down for the goals. */
export function recorded(name: string, command: Command, listener: RunListener): Command {
	return function* (args, process): Program {
		const run = listener.started(name, args);
		const program = command(args, process);
		try {
			let reply: Reply;
			for (;;) {
				const step: IteratorResult<Effect, number> = program.next(reply);
				if (step.done) {
					run.exitCode = step.value;
					return step.value;
				}
				if (step.value.kind === 'write' && run.output.length < MAX_OUTPUT) run.output += step.value.text;
				// A program that waits may wait for ever: what it printed so far counts.
				if (step.value.kind === 'wait') listener.changed(run);
				reply = yield step.value;
			}
		} finally {
			program.return(0);
			listener.changed(run);
		}
	};
}

/** A command of which nothing is known but its words. */
export function plainShape(program: string, args: readonly string[]): CommandShape {
	const isFlag = (word: string) => word.startsWith('-') && word.length > 1;
	return {
		program,
		verb: '',
		objects: [],
		args: args.filter(word => !isFlag(word)),
		flags: new Map(args.filter(isFlag).map(word => [word, ''])),
	};
}
