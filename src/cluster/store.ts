import {controllerOf, type Kind, type KubeObject, keyOf, type Objects} from './objects.ts';

/** One change of one object. `object` is the new state (the last one for DELETED), `previous` what was there before. */
export interface Change<K extends Kind = Kind> {
	readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
	readonly object: Objects[K];
	readonly previous?: Objects[K];
	/** The resourceVersion of the change as a number; a deletion has one of its own. */
	readonly version: number;
}

/**
 * All objects of the cluster, in memory. Objects are never mutated: a change is a new object under the same key. Look-ups cost what
 * they return: by key, by kind and namespace, by controlling owner, by node, by label.
 */
export class Store {
	#version = 0;
	readonly #tables = new Map<Kind, Table>();
	readonly #watchers = new Map<Kind | '*', Set<(change: Change) => void>>();

	/** resourceVersion of the newest change. */
	get version(): number {
		return this.#version;
	}

	get<K extends Kind>(kind: K, key: string): Objects[K] | undefined {
		return this.#tables.get(kind)?.get(key) as Objects[K] | undefined;
	}

	/** Objects of a kind, of all namespaces or of one, in the order of their creation. */
	list<K extends Kind>(kind: K, namespace?: string): Objects[K][] {
		const table = this.#tables.get(kind);
		if (!table) return [];
		if (namespace === undefined) return table.all() as Objects[K][];
		return table.select(`namespace:${namespace}`) as Objects[K][];
	}

	/** How many objects of a kind exist. */
	count(kind: Kind): number {
		return this.#tables.get(kind)?.size ?? 0;
	}

