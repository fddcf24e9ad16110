import type {ControllerContext} from '../controller.ts';
import type {StatefulSetState} from './stateful-set-controller.ts';
import {partitionOf, revisionNameOf, startOrdinal} from './stateful-set-identity.ts';
import {ACTOR, deleteStatefulPod, isBeingDeleted, isHealthy} from './stateful-set-pods.ts';

/**
 * Takes one step of a rolling update: from the highest ordinal down to the partition, the first Pod of another revision is deleted; it comes
 * back with the new one. A Pod that isn't available yet stops the update, even one of the new revision: so a broken template touches one Pod
 * only, and stays stuck there until somebody deletes that Pod.
 */
export function updatePods(context: ControllerContext, {statefulSet, pods, update}: StatefulSetState): void {
	const start = startOrdinal(statefulSet);
	const partition = partitionOf(statefulSet);
	for (let index = (statefulSet.spec.replicas ?? 0) - 1; index >= partition; index--) {
		const pod = pods.get(start + index);
		if (!pod) return;
		if (revisionNameOf(pod) !== update.metadata.name && !isBeingDeleted(pod)) {
			context.decide(ACTOR, statefulSet, 'stateful-set/update-pod', {
				pod: pod.metadata.name,
				ordinal: start + index,
				partition,
				from: revisionNameOf(pod),
				to: update.metadata.name,
			});
			deleteStatefulPod(context, statefulSet, pod);
			return;
		}
		if (!isHealthy(context, statefulSet, pod)) {
			context.decide(ACTOR, statefulSet, 'stateful-set/update-waits-for-pod', {
				pod: pod.metadata.name,
				minReadySeconds: statefulSet.spec.minReadySeconds ?? 0,
			});
			return;
		}
	}
}
