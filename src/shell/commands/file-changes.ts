import {FileError, resolvePath} from '../files.ts';
import {type Command, complain, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {type Options, ToolError, tool} from './tool.ts';

export const mkdir: Command = tool(
	'mkdir',
	{letters: 'pvm:', long: {parents: 'p', verbose: 'v', mode: 'm:'}},
	function* ({options, operands, process}) {
		if (operands.length === 0) throw new ToolError("mkdir: missing operand\nTry 'mkdir --help' for more information.");
		return yield* each(
			operands,
			(name, reason) => `mkdir: cannot create directory ‘${name}’: ${reason}`,
			function* (name) {
				process.files.makeDirectory(resolvePath(process.cwd, name), {parents: options.has('p')});
				if (options.has('v')) yield* print(`mkdir: created directory '${name}'\n`);
			},
		);
	},
);

export const rmdir: Command = tool('rmdir', {letters: 'pv'}, function* ({operands, process}) {
	if (operands.length === 0) throw new ToolError("rmdir: missing operand\nTry 'rmdir --help' for more information.");
	return yield* each(
		operands,
		(name, reason) => `rmdir: failed to remove '${name}': ${reason}`,
		name => {
			const path = resolvePath(process.cwd, name);
			if (process.files.stat(path)?.type === 'file') throw new FileError('Not a directory');
			process.files.remove(path);
			return undefined;
		},
	);
});

export const touch: Command = tool(
	'touch',
	{letters: 'acmd:t:r:', long: {'no-create': 'c', date: 'd:'}},
	function* ({options, operands, process}) {
		if (operands.length === 0)
			throw new ToolError("touch: missing file operand\nTry 'touch --help' for more information.");
		return yield* each(
			operands,
			(name, reason) => `touch: cannot touch '${name}': ${reason}`,
			name => {
				const path = resolvePath(process.cwd, name);
				const stat = process.files.stat(path);
				if (stat?.type !== 'directory' && (stat || !options.has('c'))) process.files.write(path, '', {append: true});
				return undefined;
			},
		);
	},
);

export const rm: Command = tool(
	'rm',
	{letters: 'rRfviId', long: {recursive: 'r', force: 'f', verbose: 'v', dir: 'd'}},
	function* ({options, operands, process}) {
		const isForced = options.has('f');
		const isRecursive = options.has('r') || options.has('R');
		if (operands.length === 0 && !isForced)
			throw new ToolError("rm: missing operand\nTry 'rm --help' for more information.");
		return yield* each(
			operands,
			(name, reason) => `rm: cannot remove '${name}': ${reason}`,
			function* (name) {
				const path = resolvePath(process.cwd, name);
				const {files} = process;
				const stat = files.stat(path);
				if (!stat && files.readLink(path) === undefined) {
					if (isForced) return;
					throw new FileError('No such file or directory');
				}
				if (path === '/') throw new FileError('Device or resource busy');
				const isDirectory = stat?.type === 'directory' && files.readLink(path) === undefined;
				if (isDirectory && !isRecursive && !options.has('d')) throw new FileError('Is a directory');
				files.remove(path, {recursive: isRecursive});
				if (options.has('v')) yield* print(isDirectory ? `removed directory '${name}'\n` : `removed '${name}'\n`);
			},
		);
	},
);

export const cp: Command = tool(
	'cp',
	{letters: 'rRafpvnuLPdT', long: {recursive: 'r', archive: 'a', force: 'f', verbose: 'v', 'no-clobber': 'n'}},
	function* ({options, operands, process}) {
		return yield* toTarget('cp', operands, process, function* (from, to, source, target) {
			const isRecursive = ['r', 'R', 'a'].some(letter => options.has(letter));
			const stat = process.files.stat(from);
			if (!stat) throw new ToolError(`cp: cannot stat '${source}': No such file or directory`);
			if (stat.type === 'directory' && !isRecursive)
				throw new ToolError(`cp: -r not specified; omitting directory '${source}'`);
			if (from === to) throw new ToolError(`cp: '${source}' and '${target}' are the same file`);
			if (options.has('n') && process.files.stat(to)) return;
			if (stat.type === 'directory' && to.startsWith(`${from}/`))
				throw new ToolError(`cp: cannot copy a directory, '${source}', into itself, '${target}'`);
			copy(from, to, process);
			if (options.has('v')) yield* print(`'${source}' -> '${target}'\n`);
		});
	},
);

export const mv: Command = tool(
	'mv',
	{letters: 'fvniuT', long: {force: 'f', verbose: 'v', 'no-clobber': 'n'}},
	function* ({options, operands, process}) {
		return yield* toTarget('mv', operands, process, function* (from, to, source, target) {
			const {files} = process;
			if (!files.stat(from) && files.readLink(from) === undefined)
				throw new ToolError(`mv: cannot stat '${source}': No such file or directory`);
			if (from === to) throw new ToolError(`mv: '${source}' and '${target}' are the same file`);
			if (to.startsWith(`${from}/`))
				throw new ToolError(`mv: cannot move '${source}' to a subdirectory of itself, '${target}'`);
			if (options.has('n') && files.stat(to)) return;
			files.rename(from, to);
			if (options.has('v')) yield* print(`renamed '${source}' -> '${target}'\n`);
		});
	},
);

export const ln: Command = tool(
	'ln',
	{letters: 'sfnvT', long: {symbolic: 's', force: 'f'}},
	function* ({options, operands, process}) {
		const [target, name = target?.split('/').at(-1)] = operands;
		if (target === undefined || name === undefined)
			throw new ToolError("ln: missing file operand\nTry 'ln --help' for more information.");
		if (!options.has('s')) throw new ToolError('kubekata: hard links are not simulated');
		const {files, cwd} = process;
		let path = resolvePath(cwd, name);
		if (files.stat(path)?.type === 'directory' && !options.has('n') && !options.has('T'))
			path = `${path}/${target.split('/').at(-1)}`;
		try {
			if (options.has('f') && (files.stat(path) || files.readLink(path) !== undefined)) files.remove(path);
			files.link(target, path);
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			throw new ToolError(`ln: failed to create symbolic link '${name}': ${error.message}`);
		}
		if (options.has('v')) yield* print(`'${name}' -> '${target}'\n`);
		return 0;
	},
);

export const chmod: Command = tool(
	'chmod',
	{letters: 'RvfrwxX', long: {recursive: 'R'}, stopsAtOperand: true},
	function* ({options, operands, process}) {
		// `chmod -x file` takes a mode away.
		const removed = ['r', 'w', 'x'].filter(letter => options.has(letter)).join('');
		const [mode = '', ...files] = removed ? [`-${removed}`, ...operands] : operands;
		if (files.length === 0) throw new ToolError("chmod: missing operand\nTry 'chmod --help' for more information.");
		return yield* each(
			files,
			(name, reason) => `chmod: cannot access '${name}': ${reason}`,
			name => {
				changeMode(resolvePath(process.cwd, name), mode, options, process);
				return undefined;
			},
		);
	},
);

/** Everybody is root here, so there is nothing to change. */
export const chown: Command = tool('chown', {letters: 'Rvfh'}, function* ({operands, process}) {
	return yield* each(
		operands.slice(1),
		(name, reason) => `chown: cannot access '${name}': ${reason}`,
		name => {
			if (!process.files.stat(resolvePath(process.cwd, name))) throw new FileError('No such file or directory');
			return undefined;
		},
	);
});

function changeMode(path: string, mode: string, options: Options, process: Process): void {
	const {files} = process;
	const stat = files.stat(path);
	if (!stat) throw new FileError('No such file or directory');
	files.setMode(path, newMode(mode, stat.mode, stat.type === 'directory'));
	if (options.has('R') && stat.type === 'directory')
		for (const name of files.list(path)) changeMode(`${path}/${name}`, mode, options, process);
}

// `755`, `+x`, `u=rw,go-w`
function newMode(text: string, before: number, isDirectory: boolean): number {
	if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
	let mode = before;
	for (const clause of text.split(',')) {
		const match = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause);
		if (!match) throw new ToolError(`chmod: invalid mode: ‘${text}’\nTry 'chmod --help' for more information.`);
		const [, who = '', sign, letters = ''] = match;
		const classes =
			who === '' || who.includes('a')
				? 0o111
				: [...who].reduce((bits, each) => bits | {u: 0o100, g: 0o010, o: 0o001}[each]!, 0);
		const hasX = letters.includes('x') || (letters.includes('X') && (isDirectory || (before & 0o111) !== 0));
		const bits = classes * ((letters.includes('r') ? 4 : 0) + (letters.includes('w') ? 2 : 0) + (hasX ? 1 : 0));
		if (sign === '+') mode |= bits;
		else if (sign === '-') mode &= ~bits;
		else mode = (mode & ~(classes * 7)) | bits;
	}
	return mode;
}

