import {resolvePath} from '../files.ts';
import {type Command, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {AwkMachine} from './awk/machine.ts';
import {parseAwk} from './awk/parser.ts';
import {Input} from './input.ts';
import {readFile, ToolError, tool} from './tool.ts';

/** awk, with -F -v -f */
export const awk: Command = tool(
	'awk',
	{
		letters: 'F:v:f:',
		stopsAtOperand: true,
		usageCode: 2,
		usage: 'usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]',
	},
	function* ({options, operands, process}) {
		const isFromFile = options.has('f');
		const [text, ...others] = isFromFile
			? [
					options
						.values('f')
						.map(file => readFile(process, file))
						.join('\n'),
					...operands,
				]
			: operands;
		if (text === undefined) throw new ToolError('usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]', 2);
		const program = parseAwk(text);
		const machine = new AwkMachine(program, () => process.machine.random());
		machine.setArray('ENVIRON', process.env);
		const separator = options.value('F');
		if (separator !== undefined)
			machine.assign('FS', separator === 't' ? '\t' : separator.replaceAll('\\t', '\t').replace(/^\\([|.])$/, '$1'));
		for (const given of options.values('v')) assign(given, machine);
		const flush = function* (): Run<void> {
			const out = machine.out;
			machine.out = '';
			yield* print(out);
			for (const {name, append, text: piece} of machine.files.splice(0)) {
				if (name === '/dev/stderr') yield {kind: 'write', stream: 'stderr', text: piece};
				else if (name === '/dev/stdout') yield* print(piece);
				else process.files.write(resolvePath(process.cwd, name), piece, {append: append || opened.has(name)});
				opened.add(name);
			}
		};
		const opened = new Set<string>();
		machine.begin();
		yield* flush();
		let failures = 0;
		if (!machine.hasExited && (program.rules.length > 0 || program.end.length > 0)) {
			const files = others.filter(operand => !/^[A-Za-z_]\w*=/.test(operand));
			for (const operand of others) if (/^[A-Za-z_]\w*=/.test(operand)) assign(operand, machine);
			const input = new Input(files, process, (file, reason) => `awk: cannot open "${file}" (${reason})`);
			yield* readRecords(input, machine, flush);
			failures = input.failures;
		}
		machine.hasExited = false;
		machine.end();
		yield* flush();
		return machine.exitCode || (failures > 0 ? 2 : 0);
	},
);

function* readRecords(input: Input, machine: AwkMachine, flush: () => Run<void>): Run<void> {
	let file = 0;
	let number = 0;
	for (let line = yield* input.line(); line !== undefined && !machine.hasExited; line = yield* input.line()) {
		if (input.fileCount !== file) {
			file = input.fileCount;
			number = 0;
			machine.assign('FILENAME', input.file ?? '');
		}
		machine.record(line.replace(/\n$/, ''), ++number);
		yield* flush();
		if (machine.hasExited) return;
	}
}

function assign(given: string, machine: AwkMachine): void {
	const equals = given.indexOf('=');
	if (equals < 1) throw new ToolError(`awk: \`${given}' argument to \`-v' not in \`var=value' form`, 2);
	machine.assign(
		given.slice(0, equals),
		given.slice(equals + 1).replace(/\\([nt\\])/g, (_all, letter: string) => ({n: '\n', t: '\t', '\\': '\\'})[letter]!),
	);
}
