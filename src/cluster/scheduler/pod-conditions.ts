import {formatTime} from '../../shell/calendar.ts';
import type {Pod} from '../objects.ts';

type Condition = NonNullable<Pod['status']['conditions']>[number];

/** The status of a Pod that fits nowhere; undefined if it already says so in the same words. */
export function unschedulableStatus(
	pod: Pod,
	message: string,
	nowMs: number,
	nominatedNodeName?: string,
): Pod['status'] | undefined {
	const known = pod.status.conditions?.find(condition => condition.type === 'PodScheduled');
	const isNew = nominatedNodeName !== undefined && nominatedNodeName !== pod.status.nominatedNodeName;
	if (!isNew && known?.status === 'False' && known.reason === 'Unschedulable' && known.message === message)
		return undefined;
	const condition: Condition = {
		type: 'PodScheduled',
		status: 'False',
		lastProbeTime: null as unknown as undefined,
		observedGeneration: pod.metadata.generation,
		lastTransitionTime: known?.status === 'False' ? known.lastTransitionTime : formatTime(nowMs),
		reason: 'Unschedulable',
		message,
	};
	return {
		...pod.status,
		conditions: withCondition(pod.status.conditions, condition),
		...(nominatedNodeName && {nominatedNodeName}),
	};
}

/** The status of a Pod that has to make room for a more important one. */
export function withDisruptionTarget(pod: Pod, nowMs: number): Pod['status'] {
	return {
		...pod.status,
		conditions: withCondition(pod.status.conditions, {
			type: 'DisruptionTarget',
			status: 'True',
			lastProbeTime: null as unknown as undefined,
			observedGeneration: pod.metadata.generation,
			lastTransitionTime: formatTime(nowMs),
			reason: 'PreemptionByScheduler',
			message: 'default-scheduler: preempting to accommodate a higher priority pod',
		}),
	};
}

function withCondition(conditions: readonly Condition[] | undefined, condition: Condition): Condition[] {
	const others = conditions ?? [];
	const index = others.findIndex(({type}) => type === condition.type);
	return index < 0 ? [...others, condition] : others.with(index, condition);
}
