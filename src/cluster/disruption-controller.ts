import {formatTime, parseTime} from '../shell/calendar.ts';
import type {Controller, ControllerContext} from './controller.ts';
import {scaledValue} from './int-or-percent.ts';
import {controllerOf, type KubeObject, keyOf, type Pod, type PodDisruptionBudget} from './objects.ts';
import {formatLabelSelector, matchesLabelSelector} from './selectors.ts';
import type {Change, Store} from './store.ts';
import {isReady} from './workloads/pod-state.ts';
import {semanticallyEqual} from './workloads/semantic-equality.ts';

const ACTOR = 'controllermanager';

// An eviction that was allowed but not followed by a deletion is forgotten after so long.
const DELETION_TIMEOUT_MS = 120_000;

type Status = PodDisruptionBudget['status'];

/** Tells for each PodDisruptionBudget how many of its Pods may be evicted now. */
export function disruptionController(context: ControllerContext): Controller {
	const {store} = context;
	return {
		name: 'disruption-controller',
		watches: {
			PodDisruptionBudget: ({object}) => [keyOf(object)],
			Pod: change => budgetsOf(store, change),
			Deployment: change => budgetsOfOwner(store, change.object),
			ReplicaSet: change => budgetsOfOwner(store, change.object),
			StatefulSet: change => budgetsOfOwner(store, change.object),
			ReplicationController: change => budgetsOfOwner(store, change.object),
		},
		reconcile: key => {
			const budget = store.get('PodDisruptionBudget', key);
			return budget && reconcile(context, budget);
		},
	};
}

function budgetsOf(store: Store, {object, previous}: Change<'Pod'>): string[] {
	const {namespace} = object.metadata;
	if (namespace === undefined || store.count('PodDisruptionBudget') === 0) return [];
	return store
		.list('PodDisruptionBudget', namespace)
		.filter(budget => selects(budget, object) || (previous && selects(budget, previous)))
		.map(keyOf);
}

// The scale of an owner matters where a budget is a share of it.
function budgetsOfOwner(store: Store, {metadata}: KubeObject): string[] {
	if (store.count('PodDisruptionBudget') === 0 || metadata.namespace === undefined) return [];
	return store.list('PodDisruptionBudget', metadata.namespace).map(keyOf);
}

function selects({spec}: PodDisruptionBudget, pod: Pod): boolean {
	return matchesLabelSelector(spec.selector, pod.metadata.labels ?? {});
}

