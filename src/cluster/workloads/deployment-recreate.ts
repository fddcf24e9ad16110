import type {ControllerContext} from '../controller.ts';
import type {Pod} from '../objects.ts';
import {deleteOldRevisions} from './deployment-history.ts';
import {withNewReplicaSet} from './deployment-new-replica-set.ts';
import {ACTOR, type Rollout, refreshed} from './deployment-rollout.ts';
import {scaleReplicaSet} from './deployment-scaling.ts';
import {isActiveReplicaSet, replicasOf} from './deployment-size.ts';
import {isComplete} from './deployment-status.ts';
import {isFinished} from './pod-state.ts';

/** One step of Recreate: everything old goes to zero, then, when no old Pod runs any more, everything new starts. */
export function recreate(context: ControllerContext, rollout: Rollout, oldPods: readonly Pod[]): Rollout {
	const {deployment, oldReplicaSets} = rollout;
	const active = oldReplicaSets.filter(isActiveReplicaSet);
	for (const replicaSet of active) {
		scaleReplicaSet(context, deployment, replicaSet, 0, 'deployment/recreate-scale-down');
	}
	if (active.length > 0) return refreshed(context, rollout);
	const running = oldPods.filter(pod => !isFinished(pod)).length;
	if (running > 0 || oldReplicaSets.some(({status}) => status.replicas > 0)) {
		context.decide(ACTOR, deployment, 'deployment/recreate-wait', {pods: running});
		return rollout;
	}
	const begun = withNewReplicaSet(context, rollout);
	const replicas = replicasOf(deployment);
	if (replicasOf(begun.newReplicaSet) !== replicas) {
		scaleReplicaSet(context, deployment, begun.newReplicaSet, replicas, 'deployment/recreate-scale-up');
	}
	if (isComplete(begun.deployment, begun.deployment.status)) deleteOldRevisions(context, begun);
	return refreshed(context, begun);
}
