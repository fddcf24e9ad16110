import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type PersistentVolumeClaim} from '../objects.ts';
import {compareQuantities} from '../quantity.ts';
import type {Change} from '../store.ts';
import {PROVISIONED_BY} from './storage-names.ts';

const PROVISIONER = 'rancher.io/local-path';
const RESIZING_MS = 1000;

/** Kubernetes' own part in the growth of a claim: it says that somebody else has to do it. */
export function volumeExpandController({store, events}: ControllerContext): Controller {
	return {
		name: 'volume_expand',
		watches: {
			PersistentVolumeClaim: change => (hasGrown(change) ? [keyOf(change.object)] : []),
		},
		reconcile(key) {
			const claim = store.get('PersistentVolumeClaim', key);
			if (!claim || !wantsMore(claim)) return undefined;
			const text = 'waiting for an external controller to expand this PVC';
			events.record('volume_expand', claim, 'Normal', 'ExternalExpanding', text);
			return undefined;
		},
	};
}

/**
 * The resizer beside the provisioner: makes its volumes as large as their claims ask. Its volumes are directories, so there is no file
 * system that the kubelet would have to stretch afterwards.
 */
export function volumeResizer(context: ControllerContext): Controller {
	const {store, clock} = context;
	// When the work on a claim began.
	const began = new Map<string, number>();
	return {
		name: `external-resizer ${PROVISIONER}`,
		watches: {
			PersistentVolumeClaim: ({object, type}) => (type !== 'DELETED' && wantsMore(object) ? [keyOf(object)] : []),
		},
		reconcile(key) {
			const claim = store.get('PersistentVolumeClaim', key);
			if (!claim || !wantsMore(claim) || !isOurs(context, claim)) {
				began.delete(key);
				return undefined;
			}
			const beganMs = began.get(key) ?? clock.now();
			if (!began.has(key)) {
				began.set(key, beganMs);
				beginResizing(context, claim);
			}
			const leftMs = beganMs + RESIZING_MS - clock.now();
			if (leftMs > 0) return {requeueAfterMs: leftMs};
			began.delete(key);
			resize(context, claim);
			return undefined;
		},
	};
}

function hasGrown({object, previous, type}: Change<'PersistentVolumeClaim'>): boolean {
	if (type !== 'MODIFIED' || !previous || object.status.phase !== 'Bound') return false;
	return compareQuantities(requested(object), requested(previous)) > 0;
}

function wantsMore(claim: PersistentVolumeClaim): boolean {
	const capacity = claim.status.capacity?.storage;
	return capacity !== undefined && compareQuantities(requested(claim), String(capacity)) > 0;
}

function requested({spec}: PersistentVolumeClaim): string {
	return String(spec.resources?.requests?.storage ?? '0');
}

function isOurs({store}: ControllerContext, {spec}: PersistentVolumeClaim): boolean {
	const volume = store.get('PersistentVolume', spec.volumeName ?? '');
	return volume?.metadata.annotations?.[PROVISIONED_BY] === PROVISIONER;
}

function beginResizing({api, events, clock}: ControllerContext, claim: PersistentVolumeClaim): void {
	const resizing = {
		type: 'Resizing',
		status: 'True' as const,
		lastProbeTime: null as never,
		lastTransitionTime: formatTime(clock.now()),
	};
	const status: PersistentVolumeClaim['status'] = {
		...claim.status,
		allocatedResources: {storage: requested(claim)},
		allocatedResourceStatuses: {storage: 'ControllerResizeInProgress'},
		conditions: [...otherConditions(claim), resizing],
	};
	api.updateStatus<'PersistentVolumeClaim'>({...claim, status});
	const text = `External resizer is resizing volume ${claim.spec.volumeName}`;
	events.record(`external-resizer ${PROVISIONER}`, claim, 'Normal', 'Resizing', text);
}

function resize({api, store, events}: ControllerContext, claim: PersistentVolumeClaim): void {
	const volume = store.get('PersistentVolume', claim.spec.volumeName ?? '')!;
	const capacity = {storage: requested(claim)};
	api.update<'PersistentVolume'>({
		...volume,
		spec: {...volume.spec, capacity: {...volume.spec.capacity, ...capacity}},
	});
	const {allocatedResourceStatuses: _, conditions: __, ...status} = claim.status;
	const conditions = otherConditions(claim);
	api.updateStatus<'PersistentVolumeClaim'>({
		...claim,
		status: {...status, capacity, allocatedResources: capacity, ...(conditions.length > 0 && {conditions})},
	});
	events.record(
		`external-resizer ${PROVISIONER}`,
		claim,
		'Normal',
		'VolumeResizeSuccessful',
		'Resize volume succeeded',
	);
}

function otherConditions({status}: PersistentVolumeClaim) {
	return (status.conditions ?? []).filter(({type}) => type !== 'Resizing');
}
