import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type PersistentVolumeClaim, type Pod} from '../objects.ts';
import type {Change, Store} from '../store.ts';
import {CLAIM_PROTECTION, VOLUME_PROTECTION} from './storage-names.ts';

/** Holds back the deletion of claims that Pods use and of volumes that are bound, until nobody needs them any more. */
export function claimProtectionController(context: ControllerContext): Controller {
	const {store} = context;
	return {
		name: 'pvc-protection-controller',
		watches: {
			PersistentVolumeClaim: ({object}) => (object.metadata.deletionTimestamp ? [`claim/${keyOf(object)}`] : []),
			PersistentVolume: ({object}) => (object.metadata.deletionTimestamp ? [`volume/${object.metadata.name}`] : []),
			Pod: change => claimsLetGo(change, store),
		},
		reconcile(key) {
			if (key.startsWith('volume/')) releaseVolume(context, key.slice('volume/'.length));
			else releaseClaim(context, key.slice('claim/'.length));
			return undefined;
		},
	};
}

// Claims that are to be deleted and lose a user.
function claimsLetGo({type, object}: Change<'Pod'>, store: Store): string[] {
	if (type !== 'DELETED' && !object.metadata.deletionTimestamp) return [];
	const {namespace} = object.metadata;
	return (object.spec.volumes ?? []).flatMap(({persistentVolumeClaim, ephemeral, name}) => {
		const claimName = persistentVolumeClaim?.claimName ?? (ephemeral && `${object.metadata.name}-${name}`);
		const key = `${namespace}/${claimName}`;
		return store.get('PersistentVolumeClaim', key)?.metadata.deletionTimestamp ? [`claim/${key}`] : [];
	});
}

function releaseClaim({store, api}: ControllerContext, key: string): void {
	const claim = store.get('PersistentVolumeClaim', key);
	const finalizers = claim?.metadata.finalizers ?? [];
	if (!claim?.metadata.deletionTimestamp || !finalizers.includes(CLAIM_PROTECTION)) return;
	if (store.list('Pod', claim.metadata.namespace).some(pod => uses(pod, claim))) return;
	const left = finalizers.filter(name => name !== CLAIM_PROTECTION);
	api.update<'PersistentVolumeClaim'>({...claim, metadata: {...claim.metadata, finalizers: left}});
}

// A Pod without a node doesn't count: it will not start with a claim that is being deleted.
function uses({metadata, spec}: Pod, claim: PersistentVolumeClaim): boolean {
	if (!spec.nodeName) return false;
	return (spec.volumes ?? []).some(
		({persistentVolumeClaim, ephemeral, name}) =>
			persistentVolumeClaim?.claimName === claim.metadata.name ||
			(ephemeral !== undefined && `${metadata.name}-${name}` === claim.metadata.name && !metadata.deletionTimestamp),
	);
}

function releaseVolume({store, api}: ControllerContext, name: string): void {
	const volume = store.get('PersistentVolume', name);
	const finalizers = volume?.metadata.finalizers ?? [];
	if (!volume?.metadata.deletionTimestamp || !finalizers.includes(VOLUME_PROTECTION)) return;
	if (volume.status.phase === 'Bound') return;
	const left = finalizers.filter(finalizer => finalizer !== VOLUME_PROTECTION);
	api.update<'PersistentVolume'>({...volume, metadata: {...volume.metadata, finalizers: left}});
}
