import {resolvePath} from './files.ts';
import {hasPattern, Pattern} from './pattern.ts';
import type {FileTree} from './program.ts';

const MAX_MATCHES = 20_000;

/** Paths that match a pattern, in order; empty if none does. Hidden files need a leading dot in the pattern. */
export function matchPaths(files: FileTree, cwd: string, pattern: string): string[] {
	const isAbsolute = pattern.startsWith('/');
	let found = [isAbsolute ? '/' : ''];
	const parts = pattern.split('/').filter(part => part !== '');
	for (const [index, part] of parts.entries()) {
		const isLast = index === parts.length - 1;
		found = found.flatMap(base => matchNames(files, cwd, base, part, isLast)).slice(0, MAX_MATCHES);
	}
	return pattern.endsWith('/') ? found.map(path => `${path}/`) : found;
}

function matchNames(files: FileTree, cwd: string, base: string, part: string, isLast: boolean): string[] {
	const directory = resolvePath(cwd, base === '' ? '.' : base);
	if (files.stat(directory)?.type !== 'directory') return [];
	const names = hasPattern(part) ? matching(files.list(directory), part) : [part.replace(/\\(.)/g, '$1')];
	return names
		.map(name => (base === '' || base.endsWith('/') ? base + name : `${base}/${name}`))
		.filter(path => {
			const stat = files.stat(resolvePath(cwd, path));
			return stat !== undefined && (isLast || stat.type === 'directory');
		});
}

function matching(names: readonly string[], part: string): string[] {
	const pattern = new Pattern(part);
	return names.filter(name => (part.startsWith('.') || !name.startsWith('.')) && pattern.matches(name));
}
