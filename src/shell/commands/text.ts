import {type Command, print} from '../program.ts';
import {Input} from './input.ts';
import {tool} from './tool.ts';

/** cat, with -n -b -A -E -s */
export const cat: Command = tool(
	'cat',
	{
		letters: 'nbAEsTvetu',
		long: {number: 'n', 'number-nonblank': 'b', 'show-all': 'A', 'show-ends': 'E', 'squeeze-blank': 's'},
	},
	function* ({options, operands, process}) {
		const input = new Input(operands, process, (file, reason) => `cat: ${file}: ${reason}`);
		const isPlain = !['n', 'b', 'A', 'E', 's', 'T', 'e', 't'].some(letter => options.has(letter));
		if (isPlain) {
			for (let piece = yield* input.piece(); piece !== undefined; piece = yield* input.piece()) yield* print(piece);
			return input.failures > 0 ? 1 : 0;
		}
		const showsEnds = options.has('A') || options.has('E') || options.has('e');
		const showsTabs = options.has('A') || options.has('T') || options.has('t');
		let number = 0;
		let wasBlank = false;
		for (let line = yield* input.line(); line !== undefined; line = yield* input.line()) {
			const isBlank = line === '\n';
			if (options.has('s') && isBlank && wasBlank) continue;
			wasBlank = isBlank;
			const isNumbered = options.has('b') ? !isBlank : options.has('n');
			const shown = showsTabs ? line.replaceAll('\t', '^I') : line;
			const prefix = isNumbered ? `${String(++number).padStart(6)}\t` : '';
			yield* print(prefix + (showsEnds ? shown.replace(/\n$/, '$\n') : shown));
		}
		return input.failures > 0 ? 1 : 0;
	},
);

/** Lines in reverse order. */
export const tac: Command = tool('tac', {letters: ''}, function* ({operands, process}) {
	const input = new Input(operands, process, (file, reason) => `tac: failed to open '${file}' for reading: ${reason}`);
	const text = yield* input.all();
	yield* print((text.match(/[^\n]*\n|[^\n]+$/g) ?? []).reverse().join(''));
	return input.failures > 0 ? 1 : 0;
});

/** Each line with its characters in reverse order. */
export const rev: Command = tool('rev', {letters: ''}, function* ({operands, process}) {
	const input = new Input(operands, process, (file, reason) => `rev: cannot open ${file}: ${reason}`);
	for (let line = yield* input.line(); line !== undefined; line = yield* input.line())
		yield* print([...line.replace(/\n$/, '')].reverse().join('') + (line.endsWith('\n') ? '\n' : ''));
	return input.failures > 0 ? 1 : 0;
});

/** Numbers lines; blank ones are not counted. */
export const nl: Command = tool('nl', {letters: 'b:'}, function* ({options, operands, process}) {
	const input = new Input(operands, process, (file, reason) => `nl: ${file}: ${reason}`);
	let number = 0;
	for (let line = yield* input.line(); line !== undefined; line = yield* input.line()) {
		if (line === '\n' && options.value('b') !== 'a') yield* print(`       ${line}`);
		else yield* print(`${String(++number).padStart(6)}\t${line}`);
	}
	return input.failures > 0 ? 1 : 0;
});

/** The same text again and again, resting in virtual time so that nobody has to read it all. */
export const yes: Command = function* (args, {machine}) {
	const line = `${args.join(' ') || 'y'}\n`;
	for (let restMs = 10; ; restMs = Math.min(restMs * 2, 60_000)) {
		for (let count = 0; count < 1000; count++) yield* print(line);
		const untilMs = machine.now() + restMs;
		while (machine.now() < untilMs) yield {kind: 'wait', untilMs};
	}
};

export const seq: Command = function* (args) {
	const operands: string[] = [];
	let separator = '\n';
	let isPadded = false;
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		if (arg === '-s') separator = args[++index] ?? '';
		else if (/^-s./.test(arg)) separator = arg.slice(2);
		else if (arg === '-w') isPadded = true;
		else operands.push(arg);
	}
	const complaint = checkNumbers(operands);
	if (complaint !== undefined) {
		yield {kind: 'write', stream: 'stderr', text: `${complaint}\nTry 'seq --help' for more information.\n`};
		return 1;
	}
	const numbers = operands.map(Number);
	const [first = 1, step = 1, last = 1] =
		numbers.length === 1 ? [1, 1, numbers[0]!] : numbers.length === 2 ? [numbers[0]!, 1, numbers[1]!] : numbers;
	if (step === 0) {
		yield {
			kind: 'write',
			stream: 'stderr',
			text: "seq: invalid Zero increment value: ‘0’\nTry 'seq --help' for more information.\n",
		};
		return 1;
	}
	const digits = Math.max(...operands.map(operand => operand.split('.')[1]?.length ?? 0));
	const width = isPadded ? Math.max(first.toFixed(digits).length, last.toFixed(digits).length) : 0;
	const count = Math.floor((last - first) / step + 1e-9);
	for (let index = 0; index <= count; index++) {
		const text = (first + index * step).toFixed(digits).padStart(width, '0');
		yield* print(text + (index < count ? separator : '\n'));
	}
	return 0;
};

function checkNumbers(operands: readonly string[]): string | undefined {
	if (operands.length === 0) return 'seq: missing operand';
	if (operands.length > 3) return `seq: extra operand ‘${operands[3]}’`;
	const wrong = operands.find(operand => !/^[-+]?(\d+\.?\d*|\.\d+)$/.test(operand));
	return wrong === undefined ? undefined : `seq: invalid floating point argument: ‘${wrong}’`;
}