function copy(from: string, to: string, process: Process): void {
	const {files} = process;
	const stat = files.stat(from);
	if (!stat) return;
	if (stat.type === 'file') {
		const isNew = !files.stat(to);
		files.write(to, files.read(from), isNew ? {mode: stat.mode} : {});
		return;
	}
	if (!files.stat(to)) files.makeDirectory(to);
	for (const name of files.list(from)) copy(`${from}/${name}`, `${to}/${name}`, process);
}

// `cp a b`, `cp a b c directory/`
function* toTarget(
	tool: string,
	operands: readonly string[],
	process: Process,
	work: (from: string, to: string, source: string, target: string) => Run<void>,
): Run {
	const sources = operands.slice(0, -1);
	const target = operands.at(-1);
	const hint = `Try '${tool} --help' for more information.`;
	if (target === undefined) throw new ToolError(`${tool}: missing file operand\n${hint}`);
	if (sources.length === 0) throw new ToolError(`${tool}: missing destination file operand after '${target}'\n${hint}`);
	const path = resolvePath(process.cwd, target);
	const isDirectory = process.files.stat(path)?.type === 'directory';
	if (!isDirectory && (sources.length > 1 || target.endsWith('/')))
		throw new ToolError(
			sources.length > 1
				? `${tool}: target '${target}': ${process.files.stat(path) ? 'Not a directory' : 'No such file or directory'}`
				: `${tool}: cannot create regular file '${target}': Not a directory`,
		);
	return yield* each(
		sources,
		(_name, reason) => `${tool}: cannot create regular file '${target}': ${reason}`,
		source => {
			const base = resolvePath(process.cwd, source).split('/').at(-1)!;
			const to = isDirectory ? resolvePath(path, base) : path;
			return work(
				resolvePath(process.cwd, source),
				to,
				source,
				isDirectory ? `${target.replace(/\/$/, '')}/${base}` : target,
			);
		},
	);
}

// Does its work for every operand; what fails is said and doesn't stop the others.
function* each(
	operands: readonly string[],
	describe: (name: string, reason: string) => string,
	work: (name: string) => Run<void> | undefined,
): Run {
	let code = 0;
	for (const name of operands) {
		try {
			const more = work(name);
			if (more) yield* more;
		} catch (error) {
			if (error instanceof FileError) yield* complain(`${describe(name, error.message)}\n`);
			else if (error instanceof ToolError) yield* complain(`${error.message}\n`);
			else throw error;
			code = 1;
		}
	}
	return code;
}
