import type {ControllerContext} from '../controller.ts';
import type {Deployment, ReplicaSet} from '../objects.ts';
import {deleteOldRevisions} from './deployment-history.ts';
import {withNewReplicaSet} from './deployment-new-replica-set.ts';
import {ACTOR, allOf, type Rollout, refreshed} from './deployment-rollout.ts';
import {scaleReplicaSet, sizeOfNew} from './deployment-scaling.ts';
import {
	isActiveReplicaSet,
	maxSurge,
	maxUnavailable,
	replicasOf,
	totalAvailable,
	totalWanted,
} from './deployment-size.ts';
import {isComplete} from './deployment-status.ts';

type Begun = Rollout & {readonly newReplicaSet: ReplicaSet};

/** One step of a rolling update: the new ReplicaSet grows if it may, else the old ones shrink if they may. */
export function rollingUpdate(context: ControllerContext, rollout: Rollout): Rollout {
	const begun = withNewReplicaSet(context, rollout);
	if (scaleNew(context, begun) || shrinkOld(context, begun)) return refreshed(context, begun);
	if (isComplete(begun.deployment, begun.deployment.status)) deleteOldRevisions(context, begun);
	return refreshed(context, begun);
}

function scaleNew(context: ControllerContext, {deployment, newReplicaSet, oldReplicaSets}: Begun): boolean {
	const replicas = replicasOf(deployment);
	const size = replicasOf(newReplicaSet);
	if (size === replicas) return false;
	if (size > replicas) {
		return scaleReplicaSet(context, deployment, newReplicaSet, replicas, 'deployment/scale-down-new', {replicas});
	}
	const to = sizeOfNew(deployment, oldReplicaSets, size);
	if (to === size) return false;
	return scaleReplicaSet(context, deployment, newReplicaSet, to, 'deployment/scale-up-new', {
		replicas,
		maxSurge: maxSurge(deployment),
		total: totalWanted(oldReplicaSets) + size,
	});
}

function shrinkOld(context: ControllerContext, begun: Begun): boolean {
	const {deployment, newReplicaSet} = begun;
	const active = begun.oldReplicaSets.filter(isActiveReplicaSet);
	if (active.length === 0) return false;
	const all = allOf(begun);
	const minAvailable = replicasOf(deployment) - maxUnavailable(deployment);
	const unavailable = replicasOf(newReplicaSet) - (newReplicaSet.status.availableReplicas ?? 0);
	// New Pods that aren't available yet count as missing, so that they can't make more old Pods go.
	const mayGo = totalWanted(all) - minAvailable - unavailable;
	// A ReplicaSet that reports more available Pods than it wants hasn't caught up: its numbers can't be trusted yet.
	const outdated = active.some(each => (each.status.availableReplicas ?? 0) > replicasOf(each));
	if (mayGo > 0 && outdated) return false;
	const cleaned = mayGo > 0 ? shrinkUnhealthy(context, deployment, active, all, mayGo) : 0;
	const shrunk = mayGo > 0 ? shrinkHealthy(context, refreshed(context, begun), minAvailable) : 0;
	if (cleaned + shrunk > 0) return true;
	context.decide(ACTOR, deployment, 'deployment/wait-for-available', {
		replicaSet: newReplicaSet.metadata.name,
		replicas: replicasOf(deployment),
		maxUnavailable: maxUnavailable(deployment),
		available: totalAvailable(all),
		unavailable,
	});
	return false;
}

// Old Pods that aren't available serve nobody: they go first, oldest ReplicaSet first.
function shrinkUnhealthy(
	context: ControllerContext,
	deployment: Deployment,
	active: readonly ReplicaSet[],
	all: readonly ReplicaSet[],
	limit: number,
): number {
	let gone = 0;
	for (const replicaSet of active) {
		const size = replicasOf(replicaSet);
		const count = Math.min(limit - gone, size - (replicaSet.status.availableReplicas ?? 0));
		if (count <= 0) continue;
		scaleReplicaSet(context, deployment, replicaSet, size - count, 'deployment/scale-down-unhealthy', {
			maxUnavailable: maxUnavailable(deployment),
			total: totalWanted(all),
			available: totalAvailable(all),
		});
		gone += count;
	}
	return gone;
}

function shrinkHealthy(context: ControllerContext, rollout: Rollout, minAvailable: number): number {
	const {deployment, oldReplicaSets} = rollout;
	const available = totalAvailable(allOf(rollout));
	const limit = available - minAvailable;
	let gone = 0;
	for (const replicaSet of oldReplicaSets.filter(isActiveReplicaSet)) {
		const size = replicasOf(replicaSet);
		const count = Math.min(size, limit - gone);
		if (count <= 0) break;
		scaleReplicaSet(context, deployment, replicaSet, size - count, 'deployment/scale-down-old', {
			replicas: replicasOf(deployment),
			maxUnavailable: maxUnavailable(deployment),
			available,
		});
		gone += count;
	}
	return gone;
}
