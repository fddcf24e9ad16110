import {byteLength} from './bytes.ts';
import {type FileNode, Folder, SymbolicLink, TextFile} from './folder.ts';
import type {FileStat, FileTree, Signal} from './program.ts';

/** A failed file operation; the message is the POSIX text, such as `No such file or directory`. */
export class FileError extends Error {}

/** Makes an absolute path without `.`, `..` and doubled slashes out of a path as typed. */
export function resolvePath(cwd: string, path: string): string {
	const parts: string[] = [];
	for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}

/** A directory in another tree, seen at a path of this one. */
export interface Mount {
	readonly path: string;
	readonly directory: Directory;
	/** A single file or directory of it instead of all; a directory is made if there is nothing. */
	readonly subPath?: string | undefined;
	readonly readOnly?: boolean;
}

const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const MAX_LINKS = 40;
const MAX_PATH = 4096;
const MAX_TREE_SIZE = 64 * 1024 * 1024;
const MAX_ENTRIES = 20_000;
/** Files that swallow what is written and are always there; redirects to the streams are the interpreter's business. */
const DEVICES = new Set(['/dev/null', '/dev/stdin', '/dev/stdout', '/dev/stderr']);

/** A place in a tree: a name in a folder, and what lies there. */
interface Place {
	readonly path: string;
	/** Undefined for the top of the tree. */
	readonly folder: Folder | undefined;
	readonly name: string;
	readonly node: FileNode | undefined;
	readonly isReadOnly: boolean;
	readonly isMount: boolean;
}

type MountPoint = Pick<Place, 'folder' | 'name' | 'isReadOnly'> & {readonly node: FileNode};

abstract class Tree implements FileTree {
	protected abstract readonly top: Folder;
	protected readonly mountPoints = new Map<string, MountPoint>();
	/** The last parts of their paths, so that few paths have to be looked up. */
	protected readonly mountNames = new Set<string>();

	constructor(protected readonly now: () => number) {}

	stat(path: string): FileStat | undefined {
		const {node, path: real} = this.#look(path) ?? {};
		if (real !== undefined && DEVICES.has(real)) return {type: 'file', size: 0, mode: 0o666, modifiedMs: 0};
		if (!node || node instanceof SymbolicLink) return undefined;
		const {mode, modifiedMs} = node;
		if (node instanceof Folder) return {type: 'directory', size: 4096, mode, modifiedMs};
		return {type: 'file', size: byteLength(node.text), mode, modifiedMs};
	}

	read(path: string): string {
		if (DEVICES.has(path)) return '';
		const {node, path: real} = this.#find(path);
		if (DEVICES.has(real)) return '';
		if (node instanceof TextFile) return node.text;
		throw new FileError(node ? 'Is a directory' : 'No such file or directory');
	}

	write(path: string, text: string, options: {append?: boolean; mode?: number} = {}): void {
		const place = this.#find(path);
		if (DEVICES.has(place.path)) return;
		const {folder, name, node} = place;
		if (node instanceof Folder || !folder) throw new FileError('Is a directory');
		this.#checkWritable(place);
		const file = node instanceof TextFile ? node : new TextFile(FILE_MODE, 0);
		const before = file.text.length;
		const growth = text.length - (options.append ? 0 : before);
		if (growth > 0 && folder.treeSize + growth > MAX_TREE_SIZE) throw new FileError('No space left on device');
		if (!node) this.#add(folder, name, file);
		file.text = options.append ? file.text + text : text;
		if (options.mode !== undefined) file.mode = options.mode;
		file.modifiedMs = this.now();
		folder.changed(name, file.text.length - before);
	}

	list(path: string): readonly string[] {
		const {node} = this.#find(path);
		if (!node) throw new FileError('No such file or directory');
		if (!(node instanceof Folder)) throw new FileError('Not a directory');
		return [...node.entries.keys()].sort(byCodeUnits);
	}

