import {formatTime, parseTime} from '../../shell/calendar.ts';
import type {DeleteOptions} from '../api.ts';
import type {KindDefinition} from '../kind.ts';
import {type KubeObject, keyOf, type Metadata, type Namespace, type Pod} from '../objects.ts';
import {checkDeletable} from './admission.ts';
import {conflict} from './refusals.ts';
import {type ServerState, stored} from './server-state.ts';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';
const DEFAULT_GRACE_SECONDS = 30;

/** Deletes an object, or marks it as being deleted while a grace period, finalizers or a namespace's contents hold it. */
export function deleteObject(
	server: ServerState,
	definition: KindDefinition,
	namespace: string | undefined,
	name: string,
	options: DeleteOptions = {},
): KubeObject {
	const previous = stored(server, definition, namespace, name);
	checkDeletable(definition, name);
	checkUid(definition, previous, options.uid);
	const graceful = previous.kind === 'Pod' ? gracefully(server, previous, options) : undefined;
	if (graceful === 'pending') return previous;
	const object = withFinalizers(graceful ?? previous, options);
	if (graceful || object.metadata.finalizers?.length || isHeldByContents(object)) {
		return save(server, previous, graceful ? object : marked(server, object), options);
	}
	if (!options.dryRun) server.store.remove(object.kind, keyOf(object));
	return object;
}

function checkUid(definition: KindDefinition, {metadata}: KubeObject, uid: string | undefined): void {
	if (uid === undefined || uid === metadata.uid) return;
	const rule = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid})`;
	throw conflict(definition, metadata.name, `${rule}. The object might have been deleted and then recreated`);
}

// A Pod that may run gets time to stop. Asked again, only a shorter time counts; without time left it goes at once (undefined).
function gracefully(server: ServerState, pod: Pod, {gracePeriodSeconds}: DeleteOptions): Pod | 'pending' | undefined {
	const asked = gracePeriodSeconds !== undefined && gracePeriodSeconds < 0 ? 1 : gracePeriodSeconds;
	const {deletionTimestamp, deletionGracePeriodSeconds} = pod.metadata;
	if (deletionTimestamp) {
		if (!deletionGracePeriodSeconds) return undefined;
		if (asked === undefined || asked >= deletionGracePeriodSeconds) return 'pending';
		if (asked === 0) return undefined;
		return shortened(server, pod, parseTime(deletionTimestamp) - deletionGracePeriodSeconds * 1000, asked);
	}
	const isOver = !pod.spec.nodeName || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
	const seconds = isOver ? 0 : (asked ?? pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
	return seconds === 0 ? undefined : dying(pod, server.clock.now() + seconds * 1000, seconds);
}

function shortened(server: ServerState, pod: Pod, sinceMs: number, seconds: number): Pod {
	const endMs = sinceMs + seconds * 1000;
	const nowMs = server.clock.now();
	const {generation} = pod.metadata;
	const next = endMs < nowMs ? dying(pod, nowMs, 1) : dying(pod, endMs, seconds);
	return {...next, metadata: {...next.metadata, ...(generation && {generation})}};
}

function dying(pod: Pod, endMs: number, seconds: number): Pod {
	return {
		...pod,
		metadata: {
			...pod.metadata,
			deletionGracePeriodSeconds: seconds,
			deletionTimestamp: formatTime(endMs),
			...nextGeneration(pod.metadata),
		},
	};
}

// The garbage collector takes these finalizers away when it has dealt with the dependents.
function withFinalizers<T extends KubeObject>(object: T, {propagationPolicy}: DeleteOptions): T {
	if (propagationPolicy === undefined) return object;
	const before = object.metadata.finalizers ?? [];
	const finalizers = before.filter(name => name !== FOREGROUND && name !== ORPHAN);
	if (propagationPolicy === 'Foreground') finalizers.push(FOREGROUND);
	if (propagationPolicy === 'Orphan') finalizers.push(ORPHAN);
	const {finalizers: _, ...metadata} = object.metadata;
	return {...object, metadata: {...metadata, ...(finalizers.length > 0 && {finalizers})}};
}

function isHeldByContents(object: KubeObject): boolean {
	return object.kind === 'Namespace' && ((object as Namespace).spec.finalizers?.length ?? 0) > 0;
}

function marked(server: ServerState, object: KubeObject): KubeObject {
	const {metadata} = object;
	const terminating = object.kind === 'Namespace' ? {status: {...object.status, phase: 'Terminating'}} : {};
	if (metadata.deletionTimestamp) {
		// Its time is up, only finalizers hold it now.
		const over = metadata.deletionGracePeriodSeconds ? {deletionGracePeriodSeconds: 0} : {};
		return {...object, metadata: {...metadata, ...over}} as KubeObject;
	}
	const deletion = {
		deletionTimestamp: formatTime(server.clock.now()),
		...(object.kind !== 'Namespace' && {deletionGracePeriodSeconds: 0}),
		...nextGeneration(metadata),
	};
	return {...object, ...terminating, metadata: {...metadata, ...deletion}} as KubeObject;
}

function nextGeneration({generation}: Metadata): {generation?: number} {
	return generation ? {generation: generation + 1} : {};
}

function save(server: ServerState, previous: KubeObject, next: KubeObject, {dryRun}: DeleteOptions): KubeObject {
	const before = previous.metadata;
	const after = next.metadata;
	const isSame =
		before.deletionTimestamp === after.deletionTimestamp &&
		before.deletionGracePeriodSeconds === after.deletionGracePeriodSeconds &&
		String(before.finalizers ?? []) === String(after.finalizers ?? []);
	if (isSame) return previous;
	return dryRun ? next : server.store.put(next);
}
