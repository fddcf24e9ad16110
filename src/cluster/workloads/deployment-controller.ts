import type {Controller, ControllerContext} from '../controller.ts';
import {controllerOf, type Deployment, keyOf, type Pod} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import type {Change, Store} from '../store.ts';
import {adopterKeys, claimDependents, ownerKeys} from './controller-references.ts';
import {deleteOldRevisions} from './deployment-history.ts';
import {currentRollout} from './deployment-new-replica-set.ts';
import {recreate} from './deployment-recreate.ts';
import {countFrom, DESIRED_REPLICAS} from './deployment-revisions.ts';
import {rollingUpdate} from './deployment-rolling-update.ts';
import {allOf, type Rollout} from './deployment-rollout.ts';
import {scaleAll} from './deployment-scaling.ts';
import {isActiveReplicaSet, isRollingUpdate, replicasOf} from './deployment-size.ts';
import {notePause, noteProgress, untilDeadlineMs, updateStatus} from './deployment-status.ts';

/** Brings the ReplicaSets of each Deployment to its template and size, by its strategy. */
export function deploymentController(context: ControllerContext): Controller {
	const {store} = context;
	return {
		name: 'deployment-controller',
		watches: {
			Deployment: ({object}) => [keyOf(object)],
			ReplicaSet: change => [
				...ownerKeys(store, 'Deployment', change),
				...adopterKeys(store, 'Deployment', change, ({spec}, labels) => matchesLabelSelector(spec.selector, labels)),
			],
			Pod: change => recreateKeys(store, change),
		},
		reconcile: key => {
			const deployment = store.get('Deployment', key);
			return deployment && reconcile(context, deployment);
		},
	};
}

// Recreate waits for the end of every old Pod, so it has to hear of each.
function recreateKeys(store: Store, {type, object: pod}: Change<'Pod'>): string[] {
	const finished = type === 'DELETED' || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
	const owner = finished ? controllerOf(pod) : undefined;
	if (owner?.kind !== 'ReplicaSet') return [];
	const replicaSet = store.get('ReplicaSet', `${pod.metadata.namespace}/${owner.name}`);
	const parent = replicaSet && controllerOf(replicaSet);
	if (parent?.kind !== 'Deployment') return [];
	const key = `${pod.metadata.namespace}/${parent.name}`;
	const deployment = store.get('Deployment', key);
	return deployment && !isRollingUpdate(deployment) ? [key] : [];
}

function reconcile(context: ControllerContext, deployment: Deployment): {requeueAfterMs?: number} | undefined {
	const {spec, metadata} = deployment;
	const replicaSets = claimDependents(context, deployment, 'ReplicaSet', labels =>
		matchesLabelSelector(spec.selector, labels),
	);
	if (metadata.deletionTimestamp !== undefined) {
		updateStatus(context, currentRollout(context, deployment, replicaSets));
		return undefined;
	}
	const noted = notePause(context, deployment);
	const rollout = currentRollout(context, noted, replicaSets);
	if (spec.paused || isScalingEvent(rollout)) return scaleOnly(context, rollout);
	const result = isRollingUpdate(noted)
		? rollingUpdate(context, rollout)
		: recreate(context, rollout, oldPods(context, rollout));
	return {requeueAfterMs: finish(context, result)};
}

// The size of a Deployment is changed without rolling out anything: also while it is paused.
function scaleOnly(context: ControllerContext, rollout: Rollout): undefined {
	const scaled = scaleAll(context, rollout);
	if (rollout.deployment.spec.paused) deleteOldRevisions(context, scaled);
	updateStatus(context, scaled);
}

function isScalingEvent(rollout: Rollout): boolean {
	return allOf(rollout)
		.filter(isActiveReplicaSet)
		.map(replicaSet => countFrom(replicaSet, DESIRED_REPLICAS))
		.some(desired => desired !== undefined && desired !== replicasOf(rollout.deployment));
}

function oldPods({store}: ControllerContext, {oldReplicaSets}: Rollout): Pod[] {
	return oldReplicaSets.flatMap(({metadata}) => store.ownedBy('Pod', metadata.uid));
}

function finish(context: ControllerContext, rollout: Rollout): number | undefined {
	return noteProgress(context, rollout) ? undefined : untilDeadlineMs(context, rollout);
}
