/** What a name in a folder stands for. */
export type FileNode = TextFile | SymbolicLink | Folder;

export class TextFile {
	text = '';

	constructor(
		public mode: number,
		public modifiedMs: number,
	) {}
}

export class SymbolicLink {
	constructor(
		readonly target: string,
		readonly modifiedMs: number,
	) {}
}

/** The data of one directory. It knows how much lies below it and tells watchers of a name when that name changes. */
export class Folder {
	readonly entries = new Map<string, FileNode>();
	parent: Folder | undefined;
	/** Characters in all files below. */
	size = 0;
	/** Grows with every change below. */
	version = 0;
	#watchers: Map<string, Set<() => void>> | undefined;

	constructor(
		public mode: number,
		public modifiedMs: number,
	) {}

	/** Characters in all files of the whole tree that this folder belongs to. */
	get treeSize(): number {
		let top: Folder = this;
		while (top.parent) top = top.parent;
		return top.size;
	}

	/** Puts a node under a name, replacing what was there. */
	put(name: string, node: FileNode): void {
		const before = this.entries.get(name);
		if (before instanceof Folder) before.parent = undefined;
		if (node instanceof Folder) node.parent = this;
		this.entries.set(name, node);
		this.changed(name, sizeOf(node) - sizeOf(before));
	}

	take(name: string): FileNode | undefined {
		const node = this.entries.get(name);
		if (!node) return undefined;
		this.entries.delete(name);
		if (node instanceof Folder) node.parent = undefined;
		this.changed(name, -sizeOf(node));
		return node;
	}

	/** Notes that what lies under the name is different now, by so many characters. */
	changed(name: string, growth: number): void {
		for (let folder: Folder | undefined = this; folder; folder = folder.parent) {
			folder.size += growth;
			folder.version++;
		}
		for (const wake of [...(this.#watchers?.get(name) ?? [])]) wake();
	}

	/** Calls `wake` at every change under the name until the returned function is called. */
	watch(name: string, wake: () => void): () => void {
		this.#watchers ??= new Map();
		const watchers = this.#watchers;
		const wakes = watchers.get(name) ?? new Set();
		watchers.set(name, wakes);
		wakes.add(wake);
		return () => {
			wakes.delete(wake);
			if (wakes.size === 0 && watchers.get(name) === wakes) watchers.delete(name);
		};
	}
}

function sizeOf(node: FileNode | undefined): number {
	if (node instanceof Folder) return node.size;
	return node instanceof TextFile ? node.text.length : 0;
}
