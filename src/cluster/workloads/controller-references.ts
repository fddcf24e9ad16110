import type {Api} from '../api.ts';
import {controllerOf, type Kind, type KubeObject, keyOf, type Metadata, type Objects} from '../objects.ts';
import type {Change, Store} from '../store.ts';

export type OwnerReference = NonNullable<Metadata['ownerReferences']>[number];
export type Labels = Readonly<Record<string, string>>;

/** The reference that makes `owner` the controlling owner of an object. */
export function controllerReference(owner: KubeObject): OwnerReference {
	return {
		apiVersion: owner.apiVersion,
		kind: owner.kind,
		name: owner.metadata.name,
		uid: owner.metadata.uid,
		controller: true,
		blockOwnerDeletion: true,
	};
}

/**
 * The dependents that belong to an owner by its selector. As in Kubernetes, an owner adopts matching objects that nobody controls
 * and lets go of its own that don't match any more; an owner or orphan that is being deleted adopts nothing and isn't adopted.
 * @param candidates which of the objects to look at, e.g. active Pods only
 */
export function claimDependents<K extends 'Pod' | 'ReplicaSet' | 'ControllerRevision'>(
	{store, api}: {store: Store; api: Api},
	owner: KubeObject,
	kind: K,
	matches: (labels: Labels) => boolean,
	candidates: (object: Objects[K]) => boolean = () => true,
): Objects[K][] {
	const {namespace = '', uid, deletionTimestamp} = owner.metadata;
	const claimed: Objects[K][] = [];
	for (const object of store.ownedBy(kind, uid)) {
		if (!candidates(object)) continue;
		if (matches(object.metadata.labels ?? {})) claimed.push(object);
		else if (deletionTimestamp === undefined) release(api, object, uid);
	}
	if (deletionTimestamp !== undefined) return claimed;
	for (const object of store.orphans(kind, namespace)) {
		const adoptable = object.metadata.deletionTimestamp === undefined && candidates(object);
		if (adoptable && matches(object.metadata.labels ?? {})) claimed.push(adopt(api, object, owner));
	}
	return claimed;
}

/** The keys of the `ownerKind` objects that a change of a dependent concerns: its controlling owner now and before. */
export function ownerKeys<K extends Kind>(
	store: Store,
	ownerKind: Kind,
	{object, previous}: Change<K>,
): readonly string[] {
	const now = ownerKey(store, ownerKind, object);
	const references = object.metadata.ownerReferences;
	const before =
		previous && previous.metadata.ownerReferences !== references ? ownerKey(store, ownerKind, previous) : now;
	if (now === before) return now === undefined ? NONE : [now];
	return [now, before].filter(key => key !== undefined);
}

/**
 * The keys of the owners that might adopt a changed object because nobody controls it; empty unless it is new, has other labels than
 * before or has just lost its owner.
 */
export function adopterKeys<K extends Kind, O extends Kind>(
	store: Store,
	ownerKind: O,
	{object, previous, type}: Change<K>,
	matches: (owner: Objects[O], labels: Labels) => boolean,
): readonly string[] {
	if (type === 'DELETED' || controllerOf(object)) return NONE;
	const changed = !previous || controllerOf(previous) || previous.metadata.labels !== object.metadata.labels;
	const {labels = {}, namespace} = object.metadata;
	if (!changed || namespace === undefined) return NONE;
	return store
		.list(ownerKind, namespace)
		.filter(owner => matches(owner, labels))
		.map(keyOf);
}

/** The keys of the owners that a changed object concerns: who owns it (or did so before) and who might adopt it. */
export function concernedOwners<K extends Kind, O extends Kind>(
	store: Store,
	ownerKind: O,
	change: Change<K>,
	matches: (owner: Objects[O], labels: Labels) => boolean,
): readonly string[] {
	const owners = ownerKeys(store, ownerKind, change);
	const adopters = adopterKeys(store, ownerKind, change, matches);
	return adopters.length > 0 ? [...owners, ...adopters] : owners;
}

// Asked for by every controller at every change, and mostly the answer.
const NONE: readonly string[] = [];

function ownerKey(store: Store, ownerKind: Kind, object: KubeObject): string | undefined {
	const reference = controllerOf(object);
	if (reference?.kind !== ownerKind) return undefined;
	const {namespace} = object.metadata;
	if (reference.name !== known.name || namespace !== known.namespace)
		known = {name: reference.name, namespace, key: keyOf({metadata: {namespace, name: reference.name}})};
	const {key} = known;
	return store.get(ownerKind, key)?.metadata.uid === reference.uid ? key : undefined;
}

// Changes come in crowds that have one owner: its key need not be put together for each.
let known: {readonly name: string; readonly namespace: string | undefined; readonly key: string} = {
	name: '',
	namespace: undefined,
	key: '',
};

function adopt<K extends Kind>(api: Api, object: Objects[K], owner: KubeObject): Objects[K] {
	const ownerReferences = [...(object.metadata.ownerReferences ?? []), controllerReference(owner)];
	return api.update<K>({...object, metadata: {...object.metadata, ownerReferences}});
}

function release<K extends Kind>(api: Api, object: Objects[K], ownerUid: string): void {
	const {ownerReferences, ...metadata} = object.metadata;
	const others = ownerReferences?.filter(({uid}) => uid !== ownerUid) ?? [];
	api.update<K>({...object, metadata: others.length > 0 ? {...metadata, ownerReferences: others} : metadata});
}
