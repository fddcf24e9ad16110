import {type Kind, keyOf, type Objects} from './objects.ts';
import {Table} from './store-table.ts';

/** One change of one object. `object` is the new state (the last one for DELETED), `previous` what was there before. */
export interface Change<K extends Kind = Kind> {
	readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
	readonly object: Objects[K];
	readonly previous?: Objects[K];
	/** The resourceVersion of the change as a number; a deletion has one of its own. */
	readonly version: number;
}

type Listener = (change: Change) => void;

/**
 * All objects of the cluster, in memory. Objects are never mutated: a change is a new object under the same key. Look-ups cost what
 * they return: by key, by kind and namespace, by controlling owner, by node, by label.
 */
export class Store {
	#version = 0;
	readonly #tables = new Map<Kind, Table>();
	readonly #watchers = new Map<Kind | '*', readonly Listener[]>();
	/** Those of a kind together with those of all kinds; made anew when somebody comes or goes. */
	readonly #audiences = new Map<Kind, readonly Listener[]>();

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
		return table.inNamespace(namespace) as Objects[K][];
	}

	/** How many objects of a kind exist. */
	count(kind: Kind): number {
		return this.#tables.get(kind)?.size ?? 0;
	}

	/** Objects whose controlling owner has this uid. */
	ownedBy<K extends Kind>(kind: K, ownerUid: string): Objects[K][] {
		return (this.#tables.get(kind)?.controlledBy(ownerUid) ?? []) as Objects[K][];
	}

	/** Objects of a namespace that no controller owns. */
	orphans<K extends Kind>(kind: K, namespace: string): Objects[K][] {
		return (this.#tables.get(kind)?.orphansIn(namespace) ?? []) as Objects[K][];
	}

	/** Objects with any owner reference, controlling or not, to this uid. */
	dependents<K extends Kind>(kind: K, ownerUid: string): Objects[K][] {
		return (this.#tables.get(kind)?.ownedBy(ownerUid) ?? []) as Objects[K][];
	}

	/** Pods that are bound to a node. */
	onNode(nodeName: string): Objects['Pod'][] {
		return (this.#tables.get('Pod')?.onNode(nodeName) ?? []) as Objects['Pod'][];
	}

	/** Objects of a namespace that carry one label value; the narrowest way into a label selector. */
	withLabel<K extends Kind>(kind: K, namespace: string, name: string, value: string): Objects[K][] {
		return (this.#tables.get(kind)?.withLabel(namespace, name, value) ?? []) as Objects[K][];
	}

	/** Stores an object that nobody else holds, new or a new state: it becomes the stored one and gets the next resourceVersion. */
	add<K extends Kind>(object: Objects[K]): Objects[K] {
		const version = ++this.#version;
		object.metadata.resourceVersion = String(version);
		return this.#store(object, version);
	}

	/** Stores an object and gives it the next resourceVersion. Returns what was stored: a copy, the given one is left alone. */
	put<K extends Kind>(object: Objects[K]): Objects[K] {
		const version = ++this.#version;
		const metadata = {...object.metadata, resourceVersion: String(version)};
		return this.#store({...object, metadata}, version);
	}

	remove(kind: Kind, key: string): void {
		const previous = this.#table(kind).delete(key);
		if (previous) this.#publish({type: 'DELETED', object: previous, previous, version: ++this.#version});
	}

	/** Remembers the objects of this moment. Returns how to get a store that holds them; most are never asked for. */
	remember(): () => Store {
		const version = this.#version;
		const tables = [...this.#tables].map(([kind, table]) => [kind, table.all()] as const);
		return () => {
			const copy = new Store();
			copy.#version = version;
			for (const [kind, objects] of tables) for (const object of objects) copy.#table(kind).set(keyOf(object), object);
			return copy;
		};
	}

	/** Calls `listener` after every change of a kind ('*': of all), in order, inside the call that made the change. */
	watch<K extends Kind>(kind: K, listener: (change: Change<K>) => void): () => void;
	watch(kind: '*', listener: (change: Change) => void): () => void;
	watch(kind: Kind | '*', listener: (change: never) => void): () => void {
		const added = listener as (change: Change) => void;
		this.#watchers.set(kind, [...(this.#watchers.get(kind) ?? []), added]);
		this.#audiences.clear();
		return () => {
			const others = (this.#watchers.get(kind) ?? []).filter(other => other !== added);
			this.#watchers.set(kind, others);
			this.#audiences.clear();
		};
	}

	#store<K extends Kind>(object: Objects[K], version: number): Objects[K] {
		const previous = this.#table(object.kind as K).set(keyOf(object), object) as Objects[K] | undefined;
		this.#publish({type: previous ? 'MODIFIED' : 'ADDED', object, previous, version});
		return object;
	}

	#table(kind: Kind): Table {
		let table = this.#tables.get(kind);
		if (!table) {
			table = new Table();
			this.#tables.set(kind, table);
		}
		return table;
	}

	#publish(change: Change): void {
		const audience = this.#audienceOf(change.object.kind);
		for (let index = 0; index < audience.length; index++) audience[index]!(change);
	}

	#audienceOf(kind: Kind): readonly Listener[] {
		let audience = this.#audiences.get(kind);
		if (!audience) {
			audience = [...(this.#watchers.get(kind) ?? []), ...(this.#watchers.get('*') ?? [])];
			this.#audiences.set(kind, audience);
		}
		return audience;
	}
}
