import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type PersistentVolume, type PersistentVolumeClaim} from '../objects.ts';
import {PROVISIONED_BY, SELECTED_NODE, STORAGE_PROVISIONER} from './storage-names.ts';
import {storageClassOf} from './volume-binding.ts';

const PROVISIONER = 'rancher.io/local-path';
const COMPONENT = `${PROVISIONER}_local-path-provisioner`;
const PROVISIONING_MS = 1000;
const DELETING_MS = 1000;

/** The local-path provisioner: makes a directory on the node of the first consumer into a volume, and deletes it when it is released. */
export function provisioner(context: ControllerContext): Controller {
	const {store, clock} = context;
	// When the work on a claim or a volume began.
	const began = new Map<string, number>();
	return {
		name: COMPONENT,
		watches: {
			PersistentVolumeClaim: ({object}) =>
				object.metadata.annotations?.[STORAGE_PROVISIONER] === PROVISIONER ? [`claim/${keyOf(object)}`] : [],
			PersistentVolume: ({object}) => (isReleased(object) ? [`volume/${object.metadata.name}`] : []),
		},
		reconcile(key) {
			const isVolume = key.startsWith('volume/');
			const claim = isVolume ? undefined : store.get('PersistentVolumeClaim', key.slice('claim/'.length));
			const volume = isVolume ? store.get('PersistentVolume', key.slice('volume/'.length)) : undefined;
			const isWanted = (claim && needsVolume(context, claim)) || (volume && isReleased(volume));
			if (!isWanted) {
				began.delete(key);
				return undefined;
			}
			const beganMs = began.get(key);
			const durationMs = claim ? PROVISIONING_MS : DELETING_MS;
			if (beganMs === undefined) {
				began.set(key, clock.now());
				if (claim) announce(context, claim);
				return {requeueAfterMs: durationMs};
			}
			const leftMs = beganMs + durationMs - clock.now();
			if (leftMs > 0) return {requeueAfterMs: leftMs};
			began.delete(key);
			if (claim) provision(context, claim);
			else if (volume) context.api.delete('PersistentVolume', undefined, volume.metadata.name);
			return undefined;
		},
	};
}

function isReleased({metadata, spec, status}: PersistentVolume): boolean {
	return (
		status.phase === 'Released' &&
		spec.persistentVolumeReclaimPolicy === 'Delete' &&
		metadata.annotations?.[PROVISIONED_BY] === PROVISIONER &&
		!metadata.deletionTimestamp
	);
}

function needsVolume({store}: ControllerContext, claim: PersistentVolumeClaim): boolean {
	const {annotations = {}, deletionTimestamp} = claim.metadata;
	if (claim.spec.volumeName || deletionTimestamp || annotations[STORAGE_PROVISIONER] !== PROVISIONER) return false;
	const storageClass = storageClassOf(claim, store);
	if (storageClass?.provisioner !== PROVISIONER || store.get('PersistentVolume', volumeName(claim))) return false;
	return storageClass.volumeBindingMode === 'Immediate' || annotations[SELECTED_NODE] !== undefined;
}

function volumeName({metadata}: PersistentVolumeClaim): string {
	return `pvc-${metadata.uid}`;
}

function announce({events}: ControllerContext, claim: PersistentVolumeClaim): void {
	const text = `External provisioner is provisioning volume for claim "${keyOf(claim)}"`;
	events.record(COMPONENT, claim, 'Normal', 'Provisioning', text);
}

function provision({api, store, events}: ControllerContext, claim: PersistentVolumeClaim): void {
	const storageClass = storageClassOf(claim, store);
	const {name, namespace, uid, resourceVersion, annotations} = claim.metadata;
	const storage = claim.spec.resources?.requests?.storage;
	if (!storageClass || storage === undefined) return;
	const node = annotations?.[SELECTED_NODE];
	const path = `/var/local-path-provisioner/${volumeName(claim)}_${namespace}_${name}`;
	api.create<'PersistentVolume'>({
		apiVersion: 'v1',
		kind: 'PersistentVolume',
		metadata: {name: volumeName(claim), annotations: {[PROVISIONED_BY]: PROVISIONER}},
		spec: {
			capacity: {storage},
			accessModes: claim.spec.accessModes,
			claimRef: {apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, resourceVersion, uid},
			hostPath: {path, type: 'DirectoryOrCreate'},
			...(node !== undefined && {nodeAffinity: onNode(node)}),
			persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
			storageClassName: storageClass.metadata.name,
			volumeMode: claim.spec.volumeMode,
		},
	});
	const text = `Successfully provisioned volume ${volumeName(claim)}`;
	events.record(COMPONENT, claim, 'Normal', 'ProvisioningSucceeded', text);
}

// The directory is on one node, so Pods that use it have to go there.
function onNode(node: string): PersistentVolume['spec']['nodeAffinity'] {
	const hostname = {key: 'kubernetes.io/hostname', operator: 'In' as const, values: [node]};
	return {required: {nodeSelectorTerms: [{matchExpressions: [hostname]}]}};
}