	makeDirectory(path: string, {parents = false}: {parents?: boolean} = {}): void {
		const place = this.#look(path);
		if (place?.node) {
			if (parents && place.node instanceof Folder) return;
			throw new FileError('File exists');
		}
		const above = path.slice(0, path.lastIndexOf('/')) || '/';
		if (parents && above !== path) this.makeDirectory(above, {parents});
		const {folder, name, ...rest} = this.#find(path);
		if (!folder) return;
		this.#checkWritable({folder, name, ...rest});
		this.#add(folder, name, new Folder(FOLDER_MODE, this.now()));
	}

	remove(path: string, {recursive = false}: {recursive?: boolean} = {}): void {
		const place = this.#find(path, false);
		const {folder, name, node, isMount} = place;
		if (!node) throw new FileError('No such file or directory');
		if (isMount || !folder) throw new FileError('Device or resource busy');
		if (node instanceof Folder && node.entries.size > 0 && !recursive) throw new FileError('Directory not empty');
		this.#checkWritable(place);
		folder.take(name);
		folder.modifiedMs = this.now();
	}

	rename(from: string, to: string): void {
		const source = this.#find(from, false);
		const target = this.#find(to, false);
		if (!source.node || !source.folder) throw new FileError('No such file or directory');
		if (source.isMount || target.isMount || !target.folder) throw new FileError('Device or resource busy');
		if (source.node === target.node) return;
		if (source.node instanceof Folder) {
			if (`${target.path}/`.startsWith(`${source.path}/`)) throw new FileError('Invalid argument');
			if (target.node && !(target.node instanceof Folder)) throw new FileError('Not a directory');
			if (target.node instanceof Folder && target.node.entries.size > 0) throw new FileError('Directory not empty');
		} else if (target.node instanceof Folder) throw new FileError('Is a directory');
		this.#checkWritable(source);
		this.#checkWritable(target);
		source.folder.take(source.name);
		target.folder.put(target.name, source.node);
	}

	link(target: string, path: string): void {
		const place = this.#find(path, false);
		if (place.node || !place.folder) throw new FileError('File exists');
		this.#checkWritable(place);
		this.#add(place.folder, place.name, new SymbolicLink(target, this.now()));
	}

	readLink(path: string): string | undefined {
		const node = this.#look(path, false)?.node;
		return node instanceof SymbolicLink ? node.target : undefined;
	}

	realPath(path: string): string {
		return this.#look(path)?.path ?? path;
	}

	setMode(path: string, mode: number): void {
		const place = this.#find(path);
		const {node, folder, name} = place;
		if (!node || node instanceof SymbolicLink) throw new FileError('No such file or directory');
		this.#checkWritable(place);
		node.mode = mode;
		folder?.changed(name, 0);
	}

	changes(path: string): Signal {
		return {
			subscribe: wake => {
				// Where the way ends early, the next missing name on it is what has to appear first.
				for (let rest = path; ; rest = rest.slice(0, rest.lastIndexOf('/')) || '/') {
					const place = this.#look(rest);
					if (place?.folder) return place.folder.watch(place.name, wake);
					if (rest === '/') return () => {};
				}
			},
		};
	}

