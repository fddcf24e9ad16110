import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import type {Pod, StatefulSet} from '../objects.ts';
import {isAvailable, isFinished, isReady} from './pod-state.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {createClaims, hasStaleClaim, ownClaims} from './stateful-set-claims.ts';
import type {StatefulSetState} from './stateful-set-controller.ts';
import {identityLabels, isInRange, podOfOrdinal, revisionForNewPod, startOrdinal} from './stateful-set-identity.ts';

export const ACTOR = 'statefulset-controller';

/**
 * Creates missing Pods and replaces finished ones, lowest ordinal first. With `OrderedReady` each Pod must be available before the next one is
 * looked at; `Parallel` handles all at once.
 * @returns whether nothing is left to wait for, so that scaling down and updating may go on
 */
export function processReplicas(context: ControllerContext, state: StatefulSetState): boolean {
	const {statefulSet} = state;
	const start = startOrdinal(statefulSet);
	for (let ordinal = start; ordinal < start + (statefulSet.spec.replicas ?? 0); ordinal++) {
		const goesOn = processReplica(context, state, ordinal);
		if (!goesOn && isOrdered(statefulSet)) return false;
	}
	return true;
}

/**
 * Deletes the Pods whose ordinals are beyond the present size, highest first; with `OrderedReady` one at a time, and only while all others are
 * available.
 * @returns whether nothing is left to wait for
 */
export function processCondemned(context: ControllerContext, {statefulSet, pods}: StatefulSetState): boolean {
	const condemned = [...pods].filter(([ordinal]) => !isInRange(statefulSet, ordinal)).sort(([a], [b]) => b - a);
	for (const [ordinal, pod] of condemned) ownClaims(context, statefulSet, pod, ordinal);
	const firstUnavailable = lowestUnavailable(context, statefulSet, pods);
	for (const [ordinal, pod] of condemned) {
		const ordered = isOrdered(statefulSet);
		if (isBeingDeleted(pod)) {
			if (!ordered) continue;
			context.decide(ACTOR, statefulSet, 'stateful-set/wait-for-termination', {pod: pod.metadata.name});
			return false;
		}
		if (ordered && pod !== firstUnavailable && !isHealthy(context, statefulSet, pod)) {
			context.decide(ACTOR, statefulSet, 'stateful-set/wait-before-scale-down', {pod: pod.metadata.name});
			return false;
		}
		context.decide(ACTOR, statefulSet, 'stateful-set/scale-down', {
			pod: pod.metadata.name,
			ordinal,
			replicas: statefulSet.spec.replicas ?? 0,
		});
		deleteStatefulPod(context, statefulSet, pod);
		if (ordered) return false;
	}
	return true;
}

/** Deletes a Pod of a StatefulSet, with its event. */
export function deleteStatefulPod({api, events}: ControllerContext, statefulSet: StatefulSet, pod: Pod): void {
	const {namespace, name} = pod.metadata;
	const subject = `delete Pod ${name} in StatefulSet ${statefulSet.metadata.name}`;
	try {
		api.delete('Pod', namespace, name);
		events.record(ACTOR, statefulSet, 'Normal', 'SuccessfulDelete', `${subject} successful`);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const text = `${subject} failed error: ${error.message}`;
		events.record(ACTOR, statefulSet, 'Warning', 'FailedDelete', text);
		if (error.reason !== 'NotFound') throw error;
	}
}

export function isBeingDeleted(pod: Pod): boolean {
	return pod.metadata.deletionTimestamp !== undefined;
}

/** Available, and staying so. */
export function isHealthy({clock}: ControllerContext, {spec}: StatefulSet, pod: Pod): boolean {
	return isAvailable(pod, spec.minReadySeconds ?? 0, clock.now()) && !isBeingDeleted(pod);
}

function isOrdered({spec}: StatefulSet): boolean {
	return spec.podManagementPolicy !== 'Parallel';
}

