import {toCalendar} from '../calendar.ts';
import {resolvePath} from '../files.ts';
import {type Command, complain, type FileStat, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {type Options, tool} from './tool.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_YEAR_MS = 15_778_476_000;
const COLUMNS = 80;

interface Entry {
	readonly name: string;
	readonly path: string;
	readonly stat: FileStat | undefined;
	readonly link: string | undefined;
}

/** ls, with -l -a -A -1 -R -h -d -t -r -S -F -p -i -n */
export const ls: Command = tool(
	'ls',
	{
		letters: 'laA1RhdtrSFpinCgoG',
		long: {
			all: 'a',
			'almost-all': 'A',
			recursive: 'R',
			'human-readable': 'h',
			directory: 'd',
			reverse: 'r',
			color: 'G?',
		},
		usageCode: 2,
	},
	function* ({options, operands, process}) {
		const names = operands.length > 0 ? operands : ['.'];
		let code = 0;
		const files: Entry[] = [];
		const directories: string[] = [];
		for (const name of names) {
			const entry = entryOf(name, resolvePath(process.cwd, name), process);
			if (!entry.stat && entry.link === undefined) {
				yield* complain(`ls: cannot access '${name}': No such file or directory\n`);
				code = 2;
			} else if (entry.stat?.type === 'directory' && !options.has('d')) directories.push(name);
			else files.push(entry);
		}
		if (files.length > 0) yield* print(format(sorted(files, options), options, process));
		const needsTitle = names.length > 1 || options.has('R');
		for (const [index, name] of directories.sort(byName).entries()) {
			if (index > 0 || files.length > 0) yield* print('\n');
			yield* listDirectory(name, needsTitle, options, process);
		}
		return code;
	},
);

function* listDirectory(name: string, hasTitle: boolean, options: Options, process: Process): Run<void> {
	const path = resolvePath(process.cwd, name);
	const isVisible = (entry: string) => options.has('a') || options.has('A') || !entry.startsWith('.');
	const entries = process.files
		.list(path)
		.filter(isVisible)
		.map(entry => entryOf(entry, path === '/' ? `/${entry}` : `${path}/${entry}`, process));
	if (options.has('a')) entries.push(entryOf('.', path, process), entryOf('..', resolvePath(path, '..'), process));
	const all = sorted(entries, options);
	if (hasTitle) yield* print(`${name}:\n`);
	if (options.has('l')) yield* print(`total ${all.length * 4}\n`);
	yield* print(format(all, options, process));
	if (!options.has('R')) return;
	for (const entry of all) {
		if (entry.stat?.type !== 'directory' || entry.link !== undefined || entry.name === '.' || entry.name === '..')
			continue;
		yield* print('\n');
		yield* listDirectory(`${name.replace(/\/$/, '')}/${entry.name}`, true, options, process);
	}
}

function entryOf(name: string, path: string, {files}: Process): Entry {
	return {name, path, stat: files.stat(path), link: files.readLink(path)};
}

function sorted(entries: readonly Entry[], options: Options): Entry[] {
	const all = [...entries].sort((a, b) => byName(a.name, b.name));
	if (options.has('t')) all.sort((a, b) => (b.stat?.modifiedMs ?? 0) - (a.stat?.modifiedMs ?? 0));
	if (options.has('S')) all.sort((a, b) => (b.stat?.size ?? 0) - (a.stat?.size ?? 0));
	return options.has('r') ? all.reverse() : all;
}

function byName(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function format(entries: readonly Entry[], options: Options, process: Process): string {
	if (entries.length === 0) return '';
	const shown = entries.map(entry => entry.name + suffix(entry, options));
	if (options.has('l') || options.has('g') || options.has('o') || options.has('n'))
		return longLines(entries, shown, options, process);
	if (options.has('1') || (!process.isTerminal && !options.has('C'))) return shown.map(name => `${name}\n`).join('');
	return columns(shown);
}

function suffix({stat, link}: Entry, options: Options): string {
	if (stat?.type === 'directory' && link === undefined && (options.has('F') || options.has('p'))) return '/';
	if (!options.has('F')) return '';
	return link !== undefined ? '@' : stat && (stat.mode & 0o111) !== 0 ? '*' : '';
}

function longLines(entries: readonly Entry[], shown: readonly string[], options: Options, {machine}: Process): string {
	const sizes = entries.map(({stat, link}) => size(link !== undefined ? link.length : (stat?.size ?? 0), options));
	const width = Math.max(...sizes.map(text => text.length));
	const owner = options.has('n') ? '0 0' : 'root root';
	return entries
		.map(({stat, link}, index) => {
			const mode = link !== undefined ? 'lrwxrwxrwx' : modeText(stat!);
			const links = stat?.type === 'directory' && link === undefined ? 2 : 1;
			const time = timeText(stat?.modifiedMs ?? 0, machine.now());
			const target = link !== undefined ? ` -> ${link}` : '';
			return `${mode} ${links} ${owner} ${sizes[index]!.padStart(width)} ${time} ${shown[index]}${target}\n`;
		})
		.join('');
}

/** `-rw-r--r--` */
export function modeText({type, mode}: FileStat): string {
	const bits = [...'rwxrwxrwx'].map((letter, index) => ((mode >> (8 - index)) & 1 ? letter : '-'));
	return (type === 'directory' ? 'd' : '-') + bits.join('');
}

function size(bytes: number, options: Options): string {
	return options.has('h') ? humanSize(bytes) : String(bytes);
}

/** `4.0K`, `12M`: as `-h` of ls, du and df shows sizes. */
export function humanSize(bytes: number): string {
	if (bytes < 1024) return String(bytes);
	let value = bytes;
	let unit = -1;
	for (; value >= 1024 && unit < 3; unit++) value /= 1024;
	return (value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value))) + 'KMGT'[unit];
}

function timeText(timeMs: number, nowMs: number): string {
	const {year, month, day, hour, minute} = toCalendar(timeMs);
	const date = `${MONTHS[month - 1]} ${String(day).padStart(2)}`;
	if (nowMs - timeMs > HALF_YEAR_MS || timeMs > nowMs + HALF_YEAR_MS) return `${date}  ${year}`;
	return `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

// As many columns as fit, filled downwards.
function columns(names: readonly string[]): string {
	for (let rows = 1; ; rows++) {
		const count = Math.ceil(names.length / rows);
		const widths = Array.from({length: count}, (_, column) =>
			Math.max(...names.slice(column * rows, (column + 1) * rows).map(name => name.length)),
		);
		const width = widths.reduce((sum, each) => sum + each + 2, -2);
		if (width > COLUMNS && rows < names.length) continue;
		let text = '';
		for (let row = 0; row < rows; row++) {
			const cells = widths.flatMap((each, column) => {
				const name = names[column * rows + row];
				return name === undefined ? [] : [name.padEnd(each)];
			});
			text += `${cells.join('  ').trimEnd()}\n`;
		}
		return text;
	}
}
