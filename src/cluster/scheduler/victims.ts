import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import {keyOf, type Pod} from '../objects.ts';
import type {NodeInfo} from './node-info.ts';
import {withDisruptionTarget} from './pod-conditions.ts';

const NAME = 'default-scheduler';

/** Deletes Pods that have to make room for a more important one. */
export function preempt(context: ControllerContext, pod: Pod, nodeName: string, victims: readonly Pod[]): void {
	const {api, events, store, clock} = context;
	for (const victim of victims) {
		if (victim.metadata.deletionTimestamp) continue;
		context.decide(NAME, victim, 'scheduler/preempt', {pod: pod.metadata.name, node: nodeName});
		const current = store.get('Pod', keyOf(victim));
		if (!current) continue;
		attempt(() => {
			api.updateStatus({...current, status: withDisruptionTarget(current, clock.now())});
			api.delete('Pod', victim.metadata.namespace, victim.metadata.name);
			events.record(NAME, victim, 'Normal', 'Preempted', `Preempted by pod ${pod.metadata.uid} on node ${nodeName}`);
		});
	}
}

/** Ends the nominations of Pods with a lower priority on a node. Returns their uids. */
export function withdrawLower({api, store}: ControllerContext, node: NodeInfo, priority: number): ReadonlySet<string> {
	const withdrawn = new Set<string>();
	for (const [uid, {pod}] of [...node.nominated]) {
		if ((pod.spec.priority ?? 0) >= priority) continue;
		withdrawn.add(uid);
		node.withdraw(uid);
		const current = store.get('Pod', keyOf(pod));
		if (current?.metadata.uid !== uid) continue;
		const {nominatedNodeName: _, ...status} = current.status;
		attempt(() => api.updateStatus({...current, status}));
	}
	return withdrawn;
}

/** Writes unless the API refuses. */
export function attempt(write: () => void): void {
	try {
		write();
	} catch (error) {
		// Someone else was faster; the change that this made wakes whoever it concerns.
		if (!(error instanceof ApiError)) throw error;
	}
}
