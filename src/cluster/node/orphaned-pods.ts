import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type Node, type Pod} from '../objects.ts';
import {attempt} from './pod-writes.ts';

/** How long the Pods of a vanished node stay, in case it comes back. */
const QUARANTINE_MS = 40_000;
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';
const NAME = 'pod-garbage-collector';

/** Removes Pods whose node doesn't exist, and those that are terminating on a node that somebody has declared dead. Keys are Pods. */
export function orphanedPodController(context: ControllerContext): Controller {
	const {store, clock, api} = context;
	const sinceMs = new Map<string, number>();
	return {
		name: NAME,
		watches: {
			Node: ({type, object}) =>
				type === 'DELETED' || isOutOfService(object) ? store.onNode(object.metadata.name).map(keyOf) : [],
			Pod: ({type, object, previous}) => {
				if (type === 'DELETED') sinceMs.delete(object.metadata.uid);
				const {nodeName} = object.spec;
				if (type === 'DELETED' || !nodeName) return [];
				const node = store.get('Node', nodeName);
				const concerns = node ? isTerminating(object) && isOutOfService(node) : previous?.spec.nodeName !== nodeName;
				return concerns ? [keyOf(object)] : [];
			},
		},
		reconcile(key) {
			const pod = store.get('Pod', key);
			if (!pod?.spec.nodeName) return undefined;
			const node = store.get('Node', pod.spec.nodeName);
			if (node) {
				sinceMs.delete(pod.metadata.uid);
				if (isTerminating(pod) && isOutOfService(node)) removeFrom(context, node, pod);
				return undefined;
			}
			const {uid, namespace, name} = pod.metadata;
			if (!sinceMs.has(uid)) sinceMs.set(uid, clock.now());
			const leftMs = sinceMs.get(uid)! + QUARANTINE_MS - clock.now();
			if (leftMs > 0) return {requeueAfterMs: leftMs};
			context.decide(NAME, pod, 'pod-garbage-collector/orphaned', {node: pod.spec.nodeName});
			attempt(() => {
				api.updateStatus<'Pod'>({...pod, status: orphanedStatus(pod, formatTime(clock.now()))});
				api.delete('Pod', namespace, name, {gracePeriodSeconds: 0, uid});
			});
			return undefined;
		},
	};
}

// The taint is a human's word that nothing runs there any more: no node has to confirm the end of the Pod.
function removeFrom({api, decide}: ControllerContext, node: Node, pod: Pod): void {
	const {uid, namespace, name} = pod.metadata;
	decide(NAME, pod, 'pod-garbage-collector/out-of-service', {node: node.metadata.name});
	attempt(() => {
		api.updateStatus<'Pod'>({...pod, status: {...pod.status, phase: lastPhase(pod)}});
		api.delete('Pod', namespace, name, {gracePeriodSeconds: 0, uid});
	});
}

function isTerminating({metadata}: Pod): boolean {
	return metadata.deletionTimestamp !== undefined;
}

function isOutOfService({spec, status}: Node): boolean {
	return (
		(spec.taints ?? []).some(({key}) => key === OUT_OF_SERVICE) &&
		status.conditions?.find(({type}) => type === 'Ready')?.status !== 'True'
	);
}

function lastPhase({status}: Pod): 'Succeeded' | 'Failed' {
	return status.phase === 'Succeeded' ? 'Succeeded' : 'Failed';
}

function orphanedStatus(pod: Pod, now: string): Pod['status'] {
	const conditions = (pod.status.conditions ?? []).filter(({type}) => type !== 'DisruptionTarget');
	return {
		...pod.status,
		phase: lastPhase(pod),
		conditions: [
			...conditions,
			{
				type: 'DisruptionTarget',
				status: 'True',
				lastProbeTime: null as unknown as undefined,
				observedGeneration: pod.metadata.generation,
				lastTransitionTime: now,
				reason: 'DeletionByPodGC',
				message: 'PodGC: node no longer exists',
			},
		],
	};
}
