import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type Pod} from '../objects.ts';
import {attempt} from './pod-writes.ts';

/** How long the Pods of a vanished node stay, in case it comes back. */
const QUARANTINE_MS = 40_000;
const NAME = 'pod-garbage-collector';

/** Removes Pods whose node doesn't exist. Keys are Pods. */
export function orphanedPodController(context: ControllerContext): Controller {
	const {store, clock, api} = context;
	const sinceMs = new Map<string, number>();
	return {
		name: NAME,
		watches: {
			Node: ({type, object}) => (type === 'DELETED' ? store.onNode(object.metadata.name).map(keyOf) : []),
			Pod: ({type, object, previous}) => {
				if (type === 'DELETED') sinceMs.delete(object.metadata.uid);
				const {nodeName} = object.spec;
				if (type === 'DELETED' || !nodeName || previous?.spec.nodeName === nodeName) return [];
				return store.get('Node', nodeName) ? [] : [keyOf(object)];
			},
		},
		reconcile(key) {
			const pod = store.get('Pod', key);
			if (!pod?.spec.nodeName || store.get('Node', pod.spec.nodeName)) {
				if (pod) sinceMs.delete(pod.metadata.uid);
				return undefined;
			}
			const {uid, namespace, name} = pod.metadata;
			if (!sinceMs.has(uid)) sinceMs.set(uid, clock.now());
			const leftMs = sinceMs.get(uid)! + QUARANTINE_MS - clock.now();
			if (leftMs > 0) return {requeueAfterMs: leftMs};
			context.decide(NAME, pod, 'pod-garbage-collector/orphaned', {node: pod.spec.nodeName});
			attempt(() => {
				api.updateStatus<'Pod'>({...pod, status: failedStatus(pod, formatTime(clock.now()))});
				api.delete('Pod', namespace, name, {gracePeriodSeconds: 0, uid});
			});
			return undefined;
		},
	};
}

function failedStatus(pod: Pod, now: string): Pod['status'] {
	const conditions = (pod.status.conditions ?? []).filter(({type}) => type !== 'DisruptionTarget');
	return {
		...pod.status,
		phase: pod.status.phase === 'Succeeded' ? 'Succeeded' : 'Failed',
		conditions: [
			...conditions,
			{
				type: 'DisruptionTarget',
				status: 'True',
				observedGeneration: pod.metadata.generation,
				lastTransitionTime: now,
				reason: 'DeletionByPodGC',
				message: 'PodGC: node no longer exists',
			},
		],
	};
}
