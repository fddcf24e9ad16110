import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type Node, type Pod} from '../objects.ts';
import {tolerates} from '../scheduler/taints.ts';
import {attempt} from './pod-writes.ts';

const NAME = 'taint-eviction-controller';
type Condition = NonNullable<Pod['status']['conditions']>[number];

/**
 * Deletes Pods that don't tolerate a NoExecute taint of their node: at once, or when the `tolerationSeconds` of a toleration are over.
 * Keys are Pods.
 */
export function taintEvictionController(context: ControllerContext): Controller {
	const {store, clock} = context;
	// Since when a Pod is only tolerated for a time; an entry ends with the taint or the Pod.
	const sinceMs = new Map<string, number>();
	return {
		name: NAME,
		watches: {
			Node: ({type, object, previous}) => {
				const taints = JSON.stringify(object.spec.taints ?? []);
				const had = previous?.spec.taints?.some(isNoExecute) ?? false;
				if (type === 'DELETED' || (!had && !object.spec.taints?.some(isNoExecute))) return [];
				if (previous && JSON.stringify(previous.spec.taints ?? []) === taints) return [];
				return store.onNode(object.metadata.name).map(keyOf);
			},
			Pod: ({type, object, previous}) => {
				if (type === 'DELETED') sinceMs.delete(object.metadata.uid);
				const isBound = type !== 'DELETED' && object.spec.nodeName && previous?.spec.nodeName !== object.spec.nodeName;
				if (!isBound || !store.get('Node', object.spec.nodeName!)?.spec.taints?.some(isNoExecute)) return [];
				return [keyOf(object)];
			},
		},
		reconcile(key) {
			const pod = store.get('Pod', key);
			const taints = store.get('Node', pod?.spec.nodeName ?? '')?.spec.taints?.filter(isNoExecute) ?? [];
			if (!pod || pod.metadata.deletionTimestamp) return undefined;
			const {uid} = pod.metadata;
			const seconds = toleratedSeconds(pod, taints);
			if (seconds === Number.POSITIVE_INFINITY) {
				if (sinceMs.delete(uid))
					context.events.record(NAME, pod, 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${key}`);
				return undefined;
			}
			if (!sinceMs.has(uid)) sinceMs.set(uid, clock.now());
			const leftMs = sinceMs.get(uid)! + seconds * 1000 - clock.now();
			if (leftMs > 0) return {requeueAfterMs: leftMs};
			sinceMs.delete(uid);
			evict(context, pod);
			return undefined;
		},
	};
}

function isNoExecute(taint: {readonly effect?: string}): boolean {
	return taint.effect === 'NoExecute';
}

// How long the Pod may stay: 0 if a taint isn't tolerated at all, infinite if all are tolerated for ever.
function toleratedSeconds(pod: Pod, taints: NonNullable<Node['spec']['taints']>): number {
	let least = Number.POSITIVE_INFINITY;
	for (const taint of taints) {
		const matching = pod.spec.tolerations?.filter(toleration => tolerates(toleration, taint)) ?? [];
		if (matching.length === 0) return 0;
		for (const {tolerationSeconds} of matching)
			if (tolerationSeconds !== undefined) least = Math.min(least, Math.max(0, tolerationSeconds));
	}
	return least;
}

function evict(context: ControllerContext, pod: Pod): void {
	const {api, clock, events} = context;
	const key = keyOf(pod);
	events.record(NAME, pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${key}`);
	context.decide(NAME, pod, 'taint-eviction/delete-pod', {node: pod.spec.nodeName!});
	const condition: Condition = {
		type: 'DisruptionTarget',
		status: 'True',
		lastProbeTime: null as unknown as undefined,
		observedGeneration: pod.metadata.generation,
		lastTransitionTime: formatTime(clock.now()),
		reason: 'DeletionByTaintManager',
		message: 'Taint manager: deleting due to NoExecute taint',
	};
	const conditions = [...(pod.status.conditions ?? []).filter(({type}) => type !== condition.type), condition];
	attempt(() => {
		api.updateStatus<'Pod'>({...pod, status: {...pod.status, conditions}});
		api.delete('Pod', pod.metadata.namespace, pod.metadata.name);
	});
}
