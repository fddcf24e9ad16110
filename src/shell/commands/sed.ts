import {FileError, resolvePath} from '../files.ts';
import {type Command, complain, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {Input} from './input.ts';
import {SedRun} from './sed-run.ts';
import {parseSed, type SedCommand} from './sed-script.ts';
import {readFile, ToolError, tool} from './tool.ts';

const USAGE = 'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...';

export const sed: Command = tool(
	'sed',
	{
		letters: 'nErse:f:i::z',
		long: {
			quiet: 'n',
			silent: 'n',
			'regexp-extended': 'E',
			expression: 'e:',
			file: 'f:',
			'in-place': 'i?',
			separate: 's',
		},
		usage: USAGE,
	},
	function* ({options, operands, process}) {
		const isGiven = options.has('e') || options.has('f');
		const [first, ...others] = operands;
		if (!isGiven && first === undefined) throw new ToolError(USAGE);
		const script = isGiven
			? [...options.values('e'), ...options.values('f').map(file => readFile(process, file))].join('\n')
			: first!;
		const commands = parseSed(script, options.has('E') || options.has('r'));
		const files = isGiven ? operands : others;
		if (options.has('i')) return yield* inPlace(files, options.value('i')!, commands, options.has('n'), process);
		const input = new Input(files, process, (file, reason) => `sed: can't read ${file}: ${reason}`);
		const run = new SedRun(commands, options.has('n'), input, print, process);
		const code = yield* run.toEnd();
		return input.failures > 0 && code === 0 ? 2 : code;
	},
);

// Every file is a run of its own, whose output replaces it.
function* inPlace(
	files: readonly string[],
	suffix: string,
	commands: readonly SedCommand[],
	isQuiet: boolean,
	process: Process,
): Run {
	if (files.length === 0) throw new ToolError('sed: no input files');
	let code = 0;
	for (const file of files) {
		const path = resolvePath(process.cwd, file);
		if (process.files.stat(path)?.type === 'directory') {
			yield* complain(`sed: couldn't edit ${file}: not a regular file\n`);
			code = 4;
			continue;
		}
		let before: string;
		try {
			before = process.files.read(path);
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			yield* complain(`sed: can't read ${file}: ${error.message}\n`);
			code = 2;
			continue;
		}
		let text = '';
		// biome-ignore lint/correctness/useYield: collects instead of printing
		const collect = function* (piece: string) {
			text += piece;
		};
		const run = new SedRun(commands, isQuiet, new Input([file], process, () => ''), collect, process);
		code ||= yield* run.toEnd();
		// After q the rest of the file stays as it is.
		if (suffix !== '') process.files.write(`${path}${suffix}`, before);
		process.files.write(path, text + run.rest);
	}
	return code;
}
