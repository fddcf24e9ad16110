import {formatTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type PersistentVolume, type PersistentVolumeClaim, type StorageClass} from '../objects.ts';
import type {Change, Store} from '../store.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {
	BETA_STORAGE_PROVISIONER,
	BIND_COMPLETED,
	BOUND_BY_CONTROLLER,
	classOf,
	NO_PROVISIONER,
	SELECTED_NODE,
	STORAGE_PROVISIONER,
} from './storage-names.ts';
import {
	findExistingVolume,
	isBound,
	isReservedFor,
	mismatch,
	reserveVolume,
	storageClassOf,
	waitsForConsumer,
} from './volume-binding.ts';
import {WaitingConsumers} from './waiting-consumers.ts';

const COMPONENT = 'persistentvolume-controller';
/** The controller looks at every claim again so often. Here only those that wait are looked at: for the others nothing would follow. */
const RESYNC_MS = 15_000;

/** Brings claims and volumes together, asks provisioners for new volumes and tells what became of a claim. Works claim by claim. */
export function volumeBindingController(context: ControllerContext): Controller {
	const {store, clock} = context;
	const consumers = new WaitingConsumers(store);
	// When a claim that has been looked at is due again. The first look comes before any Pod that was made right after the claim.
	const dueMs = new Map<string, number>();
	return {
		name: COMPONENT,
		watches: {
			PersistentVolumeClaim: ({type, object}) => {
				if (type !== 'DELETED') return [keyOf(object)];
				dueMs.delete(object.metadata.uid);
				return [];
			},
			PersistentVolume: change => claimsOfVolume(change, store),
			StorageClass: ({object, type}) => (type === 'DELETED' ? [] : pendingClaims(store, object)),
		},
		reconcile(key) {
			const claim = store.get('PersistentVolumeClaim', key);
			if (!claim) return undefined;
			const {uid, deletionTimestamp} = claim.metadata;
			if (isBindingCompleted(claim)) reconcileBound(context, claim);
			else {
				const due = dueMs.get(uid);
				const isDue = due !== undefined && clock.now() >= due;
				reconcileUnbound(context, claim, {isDue, consumers: due === undefined ? [] : consumers.of(claim)});
			}
			const requeueAfterMs = RESYNC_MS - (clock.now() % RESYNC_MS);
			dueMs.set(uid, clock.now() + requeueAfterMs);
			const current = store.get('PersistentVolumeClaim', key);
			return current && !isBound(current) && !deletionTimestamp ? {requeueAfterMs} : undefined;
		},
	};
}

// A volume concerns the claim that it names. A free one concerns all claims of its class that still wait.
function claimsOfVolume({object, type}: Change<'PersistentVolume'>, store: Store): string[] {
	const {claimRef} = object.spec;
	if (claimRef) return [`${claimRef.namespace}/${claimRef.name}`];
	if (type === 'DELETED' || object.status.phase !== 'Available') return [];
	return store
		.list('PersistentVolumeClaim')
		.filter(claim => !isBound(claim) && classOf(claim) === classOf(object))
		.map(keyOf);
}

function pendingClaims(store: Store, {metadata}: StorageClass): string[] {
	return store
		.list('PersistentVolumeClaim')
		.filter(claim => !isBound(claim) && classOf(claim) === metadata.name)
		.map(keyOf);
}

function isBindingCompleted({metadata}: PersistentVolumeClaim): boolean {
	return metadata.annotations?.[BIND_COMPLETED] !== undefined;
}

/** One look at a claim without a volume. */
interface Look {
	/** A regular look at what waits; false for one because something changed. */
	readonly isDue: boolean;
	/** Names of the Pods that wait for the claim. */
	readonly consumers: readonly string[];
}

function reconcileUnbound(context: ControllerContext, claim: PersistentVolumeClaim, look: Look): void {
	const {store, events} = context;
	if (claim.spec.volumeName) {
		bindToNamed(context, claim, claim.spec.volumeName);
		return;
	}
	const delayed = waitsForConsumer(claim, store);
	const volume = findExistingVolume(claim, store);
	// With delayed binding the scheduler picks among free volumes; only one that names the claim is beyond doubt.
	if (volume && (!delayed || volume.spec.claimRef)) {
		bind(context, volume, claim);
		return;
	}
	if (delayed && !claim.metadata.annotations?.[SELECTED_NODE]) sayWhatIsAwaited(context, claim, look.consumers);
	else if (classOf(claim) !== '') requestVolume(context, claim, look.isDue);
	else {
		const text = 'no persistent volumes available for this claim and no storage class is set';
		events.record(COMPONENT, claim, 'Normal', 'FailedBinding', text);
	}
}

