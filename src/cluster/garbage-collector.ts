import {ApiError} from './api-error.ts';
import type {Controller, ControllerContext} from './controller.ts';
import {allKinds, findKind} from './kinds.ts';
import {type Kind, type KubeObject, keyOf, type Metadata, type Objects} from './objects.ts';
import type {Change} from './store.ts';

type OwnerReference = NonNullable<Metadata['ownerReferences']>[number];

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';
// Events are never owned, and they come in great numbers.
const COLLECTED = allKinds()
	.map(({kind}) => kind)
	.filter(kind => kind !== 'Event');

/** Deletes what has lost its owners: in the background, in the foreground (the owner waits), or lets dependents go (orphan). */
export function garbageCollector({store, api, decide}: ControllerContext): Controller {
	const dependentsOf = (uid: string): KubeObject[] =>
		COLLECTED.flatMap((kind): KubeObject[] => store.dependents(kind, uid));
	const ownerExists = (dependent: KubeObject, reference: OwnerReference): KubeObject | undefined => {
		const owner = findOwner(dependent, reference);
		return owner?.metadata.uid === reference.uid ? owner : undefined;
	};
	const findOwner = (dependent: KubeObject, {kind, name}: OwnerReference): KubeObject | undefined => {
		const {namespace} = dependent.metadata;
		return store.get(kind as Kind, namespace ? `${namespace}/${name}` : name) ?? store.get(kind as Kind, name);
	};

	// A dependent goes when its last owner is gone or waits for it; while another owner is left it only loses the reference.
	const collect = (dependent: KubeObject): void => {
		const references = dependent.metadata.ownerReferences ?? [];
		if (references.length === 0 || dependent.metadata.deletionTimestamp) return;
		// Of kinds that nobody knows nobody can tell whether the owner is gone.
		if (references.some(({apiVersion, kind}) => !findKind(apiVersion, kind))) return;
		const owners = references.map(reference => ({reference, owner: ownerExists(dependent, reference)}));
		const solid = owners.filter(({owner}) => owner && !isWaiting(owner));
		if (solid.length > 0) {
			if (solid.length < owners.length)
				keepOwners(
					dependent,
					solid.map(({reference}) => reference),
				);
			return;
		}
		const isForeground = owners.some(({owner}) => owner) && dependentsOf(dependent.metadata.uid).length > 0;
		const {namespace, name, uid} = dependent.metadata;
		decide('garbage-collector', dependent, 'garbage-collector/delete', {
			owner: `${references[0]!.kind}/${references[0]!.name}`,
		});
		ignoringAbsence(() =>
			api.delete(dependent.kind, namespace, name, {uid, propagationPolicy: isForeground ? 'Foreground' : 'Background'}),
		);
	};

	const keepOwners = (dependent: KubeObject, ownerReferences: OwnerReference[]): void => {
		const {metadata} = dependent;
		api.update({...dependent, metadata: {...metadata, ownerReferences}} as Objects[Kind]);
	};

	const dropFinalizer = (object: KubeObject, finalizer: string): void => {
		const {metadata} = object;
		api.update({
			...object,
			metadata: {...metadata, finalizers: metadata.finalizers?.filter(name => name !== finalizer)},
		} as Objects[Kind]);
	};

	const finishDeletion = (owner: KubeObject): void => {
		const dependents = dependentsOf(owner.metadata.uid);
		if (owner.metadata.finalizers?.includes(ORPHAN)) {
			for (const dependent of dependents)
				keepOwners(
					dependent,
					(dependent.metadata.ownerReferences ?? []).filter(({uid}) => uid !== owner.metadata.uid),
				);
			dropFinalizer(owner, ORPHAN);
			return;
		}
		if (!isWaiting(owner)) return;
		const blocking = dependents.filter(dependent =>
			dependent.metadata.ownerReferences?.some(
				({uid, blockOwnerDeletion}) => uid === owner.metadata.uid && blockOwnerDeletion,
			),
		);
		if (blocking.length === 0) dropFinalizer(owner, FOREGROUND);
		else for (const dependent of dependents) collect(dependent);
	};

	return {
		name: 'garbage-collector',
		watches: Object.fromEntries(COLLECTED.map(kind => [kind, concerned])),
		reconcile(key) {
			const [kind, objectKey, uid] = key.split(' ') as [Kind, string, string];
			const object = store.get(kind, objectKey);
			if (object?.metadata.uid !== uid) {
				for (const dependent of dependentsOf(uid)) collect(dependent);
			} else if (object.metadata.deletionTimestamp) finishDeletion(object);
			else collect(object);
			return undefined;
		},
	};
}

// Objects that are deleted concern their dependents and their waiting owners; new ones may have been born orphans.
function concerned({type, object, previous}: Change): string[] {
	const {deletionTimestamp, ownerReferences, finalizers} = object.metadata;
	if (type === 'DELETED')
		return [queueKey(object), ...(ownerReferences ?? []).map(reference => ownerQueueKey(object, reference))];
	if (deletionTimestamp)
		return finalizers?.some(name => name === FOREGROUND || name === ORPHAN) ? [queueKey(object)] : [];
	return ownerReferences && ownerReferences !== previous?.metadata.ownerReferences ? [queueKey(object)] : [];
}

function queueKey(object: KubeObject): string {
	return `${object.kind} ${keyOf(object)} ${object.metadata.uid}`;
}

function ownerQueueKey({metadata: {namespace}}: KubeObject, {kind, name, uid}: OwnerReference): string {
	return `${kind} ${namespace && kind !== 'Node' ? `${namespace}/${name}` : name} ${uid}`;
}

function isWaiting(owner: KubeObject): boolean {
	return owner.metadata.deletionTimestamp !== undefined && owner.metadata.finalizers?.includes(FOREGROUND) === true;
}

function ignoringAbsence(act: () => void): void {
	try {
		act();
	} catch (error) {
		if (!(error instanceof ApiError) || (error.reason !== 'NotFound' && error.reason !== 'Conflict')) throw error;
	}
}
