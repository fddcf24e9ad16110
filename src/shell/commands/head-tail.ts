import {resolvePath} from '../files.ts';
import {checkLength} from '../limit-error.ts';
import {type Command, complain, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {Input} from './input.ts';
import {ToolError, tool} from './tool.ts';

const SPEC = {
	letters: 'n:c:qvfFs:',
	long: {
		lines: 'n:',
		bytes: 'c:',
		quiet: 'q',
		verbose: 'v',
		follow: 'f?',
		retry: 'R',
		pid: 'p:',
		'sleep-interval': 's:',
	},
	numberLetter: 'n',
};

export const head: Command = tool('head', {...SPEC, letters: 'n:c:qv'}, function* ({options, operands, process}) {
	const isBytes = options.has('c');
	const {count, sign} = readCount('head', options.value(isBytes ? 'c' : 'n') ?? '10', isBytes);
	let failures = 0;
	for (const [index, file] of (operands.length > 0 ? operands : ['-']).entries()) {
		const input = new Input([file], process, (name, reason) => `head: cannot open '${name}' for reading: ${reason}`);
		const title = hasTitle(options.has('q'), options.has('v'), operands) ? titleOf(file, index) : '';
		yield* headOf(input, isBytes, count, sign === '-', title);
		failures += input.failures;
	}
	return failures > 0 ? 1 : 0;
});

export const tail: Command = tool('tail', SPEC, function* ({options, operands, process}) {
	const isBytes = options.has('c');
	const {count, sign} = readCount('tail', options.value(isBytes ? 'c' : 'n') ?? '10', isBytes);
	const follows = options.has('f') || options.has('F');
	const waitsForFiles = options.has('F') || options.has('R');
	const files = operands.length > 0 ? operands : ['-'];
	const titles = hasTitle(options.has('q'), options.has('v'), operands);
	let failures = 0;
	for (const [index, file] of files.entries()) {
		const input = new Input([file], process, (name, reason) => `tail: cannot open '${name}' for reading: ${reason}`);
		const last = (text: string) => (isBytes ? lastCharacters(text, count, sign) : lastLines(text, count, sign));
		const text = yield* endOf(input, sign === '+' ? text => text : last);
		failures += input.failures;
		if (input.failures > 0) continue;
		if (titles) yield* print(titleOf(file, index));
		yield* print(last(text));
	}
	const followed = files.filter(
		file => file !== '-' && (waitsForFiles || process.files.stat(resolvePath(process.cwd, file))?.type === 'file'),
	);
	if (!follows || (followed.length === 0 && operands.length > 0)) {
		if (follows && operands.length > 0) yield* complain('tail: no files remaining\n');
		return failures > 0 ? 1 : 0;
	}
	if (followed.length === 0) return 0;
	return yield* follow(followed, titles ? files.at(-1)! : undefined, process);
});

function* headOf(input: Input, isBytes: boolean, count: number, isAllBut: boolean, title: string): Run<void> {
	let shown = title;
	if (isBytes && !isAllBut) return yield* headOfBytes(input, count, title);
	if (isAllBut) {
		const text = yield* input.all();
		if (input.failures > 0) return;
		const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
		const kept = isBytes
			? text.slice(0, Math.max(0, text.length - count))
			: lines.slice(0, Math.max(0, lines.length - count)).join('');
		return yield* print(title + kept);
	}
	for (let left = count; left > 0; left--) {
		const line = yield* input.line();
		if (line === undefined) break;
		yield* print(shown + line);
		shown = '';
	}
	if (input.failures === 0) yield* print(shown);
}

function* headOfBytes(input: Input, count: number, title: string): Run<void> {
	let shown = title;
	for (let left = count; left > 0; ) {
		const piece = yield* input.piece();
		if (piece === undefined) break;
		yield* print(shown + piece.slice(0, left));
		shown = '';
		left -= piece.length;
	}
	if (input.failures === 0) yield* print(shown);
}

// The end of an input, which may be far longer than what is kept of it.
function* endOf(input: Input, last: (text: string) => string): Run<string> {
	let text = '';
	let most = 1024 * 1024;
	for (let piece = yield* input.piece(); piece !== undefined; piece = yield* input.piece()) {
		text += piece;
		if (text.length <= most) continue;
		text = last(text);
		checkLength(text.length);
		most = Math.max(most, text.length * 2);
	}
	return text;
}

// Prints what is added to files, for ever. A file that shrank or was replaced is read from its beginning.
function* follow(names: readonly string[], shownName: string | undefined, process: Process): Run {
	const {files, cwd} = process;
	const paths = names.map(name => resolvePath(cwd, name));
	const read = (path: string) => (files.stat(path)?.type === 'file' ? files.read(path) : undefined);
	const seen = paths.map(path => read(path));
	let current = shownName;
	for (;;) {
		yield {kind: 'wait', on: paths.map(path => files.changes(path))};
		for (const [index, path] of paths.entries()) {
			const text = read(path);
			const before = seen[index];
			if (text === before) continue;
			seen[index] = text;
			const name = names[index]!;
			if (text === undefined) yield* complain(`tail: '${name}' has become inaccessible: No such file or directory\n`);
			else {
				if (before === undefined) yield* complain(`tail: '${name}' has appeared;  following new file\n`);
				else if (!text.startsWith(before)) yield* complain(`tail: ${name}: file truncated\n`);
				const added = before !== undefined && text.startsWith(before) ? text.slice(before.length) : text;
				if (current !== undefined && current !== name) yield* print(`\n==> ${name} <==\n`);
				if (current !== undefined) current = name;
				yield* print(added);
			}
		}
	}
}

function readCount(name: string, text: string, isBytes: boolean): {count: number; sign: string} {
	const match = /^([-+]?)(\d+)([kKMb]?)$/.exec(text);
	if (!match) throw new ToolError(`${name}: invalid number of ${isBytes ? 'bytes' : 'lines'}: ‘${text}’`);
	const unit = {'': 1, b: 512, k: 1024, K: 1024, M: 1024 * 1024}[match[3]!]!;
	return {sign: match[1]!, count: Number(match[2]) * unit};
}

function lastLines(text: string, count: number, sign: string): string {
	const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
	return (sign === '+' ? lines.slice(Math.max(0, count - 1)) : count === 0 ? [] : lines.slice(-count)).join('');
}

function lastCharacters(text: string, count: number, sign: string): string {
	if (sign === '+') return text.slice(Math.max(0, count - 1));
	return count === 0 ? '' : text.slice(-count);
}

function hasTitle(isQuiet: boolean, isVerbose: boolean, operands: readonly string[]): boolean {
	return isVerbose || (operands.length > 1 && !isQuiet);
}

function titleOf(file: string, index: number): string {
	return `${index > 0 ? '\n' : ''}==> ${file === '-' ? 'standard input' : file} <==\n`;
}