	#look(path: string, followsLast = true): Place | undefined {
		const found = this.#walk(path, followsLast);
		return typeof found === 'string' ? undefined : found;
	}

	// Throws for everything but a last part that doesn't exist.
	#find(path: string, followsLast = true): Place {
		const found = this.#walk(path, followsLast);
		if (typeof found === 'string') throw new FileError(found);
		return found;
	}

	// Walks down from the top. Returns why that leads nowhere; a last part that doesn't exist is a place without a node.
	#walk(path: string, followsLast: boolean): Place | string {
		if (path.length > MAX_PATH) return 'File name too long';
		let parts = path.split('/').filter(part => part !== '');
		let place = this.#topPlace();
		for (let index = 0, links = 0; index < parts.length; index++) {
			const name = parts[index]!;
			const isLast = index === parts.length - 1;
			if (!place.node) return 'No such file or directory';
			if (!(place.node instanceof Folder)) return 'Not a directory';
			const next = this.#step(place, place.node, name);
			if (next.node instanceof SymbolicLink && (!isLast || followsLast)) {
				if (++links > MAX_LINKS) return 'Too many levels of symbolic links';
				const target = resolvePath(place.path, next.node.target);
				parts = [...target.split('/').filter(part => part !== ''), ...parts.slice(index + 1)];
				place = this.#topPlace();
				index = -1;
			} else place = next;
		}
		return place;
	}

	#topPlace(): Place {
		const mount = this.mountPoints.get('/');
		const node = mount?.node ?? this.top;
		return {path: '/', folder: undefined, name: '', node, isReadOnly: mount?.isReadOnly ?? false, isMount: true};
	}

	// A mounted directory has no folder of its own here: it can't be removed or replaced.
	#step({path, isReadOnly}: Place, folder: Folder, name: string): Place {
		const here = path === '/' ? `/${name}` : `${path}/${name}`;
		const mount = this.mountNames.has(name) ? this.mountPoints.get(here) : undefined;
		if (!mount) return {path: here, folder, name, node: folder.entries.get(name), isReadOnly, isMount: false};
		return {path: here, ...mount, isMount: true};
	}

	#checkWritable({isReadOnly}: Place): void {
		if (isReadOnly) throw new FileError('Read-only file system');
	}

	#add(folder: Folder, name: string, node: FileNode): void {
		if (folder.entries.size >= MAX_ENTRIES) throw new FileError('No space left on device');
		if (name.length > 255) throw new FileError('File name too long');
		folder.put(name, node);
		folder.modifiedMs = this.now();
	}
}

/** A directory with everything below it: a tree of its own, and what can be mounted into other trees. */
export class Directory extends Tree {
	readonly top: Folder;

	/** @param now virtual time for `ls -l`, milliseconds since 1970 */
	constructor(now: () => number = () => 0) {
		super(now);
		this.top = new Folder(FOLDER_MODE, now());
	}

	/** Grows with every change. */
	get version(): number {
		return this.top.version;
	}
}

/** A tree with directories of others mounted into it. */
export class MountedFiles extends Tree {
	protected readonly top: Folder;

	constructor(root: Directory, mounts: readonly Mount[], now: () => number = () => 0) {
		super(now);
		this.top = root.top;
		for (const mount of [...mounts].sort((a, b) => a.path.length - b.path.length)) this.#mount(mount);
	}

	#mount({path, directory, subPath, readOnly = false}: Mount): void {
		const wanted = resolvePath('/', path);
		const source = subPath ? resolvePath('/', subPath) : '/';
		if (source !== '/' && !directory.stat(source)) directory.makeDirectory(source, {parents: true});
		const isFile = directory.stat(source)?.type === 'file';
		const above = wanted.slice(0, wanted.lastIndexOf('/')) || '/';
		// A mount point that can't be made (below a file, or in a read-only mount) is reachable all the same.
		if (!this.stat(above)) this.#attempt(() => this.makeDirectory(above, {parents: true}));
		if (!this.stat(wanted)) this.#attempt(() => (isFile ? this.write(wanted, '') : this.makeDirectory(wanted)));
		this.mountNames.add(wanted.slice(wanted.lastIndexOf('/') + 1));
		this.mountPoints.set(wanted, {...nodeOf(directory, directory.realPath(source)), isReadOnly: readOnly});
	}

	#attempt(work: () => void): void {
		try {
			work();
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
		}
	}
}

// The node itself, so that whoever mounted it sees what becomes of it.
function nodeOf(directory: Directory, path: string): Omit<MountPoint, 'isReadOnly'> {
	let found: Omit<MountPoint, 'isReadOnly'> = {node: directory.top, folder: undefined, name: ''};
	for (const name of path.split('/').filter(part => part !== '')) {
		const folder: FileNode = found.node;
		const node = folder instanceof Folder ? folder.entries.get(name) : undefined;
		if (node && folder instanceof Folder) found = {node, folder, name};
	}
	return found;
}

function byCodeUnits(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
