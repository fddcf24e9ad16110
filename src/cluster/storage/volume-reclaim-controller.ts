import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import type {PersistentVolume} from '../objects.ts';
import {BOUND_BY_CONTROLLER, PROVISIONED_BY} from './storage-names.ts';

const COMPONENT = 'persistentvolume-controller';

/** Keeps the phase of every volume, and decides what happens to one whose claim is gone. */
export function volumeReclaimController(context: ControllerContext): Controller {
	const {store} = context;
	return {
		name: COMPONENT,
		watches: {
			PersistentVolume: ({object, type}) => (type === 'DELETED' ? [] : [object.metadata.name]),
			PersistentVolumeClaim: ({object, type, previous}) => {
				const gone = type === 'DELETED' || object.spec.volumeName !== previous?.spec.volumeName;
				return gone && object.spec.volumeName ? [object.spec.volumeName] : [];
			},
		},
		reconcile(name) {
			const volume = store.get('PersistentVolume', name);
			if (volume) reconcileVolume(context, volume);
			return undefined;
		},
	};
}

function reconcileVolume(context: ControllerContext, volume: PersistentVolume): void {
	const {claimRef} = volume.spec;
	if (!claimRef?.uid) {
		setPhase(context, volume, 'Available');
		return;
	}
	const claim = context.store.get('PersistentVolumeClaim', `${claimRef.namespace}/${claimRef.name}`);
	if (!claim || claim.metadata.uid !== claimRef.uid) {
		if (volume.status.phase === 'Failed') return;
		reclaim(context, setPhase(context, volume, 'Released'));
	} else if (claim.spec.volumeName === volume.metadata.name) {
		setPhase(context, volume, 'Bound');
	} else if (claim.spec.volumeName && volume.metadata.annotations?.[PROVISIONED_BY]) {
		// The claim found another volume while this one was still made.
		reclaim(context, setPhase(context, volume, 'Released'));
	} else if (claim.spec.volumeName) unbind(context, volume);
}

function setPhase(
	{api, clock}: ControllerContext,
	volume: PersistentVolume,
	phase: 'Available' | 'Bound' | 'Released' | 'Failed',
	message?: string,
): PersistentVolume {
	if (volume.status.phase === phase) return volume;
	return api.updateStatus<'PersistentVolume'>({
		...volume,
		status: {phase, lastPhaseTransitionTime: formatTime(clock.now()), ...(message && {message})},
	});
}

function unbind({api}: ControllerContext, volume: PersistentVolume): void {
	const {[BOUND_BY_CONTROLLER]: byController, ...annotations} = volume.metadata.annotations ?? {};
	const {claimRef, ...spec} = volume.spec;
	const {uid: _, resourceVersion: __, ...named} = claimRef ?? {};
	api.update<'PersistentVolume'>({
		...volume,
		metadata: {...volume.metadata, annotations},
		spec: {...spec, ...(byController === undefined && {claimRef: named})},
	});
}

// What a provisioner made is the provisioner's to delete.
function reclaim(context: ControllerContext, volume: PersistentVolume): void {
	const {persistentVolumeReclaimPolicy, hostPath} = volume.spec;
	if (persistentVolumeReclaimPolicy !== 'Delete' || volume.metadata.annotations?.[PROVISIONED_BY]) return;
	if (hostPath?.path.startsWith('/tmp/')) {
		if (!volume.metadata.deletionTimestamp) context.api.delete('PersistentVolume', undefined, volume.metadata.name);
		return;
	}
	const problem = hostPath
		? `host_path deleter only supports /tmp/.+ but received provided ${hostPath.path}`
		: `error getting deleter volume plugin for volume "${volume.metadata.name}": no deletable volume plugin matched`;
	setPhase(context, volume, 'Failed', problem);
	context.events.record(COMPONENT, volume, 'Warning', 'VolumeFailedDelete', problem);
}
