import {lstatSync, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {basename, join, relative, resolve, sep} from 'node:path';
import {plainText} from '../lessons/plain-text.ts';

/** What the sandbox begins with. */
export interface ImportedFiles {
	/** By their paths in the home directory. */
	readonly files: ReadonlyMap<string, string>;
	/** The line that applies the manifests; undefined if there are none. */
	readonly line: string | undefined;
}

/** Why files can't be imported; `problem` is a key of the CLI texts. */
export class ImportError extends Error {
	constructor(
		readonly problem: 'importTooLarge' | 'importTooMany' | 'importNotText' | 'importLeavesFolder' | 'importNothing',
		readonly path: string,
	) {
		super(`${problem}: ${path}`);
	}
}

const MOST_BYTES = 1024 * 1024;
const MOST_FILES = 1000;
const MANIFEST = /\.(ya?ml|json)$/i;

/**
 * Reads a file, or the text files of a folder and its folders, as they shall lie in the sandbox's home directory. Hidden files and what is no text
 * are left out of a folder. Throws ImportError, or the error of the file system.
 */
export function importFiles(path: string): ImportedFiles {
	const name = plainText(basename(resolve(path))) || 'files';
	const stat = statSync(path);
	if (!stat.isDirectory()) {
		if (stat.size > MOST_BYTES) throw new ImportError('importTooLarge', path);
		const text = stat.isFile() ? textOf(readFileSync(path)) : undefined;
		if (text === undefined) throw new ImportError('importNotText', path);
		return {files: new Map([[name, text]]), line: MANIFEST.test(name) ? `kubectl apply -f ${quoted(name)}` : undefined};
	}
	const files = new Map<string, string>();
	let bytes = 0;
	for (const file of filesIn(path)) {
		const {size} = statSync(file);
		// A picture or an archive beside the manifests is none of our business.
		if (bytes + size > MOST_BYTES && MANIFEST.test(file)) throw new ImportError('importTooLarge', path);
		const text = bytes + size > MOST_BYTES ? undefined : textOf(readFileSync(file));
		if (text === undefined) continue;
		bytes += size;
		if (files.size === MOST_FILES) throw new ImportError('importTooMany', path);
		files.set([name, ...relative(path, file).split(sep)].join('/'), text);
	}
	const manifests = [...files.keys()].filter(file => MANIFEST.test(file));
	if (files.size === 0) throw new ImportError('importNothing', path);
	if (manifests.length === 0) return {files, line: undefined};
	const isDeep = manifests.some(file => file.split('/').length > 2);
	return {files, line: `kubectl apply ${isDeep ? '-R ' : ''}-f ${quoted(name)}`};
}

// In alphabetical order, so that the same folder gives the same world on every machine.
function* filesIn(root: string): Generator<string> {
	const realRoot = realpathSync(root);
	const waiting = [root];
	for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
		for (const name of readdirSync(folder).sort()) {
			if (name.startsWith('.') || name === 'node_modules' || plainText(name) !== name) continue;
			const path = join(folder, name);
			if (lstatSync(path).isSymbolicLink() && !isInside(realpathSync(path), realRoot))
				throw new ImportError('importLeavesFolder', path);
			const stat = statSync(path);
			if (stat.isFile()) yield path;
			// A link to a folder could lead around in circles.
			else if (stat.isDirectory() && !lstatSync(path).isSymbolicLink()) waiting.push(path);
			if (waiting.length > MOST_FILES) throw new ImportError('importTooMany', root);
		}
	}
}

function isInside(path: string, root: string): boolean {
	return path === root || path.startsWith(root + sep);
}

// Text without control characters; undefined for what is none.
function textOf(bytes: Buffer): string | undefined {
	if (bytes.includes(0)) return undefined;
	try {
		return plainText(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
	} catch {
		return undefined;
	}
}

function quoted(name: string): string {
	return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
