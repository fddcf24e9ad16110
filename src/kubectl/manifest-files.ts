import {FileError, resolvePath} from '../shell/files.ts';
import type {Process} from '../shell/program.ts';
import {CommandError} from './command.ts';

const EXTENSIONS = ['.json', '.yaml', '.yml'];

/**
 * The files that a path of `-f` means, named as they were typed: the file itself, the manifests of a directory, the matches of a
 * pattern. Throws CommandError for what doesn't exist.
 */
export function expandPath(process: Process, path: string, recursive: boolean): string[] {
	if (/^https?:\/\//.test(path)) throw new CommandError(`kubekata: reading manifests from ${path} is not simulated`);
	const stat = process.files.stat(resolvePath(process.cwd, path));
	if (!stat) {
		const matches = expandPattern(process, path);
		if (matches.length === 0) throw new CommandError(`error: the path ${JSON.stringify(path)} does not exist`);
		return matches.flatMap(match => expandPath(process, match, recursive));
	}
	if (stat.type === 'file') return [path];
	const files = manifestsIn(process, path, recursive);
	if (files.length === 0)
		throw new CommandError(`error: error reading [${path}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`);
	return files;
}

/** The text of a file; failures are CommandErrors in kubectl's words. */
export function readFile(process: Process, path: string): string {
	try {
		return process.files.read(resolvePath(process.cwd, path));
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		throw new CommandError(`error: open ${path}: ${error.message.toLowerCase()}`);
	}
}

// Walks a directory in the order of names.
function manifestsIn(process: Process, directory: string, recursive: boolean): string[] {
	const base = directory.replace(/\/+$/, '') || '/';
	return [...process.files.list(resolvePath(process.cwd, directory))].sort().flatMap(name => {
		const path = base === '.' ? name : `${base === '/' ? '' : base}/${name}`;
		const stat = process.files.stat(resolvePath(process.cwd, path));
		if (stat?.type === 'directory') return recursive ? manifestsIn(process, path, recursive) : [];
		return EXTENSIONS.some(extension => name.endsWith(extension)) ? [path] : [];
	});
}

// Quoted patterns reach kubectl unexpanded; only the last part of the path may be one.
function expandPattern(process: Process, pattern: string): string[] {
	const slash = pattern.lastIndexOf('/');
	const directory = pattern.slice(0, slash + 1);
	const last = pattern.slice(slash + 1);
	if (!/[*?[]/.test(last)) return [];
	const folder = resolvePath(process.cwd, directory || '.');
	if (process.files.stat(folder)?.type !== 'directory') return [];
	const matcher = globMatcher(last);
	return [...process.files.list(folder)]
		.sort()
		.filter(name => matcher.test(name))
		.map(name => directory + name);
}

function globMatcher(pattern: string): RegExp {
	const source = pattern
		.replace(/[.+^${}()|\\\]]/g, '\\$&')
		.replaceAll('*', '[^/]*')
		.replaceAll('?', '[^/]');
	try {
		return new RegExp(`^${source.replace(/\[([^[]*?)\\\]/g, '[$1]')}$`);
	} catch {
		return /^(?!)/;
	}
}
