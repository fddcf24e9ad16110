import type {ControllerContext} from '../controller.ts';
import type {Pod} from '../objects.ts';
import {judgeNode} from './daemon-set-nodes.ts';
import {ACTOR, createAndDelete, type DaemonSetState, isUpdated} from './daemon-set-pods.ts';
import {daemonMaxSurge, daemonMaxUnavailable} from './daemon-set-size.ts';
import {isAvailable} from './pod-state.ts';

/** The Pods of one node that aren't on their way out, at most one of each kind. */
interface NodePods {
	readonly name: string;
	readonly shouldRun: boolean;
	readonly old?: Pod;
	readonly updated?: Pod;
	/** Several Pods of one kind: the node is left alone until that is put right. */
	readonly excess: boolean;
}

/**
 * One step of a rolling update: either old Pods are deleted, as many as `maxUnavailable` allows, and come back new; or, with `maxSurge`, new
 * Pods start beside old ones and replace them once they are available.
 */
export function rollPods(context: ControllerContext, state: DaemonSetState): void {
	const nodes = nodePods(state);
	const desired = nodes.filter(({shouldRun}) => shouldRun).length;
	if (daemonMaxSurge(state.daemonSet, desired) > 0) surge(context, state, nodes, desired);
	else replace(context, state, nodes, daemonMaxUnavailable(state.daemonSet, desired));
}

function nodePods(state: DaemonSetState): NodePods[] {
	const {daemonSet, nodes, podsByNode} = state;
	return nodes.flatMap(node => {
		const {name} = node.metadata;
		const {shouldRun} = judgeNode(daemonSet, node);
		const pods = podsByNode.get(name);
		if (!pods && !shouldRun) return [];
		const alive = (pods ?? []).filter(({metadata}) => metadata.deletionTimestamp === undefined);
		const updated = alive.filter(pod => isUpdated(pod, state));
		const old = alive.filter(pod => !isUpdated(pod, state));
		const excess = updated.length > 1 || old.length > 1;
		return [{name, shouldRun, updated: updated[0], old: old[0], excess}];
	});
}

function replace(
	context: ControllerContext,
	state: DaemonSetState,
	nodes: readonly NodePods[],
	maxUnavailable: number,
): void {
	const {daemonSet} = state;
	const available = (pod: Pod) => isAvailable(pod, daemonSet.spec.minReadySeconds ?? 0, context.clock.now());
	const broken: Pod[] = [];
	const candidates: Pod[] = [];
	let unavailable = 0;
	for (const {old, updated, excess} of nodes) {
		if (excess || Boolean(old) === Boolean(updated)) unavailable++;
		else if (updated) unavailable += available(updated) ? 0 : 1;
		else if (old && !available(old)) {
			// It serves nobody, so it may go whatever the limit says.
			broken.push(old);
			unavailable++;
		} else if (old && unavailable < maxUnavailable) candidates.push(old);
	}
	const chosen = candidates.slice(0, Math.max(0, maxUnavailable - unavailable));
	for (const {metadata} of [...broken, ...chosen]) {
		const values = {pod: metadata.name, maxUnavailable, unavailable};
		context.decide(ACTOR, daemonSet, 'daemon-set/update-pod', values);
	}
	createAndDelete(context, state, [], [...broken, ...chosen]);
}

function surge(context: ControllerContext, state: DaemonSetState, nodes: readonly NodePods[], desired: number): void {
	const {daemonSet} = state;
	const maxSurge = daemonMaxSurge(daemonSet, desired);
	const available = (pod: Pod) => isAvailable(pod, daemonSet.spec.minReadySeconds ?? 0, context.clock.now());
	const leaving: Pod[] = [];
	const unwanted: Pod[] = [];
	const urgent: string[] = [];
	const candidates: string[] = [];
	let surging = 0;
	let numberAvailable = 0;
	for (const {name, shouldRun, old, updated, excess} of nodes) {
		const present = old ?? updated;
		if (!excess && present && available(present)) numberAvailable++;
		if (excess) surging++;
		else if (old && updated) {
			if (available(updated)) leaving.push(old);
			else surging++;
		} else if (old && !shouldRun) (available(old) ? unwanted : leaving).push(old);
		else if (old && !available(old)) urgent.push(name);
		else if (old && surging < maxSurge) candidates.push(name);
	}
	leaving.push(...unwanted.slice(0, Math.max(0, numberAvailable - desired)));
	const chosen = [...urgent, ...candidates.slice(0, Math.max(0, maxSurge - surging))];
	for (const node of chosen) context.decide(ACTOR, daemonSet, 'daemon-set/surge', {node, maxSurge, surging});
	for (const {metadata} of leaving) {
		context.decide(ACTOR, daemonSet, 'daemon-set/remove-old', {pod: metadata.name});
	}
	createAndDelete(context, state, chosen, leaving);
}
