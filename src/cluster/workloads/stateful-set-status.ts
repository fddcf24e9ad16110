import type {StatefulSet} from '../objects.ts';
import {isAvailable, isReady} from './pod-state.ts';
import type {StatefulSetState} from './stateful-set-controller.ts';
import {revisionNameOf} from './stateful-set-identity.ts';
import {withoutEmpty} from './status-fields.ts';

/** The status that describes the Pods as they were found. When all are new and ready, the updated revision becomes the current one. */
export function statefulSetStatus(
	{statefulSet, pods, current, update}: StatefulSetState,
	collisionCount: number,
	nowMs: number,
): StatefulSet['status'] {
	const {spec, metadata} = statefulSet;
	const all = [...pods.values()];
	const ready = all.filter(pod => pod.status.phase === 'Running' && isReady(pod));
	const staying = all.filter(pod => pod.metadata.deletionTimestamp === undefined);
	const of = (revision: string) => staying.filter(pod => revisionNameOf(pod) === revision).length;
	const updatedReplicas = of(update.metadata.name);
	const complete =
		spec.updateStrategy?.type === 'RollingUpdate' &&
		[updatedReplicas, ready.length, all.length].every(count => count === (spec.replicas ?? 0));
	return {
		replicas: all.length,
		availableReplicas: ready.filter(pod => isAvailable(pod, spec.minReadySeconds ?? 0, nowMs)).length,
		collisionCount,
		...withoutEmpty({
			observedGeneration: metadata.generation,
			readyReplicas: ready.length,
			currentReplicas: complete ? updatedReplicas : of(current.metadata.name),
			updatedReplicas,
			currentRevision: complete ? update.metadata.name : current.metadata.name,
			updateRevision: update.metadata.name,
		}),
	};
}
