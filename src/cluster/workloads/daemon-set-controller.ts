import type {Controller, ControllerContext} from '../controller.ts';
import {type ControllerRevision, controllerOf, type DaemonSet, keyOf, type Node, type Pod} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import type {Store} from '../store.ts';
import {concernedOwners} from './controller-references.ts';
import {
	CONTROLLER_REVISION_HASH,
	deleteOldRevisions,
	listRevisions,
	revisionOfTemplate,
} from './controller-revisions.ts';
import {FailedPodBackoff} from './daemon-set-backoff.ts';
import {judgeNode} from './daemon-set-nodes.ts';
import {ACTOR, createAndDelete, type DaemonSetState, isUpdated, stateOf} from './daemon-set-pods.ts';
import {rollPods} from './daemon-set-rolling-update.ts';
import {allowsSurge} from './daemon-set-size.ts';
import {daemonSetStatus} from './daemon-set-status.ts';
import {isAvailable, isReady} from './pod-state.ts';
import {semanticallyEqual} from './semantic-equality.ts';

/** Keeps one Pod of each DaemonSet on every node that it is meant for. */
export function daemonSetController(context: ControllerContext): Controller {
	const {store} = context;
	const backoff = new FailedPodBackoff();
	return {
		name: ACTOR,
		watches: {
			DaemonSet: ({object}) => [keyOf(object)],
			Pod: change =>
				concernedOwners(store, 'DaemonSet', change, ({spec}, labels) => matchesLabelSelector(spec.selector, labels)),
			Node: ({type, object, previous}) =>
				type !== 'DELETED' && concernsPods(object, previous) ? keysForNode(store, object) : [],
		},
		reconcile: key => {
			const daemonSet = store.get('DaemonSet', key);
			if (!daemonSet || daemonSet.metadata.deletionTimestamp) return undefined;
			return reconcile(context, backoff, daemonSet);
		},
	};
}

function concernsPods(node: Node, previous: Node | undefined): boolean {
	return (
		!previous ||
		!semanticallyEqual(node.metadata.labels, previous.metadata.labels) ||
		!semanticallyEqual(node.spec, previous.spec)
	);
}

// A change of a node concerns a DaemonSet only if a Pod has to come or to go there. So a new NoSchedule taint leaves the status alone: it
// still counts the node until something else happens.
function keysForNode(store: Store, node: Node): string[] {
	const owners = new Set(store.onNode(node.metadata.name).map(pod => controllerOf(pod)?.uid));
	return store
		.list('DaemonSet')
		.filter(daemonSet => {
			const {shouldRun, mayStay} = judgeNode(daemonSet, node);
			if (!owners.has(daemonSet.metadata.uid)) return shouldRun;
			return !mayStay || daemonSet.status.numberMisscheduled > 0;
		})
		.map(keyOf);
}

function reconcile(
	context: ControllerContext,
	backoff: FailedPodBackoff,
	daemonSet: DaemonSet,
): {requeueAfterMs?: number} {
	const revisions = listRevisions(context, daemonSet);
	const {revision, collisionCount} = revisionOfTemplate(context, daemonSet, revisions, CONTROLLER_REVISION_HASH);
	const state = stateOf(context, daemonSet, revision);
	let retryAfterMs: number | undefined;
	try {
		const managed = manage(context, backoff, state);
		retryAfterMs = managed.retryAfterMs;
		// Updates wait until creations and deletions have been seen.
		if (!managed.acted && daemonSet.spec.updateStrategy?.type === 'RollingUpdate') rollPods(context, state);
		removeOldRevisions(context, state, revisions, revision);
	} finally {
		writeStatus(context, daemonSet, revision, collisionCount);
	}
	const {status, spec} = context.store.get('DaemonSet', keyOf(daemonSet)) ?? daemonSet;
	const unavailable = (spec.minReadySeconds ?? 0) > 0 && status.numberReady !== (status.numberAvailable ?? 0);
	const availableAfterMs = unavailable ? (spec.minReadySeconds ?? 0) * 1000 : undefined;
	const delays = [retryAfterMs, availableAfterMs].filter(delay => delay !== undefined);
	return delays.length > 0 ? {requeueAfterMs: Math.min(...delays)} : {};
}

function manage(
	context: ControllerContext,
	backoff: FailedPodBackoff,
	state: DaemonSetState,
): {acted: boolean; retryAfterMs?: number} {
	const needing: string[] = [];
	const leaving: Pod[] = [];
	let retryAfterMs: number | undefined;
	for (const node of state.nodes) {
		const plan = planNode(context, backoff, state, node);
		if (plan.needed) needing.push(node.metadata.name);
		leaving.push(...plan.leaving);
		if (plan.retryAfterMs !== undefined) retryAfterMs = Math.min(plan.retryAfterMs, retryAfterMs ?? plan.retryAfterMs);
	}
	leaving.push(...podsWithoutNode(state));
	for (const node of needing) {
		context.decide(ACTOR, state.daemonSet, 'daemon-set/create-pod', {node});
	}
	return {acted: createAndDelete(context, state, needing, leaving), retryAfterMs};
}

