import type {Command, Process} from '../program.ts';
import {runCommand} from '../run-command.ts';
import type {Run} from '../shell.ts';
import {Input} from './input.ts';
import {ToolError, tool, wholeNumber} from './tool.ts';

const MAX_RUNS = 10_000;

/** xargs, with -n -I -0 -r -L -d -t -P (one after the other) */
export const xargs: Command = tool(
	'xargs',
	{
		letters: 'n:I:0rL:d:tP:a:',
		long: {
			'max-args': 'n:',
			null: '0',
			'no-run-if-empty': 'r',
			delimiter: 'd:',
			verbose: 't',
			'max-procs': 'P:',
			replace: 'I:',
		},
		stopsAtOperand: true,
	},
	function* ({options, operands, process}) {
		const text = yield* new Input(
			options.has('a') ? [options.value('a')!] : [],
			process,
			(file, reason) => `xargs: Cannot open input file '${file}': ${reason}`,
		).all();
		const command = operands.length > 0 ? operands : ['echo'];
		const mark = options.value('I');
		const separator = options.has('0') ? '\0' : options.value('d')?.replace('\\n', '\n').replace('\\0', '\0');
		const inner: Process = {...process, hasInput: true};
		const runs: string[][] = [];
		if (mark !== undefined) {
			const lines = separator === undefined ? text.split('\n').map(line => line.trimStart()) : text.split(separator);
			for (const line of lines.filter(each => each !== '')) runs.push(command.map(word => word.replaceAll(mark, line)));
		} else {
			const isByLine = options.has('L');
			const groups =
				separator !== undefined
					? text
							.replace(new RegExp(`${separator === '\n' ? '\\n' : separator === '\0' ? '\\0' : '(?!)'}$`), '')
							.split(separator)
							.filter((word, index, all) => word !== '' || index < all.length - 1)
							.map(word => [word])
					: isByLine
						? text
								.split('\n')
								.map(words)
								.filter(line => line.length > 0)
						: words(text).map(word => [word]);
			const size =
				options.has('n') || isByLine
					? wholeNumber('xargs', options.value('n') ?? options.value('L')!, 'invalid number for option')
					: Number.POSITIVE_INFINITY;
			if (size < 1) throw new ToolError(`xargs: value ${size} for -n option should be >= 1`);
			for (let index = 0; index < groups.length; index += size)
				runs.push([...command, ...groups.slice(index, index + size).flat()]);
			if (groups.length === 0 && !options.has('r')) runs.push([...command]);
		}
		if (runs.length > MAX_RUNS) throw new ToolError('kubekata: xargs: too many commands');
		return yield* runAll(runs, options.has('t'), inner);
	},
);

function* runAll(runs: readonly string[][], isVerbose: boolean, process: Process): Run {
	let code = 0;
	for (const argv of runs) {
		if (isVerbose) yield {kind: 'write', stream: 'stderr', text: `${argv.join(' ')}\n`};
		const result = yield* withoutInput(runCommand(argv, process, 'xargs'));
		if (result === 127 || result === 126) return result;
		if (result === 255) throw new ToolError(`xargs: ${argv[0]}: exited with status 255; aborting`, 124);
		if (result !== 0) code = 123;
	}
	return code;
}

// The commands don't read what belongs to xargs.
function* withoutInput(program: ReturnType<Command>): Run {
	try {
		let step = program.next();
		while (!step.done) step = program.next(step.value.kind === 'read' ? undefined : yield step.value);
		return step.value;
	} finally {
		program.return(1);
	}
}

// Blanks and line ends part words; quotes and backslashes keep them together.
function words(text: string): string[] {
	const all: string[] = [];
	for (const [word] of text.matchAll(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+|["']/g)) {
		if (word === '"' || word === "'")
			throw new ToolError(
				`xargs: unmatched ${word === '"' ? 'double' : 'single'} quote; by default quotes are special to xargs unless you use the -0 option`,
			);
		all.push(
			word.replace(/"([^"]*)"|'([^']*)'|\\([\s\S])/g, (_all, a?: string, b?: string, c?: string) => a ?? b ?? c ?? ''),
		);
	}
	return all;
}
