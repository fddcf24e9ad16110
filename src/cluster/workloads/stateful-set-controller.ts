import type {Controller, ControllerContext} from '../controller.ts';
import {type ControllerRevision, keyOf, type Pod, type StatefulSet} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {claimDependents, concernedOwners} from './controller-references.ts';
import {deleteOldRevisions, listRevisions, revisionOfTemplate} from './controller-revisions.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {ordinalOf, revisionNameOf} from './stateful-set-identity.ts';
import {processCondemned, processReplicas} from './stateful-set-pods.ts';
import {statefulSetStatus} from './stateful-set-status.ts';
import {updatePods} from './stateful-set-update.ts';

const HASH = 'controller.kubernetes.io/hash';

/** A StatefulSet with everything that a look at it needs. */
export interface StatefulSetState {
	readonly statefulSet: StatefulSet;
	/** Pods by ordinal. */
	readonly pods: ReadonlyMap<number, Pod>;
	readonly current: ControllerRevision;
	readonly update: ControllerRevision;
}

/** Keeps numbered Pods with stable names and storage: started, updated and stopped in order. */
export function statefulSetController(context: ControllerContext): Controller {
	const {store} = context;
	return {
		name: 'statefulset-controller',
		watches: {
			StatefulSet: ({object}) => [keyOf(object)],
			Pod: change =>
				concernedOwners(store, 'StatefulSet', change, ({spec}, labels) => matchesLabelSelector(spec.selector, labels)),
		},
		reconcile: key => {
			const statefulSet = store.get('StatefulSet', key);
			return statefulSet && reconcile(context, statefulSet);
		},
	};
}

function reconcile(context: ControllerContext, statefulSet: StatefulSet): {requeueAfterMs?: number} {
	const {spec, status} = statefulSet;
	const revisions = listRevisions(context, statefulSet);
	const pods = podsByOrdinal(context, statefulSet);
	const {revision: update, collisionCount = 0} = revisionOfTemplate(context, statefulSet, revisions, HASH);
	const current = revisions.find(({metadata}) => metadata.name === status.currentRevision) ?? update;
	const state: StatefulSetState = {statefulSet, pods, current, update};
	try {
		if (statefulSet.metadata.deletionTimestamp === undefined) act(context, state);
	} finally {
		writeStatus(context, state, collisionCount);
	}
	const live = new Set([current.metadata.name, update.metadata.name, ...[...pods.values()].map(revisionNameOf)]);
	deleteOldRevisions(context, statefulSet, revisions, ({metadata}) => live.has(metadata.name));

	// Like the real controller it looks again every minReadySeconds, counted from its own first look and not from the Pod's readiness.
	const counts = context.store.get('StatefulSet', keyOf(statefulSet))?.status ?? status;
	const {availableReplicas = 0, readyReplicas = 0} = counts;
	const waiting =
		(spec.minReadySeconds ?? 0) > 0 && (availableReplicas !== spec.replicas || availableReplicas !== readyReplicas);
	return waiting ? {requeueAfterMs: (spec.minReadySeconds ?? 0) * 1000} : {};
}

// Each step is taken only when the one before has nothing left to do or to wait for.
function act(context: ControllerContext, state: StatefulSetState): void {
	if (!processReplicas(context, state)) return;
	if (!processCondemned(context, state)) return;
	if (state.statefulSet.spec.updateStrategy?.type !== 'OnDelete') updatePods(context, state);
}

function podsByOrdinal(context: ControllerContext, statefulSet: StatefulSet): Map<number, Pod> {
	const claimed = claimDependents(
		context,
		statefulSet,
		'Pod',
		labels => matchesLabelSelector(statefulSet.spec.selector, labels),
		pod => ordinalOf(statefulSet, pod) !== undefined,
	);
	return new Map(claimed.map(pod => [ordinalOf(statefulSet, pod)!, pod]));
}

function writeStatus({store, api, clock}: ControllerContext, state: StatefulSetState, collisionCount: number): void {
	const statefulSet = store.get('StatefulSet', keyOf(state.statefulSet));
	if (!statefulSet) return;
	const status = statefulSetStatus(state, collisionCount, clock.now());
	if (!semanticallyEqual(status, statefulSet.status)) api.updateStatus<'StatefulSet'>({...statefulSet, status});
}
