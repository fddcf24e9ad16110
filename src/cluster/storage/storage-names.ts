import type {PersistentVolume, PersistentVolumeClaim} from '../objects.ts';

// Annotations by which the parts of the storage machinery talk to each other.
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
export const BETA_STORAGE_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner';
const BETA_STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class';

export const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection';
export const VOLUME_PROTECTION = 'kubernetes.io/pv-protection';

/** A StorageClass with this provisioner only groups volumes that people make. */
export const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** The name of the StorageClass of a claim or a volume; empty if it has none. */
export function classOf({metadata, spec}: PersistentVolumeClaim | PersistentVolume): string {
	return metadata.annotations?.[BETA_STORAGE_CLASS] ?? spec.storageClassName ?? '';
}

const SHORT_MODES = {
	ReadWriteOnce: 'RWO',
	ReadOnlyMany: 'ROX',
	ReadWriteMany: 'RWX',
	ReadWriteOncePod: 'RWOP',
};

/** `RWO,ROX`: access modes in Kubernetes' order, each once. */
export function accessModesText(modes: readonly string[] = []): string {
	return Object.entries(SHORT_MODES)
		.filter(([mode]) => modes.includes(mode))
		.map(([, short]) => short)
		.join(',');
}
