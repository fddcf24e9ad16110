import {ApiError} from '../api-error.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {controllerOf, keyOf, type Objects, type Pod} from '../objects.ts';
import {adopterKeys, claimDependents, type Labels, ownerKeys} from './controller-references.ts';
import {isActive, untilNextAvailableMs} from './pod-state.ts';
import {podsToDelete} from './pods-to-delete.ts';
import {replicasStatus} from './replicas-status.ts';
import {semanticallyEqual} from './semantic-equality.ts';
import {createPod, deletePod, podFromTemplate} from './template-pods.ts';

type ReplicasKind = 'ReplicaSet' | 'ReplicationController';
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
	return {
		name: variant.actor,
		watches: {
			[variant.kind]: ({object}: {object: Objects[K]}) => [keyOf(object)],
			Pod: change => [
				...ownerKeys(store, variant.kind, change),
				...adopterKeys(store, variant.kind, change, variant.matches),
			],
		},
		reconcile: key => {
			const owner = store.get(variant.kind, key);
			return owner && reconcile(context, variant, owner);
		},
	};
}

function reconcile<K extends ReplicasKind>(
	context: ControllerContext,
	variant: Variant<K>,
	owner: Objects[K],
): {requeueAfterMs?: number} {
	const {store, api, clock} = context;
	const matches = (labels: Labels) => variant.matches(owner, labels);
	const pods = claimDependents(context, owner, 'Pod', matches, isActive);
	let failure: ApiError | undefined;
	if (owner.metadata.deletionTimestamp === undefined) failure = manageReplicas(context, variant.actor, owner, pods);

	// Pods that were created or deleted just now count from the next look on; the status tells what was found.
	const current = store.get(variant.kind, keyOf(owner)) as Owner | undefined;
	if (!current) return {};
	const status = replicasStatus(current, pods, failure, clock.now());
	if (!semanticallyEqual(status, current.status)) api.updateStatus({...current, status} as Objects[K]);
	if (failure) throw failure;
	const minReadySeconds = owner.spec.minReadySeconds ?? 0;
	return {requeueAfterMs: untilNextAvailableMs(pods, minReadySeconds, clock.now())};
}

function manageReplicas(
	context: ControllerContext,
	actor: string,
	owner: Owner,
	pods: readonly Pod[],
): ApiError | undefined {
	const missing = (owner.spec.replicas ?? 0) - pods.length;
	try {
		if (missing > 0) createPods(context, actor, owner, pods.length, Math.min(missing, BURST));
		if (missing < 0) deletePods(context, actor, owner, pods, Math.min(-missing, BURST));
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
