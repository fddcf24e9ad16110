import type {Controller, ControllerContext} from '../controller.ts';
import type {Volume} from '../core/pod-types.ts';
import {controllerOf, keyOf, type Pod} from '../objects.ts';

/** Makes the claims of ephemeral volumes: each belongs to its Pod and goes with it. */
export function ephemeralVolumeController({store, api, events}: ControllerContext): Controller {
	return {
		name: 'ephemeral-volume-controller',
		watches: {
			Pod: ({type, object}) =>
				type === 'ADDED' && object.spec.volumes?.some(one => one.ephemeral) ? [keyOf(object)] : [],
		},
		reconcile(key) {
			const pod = store.get('Pod', key);
			if (!pod || pod.metadata.deletionTimestamp) return undefined;
			for (const volume of pod.spec.volumes ?? []) {
				if (volume.ephemeral) makeClaim(pod, volume);
			}
			return undefined;
		},
	};

	function makeClaim(pod: Pod, volume: Volume): void {
		const template = volume.ephemeral?.volumeClaimTemplate;
		const name = `${pod.metadata.name}-${volume.name}`;
		const existing = store.get('PersistentVolumeClaim', `${pod.metadata.namespace}/${name}`);
		if (existing && controllerOf(existing)?.uid !== pod.metadata.uid) {
			const text = `ephemeral volume ${volume.name}: PVC ${keyOf(existing)} was not created for pod ${keyOf(pod)} (pod is not owner)`;
			events.record('ephemeral_volume', pod, 'Warning', 'FailedBinding', text);
		}
		if (existing || !template) return;
		const {name: podName, namespace, uid} = pod.metadata;
		api.create<'PersistentVolumeClaim'>({
			apiVersion: 'v1',
			kind: 'PersistentVolumeClaim',
			metadata: {
				name,
				namespace,
				labels: template.metadata?.labels,
				annotations: template.metadata?.annotations,
				ownerReferences: [
					{apiVersion: 'v1', blockOwnerDeletion: true, controller: true, kind: 'Pod', name: podName, uid},
				],
			},
			spec: template.spec,
		});
	}
}
