import {controllerOf, type KubeObject} from './objects.ts';

/** Where one object stands. Indexes lead here, so that a change which leaves them as they are costs one assignment. */
interface Row {
	object: KubeObject;
}

/** Objects of one kind by key, with the indexes that lead to them. Everything it returns is in the order in which it came. */
export class Table {
	readonly #rows = new Map<string, Row>();
	/** Made when it is first asked for: of many kinds nobody ever wants a namespace, and its order is that of the rows anyway. */
	#byNamespace: Index | undefined;
	/** By `namespace/name=value`. */
	readonly #byLabel = new Index();
	/** By the uid of the controlling owner. */
	readonly #byController = new Index();
	/** By namespace, without a controlling owner. */
	readonly #orphans = new Index();
	/** By the uid of each owner. */
	readonly #byOwner = new Index();
	readonly #byNode = new Index();

	get size(): number {
		return this.#rows.size;
	}

	get(key: string): KubeObject | undefined {
		return this.#rows.get(key)?.object;
	}

	all(): KubeObject[] {
		return objectsOf(this.#rows.values(), this.#rows.size);
	}

	inNamespace(namespace: string): KubeObject[] {
		if (!this.#byNamespace) {
			this.#byNamespace = new Index();
			for (const row of this.#rows.values()) this.#byNamespace.join(namespaceOf(row.object), row);
		}
		return this.#byNamespace.select(namespace);
	}

	withLabel(namespace: string, name: string, value: string): KubeObject[] {
		return this.#byLabel.select(labelEntry(namespace, name, value));
	}

	controlledBy(ownerUid: string): KubeObject[] {
		return this.#byController.select(ownerUid);
	}

	orphansIn(namespace: string): KubeObject[] {
		return this.#orphans.select(namespace);
	}

	ownedBy(ownerUid: string): KubeObject[] {
		return this.#byOwner.select(ownerUid);
	}

	onNode(nodeName: string): KubeObject[] {
		return this.#byNode.select(nodeName);
	}

	/** Stores an object. Returns the one that it replaces. */
	set(key: string, object: KubeObject): KubeObject | undefined {
		const row = this.#rows.get(key);
		if (!row) {
			const added: Row = {object};
			this.#rows.set(key, added);
			this.#byNamespace?.join(namespaceOf(object), added);
			this.#joinLabels(added, object);
			this.#joinOwners(added, object);
			this.#joinNode(added, object);
			return undefined;
		}
		const previous = row.object;
		row.object = object;
		this.#reindex(row, previous, object);
		return previous;
	}

	/** Forgets an object. Returns it as it was. */
	delete(key: string): KubeObject | undefined {
		const row = this.#rows.get(key);
		if (!row) return undefined;
		const {object} = row;
		this.#rows.delete(key);
		this.#byNamespace?.leave(namespaceOf(object), row);
		this.#leaveLabels(row, object, undefined);
		this.#leaveOwners(row, object, undefined);
		this.#leaveNode(row, object);
		return object;
	}

	// Most changes are of a status and leave every index as it is. What stays in an index keeps its place there.
	#reindex(row: Row, before: KubeObject, after: KubeObject): void {
		if (before.metadata.labels !== after.metadata.labels) {
			this.#leaveLabels(row, before, after);
			this.#joinLabels(row, after);
		}
		if (before.metadata.ownerReferences !== after.metadata.ownerReferences) {
			this.#leaveOwners(row, before, after);
			this.#joinOwners(row, after);
		}
		if (nodeNameOf(before) !== nodeNameOf(after)) {
			this.#leaveNode(row, before);
			this.#joinNode(row, after);
		}
	}

	#joinLabels(row: Row, object: KubeObject): void {
		const {labels} = object.metadata;
		for (const name in labels) this.#byLabel.join(labelEntry(namespaceOf(object), name, labels[name]!), row);
	}

	#leaveLabels(row: Row, object: KubeObject, next: KubeObject | undefined): void {
		const {labels} = object.metadata;
		for (const name in labels)
			if (labels[name] !== next?.metadata.labels?.[name])
				this.#byLabel.leave(labelEntry(namespaceOf(object), name, labels[name]!), row);
	}

	#joinOwners(row: Row, object: KubeObject): void {
		const controller = controllerOf(object);
		if (controller) this.#byController.join(controller.uid, row);
		else if (canBeAdopted(object)) this.#orphans.join(namespaceOf(object), row);
		for (const {uid} of object.metadata.ownerReferences ?? []) this.#byOwner.join(uid, row);
	}

	#leaveOwners(row: Row, object: KubeObject, next: KubeObject | undefined): void {
		const controller = controllerOf(object);
		const nextController = next && controllerOf(next);
		if (!controller) {
			if (!next || nextController) this.#orphans.leave(namespaceOf(object), row);
		} else if (controller.uid !== nextController?.uid) this.#byController.leave(controller.uid, row);
		for (const {uid} of object.metadata.ownerReferences ?? [])
			if (!next?.metadata.ownerReferences?.some(reference => reference.uid === uid)) this.#byOwner.leave(uid, row);
	}

	#joinNode(row: Row, object: KubeObject): void {
		const nodeName = nodeNameOf(object);
		if (nodeName) this.#byNode.join(nodeName, row);
	}

	#leaveNode(row: Row, object: KubeObject): void {
		const nodeName = nodeNameOf(object);
		if (nodeName) this.#byNode.leave(nodeName, row);
	}
}

class Index {
	readonly #members = new Map<string, Set<Row>>();

	select(entry: string): KubeObject[] {
		const members = this.#members.get(entry);
		return members ? objectsOf(members, members.size) : [];
	}

	join(entry: string, row: Row): void {
		const members = this.#members.get(entry);
		if (members) members.add(row);
		else this.#members.set(entry, new Set([row]));
	}

	leave(entry: string, row: Row): void {
		const members = this.#members.get(entry);
		members?.delete(row);
		if (members?.size === 0) this.#members.delete(entry);
	}
}

function objectsOf(rows: Iterable<Row>, count: number): KubeObject[] {
	const objects = new Array<KubeObject>(count);
	let index = 0;
	for (const row of rows) objects[index++] = row.object;
	return objects;
}

function namespaceOf({metadata}: KubeObject): string {
	return metadata.namespace ?? '';
}

function labelEntry(namespace: string, name: string, value: string): string {
	return `${namespace}/${name}=${value}`;
}

// Events come in great numbers, and nobody ever owns them.
function canBeAdopted({kind}: KubeObject): boolean {
	return kind !== 'Event';
}

function nodeNameOf(object: KubeObject): string | undefined {
	return object.kind === 'Pod' ? object.spec.nodeName : undefined;
}
