import {ApiError} from '../api-error.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {controllerOf, keyOf, type Objects, type Pod} from '../objects.ts';
import type {Store} from '../store.ts';
import {claimDependents, concernedOwners, type Labels} from './controller-references.ts';
import {isActive} from './pod-state.ts';
import {podsToDelete} from './pods-to-delete.ts';
import {type ReplicasKind, ReplicaTallies} from './replica-tallies.ts';
import {replicasStatus} from './replicas-status.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {createPod, deletePod, podFromTemplate} from './template-pods.ts';

type Owner = Objects[ReplicasKind];

interface Variant<K extends ReplicasKind> {
	readonly kind: K;
	readonly actor: string;
	matches(owner: Objects[K], labels: Labels): boolean;
}

// Kubernetes creates and deletes at most this many Pods at once.
const BURST = 500;

/** The loop that ReplicaSets and ReplicationControllers share: exactly `spec.replicas` active Pods that match the selector. */
export function replicasController<K extends ReplicasKind>(
	context: ControllerContext,
	variant: Variant<K>,
): Controller {
	const {store} = context;
	const tallies = new ReplicaTallies(store, variant.kind, variant.matches);
	return {
		name: variant.actor,
		watches: {
			[variant.kind]: ({object}: {object: Objects[K]}) => [keyOf(object)],
			Pod: change => concernedOwners(store, variant.kind, change, variant.matches),
		},
		reconcile: key => {
			const owner = store.get(variant.kind, key);
			return owner && reconcile(context, variant, tallies, owner);
		},
	};
}

function reconcile<K extends ReplicasKind>(
	context: ControllerContext,
	variant: Variant<K>,
	tallies: ReplicaTallies<K>,
	owner: Objects[K],
): {requeueAfterMs?: number} {
	const {store, api, clock} = context;
	const minReadySeconds = owner.spec.minReadySeconds ?? 0;
	const isAlive = owner.metadata.deletionTimestamp === undefined;
	const tally = tallies.of(owner);
	if (isAlive && (tally.hasStrangers || hasAdoptable(store, variant, owner))) claimPods(context, variant, owner);
	// Pods that are created or deleted now count from the next look on; the status tells what was found.
	const found = tally.counts(minReadySeconds, clock.now());
	const failure = isAlive ? manageReplicas(context, variant, owner, found.active) : undefined;

	const current = store.get(variant.kind, keyOf(owner)) as Owner | undefined;
	if (!current) return {};
	const status = replicasStatus(current, found, failure, clock.now());
	if (!semanticallyEqual(status, current.status)) api.updateStatus({...current, status} as Objects[K]);
	if (failure) throw failure;
	return {requeueAfterMs: found.untilNextAvailableMs};
}

function claimPods<K extends ReplicasKind>(context: ControllerContext, variant: Variant<K>, owner: Objects[K]): Pod[] {
	return claimDependents(context, owner, 'Pod', labels => variant.matches(owner, labels), isActive);
}

function hasAdoptable<K extends ReplicasKind>(store: Store, {matches}: Variant<K>, owner: Objects[K]): boolean {
	return store
		.orphans('Pod', owner.metadata.namespace ?? '')
		.some(pod => isActive(pod) && matches(owner, pod.metadata.labels ?? {}));
}

function manageReplicas<K extends ReplicasKind>(
	context: ControllerContext,
	variant: Variant<K>,
	owner: Objects[K],
	active: number,
): ApiError | undefined {
	const missing = (owner.spec.replicas ?? 0) - active;
	try {
		if (missing > 0) createPods(context, variant.actor, owner, active, Math.min(missing, BURST));
		if (missing < 0) {
			const pods = claimPods(context, variant, owner);
			deletePods(context, variant.actor, owner, pods, Math.min(-missing, BURST));
		}
		return undefined;
	} catch (error) {
		if (error instanceof ApiError) return error;
		throw error;
	}
}

function createPods(context: ControllerContext, actor: string, owner: Owner, active: number, count: number): void {
	const template = owner.spec.template ?? {};
	context.decide(actor, owner, 'replica-set/create-pods', {
		replicas: owner.spec.replicas ?? 0,
		active,
		created: count,
	});
	// The first refusal ends the attempt: the others would fail likewise, and the key comes back later.
	for (let i = 0; i < count; i++) createPod(context, actor, owner, podFromTemplate(owner, template));
}

function deletePods(
	context: ControllerContext,
	actor: string,
	owner: Owner,
	pods: readonly Pod[],
	count: number,
): void {
	const chosen = podsToDelete(pods, relatedPods(context, owner), count, context.clock.now());
	context.decide(actor, owner, 'replica-set/delete-pods', {
		replicas: owner.spec.replicas ?? 0,
		active: pods.length,
		deleted: count,
	});
	for (const {pod, reason} of chosen) {
		context.decide(actor, owner, 'replica-set/choose-pod-to-delete', {pod: pod.metadata.name, reason});
		deletePod(context, actor, owner, pod);
	}
}

// Pods of all ReplicaSets of the same Deployment: a node that runs many of them can spare one.
function relatedPods({store}: ControllerContext, owner: Owner): Pod[] {
	const parent = owner.kind === 'ReplicaSet' ? controllerOf(owner) : undefined;
	const owners: Owner[] = parent ? store.ownedBy('ReplicaSet', parent.uid) : [owner];
	return owners.flatMap(({metadata}) => store.ownedBy('Pod', metadata.uid));
}
