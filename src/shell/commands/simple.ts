import {byteLength} from '../bytes.ts';
import {resolvePath} from '../files.ts';
import {type Command, print, sleepUntil} from '../program.ts';
import {ToolError, tool} from './tool.ts';

const UNITS: Readonly<Record<string, number>> = {'': 1, s: 1, m: 60, h: 3600, d: 86_400};

/** sleep, with fractions, units and `infinity`; several times add up. */
export const sleep: Command = tool('sleep', {letters: ''}, function* ({operands, process}) {
	if (operands.length === 0) throw new ToolError("sleep: missing operand\nTry 'sleep --help' for more information.");
	let seconds = 0;
	for (const operand of operands) {
		const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(operand);
		if (match) seconds += Number(match[1]) * UNITS[match[2]!]!;
		else if (/^inf(inity)?$/.test(operand)) seconds = Number.POSITIVE_INFINITY;
		else throw new ToolError(`sleep: invalid time interval ‘${operand}’\nTry 'sleep --help' for more information.`);
	}
	const untilMs = process.machine.now() + seconds * 1000;
	if (Number.isSafeInteger(Math.ceil(untilMs))) yield* sleepUntil(process.machine, Math.ceil(untilMs));
	else for (;;) yield {kind: 'wait'};
	return 0;
});

// biome-ignore lint/correctness/useYield: has nothing to say
export const succeed: Command = function* () {
	return 0;
};

// biome-ignore lint/correctness/useYield: has nothing to say
export const fail: Command = function* () {
	return 1;
};

export const basename: Command = tool(
	'basename',
	{letters: 'as:z', long: {suffix: 's:', multiple: 'a'}},
	function* ({options, operands}) {
		if (operands.length === 0)
			throw new ToolError("basename: missing operand\nTry 'basename --help' for more information.");
		const isMultiple = options.has('a') || options.has('s');
		const suffix = options.value('s') ?? (isMultiple ? '' : (operands[1] ?? ''));
		for (const name of isMultiple ? operands : operands.slice(0, 1)) {
			const base = name.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=.)/, '');
			yield* print(
				`${suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`,
			);
		}
		return 0;
	},
);

export const dirname: Command = tool('dirname', {letters: 'z'}, function* ({operands}) {
	if (operands.length === 0)
		throw new ToolError("dirname: missing operand\nTry 'dirname --help' for more information.");
	for (const name of operands) {
		const trimmed = name.replace(/\/+$/, '');
		const slash = trimmed.lastIndexOf('/');
		yield* print(
			`${trimmed === '' ? (name === '' ? '.' : '/') : slash < 0 ? '.' : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'}\n`,
		);
	}
	return 0;
});

export const realpath: Command = tool('realpath', {letters: 'emsqz'}, function* ({operands, process}) {
	let code = 0;
	for (const name of operands) {
		const path = process.files.realPath(resolvePath(process.cwd, name));
		if (process.files.stat(path) || process.files.stat(resolvePath(path, '..'))?.type === 'directory')
			yield* print(`${path}\n`);
		else {
			yield {kind: 'write', stream: 'stderr', text: `realpath: ${name}: No such file or directory\n`};
			code = 1;
		}
	}
	return code;
});

export const readlink: Command = tool(
	'readlink',
	{letters: 'fenm', long: {canonicalize: 'f'}},
	function* ({options, operands, process}) {
		let code = 0;
		for (const name of operands) {
			const path = resolvePath(process.cwd, name);
			const target = options.has('f') || options.has('e') ? process.files.realPath(path) : process.files.readLink(path);
			if (target === undefined) code = 1;
			else yield* print(`${target}${options.has('n') ? '' : '\n'}`);
		}
		return code;
	},
);

export const mktemp: Command = tool(
	'mktemp',
	{letters: 'dqup:t', long: {directory: 'd', tmpdir: 'p:'}},
	function* ({options, operands, process}) {
		const template = operands[0] ?? 'tmp.XXXXXXXXXX';
		if (!/X{3,}/.test(template)) throw new ToolError(`mktemp: too few X's in template ‘${template}’`);
		const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
		const name = template.replace(/X{3,}(?!.*X{3})/, run =>
			Array.from(run, () => letters[Math.floor(process.machine.random() * letters.length)]).join(''),
		);
		const directory =
			options.value('p') ??
			(operands[0] === undefined || options.has('t') ? (process.env.get('TMPDIR') ?? '/tmp') : process.cwd);
		const path = resolvePath(directory, name);
		if (options.has('d')) process.files.makeDirectory(path);
		else process.files.write(path, '', {mode: 0o600});
		yield* print(
			`${name.includes('/') || operands[0] === undefined || options.has('p') || options.has('t') ? path : name}\n`,
		);
		return 0;
	},
);

/** truncate, with -s */
export const truncate: Command = tool(
	'truncate',
	{letters: 's:c', long: {size: 's:'}},
	function* ({options, operands, process}) {
		const match = /^(\d+)([KMG]?)$/.exec(options.value('s') ?? '');
		if (!match)
			throw new ToolError(
				"truncate: you must specify either ‘--size’ or ‘--reference’\nTry 'truncate --help' for more information.",
			);
		const size = Number(match[1]) * {'': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3}[match[2]!]!;
		for (const name of operands) {
			const path = resolvePath(process.cwd, name);
			const text = process.files.stat(path) ? process.files.read(path) : '';
			if (size > 64 * 1024 ** 2)
				throw new ToolError(`truncate: failed to truncate '${name}' at ${size} bytes: No space left on device`);
			process.files.write(path, byteLength(text) >= size ? text.slice(0, size) : text.padEnd(size, '\0'));
		}
		yield* print('');
		return 0;
	},
);

export const clear: Command = function* () {
	yield {kind: 'clear'};
	return 0;
};
