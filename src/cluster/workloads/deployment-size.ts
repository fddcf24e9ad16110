import {scaledValue} from '../int-or-percent.ts';
import type {Deployment, ReplicaSet} from '../objects.ts';

/** How many Pods may exist above `spec.replicas` during a rolling update; percentages are rounded up. */
export function maxSurge(deployment: Deployment): number {
	return isRollingUpdate(deployment) ? limits(deployment).maxSurge : 0;
}

/** How many of `spec.replicas` Pods may be unavailable during a rolling update; percentages are rounded down. */
export function maxUnavailable(deployment: Deployment): number {
	const replicas = replicasOf(deployment);
	if (!isRollingUpdate(deployment) || replicas === 0) return 0;
	return Math.min(limits(deployment).maxUnavailable, replicas);
}

export function isRollingUpdate({spec}: Deployment): boolean {
	return spec.strategy?.type === 'RollingUpdate';
}

export function replicasOf({spec}: Deployment | ReplicaSet): number {
	return spec.replicas ?? 0;
}

export function isActiveReplicaSet(replicaSet: ReplicaSet): boolean {
	return replicasOf(replicaSet) > 0;
}

/** Pods that the ReplicaSets are meant to have. */
export function totalWanted(replicaSets: readonly ReplicaSet[]): number {
	return replicaSets.reduce((sum, replicaSet) => sum + replicasOf(replicaSet), 0);
}

/** Pods that the ReplicaSets report as available. */
export function totalAvailable(replicaSets: readonly ReplicaSet[]): number {
	return replicaSets.reduce((sum, {status}) => sum + (status.availableReplicas ?? 0), 0);
}

// Rounding may leave neither surge nor unavailability, which would block every update: then one Pod may be unavailable.
function limits(deployment: Deployment): {maxSurge: number; maxUnavailable: number} {
	const {rollingUpdate} = deployment.spec.strategy ?? {};
	const replicas = replicasOf(deployment);
	const surge = scaledValue(rollingUpdate?.maxSurge ?? 0, replicas, 'up');
	const unavailable = scaledValue(rollingUpdate?.maxUnavailable ?? 0, replicas, 'down');
	return {maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable};
}