function reconcile(context: ControllerContext, budget: PodDisruptionBudget): {requeueAfterMs?: number} {
	const {store, api, events, clock} = context;
	const nowMs = clock.now();
	const pods = podsOf(store, budget).filter(({status}) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
	if (pods.length === 0) events.record(ACTOR, budget, 'Normal', 'NoPods', 'No matching pods found');
	const {expected, desired, unmanaged} = expectations(store, budget, pods);
	if (unmanaged) {
		const text = `Pods selected by this PodDisruptionBudget (selector: ${describeSelector(budget)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`;
		events.record(ACTOR, budget, 'Warning', 'UnmanagedPods', text);
	}
	const disrupted = stillDisrupted(budget, pods, nowMs);
	const healthy = pods.filter(
		pod => pod.metadata.deletionTimestamp === undefined && !(pod.metadata.name in disrupted) && isReady(pod),
	).length;
	const allowed = expected > 0 ? Math.max(0, healthy - desired) : 0;
	const status: Status = {
		currentHealthy: healthy,
		desiredHealthy: desired,
		disruptionsAllowed: allowed,
		expectedPods: expected,
		observedGeneration: budget.metadata.generation,
		...(Object.keys(disrupted).length > 0 && {disruptedPods: disrupted}),
		conditions: [allowedCondition(budget, allowed, nowMs)],
	};
	if (!semanticallyEqual(status, budget.status)) {
		context.decide('disruption-controller', budget, 'disruption/allow', {allowed, healthy, desired, expected});
		api.updateStatus<'PodDisruptionBudget'>({...budget, status});
	}
	const ends = Object.values(disrupted).map(time => parseTime(time) + DELETION_TIMEOUT_MS - nowMs + 1);
	return ends.length > 0 ? {requeueAfterMs: Math.min(...ends)} : {};
}

function podsOf(store: Store, budget: PodDisruptionBudget): Pod[] {
	const {namespace = ''} = budget.metadata;
	const [label] = Object.entries(budget.spec.selector?.matchLabels ?? {});
	const candidates = label ? store.withLabel('Pod', namespace, ...label) : store.list('Pod', namespace);
	return candidates.filter(pod => selects(budget, pod));
}

function expectations(
	store: Store,
	{spec}: PodDisruptionBudget,
	pods: readonly Pod[],
): {expected: number; desired: number; unmanaged: boolean} {
	const {minAvailable, maxUnavailable} = spec;
	if (maxUnavailable === undefined && typeof minAvailable === 'number') {
		return {expected: pods.length, desired: minAvailable, unmanaged: false};
	}
	if (maxUnavailable === undefined && minAvailable === undefined) return {expected: 0, desired: 0, unmanaged: false};
	const {expected, unmanaged} = expectedScale(store, pods);
	if (maxUnavailable === undefined) {
		return {expected, desired: scaledValue(minAvailable ?? 0, expected, 'up'), unmanaged};
	}
	return {expected, desired: Math.max(0, expected - scaledValue(maxUnavailable, expected, 'up')), unmanaged};
}

// The sum of the sizes of all owners, counted once each; Pods without an owner can't be counted.
function expectedScale(store: Store, pods: readonly Pod[]): {expected: number; unmanaged: boolean} {
	const scales = new Map<string, number>();
	let unmanaged = false;
	for (const pod of pods) {
		const owner = controllerOf(pod);
		if (!owner) {
			unmanaged = true;
			continue;
		}
		const key = `${pod.metadata.namespace}/${owner.name}`;
		if (owner.kind === 'StatefulSet') scales.set(owner.uid, store.get('StatefulSet', key)?.spec.replicas ?? 0);
		if (owner.kind === 'ReplicationController') {
			scales.set(owner.uid, store.get('ReplicationController', key)?.spec.replicas ?? 0);
		}
		if (owner.kind !== 'ReplicaSet') continue;
		const replicaSet = store.get('ReplicaSet', key);
		const parent = replicaSet && controllerOf(replicaSet);
		const deployment =
			parent?.kind === 'Deployment' ? store.get('Deployment', `${pod.metadata.namespace}/${parent.name}`) : undefined;
		const scaled = deployment ?? replicaSet;
		if (scaled) scales.set(scaled.metadata.uid, scaled.spec.replicas ?? 0);
	}
	return {expected: [...scales.values()].reduce((sum, scale) => sum + scale, 0), unmanaged};
}

function stillDisrupted({status}: PodDisruptionBudget, pods: readonly Pod[], nowMs: number): Record<string, string> {
	const present = new Set(
		pods.filter(({metadata}) => metadata.deletionTimestamp === undefined).map(({metadata}) => metadata.name),
	);
	return Object.fromEntries(
		Object.entries(status.disruptedPods ?? {}).filter(
			([name, time]) => present.has(name) && parseTime(time) + DELETION_TIMEOUT_MS >= nowMs,
		),
	);
}

function allowedCondition(
	{metadata, status}: PodDisruptionBudget,
	allowed: number,
	nowMs: number,
): NonNullable<Status['conditions']>[number] {
	const value = allowed > 0 ? 'True' : 'False';
	const present = status.conditions?.find(({type}) => type === 'DisruptionAllowed');
	return {
		type: 'DisruptionAllowed',
		status: value,
		reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
		message: '',
		lastTransitionTime: present?.status === value ? present.lastTransitionTime : formatTime(nowMs),
		observedGeneration: metadata.generation,
	};
}

function describeSelector({spec}: PodDisruptionBudget): string {
	return `&LabelSelector{MatchLabels:map[string]string{${formatLabelSelector(spec.selector).replaceAll('=', ': ')},},MatchExpressions:[]LabelSelectorRequirement{},}`;
}
