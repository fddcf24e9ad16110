import {formatTime} from '../../shell/calendar.ts';
import type {ApiError} from '../api-error.ts';
import type {Pod, ReplicaSet, ReplicationController} from '../objects.ts';
import {isAvailable, isReady} from './pod-state.ts';
import {withoutEmpty} from './status-fields.ts';

type Status = ReplicaSet['status'];

/**
 * The status of a ReplicaSet or ReplicationController with these active Pods.
 * @param failure why Pods could not be created or deleted; makes the condition `ReplicaFailure`
 */
export function replicasStatus(
	owner: ReplicaSet | ReplicationController,
	pods: readonly Pod[],
	failure: ApiError | undefined,
	nowMs: number,
): Status {
	const templateLabels = Object.entries(owner.spec.template?.metadata?.labels ?? {});
	const ready = pods.filter(isReady);
	return {
		replicas: pods.length,
		...withoutEmpty({
			fullyLabeledReplicas: pods.filter(({metadata: {labels = {}}}) =>
				templateLabels.every(([name, value]) => labels[name] === value),
			).length,
			readyReplicas: ready.length,
			availableReplicas: ready.filter(pod => isAvailable(pod, owner.spec.minReadySeconds ?? 0, nowMs)).length,
			observedGeneration: owner.metadata.generation,
			conditions: conditions(owner, pods.length, failure, nowMs),
		}),
	};
}

// A failure stays as it was first reported until an attempt succeeds.
function conditions(
	{spec, status}: ReplicaSet | ReplicationController,
	active: number,
	failure: ApiError | undefined,
	nowMs: number,
): Status['conditions'] {
	const others = (status.conditions ?? []).filter(({type}) => type !== 'ReplicaFailure');
	const present = status.conditions?.find(({type}) => type === 'ReplicaFailure');
	if (!failure) return others;
	if (present) return status.conditions;
	const reason = active < (spec.replicas ?? 0) ? 'FailedCreate' : 'FailedDelete';
	const lastTransitionTime = formatTime(nowMs);
	return [...others, {type: 'ReplicaFailure', status: 'True', reason, message: failure.message, lastTransitionTime}];
}
