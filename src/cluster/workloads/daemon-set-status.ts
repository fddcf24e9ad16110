import type {DaemonSet} from '../objects.ts';
import {judgeNode} from './daemon-set-nodes.ts';
import {type DaemonSetState, isUpdated} from './daemon-set-pods.ts';
import {isAvailable, isReady} from './pod-state.ts';
import {withoutEmpty} from './status-fields.ts';

/** Counts nodes, not Pods: of several Pods on a node the one that was scheduled first speaks for it. */
export function daemonSetStatus(
	state: DaemonSetState,
	collisionCount: number | undefined,
	nowMs: number,
): DaemonSet['status'] {
	const {daemonSet, nodes, podsByNode} = state;
	const first = (name: string) => podsByNode.get(name)?.[0];
	const eligible = nodes.filter(node => judgeNode(daemonSet, node).shouldRun);
	const others = nodes.filter(node => !eligible.includes(node));
	const pods = eligible.flatMap(({metadata}) => first(metadata.name) ?? []);
	const ready = pods.filter(isReady);
	const minReadySeconds = daemonSet.spec.minReadySeconds ?? 0;
	const numberAvailable = ready.filter(pod => isAvailable(pod, minReadySeconds, nowMs)).length;
	return {
		currentNumberScheduled: pods.length,
		desiredNumberScheduled: eligible.length,
		numberMisscheduled: others.filter(({metadata}) => first(metadata.name)).length,
		numberReady: ready.length,
		...withoutEmpty({
			observedGeneration: daemonSet.metadata.generation,
			updatedNumberScheduled: pods.filter(pod => isUpdated(pod, state)).length,
			numberAvailable,
			numberUnavailable: eligible.length - numberAvailable,
			collisionCount,
			conditions: daemonSet.status.conditions,
		}),
	};
}
