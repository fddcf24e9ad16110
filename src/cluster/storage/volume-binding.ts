import type {ControllerContext} from '../controller.ts';
import type {Node, PersistentVolume, PersistentVolumeClaim, StorageClass} from '../objects.ts';
import {compareQuantities} from '../quantity.ts';
import {matchesTerm} from '../scheduler/node-affinity.ts';
import {matchesLabelSelector} from '../selectors.ts';
import type {Store} from '../store.ts';
import {BIND_COMPLETED, BOUND_BY_CONTROLLER, classOf, NO_PROVISIONER, SELECTED_NODE} from './storage-names.ts';

// Which volume fits which claim: the common ground of the volume controller and the scheduler.

/** Whether a claim has its volume, with both sides agreed. */
export function isBound({metadata, spec}: PersistentVolumeClaim): boolean {
	return Boolean(spec.volumeName) && metadata.annotations?.[BIND_COMPLETED] !== undefined;
}

/** Whether the scheduler chooses the volume of a claim together with the node of the Pod that uses it first. */
export function waitsForConsumer(claim: PersistentVolumeClaim, store: Store): boolean {
	return !claim.spec.volumeName && storageClassOf(claim, store)?.volumeBindingMode === 'WaitForFirstConsumer';
}

/** Whether Pods on a node can use a volume. */
export function matchesNode({spec}: PersistentVolume, node: Node): boolean {
	return (
		!spec.nodeAffinity?.required || spec.nodeAffinity.required.nodeSelectorTerms.some(term => matchesTerm(term, node))
	);
}

/**
 * What a claim without a volume would get on a node: a volume that is there, or a new one (`'provision'`). Undefined means that a Pod
 * with the claim can't run there.
 */
export function findVolumeFor(
	claim: PersistentVolumeClaim,
	node: Node,
	store: Store,
): PersistentVolume | 'provision' | undefined {
	const chosen = claim.metadata.annotations?.[SELECTED_NODE];
	if (chosen !== undefined && chosen !== node.metadata.name) return undefined;
	const existing = chosen === undefined ? findExistingVolume(claim, store, node) : undefined;
	if (existing) return existing;
	const storageClass = storageClassOf(claim, store);
	if (!storageClass || storageClass.provisioner === NO_PROVISIONER) return undefined;
	return allowsNode(storageClass, node) ? 'provision' : undefined;
}

/** Reserves for a claim what `findVolumeFor` found: the volume that is there, or a note for the provisioner in which place to make one. */
export function chooseNode(context: ControllerContext, claim: PersistentVolumeClaim, node: Node): void {
	const found = findVolumeFor(claim, node, context.store);
	if (!found) return;
	if (found !== 'provision') {
		reserveVolume(context, found, claim);
		return;
	}
	if (claim.metadata.annotations?.[SELECTED_NODE]) return;
	const annotations = {...claim.metadata.annotations, [SELECTED_NODE]: node.metadata.name};
	context.api.update<'PersistentVolumeClaim'>({...claim, metadata: {...claim.metadata, annotations}});
}

/** Makes a volume point at a claim. Returns the volume as it is then. */
export function reserveVolume(
	{api}: ControllerContext,
	volume: PersistentVolume,
	claim: PersistentVolumeClaim,
): PersistentVolume {
	const {claimRef} = volume.spec;
	if (claimRef?.uid === claim.metadata.uid) return volume;
	const {name, namespace, uid, resourceVersion} = claim.metadata;
	// Whoever names a claim in a volume by hand keeps that reference when the claim goes.
	const annotations = {...volume.metadata.annotations, ...(!claimRef && {[BOUND_BY_CONTROLLER]: 'yes'})};
	return api.update<'PersistentVolume'>({
		...volume,
		metadata: {...volume.metadata, annotations},
		spec: {
			...volume.spec,
			claimRef: {apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, resourceVersion, uid},
		},
	});
}

/**
 * The volume that suits a claim best: one that is meant for it, else the smallest that is free, of its class, large enough and with
 * its access modes.
 * @param node only volumes that Pods on this node can use
 */
export function findExistingVolume(
	claim: PersistentVolumeClaim,
	store: Store,
	node?: Node,
): PersistentVolume | undefined {
	const fitting = store.list('PersistentVolume').filter(volume => fits(volume, claim));
	const meant = fitting.find(volume => volume.spec.claimRef);
	if (meant) return !node || matchesNode(meant, node) ? meant : undefined;
	const free = fitting.filter(
		volume =>
			volume.status.phase === 'Available' &&
			classOf(volume) === classOf(claim) &&
			(!claim.spec.selector || matchesLabelSelector(claim.spec.selector, volume.metadata.labels)) &&
			(!node || matchesNode(volume, node)),
	);
	return free.sort(
		(a, b) => compareQuantities(sizeOf(a), sizeOf(b)) || a.spec.accessModes!.length - b.spec.accessModes!.length,
	)[0];
}

/** Why a volume that a claim names can't be its volume. */
export function mismatch(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
	if (compareQuantities(sizeOf(volume), requestOf(claim)) < 0) return 'requested PV is too small';
	if (classOf(volume) !== classOf(claim)) return 'storageClassName does not match';
	if (modeOf(volume) !== modeOf(claim)) return 'incompatible volumeMode';
	return hasAccessModes(volume, claim) ? undefined : 'incompatible accessMode';
}

/** The class of a claim, if it names one that exists. */
export function storageClassOf(claim: PersistentVolumeClaim, store: Store): StorageClass | undefined {
	const name = classOf(claim);
	return name === '' ? undefined : store.get('StorageClass', name);
}

/** Whether a volume is reserved for a claim, by uid if that is known already. */
export function isReservedFor({spec: {claimRef}}: PersistentVolume, {metadata}: PersistentVolumeClaim): boolean {
	if (claimRef?.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false;
	return !claimRef.uid || claimRef.uid === metadata.uid;
}

function fits(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
	if (volume.spec.claimRef && !isReservedFor(volume, claim)) return false;
	if (volume.metadata.deletionTimestamp || modeOf(volume) !== modeOf(claim)) return false;
	return compareQuantities(sizeOf(volume), requestOf(claim)) >= 0 && hasAccessModes(volume, claim);
}

function hasAccessModes(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
	return (claim.spec.accessModes ?? []).every(mode => volume.spec.accessModes?.includes(mode));
}

function modeOf({spec}: PersistentVolume | PersistentVolumeClaim): string {
	return spec.volumeMode ?? 'Filesystem';
}

function sizeOf({spec}: PersistentVolume): string {
	return String(spec.capacity?.storage ?? '0');
}

function requestOf({spec}: PersistentVolumeClaim): string {
	return String(spec.resources?.requests?.storage ?? '0');
}

function allowsNode({allowedTopologies}: StorageClass, {metadata}: Node): boolean {
	if (!allowedTopologies?.length) return true;
	return allowedTopologies.some(({matchLabelExpressions = []}) =>
		matchLabelExpressions.every(({key, values}) => values.includes(metadata.labels?.[key] ?? '')),
	);
}
