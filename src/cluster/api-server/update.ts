import type {WriteOptions} from '../api.ts';
import type {KindDefinition} from '../kind.ts';
import {type KubeObject, keyOf, type Metadata} from '../objects.ts';
import {admitChange, completeChange} from './admission.ts';
import {deepCopy, sameValue} from './object-copy.ts';
import {validateMetadataUpdate} from './object-metadata.ts';
import {ownedBy} from './owned-by.ts';
import {conflict, invalidObject, modified} from './refusals.ts';
import {definitionOf, type ServerState, storedLike} from './server-state.ts';
import {warningsOf} from './warnings.ts';

type Body = Readonly<Record<string, unknown>>;

/** Replaces an object but for its status. What changes nothing is not written. */
export function update(server: ServerState, object: KubeObject, options: WriteOptions = {}): KubeObject {
	const definition = definitionOf(object.kind);
	const previous = storedLike(server, object);
	checkIdentity(definition, object, previous);
	const {resourceVersion} = object.metadata;
	if (resourceVersion && resourceVersion !== previous.metadata.resourceVersion) {
		throw modified(definition, previous.metadata.name);
	}
	return replace(server, definition, object, previous, options.dryRun ?? false, options.fieldManager);
}

/** Puts `object` in the place of `previous`, by the rules of an update. `owner` is who does it, or who owns the fields afterwards. */
export function replace(
	server: ServerState,
	definition: KindDefinition,
	object: KubeObject,
	previous: KubeObject,
	dryRun: boolean,
	owner?: string | Metadata['managedFields'],
	subresource?: string,
): KubeObject {
	const metadata = nextMetadata(object.metadata, previous.metadata);
	const bodyStays = sameBody(definition, object, previous);
	const next = {...(bodyStays ? previous : nextBody(definition, object, previous)), metadata} as KubeObject;
	if (!bodyStays) {
		definition.prepareForUpdate?.(next, previous, server.kindContext);
		completeChange(next, previous);
	}
	const errors = [
		...validateMetadataUpdate(
			{...metadata, name: object.metadata.name, namespace: object.metadata.namespace, uid: object.metadata.uid},
			previous.metadata,
		),
		...(bodyStays ? [] : (definition.validateUpdate?.(next, previous, server.kindContext) ?? [])),
	];
	if (errors.length > 0) throw invalidObject(definition, previous.metadata.name, errors);
	if (!bodyStays) admitChange(server, next, previous);
	if (definition.hasGeneration && countsAsNewGeneration(next, previous)) {
		next.metadata.generation = (previous.metadata.generation ?? 0) + 1;
	}
	if (server.warn) warningsOf(next, previous).forEach(server.warn);
	if (Array.isArray(owner)) next.metadata.managedFields = owner;
	if (sameValue(next, previous)) return previous;
	if (typeof owner === 'string') next.metadata.managedFields = ownedBy(server, owner, previous, next, subresource);
	return dryRun ? next : store(server, next);
}

/** Replaces the status alone. */
export function updateStatus(server: ServerState, object: KubeObject, {dryRun}: WriteOptions = {}): KubeObject {
	const previous = storedLike(server, object);
	checkIdentity(definitionOf(object.kind), object, previous);
	const {status} = object as {status?: unknown};
	if (sameValue(status, (previous as {status?: unknown}).status)) return previous;
	const next = {...previous, metadata: {...previous.metadata}, status} as KubeObject;
	return dryRun ? next : server.store.add(next);
}

/** Stores a change; an object that was only waiting for its last finalizer goes. */
function store(server: ServerState, next: KubeObject): KubeObject {
	if (!isReleased(next)) return server.store.put(next);
	server.store.remove(next.kind, keyOf(next));
	return next;
}

function isReleased(object: KubeObject): boolean {
	const {deletionTimestamp, deletionGracePeriodSeconds, finalizers} = object.metadata;
	if (!deletionTimestamp || deletionGracePeriodSeconds || finalizers?.length) return false;
	return object.kind !== 'Namespace' || !(object as {spec: {finalizers?: string[]}}).spec.finalizers?.length;
}

function checkIdentity(definition: KindDefinition, object: KubeObject, previous: KubeObject): void {
	const {uid} = object.metadata;
	if (!uid || uid === previous.metadata.uid) return;
	const problem = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${previous.metadata.uid}`;
	throw conflict(definition, previous.metadata.name, problem);
}

// What belongs to the server stays as it is.
function nextMetadata(given: Metadata, previous: Metadata): Metadata {
	const {labels, annotations, finalizers, ownerReferences, ...owned} = previous;
	const next: Metadata = {...owned};
	if (given.annotations && Object.keys(given.annotations).length > 0) next.annotations = given.annotations;
	if (given.finalizers?.length) next.finalizers = given.finalizers;
	if (given.labels && Object.keys(given.labels).length > 0) next.labels = given.labels;
	if (given.ownerReferences?.length) next.ownerReferences = given.ownerReferences;
	return next;
}

// Controllers that change metadata alone pass the rest of the stored object on, untouched; it needs no second look.
function sameBody(definition: KindDefinition, object: KubeObject, previous: KubeObject): boolean {
	if (definition.prepareForUpdate) return false;
	const ignored = definition.subresources.includes('status') ? ['metadata', 'status'] : ['metadata'];
	const before = previous as unknown as Body;
	const after = object as unknown as Body;
	return [...new Set([...Object.keys(before), ...Object.keys(after)])].every(
		key => ignored.includes(key) || before[key] === after[key],
	);
}

function nextBody(definition: KindDefinition, object: KubeObject, previous: KubeObject): KubeObject {
	const {metadata, status, ...body} = object as KubeObject & {status?: unknown};
	const keepsStatus = definition.subresources.includes('status');
	const next = {
		...deepCopy(body),
		metadata: {...metadata},
		...('status' in previous && {status: keepsStatus ? previous.status : status}),
	} as KubeObject;
	definition.setDefaults?.(next);
	return next;
}

const REVISION = 'deployment.kubernetes.io/revision';

// A Deployment's generation also counts its annotations, because its controller copies them to ReplicaSets; but not the revision, which
// the controller writes along with the status.
function countsAsNewGeneration(next: KubeObject, previous: KubeObject): boolean {
	const specOf = (object: KubeObject) => ('spec' in object ? object.spec : undefined);
	if (!sameValue(specOf(next), specOf(previous))) return true;
	if (next.kind !== 'Deployment') return false;
	const annotationsOf = ({metadata}: KubeObject) => ({...metadata.annotations, [REVISION]: undefined});
	return !sameValue(annotationsOf(next), annotationsOf(previous));
}