// Returns whether an ordered StatefulSet may look at the next ordinal.
function processReplica(context: ControllerContext, state: StatefulSetState, ordinal: number): boolean {
	const {statefulSet, pods} = state;
	const pod = pods.get(ordinal);
	if (!pod) {
		if (hasStaleClaim(context, statefulSet, ordinal)) return false;
		createStatefulPod(context, state, ordinal);
		return false;
	}
	const {name} = pod.metadata;
	if (isFinished(pod)) {
		if (!isBeingDeleted(pod)) {
			context.decide(ACTOR, statefulSet, 'stateful-set/replace-finished', {pod: name, phase: pod.status.phase ?? ''});
			deleteStatefulPod(context, statefulSet, pod);
		}
		return false;
	}
	if (pod.status.phase === 'Pending') createClaims(context, statefulSet, name, ordinal);
	if (isOrdered(statefulSet) && !isReadyForNext(context, statefulSet, pod)) return false;
	repairIdentity(context, statefulSet, pod, ordinal);
	ownClaims(context, statefulSet, pod, ordinal);
	return true;
}

function isReadyForNext(context: ControllerContext, statefulSet: StatefulSet, pod: Pod): boolean {
	const {name} = pod.metadata;
	if (isBeingDeleted(pod)) {
		context.decide(ACTOR, statefulSet, 'stateful-set/wait-for-termination', {pod: name});
		return false;
	}
	if (isHealthy(context, statefulSet, pod)) return true;
	const rule = isReady(pod) ? 'stateful-set/wait-for-available' : 'stateful-set/wait-for-ready';
	context.decide(ACTOR, statefulSet, rule, {pod: name, minReadySeconds: statefulSet.spec.minReadySeconds ?? 0});
	return false;
}

function createStatefulPod(context: ControllerContext, state: StatefulSetState, ordinal: number): void {
	const {statefulSet, current, update} = state;
	const {api, events} = context;
	const revision = revisionForNewPod(statefulSet, ordinal, current, update);
	const draft = podOfOrdinal(statefulSet, ordinal, revision);
	const subject = `create Pod ${draft.metadata.name} in StatefulSet ${statefulSet.metadata.name}`;
	try {
		createClaims(context, statefulSet, draft.metadata.name, ordinal);
		const pod = api.create<'Pod'>(draft);
		ownClaims(context, statefulSet, pod, ordinal);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		if (error.reason !== 'AlreadyExists') {
			const text = `${subject} failed error: ${error.message}`;
			events.record(ACTOR, statefulSet, 'Warning', 'FailedCreate', text);
		}
		throw error;
	}
	context.decide(ACTOR, statefulSet, 'stateful-set/create-pod', {
		pod: draft.metadata.name,
		ordinal,
		revision: revision.metadata.name,
		replicas: statefulSet.spec.replicas ?? 0,
	});
	events.record(ACTOR, statefulSet, 'Normal', 'SuccessfulCreate', `${subject} successful`);
}

// An adopted Pod gets the labels of its ordinal; its host name can't be changed any more.
function repairIdentity({api, events}: ControllerContext, statefulSet: StatefulSet, pod: Pod, ordinal: number): void {
	const {metadata} = pod;
	const labels = {...metadata.labels, ...identityLabels(metadata.name, ordinal)};
	if (semanticallyEqual(labels, metadata.labels)) return;
	api.update<'Pod'>({...pod, metadata: {...metadata, labels}});
	const text = `update Pod ${metadata.name} in StatefulSet ${statefulSet.metadata.name} successful`;
	events.record(ACTOR, statefulSet, 'Normal', 'SuccessfulUpdate', text);
}

function lowestUnavailable(
	context: ControllerContext,
	statefulSet: StatefulSet,
	pods: ReadonlyMap<number, Pod>,
): Pod | undefined {
	const unavailable = [...pods].filter(([, pod]) => !isHealthy(context, statefulSet, pod));
	// Those that stay come before those that go, each by ordinal.
	unavailable.sort(([a], [b]) => Number(isInRange(statefulSet, b)) - Number(isInRange(statefulSet, a)) || a - b);
	return unavailable[0]?.[1];
}
