import type {ControllerContext} from '../controller.ts';
import type {DecisionRule} from '../decision-rules.ts';
import type {Deployment, ReplicaSet} from '../objects.ts';
import {byCreation, countFrom, MAX_REPLICAS, replicasAnnotations} from './deployment-revisions.ts';
import {ACTOR, allOf, type Rollout, refreshed} from './deployment-rollout.ts';
import {isActiveReplicaSet, isRollingUpdate, maxSurge, replicasOf, totalWanted} from './deployment-size.ts';
import {semanticallyEqual} from './semantic-equality.ts';

/** How large the new ReplicaSet may be now: a rolling update respects `maxSurge`, Recreate starts everything at once. */
export function sizeOfNew(deployment: Deployment, oldReplicaSets: readonly ReplicaSet[], size: number): number {
	const replicas = replicasOf(deployment);
	if (!isRollingUpdate(deployment)) return replicas;
	const room = replicas + maxSurge(deployment) - totalWanted(oldReplicaSets) - size;
	return room <= 0 ? size : size + Math.min(room, replicas - size);
}

/**
 * Gives a ReplicaSet another size, with the event on the Deployment.
 * @param rule why, recorded with `from` and `to` beside the given values
 * @returns whether the size changed
 */
export function scaleReplicaSet(
	{api, events, decide}: ControllerContext,
	deployment: Deployment,
	replicaSet: ReplicaSet,
	to: number,
	rule: DecisionRule,
	values: Readonly<Record<string, string | number>> = {},
): boolean {
	const {metadata, spec} = replicaSet;
	const from = replicasOf(replicaSet);
	const annotations = {
		...metadata.annotations,
		...replicasAnnotations(replicasOf(deployment), maxSurge(deployment)),
	};
	if (from === to && semanticallyEqual(annotations, metadata.annotations)) return false;
	api.update<'ReplicaSet'>({...replicaSet, metadata: {...metadata, annotations}, spec: {...spec, replicas: to}});
	if (from === to) return false;
	decide(ACTOR, deployment, rule, {replicaSet: metadata.name, from, to, ...values});
	const text = `Scaled ${from < to ? 'up' : 'down'} replica set ${metadata.name} from ${from} to ${to}`;
	events.record(ACTOR, deployment, 'Normal', 'ScalingReplicaSet', text);
	return true;
}

/**
 * Follows a changed `spec.replicas` without rolling out anything: the only active ReplicaSet takes it all; in the middle of a rolling update
 * each active one takes a share in proportion to its size.
 */
export function scaleAll(context: ControllerContext, rollout: Rollout): Rollout {
	const {deployment, newReplicaSet, oldReplicaSets} = rollout;
	const replicas = replicasOf(deployment);
	const active = allOf(rollout).filter(isActiveReplicaSet);
	if (active.length <= 1) {
		const only = active[0] ?? newReplicaSet ?? [...oldReplicaSets].sort(byCreation).at(-1);
		if (only && replicasOf(only) !== replicas) {
			scaleReplicaSet(context, deployment, only, replicas, 'deployment/scale', {replicas});
		}
	} else if (newReplicaSet && isSaturated(deployment, newReplicaSet)) {
		for (const old of oldReplicaSets.filter(isActiveReplicaSet)) {
			scaleReplicaSet(context, deployment, old, 0, 'deployment/scale-down-saturated');
		}
	} else if (isRollingUpdate(deployment)) scaleProportionally(context, deployment, active);
	return refreshed(context, rollout);
}

function isSaturated(deployment: Deployment, replicaSet: ReplicaSet): boolean {
	const replicas = replicasOf(deployment);
	return (
		replicasOf(replicaSet) === replicas &&
		countFrom(replicaSet, 'deployment.kubernetes.io/desired-replicas') === replicas &&
		(replicaSet.status.availableReplicas ?? 0) === replicas
	);
}

function scaleProportionally(context: ControllerContext, deployment: Deployment, active: readonly ReplicaSet[]): void {
	const replicas = replicasOf(deployment);
	const allowed = replicas > 0 ? replicas + maxSurge(deployment) : 0;
	const toAdd = allowed - totalWanted(active);
	const sorted = [...active].sort(toAdd > 0 ? bySizeNewerFirst : bySizeOlderFirst);
	const sizes = new Map<ReplicaSet, number>();
	let added = 0;
	for (const replicaSet of sorted) {
		const share = proportion(deployment, replicaSet, toAdd, added);
		sizes.set(replicaSet, replicasOf(replicaSet) + share);
		added += share;
	}
	// What rounding left over goes to the largest.
	const [largest] = sorted;
	if (largest) sizes.set(largest, Math.max(0, sizes.get(largest)! + toAdd - added));
	for (const [replicaSet, size] of sizes) {
		scaleReplicaSet(context, deployment, replicaSet, size, 'deployment/scale-proportionally', {
			replicas,
			maxSurge: maxSurge(deployment),
		});
	}
}

function proportion(deployment: Deployment, replicaSet: ReplicaSet, toAdd: number, added: number): number {
	const size = replicasOf(replicaSet);
	if (size === 0 || toAdd === 0 || toAdd === added) return 0;
	const fraction = fractionOf(deployment, replicaSet, size);
	return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}

function fractionOf(deployment: Deployment, replicaSet: ReplicaSet, size: number): number {
	const replicas = replicasOf(deployment);
	if (replicas === 0) return -size;
	const maxBefore = countFrom(replicaSet, MAX_REPLICAS) || (deployment.status.replicas ?? 0);
	if (maxBefore === 0) return 0;
	return Math.round((size * (replicas + maxSurge(deployment))) / maxBefore) - size;
}

function bySizeNewerFirst(a: ReplicaSet, b: ReplicaSet): number {
	return replicasOf(b) - replicasOf(a) || byCreation(b, a);
}

function bySizeOlderFirst(a: ReplicaSet, b: ReplicaSet): number {
	return replicasOf(b) - replicasOf(a) || byCreation(a, b);
}
