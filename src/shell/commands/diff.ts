import {resolvePath} from '../files.ts';
import {type Difference, findDifferences} from '../line-differences.ts';
import {type Command, type Process, print, readAll} from '../program.ts';
import type {Run} from '../shell.ts';
import {formatDate} from './date.ts';
import {type Options, readFile, ToolError, tool} from './tool.ts';

/** diff, with -u, -U N, -q, -r, -N, -i, -w, -b, -B; exit code 1 if there are differences, 2 for trouble */
export const diff: Command = tool(
	'diff',
	{
		letters: 'uU:qrNiwbBsa',
		long: {
			unified: 'u?',
			brief: 'q',
			recursive: 'r',
			'new-file': 'N',
			'ignore-case': 'i',
			'ignore-all-space': 'w',
			color: 'K?',
		},
		usageCode: 2,
	},
	function* ({options, operands, process}) {
		const [left, right] = operands;
		const hint = "diff: Try 'diff --help' for more information.";
		if (left === undefined) throw new ToolError(`diff: missing operand after 'diff'\n${hint}`, 2);
		if (right === undefined) throw new ToolError(`diff: missing operand after '${left}'\n${hint}`, 2);
		return yield* compare(left, right, options, process);
	},
);

function* compare(left: string, right: string, options: Options, process: Process): Run {
	const type = (name: string) => (name === '-' ? 'file' : process.files.stat(resolvePath(process.cwd, name))?.type);
	const missing = [left, right].filter(name => type(name) === undefined);
	if (missing.length > 0 && !options.has('N'))
		throw new ToolError(missing.map(name => `diff: ${name}: No such file or directory`).join('\n'), 2);
	if (type(left) === 'directory' && type(right) === 'directory')
		return yield* compareDirectories(left, right, options, process);
	const inside = (directory: string, file: string) => `${directory.replace(/\/$/, '')}/${file.split('/').at(-1)}`;
	const oldName = type(left) === 'directory' ? inside(left, right) : left;
	const newName = type(right) === 'directory' ? inside(right, left) : right;
	const read = function* (name: string): Run<string> {
		if (name === '-') return yield* readAll();
		return type(name) === undefined ? '' : readFile(process, name);
	};
	const [before, after] = [yield* read(oldName), yield* read(newName)];
	if (before === after) return 0;
	if (options.has('q')) {
		yield* print(`Files ${oldName} and ${newName} differ\n`);
		return 1;
	}
	const [oldLines, newLines] = [linesOf(before), linesOf(after)];
	const differences = findDifferences(
		oldLines.map(line => keyOf(line, options)),
		newLines.map(line => keyOf(line, options)),
	);
	if (differences.length === 0) return 0;
	if (!options.has('u') && !options.has('U')) yield* print(normal(differences, oldLines, newLines));
	else {
		const time = (name: string) =>
			formatDate(
				'%Y-%m-%d %H:%M:%S.%N +0000',
				process.files.stat(resolvePath(process.cwd, name))?.modifiedMs ?? process.machine.now(),
			);
		yield* print(`--- ${oldName}\t${time(oldName)}\n+++ ${newName}\t${time(newName)}\n`);
		yield* print(unified(differences, oldLines, newLines, Number(options.value('U') ?? 3)));
	}
	return 1;
}

function* compareDirectories(left: string, right: string, options: Options, process: Process): Run {
	const names = (name: string) => process.files.list(resolvePath(process.cwd, name));
	const [old, next] = [names(left), names(right)];
	let code = 0;
	for (const name of [...new Set([...old, ...next])].sort()) {
		const [a, b] = [`${left.replace(/\/$/, '')}/${name}`, `${right.replace(/\/$/, '')}/${name}`];
		const isDirectory = (path: string) => process.files.stat(resolvePath(process.cwd, path))?.type === 'directory';
		if (!next.includes(name) || !old.includes(name)) {
			if (!options.has('N')) yield* print(`Only in ${old.includes(name) ? left : right}: ${name}\n`);
			else yield* compare(a, b, options, process);
			code = 1;
		} else if (isDirectory(a) && isDirectory(b) && !options.has('r'))
			yield* print(`Common subdirectories: ${a} and ${b}\n`);
		else {
			const isFile = !isDirectory(a);
			if (
				isFile &&
				process.files.read(resolvePath(process.cwd, a)) !== process.files.read(resolvePath(process.cwd, b)) &&
				!options.has('q')
			)
				yield* print(
					`diff${options.has('u') ? ' -u' : ''}${options.has('r') ? ' -r' : ''}${options.has('N') ? ' -N' : ''} ${a} ${b}\n`,
				);
			code = (yield* compare(a, b, options, process)) || code;
		}
	}
	return code;
}

// A missing line end is part of the last line, and a difference.
function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function keyOf(line: string, options: Options): string {
	const folded = options.has('i') ? line.toLowerCase() : line;
	if (options.has('w')) return folded.replace(/\s+/g, '');
	return options.has('b') ? folded.replace(/\s+$/, '').replace(/\s+/g, ' ') : folded;
}

function normal(differences: readonly Difference[], old: readonly string[], next: readonly string[]): string {
	return differences
		.map(({fromOld, toOld, fromNew, toNew}) => {
			const letter = fromOld === toOld ? 'a' : fromNew === toNew ? 'd' : 'c';
			const range = (from: number, to: number) =>
				from === to ? String(from) : to - from === 1 ? String(to) : `${from + 1},${to}`;
			const removed = old.slice(fromOld, toOld).map(line => marked('< ', line));
			const added = next.slice(fromNew, toNew).map(line => marked('> ', line));
			return `${range(fromOld, toOld)}${letter}${range(fromNew, toNew)}\n${removed.join('')}${letter === 'c' ? '---\n' : ''}${added.join('')}`;
		})
		.join('');
}

function unified(
	differences: readonly Difference[],
	old: readonly string[],
	next: readonly string[],
	context: number,
): string {
	const groups: Difference[][] = [];
	for (const difference of differences) {
		const last = groups.at(-1);
		if (last && difference.fromOld - last.at(-1)!.toOld <= 2 * context) last.push(difference);
		else groups.push([difference]);
	}
	return groups
		.map(group => {
			const [first, last] = [group[0]!, group.at(-1)!];
			const oldStart = Math.max(0, first.fromOld - context);
			const newStart = Math.max(0, first.fromNew - context);
			const oldEnd = Math.min(old.length, last.toOld + context);
			const newEnd = Math.min(next.length, last.toNew + context);
			let text = `@@ -${unifiedRange(oldStart, oldEnd)} +${unifiedRange(newStart, newEnd)} @@\n`;
			let position = oldStart;
			for (const {fromOld, toOld, fromNew, toNew} of group) {
				text += old
					.slice(position, fromOld)
					.map(line => marked(' ', line))
					.join('');
				text += old
					.slice(fromOld, toOld)
					.map(line => marked('-', line))
					.join('');
				text += next
					.slice(fromNew, toNew)
					.map(line => marked('+', line))
					.join('');
				position = toOld;
			}
			return (
				text +
				old
					.slice(position, oldEnd)
					.map(line => marked(' ', line))
					.join('')
			);
		})
		.join('');
}

function unifiedRange(from: number, to: number): string {
	const count = to - from;
	return count === 1 ? String(from + 1) : `${count === 0 ? from : from + 1},${count}`;
}

function marked(mark: string, line: string): string {
	return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