	/** Objects whose controlling owner has this uid. */
	ownedBy<K extends Kind>(kind: K, ownerUid: string): Objects[K][] {
		return (this.#tables.get(kind)?.select(`controller:${ownerUid}`) ?? []) as Objects[K][];
	}

	/** Objects of a namespace that no controller owns. */
	orphans<K extends Kind>(kind: K, namespace: string): Objects[K][] {
		return (this.#tables.get(kind)?.select(`orphan:${namespace}`) ?? []) as Objects[K][];
	}

	/** Objects with any owner reference, controlling or not, to this uid. */
	dependents<K extends Kind>(kind: K, ownerUid: string): Objects[K][] {
		return (this.#tables.get(kind)?.select(`owner:${ownerUid}`) ?? []) as Objects[K][];
	}

	/** Pods that are bound to a node. */
	onNode(nodeName: string): Objects['Pod'][] {
		return (this.#tables.get('Pod')?.select(`node:${nodeName}`) ?? []) as Objects['Pod'][];
	}

	/** Objects of a namespace that carry one label value; the narrowest way into a label selector. */
	withLabel<K extends Kind>(kind: K, namespace: string, name: string, value: string): Objects[K][] {
		return (this.#tables.get(kind)?.select(`label:${namespace}/${name}=${value}`) ?? []) as Objects[K][];
	}

	/** Stores an object and gives it the next resourceVersion. Returns what was stored. */
	put<K extends Kind>(object: Objects[K]): Objects[K] {
		const kind = object.kind as K;
		const version = ++this.#version;
		const stored = {...object, metadata: {...object.metadata, resourceVersion: String(version)}} as Objects[K];
		const table = this.#table(kind);
		const previous = table.set(keyOf(stored), stored) as Objects[K] | undefined;
		this.#publish({type: previous ? 'MODIFIED' : 'ADDED', object: stored, previous, version});
		return stored;
	}

	remove(kind: Kind, key: string): void {
		const previous = this.#table(kind).delete(key);
		if (previous) this.#publish({type: 'DELETED', object: previous, previous, version: ++this.#version});
	}

	/** Calls `listener` after every change of a kind ('*': of all), in order, inside the call that made the change. */
	watch<K extends Kind>(kind: K, listener: (change: Change<K>) => void): () => void;
	watch(kind: '*', listener: (change: Change) => void): () => void;
	watch(kind: Kind | '*', listener: (change: never) => void): () => void {
		const listeners = this.#watchers.get(kind) ?? new Set();
		this.#watchers.set(kind, listeners);
		listeners.add(listener as (change: Change) => void);
		return () => listeners.delete(listener as (change: Change) => void);
	}

	#table(kind: Kind): Table {
		const table = this.#tables.get(kind) ?? new Table();
		this.#tables.set(kind, table);
		return table;
	}

	#publish(change: Change): void {
		for (const listener of this.#watchers.get(change.object.kind) ?? []) listener(change);
		for (const listener of this.#watchers.get('*') ?? []) listener(change);
	}
}

/** Where one object stands. Indexes lead here, so that a change which leaves them as they are costs one assignment. */
interface Row {
	object: KubeObject;
}

// Objects of one kind by key, and index entries that lead to them.
class Table {
	readonly #rows = new Map<string, Row>();
	readonly #index = new Map<string, Set<Row>>();

	get size(): number {
		return this.#rows.size;
	}

	get(key: string): KubeObject | undefined {
		return this.#rows.get(key)?.object;
	}

	all(): KubeObject[] {
		return objectsOf(this.#rows.values(), this.#rows.size);
	}

	select(entry: string): KubeObject[] {
		const members = this.#index.get(entry);
		return members ? objectsOf(members.values(), members.size) : [];
	}

	set(key: string, object: KubeObject): KubeObject | undefined {
		const row = this.#rows.get(key);
		if (!row) {
			const added: Row = {object};
			this.#rows.set(key, added);
			for (const entry of indexEntries(object)) this.#join(entry, added);
			return undefined;
		}
		const previous = row.object;
		row.object = object;
		// Most changes are of a status and leave every index as it is.
		if (!indexedAlike(previous, object)) this.#move(row, indexEntries(previous), indexEntries(object));
		return previous;
	}

	delete(key: string): KubeObject | undefined {
		const row = this.#rows.get(key);
		if (!row) return undefined;
		this.#rows.delete(key);
		for (const entry of indexEntries(row.object)) this.#leave(entry, row);
		return row.object;
	}

	#move(row: Row, before: readonly string[], after: readonly string[]): void {
		for (const entry of before) if (!after.includes(entry)) this.#leave(entry, row);
		for (const entry of after) if (!before.includes(entry)) this.#join(entry, row);
	}

	#join(entry: string, row: Row): void {
		const members = this.#index.get(entry);
		if (members) members.add(row);
		else this.#index.set(entry, new Set([row]));
	}

	#leave(entry: string, row: Row): void {
		const members = this.#index.get(entry);
		members?.delete(row);
		if (members?.size === 0) this.#index.delete(entry);
	}
}

function objectsOf(rows: Iterable<Row>, count: number): KubeObject[] {
	const objects = new Array<KubeObject>(count);
	let index = 0;
	for (const row of rows) objects[index++] = row.object;
	return objects;
}

function indexedAlike(a: KubeObject, b: KubeObject): boolean {
	return (
		a.metadata.labels === b.metadata.labels &&
		a.metadata.ownerReferences === b.metadata.ownerReferences &&
		nodeNameOf(a) === nodeNameOf(b)
	);
}

function nodeNameOf(object: KubeObject): string | undefined {
	return object.kind === 'Pod' ? object.spec.nodeName : undefined;
}

function indexEntries(object: KubeObject): string[] {
	const {namespace = '', labels, ownerReferences} = object.metadata;
	const entries = [`namespace:${namespace}`];
	for (const name in labels) entries.push(`label:${namespace}/${name}=${labels[name]}`);
	const controller = controllerOf(object);
	entries.push(controller ? `controller:${controller.uid}` : `orphan:${namespace}`);
	for (const reference of ownerReferences ?? []) entries.push(`owner:${reference.uid}`);
	const nodeName = nodeNameOf(object);
	if (nodeName) entries.push(`node:${nodeName}`);
	return entries;
}
