import {formatTime} from '../../shell/calendar.ts';
import type {ApiError} from '../api-error.ts';
import type {ReplicaSet, ReplicationController} from '../objects.ts';
import type {ReplicaCounts} from './replica-tallies.ts';
import {withoutEmpty} from './status-fields.ts';

type Status = ReplicaSet['status'];

/**
 * The status of a ReplicaSet or ReplicationController with so many Pods.
 * @param failure why Pods could not be created or deleted; makes the condition `ReplicaFailure`
 */
export function replicasStatus(
	owner: ReplicaSet | ReplicationController,
	{active, fullyLabeled, ready, available}: ReplicaCounts,
	failure: ApiError | undefined,
	nowMs: number,
): Status {
	return {
		replicas: active,
		...withoutEmpty({
			fullyLabeledReplicas: fullyLabeled,
			readyReplicas: ready,
			availableReplicas: available,
			observedGeneration: owner.metadata.generation,
			conditions: conditions(owner, active, failure, nowMs),
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