interface NodePlan {
	readonly needed: boolean;
	readonly leaving: readonly Pod[];
	readonly retryAfterMs?: number;
}

function planNode(context: ControllerContext, backoff: FailedPodBackoff, state: DaemonSetState, node: Node): NodePlan {
	const {daemonSet, podsByNode} = state;
	const {shouldRun, mayStay} = judgeNode(daemonSet, node);
	const present = podsByNode.get(node.metadata.name);
	if (!present) return {needed: shouldRun, leaving: []};
	const alive = present.filter(({metadata}) => metadata.deletionTimestamp === undefined);
	if (!mayStay) {
		for (const {metadata} of alive) {
			const values = {pod: metadata.name, node: node.metadata.name};
			context.decide(ACTOR, daemonSet, 'daemon-set/remove-from-node', values);
		}
		return {needed: false, leaving: alive};
	}
	const finished = finishedPods(context, backoff, daemonSet, node, alive);
	const running = alive.filter(({status}) => status.phase !== 'Failed' && status.phase !== 'Succeeded');
	if (!allowsSurge(daemonSet)) return {...finished, needed: false, leaving: [...finished.leaving, ...running.slice(1)]};
	// With surge a node that has only a Pod on its way out gets the next one at once.
	if (running.length === 0) return {...finished, needed: shouldRun};
	return {...finished, needed: false, leaving: [...finished.leaving, ...surplus(context, state, running)]};
}

function finishedPods(
	context: ControllerContext,
	backoff: FailedPodBackoff,
	daemonSet: DaemonSet,
	node: Node,
	pods: readonly Pod[],
): {leaving: Pod[]; retryAfterMs?: number} {
	const leaving: Pod[] = [];
	let retryAfterMs: number | undefined;
	for (const pod of pods) {
		const {phase} = pod.status;
		if (phase !== 'Failed' && phase !== 'Succeeded') continue;
		const subject = `daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${node.metadata.name}`;
		if (phase === 'Failed') {
			const key = `${daemonSet.metadata.uid}/${daemonSet.metadata.generation}/${node.metadata.name}`;
			retryAfterMs = backoff.waitMs(key, context.clock.now());
			if (retryAfterMs !== undefined) continue;
			const text = `Found failed ${subject}, will try to kill it`;
			context.events.record(ACTOR, daemonSet, 'Warning', 'FailedDaemonPod', text);
		} else {
			const text = `Found succeeded ${subject}, will try to delete it`;
			context.events.record(ACTOR, daemonSet, 'Normal', 'SucceededDaemonPod', text);
		}
		context.decide(ACTOR, daemonSet, 'daemon-set/replace-finished', {pod: pod.metadata.name, phase});
		leaving.push(pod);
	}
	return {leaving, retryAfterMs};
}

// At most one old and one new Pod a node; the old one goes when the new one is available, or when it isn't ready itself.
function surplus({clock}: ControllerContext, state: DaemonSetState, running: readonly Pod[]): Pod[] {
	const [newest, ...otherNew] = running.filter(pod => isUpdated(pod, state));
	const [oldest, ...otherOld] = running.filter(pod => !isUpdated(pod, state));
	const leaving = [...otherNew, ...otherOld];
	const minReadySeconds = state.daemonSet.spec.minReadySeconds ?? 0;
	if (newest && oldest && (!isReady(oldest) || isAvailable(newest, minReadySeconds, clock.now()))) leaving.push(oldest);
	return leaving;
}

function podsWithoutNode({nodes, podsByNode}: DaemonSetState): Pod[] {
	const names = new Set(nodes.map(({metadata}) => metadata.name));
	return [...podsByNode]
		.filter(([name]) => !names.has(name))
		.flatMap(([, pods]) => pods)
		.filter(({spec, metadata}) => !spec.nodeName && metadata.deletionTimestamp === undefined);
}

function removeOldRevisions(
	context: ControllerContext,
	{daemonSet, podsByNode}: DaemonSetState,
	revisions: readonly ControllerRevision[],
	current: ControllerRevision,
): void {
	const hashOf = ({metadata}: Pod | ControllerRevision) => metadata.labels?.[CONTROLLER_REVISION_HASH];
	const live = new Set([...podsByNode.values()].flat().map(hashOf));
	deleteOldRevisions(
		context,
		daemonSet,
		revisions,
		revision => revision.metadata.name === current.metadata.name || live.has(hashOf(revision)),
	);
}

function writeStatus(
	context: ControllerContext,
	{metadata}: DaemonSet,
	revision: ControllerRevision,
	collisionCount: number | undefined,
): void {
	const {store, api, clock} = context;
	const daemonSet = store.get('DaemonSet', keyOf({metadata}));
	if (!daemonSet) return;
	const status = daemonSetStatus(stateOf(context, daemonSet, revision), collisionCount, clock.now());
	if (!semanticallyEqual(status, daemonSet.status)) api.updateStatus<'DaemonSet'>({...daemonSet, status});
}
