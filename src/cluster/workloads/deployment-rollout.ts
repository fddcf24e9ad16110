import type {ControllerContext} from '../controller.ts';
import {type Deployment, keyOf, type ReplicaSet} from '../objects.ts';

export const ACTOR = 'deployment-controller';

/** A Deployment with its ReplicaSets as they are right now. */
export interface Rollout {
	readonly deployment: Deployment;
	/** The ReplicaSet with the present template, if it exists already. */
	readonly newReplicaSet: ReplicaSet | undefined;
	/** All others, oldest first, empty ones included. */
	readonly oldReplicaSets: readonly ReplicaSet[];
}

/** All ReplicaSets, the new one last. */
export function allOf({oldReplicaSets, newReplicaSet}: Rollout): ReplicaSet[] {
	return newReplicaSet ? [...oldReplicaSets, newReplicaSet] : [...oldReplicaSets];
}

/** The same rollout with everything as the store has it now. */
export function refreshed({store}: ControllerContext, rollout: Rollout): Rollout {
	const now = (replicaSet: ReplicaSet) => store.get('ReplicaSet', keyOf(replicaSet)) ?? replicaSet;
	return {
		deployment: store.get('Deployment', keyOf(rollout.deployment)) ?? rollout.deployment,
		newReplicaSet: rollout.newReplicaSet && now(rollout.newReplicaSet),
		oldReplicaSets: rollout.oldReplicaSets.map(now),
	};
}