// A claim that names its volume waits for exactly that one.
function bindToNamed(context: ControllerContext, claim: PersistentVolumeClaim, volumeName: string): void {
	const volume = context.store.get('PersistentVolume', volumeName);
	if (!volume) return;
	if (volume.spec.claimRef && !isReservedFor(volume, claim)) {
		const text = `volume "${volumeName}" already bound to a different claim.`;
		context.events.record(COMPONENT, claim, 'Warning', 'FailedBinding', text);
		return;
	}
	const problem = volume.spec.claimRef ? undefined : mismatch(volume, claim);
	if (problem === undefined) {
		bind(context, volume, claim);
		return;
	}
	const text = `Cannot bind to requested volume "${volumeName}": ${problem}`;
	context.events.record(COMPONENT, claim, 'Warning', 'VolumeMismatch', text);
}

function reconcileBound(context: ControllerContext, claim: PersistentVolumeClaim): void {
	const {volumeName} = claim.spec;
	const lost = 'Data on the volume is lost!';
	if (!volumeName) {
		loseVolume(context, claim, 'ClaimLost', `Bound claim has lost reference to PersistentVolume. ${lost}`);
		return;
	}
	const volume = context.store.get('PersistentVolume', volumeName);
	if (!volume) {
		loseVolume(context, claim, 'ClaimLost', `Bound claim has lost its PersistentVolume. ${lost}`);
	} else if (!volume.spec.claimRef || volume.spec.claimRef.uid === claim.metadata.uid) {
		bind(context, volume, claim);
	} else {
		const text = 'Two claims are bound to the same volume, this one is bound incorrectly';
		loseVolume(context, claim, 'ClaimMisbound', text);
	}
}

function loseVolume(
	{api, events}: ControllerContext,
	claim: PersistentVolumeClaim,
	reason: string,
	text: string,
): void {
	if (claim.status.phase === 'Lost') return;
	api.updateStatus<'PersistentVolumeClaim'>({...claim, status: {phase: 'Lost'}});
	events.record(COMPONENT, claim, 'Warning', reason, text);
}

// Four steps, each of which may have been done before: the volume, its status, the claim, its status.
function bind(context: ControllerContext, volume: PersistentVolume, claim: PersistentVolumeClaim): void {
	const {api, clock} = context;
	const reserved = reserveVolume(context, volume, claim);
	if (reserved.status.phase !== 'Bound') {
		const status = {phase: 'Bound', lastPhaseTransitionTime: formatTime(clock.now())};
		api.updateStatus<'PersistentVolume'>({...reserved, status} as PersistentVolume);
	}
	const {annotations = {}} = claim.metadata;
	const isOurs = !claim.spec.volumeName || annotations[BOUND_BY_CONTROLLER] !== undefined;
	const marks = {[BIND_COMPLETED]: 'yes', ...(isOurs && {[BOUND_BY_CONTROLLER]: 'yes'})};
	const updated = api.update<'PersistentVolumeClaim'>({
		...claim,
		metadata: {...claim.metadata, annotations: {...annotations, ...marks}},
		spec: {...claim.spec, volumeName: volume.metadata.name},
	});
	const {accessModes} = volume.spec;
	// What a bound claim has is up to whoever resizes it.
	const capacity = updated.status.phase === 'Bound' ? updated.status.capacity : volume.spec.capacity;
	const status: PersistentVolumeClaim['status'] = {...updated.status, accessModes, capacity, phase: 'Bound'};
	if (!semanticallyEqual(status, updated.status)) api.updateStatus<'PersistentVolumeClaim'>({...updated, status});
}

function sayWhatIsAwaited({events}: ControllerContext, claim: PersistentVolumeClaim, waiting: readonly string[]): void {
	if (waiting.length === 0) {
		const text = 'waiting for first consumer to be created before binding';
		events.record(COMPONENT, claim, 'Normal', 'WaitForFirstConsumer', text);
		return;
	}
	const pods = waiting.length > 1 ? `pods ${waiting.join(',')}` : `pod ${waiting[0]}`;
	events.record(COMPONENT, claim, 'Normal', 'WaitForPodScheduled', `waiting for ${pods} to be scheduled`);
}

function requestVolume({store, api, events}: ControllerContext, claim: PersistentVolumeClaim, isDue: boolean): void {
	const storageClass = storageClassOf(claim, store);
	const fail = (text: string) => events.record(COMPONENT, claim, 'Warning', 'ProvisioningFailed', text);
	if (!storageClass) {
		fail(`storageclass.storage.k8s.io "${classOf(claim)}" not found`);
		return;
	}
	const {provisioner} = storageClass;
	if (provisioner === NO_PROVISIONER) {
		fail(`no volume plugin matched name: ${provisioner}`);
		return;
	}
	const {annotations = {}} = claim.metadata;
	const text =
		`Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system ` +
		'administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.';
	const announce = (to: PersistentVolumeClaim) => events.record(COMPONENT, to, 'Normal', 'ExternalProvisioning', text);
	if (annotations[STORAGE_PROVISIONER] === provisioner) {
		if (isDue) announce(claim);
		return;
	}
	const marks = {[BETA_STORAGE_PROVISIONER]: provisioner, [STORAGE_PROVISIONER]: provisioner};
	const updated = api.update<'PersistentVolumeClaim'>({
		...claim,
		metadata: {...claim.metadata, annotations: {...annotations, ...marks}},
	});
	announce(updated);
}
