import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import type {KubeObject, PersistentVolumeClaim, Pod, StatefulSet} from '../objects.ts';
import {controllerReference, type OwnerReference} from './controller-references.ts';
import {claimName, isInRange} from './stateful-set-identity.ts';

const ACTOR = 'statefulset-controller';

/** Creates the claims of an ordinal that don't exist yet. Throws when one can't be created or is still being deleted. */
export function createClaims(
	{store, api, events}: ControllerContext,
	statefulSet: StatefulSet,
	podName: string,
	ordinal: number,
): void {
	const {namespace, name: setName} = statefulSet.metadata;
	for (const template of statefulSet.spec.volumeClaimTemplates ?? []) {
		const name = claimName(statefulSet, template.metadata?.name ?? '', ordinal);
		const existing = store.get('PersistentVolumeClaim', `${namespace}/${name}`);
		if (existing?.metadata.deletionTimestamp) throw new ApiError('Conflict', `pvc ${name} is being deleted`);
		if (existing) continue;
		const labels = {...template.metadata?.labels, ...statefulSet.spec.selector.matchLabels};
		const {annotations} = template.metadata ?? {};
		try {
			api.create<'PersistentVolumeClaim'>({
				apiVersion: 'v1',
				kind: 'PersistentVolumeClaim',
				metadata: {name, namespace, labels, ...(annotations && {annotations})},
				spec: template.spec,
			});
			const text = `create Claim ${name} Pod ${podName} in StatefulSet ${setName} success`;
			events.record(ACTOR, statefulSet, 'Normal', 'SuccessfulCreate', text);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const text = `create Claim ${name} for Pod ${podName} in StatefulSet ${setName} failed error: ${error.message}`;
			events.record(ACTOR, statefulSet, 'Warning', 'FailedCreate', text);
			throw new ApiError(error.reason, `failed to create PVC ${name}: ${error.message}`);
		}
	}
}

/** Whether a claim of this ordinal still belongs to a former Pod of the same name, with which it will be deleted. */
export function hasStaleClaim({store}: ControllerContext, statefulSet: StatefulSet, ordinal: number): boolean {
	if (statefulSet.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== 'Delete') return false;
	const podName = `${statefulSet.metadata.name}-${ordinal}`;
	return claimsOf(store, statefulSet, ordinal).some(claim =>
		claim.metadata.ownerReferences?.some(({kind, name}) => kind === 'Pod' && name === podName),
	);
}

/**
 * Makes the retention policy true: claims that are to be deleted together with the StatefulSet are owned by it, those of a Pod that is scaled
 * away by the Pod, so that the garbage collector removes them.
 */
export function ownClaims({store, api}: ControllerContext, statefulSet: StatefulSet, pod: Pod, ordinal: number): void {
	for (const claim of claimsOf(store, statefulSet, ordinal)) {
		const references = claim.metadata.ownerReferences ?? [];
		const others = references.filter(reference => !names(reference, statefulSet) && !names(reference, pod));
		const stale = references.some(
			reference =>
				(names(reference, statefulSet) && reference.uid !== statefulSet.metadata.uid) ||
				(names(reference, pod) && reference.uid !== pod.metadata.uid),
		);
		if (stale || others.some(({controller}) => controller)) continue;
		const wanted = [...others, ...ownersOf(statefulSet, pod, ordinal).map(controllerReference)];
		if (sameOwners(references, wanted)) continue;
		const {ownerReferences: _, ...metadata} = claim.metadata;
		api.update<'PersistentVolumeClaim'>({
			...claim,
			metadata: {...metadata, ...(wanted.length > 0 && {ownerReferences: wanted})},
		});
	}
}

function claimsOf(
	store: ControllerContext['store'],
	statefulSet: StatefulSet,
	ordinal: number,
): PersistentVolumeClaim[] {
	return (statefulSet.spec.volumeClaimTemplates ?? []).flatMap(({metadata}) => {
		const name = claimName(statefulSet, metadata?.name ?? '', ordinal);
		return store.get('PersistentVolumeClaim', `${statefulSet.metadata.namespace}/${name}`) ?? [];
	});
}

function ownersOf(statefulSet: StatefulSet, pod: Pod, ordinal: number): KubeObject[] {
	const {whenDeleted, whenScaled} = statefulSet.spec.persistentVolumeClaimRetentionPolicy ?? {};
	if (whenScaled === 'Delete' && !isInRange(statefulSet, ordinal)) return [pod];
	return whenDeleted === 'Delete' ? [statefulSet] : [];
}

function names(reference: OwnerReference, object: KubeObject): boolean {
	return (
		reference.kind === object.kind &&
		reference.apiVersion === object.apiVersion &&
		reference.name === object.metadata.name
	);
}

function sameOwners(a: readonly OwnerReference[], b: readonly OwnerReference[]): boolean {
	return a.length === b.length && a.every(({uid}, index) => uid === b[index]?.uid);
}
