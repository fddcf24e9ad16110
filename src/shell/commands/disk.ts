import {resolvePath} from '../files.ts';
import {type Command, complain, type Process, print} from '../program.ts';
import {formatDate} from './date.ts';
import {humanSize, modeText} from './directory-listing.ts';
import {tool} from './tool.ts';

const BLOCK = 4096;

/** du, with -s -h -a -c -k -b */
export const du: Command = tool(
	'du',
	{
		letters: 'shackbmd:',
		long: {summarize: 's', 'human-readable': 'h', all: 'a', total: 'c', bytes: 'b', 'max-depth': 'd:'},
	},
	function* ({options, operands, process}) {
		const shown = (bytes: number) =>
			options.has('h') ? humanSize(bytes) : String(options.has('b') ? bytes : Math.ceil(bytes / 1024));
		const limit = options.has('s') ? 0 : Number(options.value('d') ?? Number.POSITIVE_INFINITY);
		let total = 0;
		let code = 0;
		for (const name of operands.length > 0 ? operands : ['.']) {
			const path = resolvePath(process.cwd, name);
			if (!process.files.stat(path)) {
				yield* complain(`du: cannot access '${name}': No such file or directory\n`);
				code = 1;
				continue;
			}
			const lines: string[] = [];
			total += measure(name, path, 0, process, (bytes, entry, depth, isDirectory) => {
				if (depth <= limit && (isDirectory || options.has('a') || depth === 0))
					lines.push(`${shown(bytes)}\t${entry}\n`);
			});
			yield* print(lines.join(''));
		}
		if (options.has('c')) yield* print(`${shown(total)}\ttotal\n`);
		return code;
	},
);

function measure(
	name: string,
	path: string,
	depth: number,
	process: Process,
	show: (bytes: number, name: string, depth: number, isDirectory: boolean) => void,
): number {
	const stat = process.files.stat(path);
	if (!stat) return 0;
	if (stat.type === 'file') {
		const bytes = Math.ceil(stat.size / BLOCK) * BLOCK;
		show(bytes, name, depth, false);
		return bytes;
	}
	let bytes = BLOCK;
	for (const child of process.files.list(path))
		bytes += measure(`${name.replace(/\/$/, '')}/${child}`, resolvePath(path, child), depth + 1, process, show);
	show(bytes, name, depth, true);
	return bytes;
}

/** df: one disk of 100 GB that holds everything. */
export const df: Command = tool(
	'df',
	{letters: 'hkTPi', long: {'human-readable': 'h'}},
	function* ({options, operands, process}) {
		for (const name of operands)
			if (!process.files.stat(resolvePath(process.cwd, name))) {
				yield* complain(`df: ${name}: No such file or directory\n`);
				return 1;
			}
		if (options.has('h')) {
			yield* print('Filesystem      Size  Used Avail Use% Mounted on\n');
			yield* print(`overlay          98G   12G   82G  13% /\n`);
		} else {
			yield* print('Filesystem     1K-blocks     Used Available Use% Mounted on\n');
			yield* print(`overlay        102626232 12345678  85021290  13% /\n`);
		}
		return 0;
	},
);

/** stat FILES, or with -c one of %n %s %a %A %F %U %G %y %Y */
export const stat: Command = tool(
	'stat',
	{letters: 'c:Lt', long: {format: 'c:'}},
	function* ({options, operands, process}) {
		let code = 0;
		for (const name of operands) {
			const path = resolvePath(process.cwd, name);
			const found = process.files.stat(path);
			if (!found) {
				yield* complain(`stat: cannot statx '${name}': No such file or directory\n`);
				code = 1;
				continue;
			}
			const {type, size, mode, modifiedMs} = found;
			const kind = type === 'directory' ? 'directory' : size === 0 ? 'regular empty file' : 'regular file';
			const octal = (mode & 0o7777).toString(8);
			const time = formatDate('%Y-%m-%d %H:%M:%S.%N +0000', modifiedMs);
			const format = options.value('c');
			if (format !== undefined) {
				const values: Readonly<Record<string, string>> = {
					n: name,
					s: String(size),
					a: octal,
					A: modeText(found),
					F: kind,
					U: 'root',
					G: 'root',
					u: '0',
					g: '0',
					y: time,
					Y: String(Math.floor(modifiedMs / 1000)),
				};
				yield* print(
					`${format.replace(/%([a-zA-Z])/g, (all, letter: string) => (Object.hasOwn(values, letter) ? values[letter]! : all))}\n`,
				);
				continue;
			}
			const blocks = Math.ceil(size / BLOCK) * 8;
			yield* print(
				`  File: ${name}\n  Size: ${String(size).padEnd(10)}\tBlocks: ${String(blocks).padEnd(10)} IO Block: 4096   ${kind}\n` +
					`Access: (${octal.padStart(4, '0')}/${modeText(found)})  Uid: (    0/    root)   Gid: (    0/    root)\n` +
					`Access: ${time}\nModify: ${time}\nChange: ${time}\n Birth: -\n`,
			);
		}
		return code;
	},
);
