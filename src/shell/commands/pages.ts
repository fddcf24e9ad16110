import {type Command, print} from '../program.ts';
import {Input} from './input.ts';
import {tool} from './tool.ts';

/** column, with -t -s -o: cells below each other, two blanks apart; without -t one entry a line is printed as it is. */
export const column: Command = tool(
	'column',
	{letters: 'ts:o:', long: {table: 't', separator: 's:', 'output-separator': 'o:'}},
	function* ({options, operands, process}) {
		const input = new Input(operands, process, (file, reason) => `column: cannot open ${file}: ${reason}`);
		const separators = options.value('s');
		const lines = (yield* input.all()).split('\n').filter(line => line.trim() !== '');
		if (!options.has('t')) yield* print(lines.map(line => `${line}\n`).join(''));
		else yield* print(tableOf(lines, separators, options.value('o') ?? '  '));
		return input.failures > 0 ? 1 : 0;
	},
);

/** The terminal scrolls, so a pager has nothing to do but to show its text. */
export const less: Command = pager('less');
export const more: Command = pager('more');

/** comm, with -1 -2 -3: lines of two sorted files, those of both in the third column. */
export const comm: Command = tool('comm', {letters: '123'}, function* ({options, operands, process}) {
	const [left, right] = [yield* linesOf(operands[0]), yield* linesOf(operands[1])] as [string[], string[]];
	function* linesOf(file = '-') {
		const text: string = yield* new Input([file], process, (name, reason) => `comm: ${name}: ${reason}`).all();
		return text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
	}
	const shows = ['1', '2', '3'].map(letter => !options.has(letter));
	const place = (index: number, line: string) =>
		shows[index] ? `${'\t'.repeat(shows.slice(0, index).filter(Boolean).length)}${line}\n` : '';
	let text = '';
	while (left.length > 0 || right.length > 0) {
		const [a, b] = [left[0], right[0]];
		if (a === b) text += place(2, left.shift()!);
		else if (b === undefined || (a !== undefined && a < b)) text += place(0, left.shift()!);
		else text += place(1, right.shift()!);
		if (a === b) right.shift();
	}
	yield* print(text);
	return 0;
});

function pager(name: string): Command {
	const letters = 'NRSXFiegn';
	return tool(name, {letters}, function* ({options, operands, process}) {
		const input = new Input(operands, process, (file, reason) => `${file}: ${reason}`);
		let number = 0;
		for (let line = yield* input.line(); line !== undefined; line = yield* input.line())
			yield* print(options.has('N') ? `${String(++number).padStart(7)} ${line}` : line);
		return input.failures > 0 ? 1 : 0;
	});
}

function tableOf(lines: readonly string[], separators: string | undefined, between: string): string {
	const rows = lines.map(line => cellsOf(line, separators));
	const widths: number[] = [];
	for (const row of rows)
		row.forEach((cell, index) => {
			widths[index] = Math.max(widths[index] ?? 0, [...cell].length);
		});
	const padded = (cell: string, index: number, row: readonly string[]) =>
		index === row.length - 1 ? cell : cell + ' '.repeat(widths[index]! - [...cell].length);
	return rows.map(row => `${row.map(padded).join(between)}\n`).join('');
}

// Blanks count as one separator, each other character for itself.
function cellsOf(line: string, separators: string | undefined): string[] {
	if (separators === undefined) return line.trim().split(/\s+/);
	const cells = [''];
	for (const character of line) {
		if (separators.includes(character)) cells.push('');
		else cells[cells.length - 1] += character;
	}
	return cells;
}
