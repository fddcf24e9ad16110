import type {PersistentVolume, Pod} from '../../cluster/objects.ts';
import {type Description, sortedKeys} from './description.ts';

type Volume = NonNullable<Pod['spec']['volumes']>[number];
type Source = Omit<Volume, 'name'>;
type PersistentSource = PersistentVolume['spec'];

/** The section `Volumes` of a Pod or a Pod template (which is indented further). */
export function describeVolumes(
	description: Description,
	volumes: readonly Volume[] | undefined,
	template = false,
): void {
	const level = template ? 1 : 0;
	if (!volumes?.length) {
		description.field('Volumes', '<none>', level);
		return;
	}
	description.line(level, 'Volumes:');
	for (const volume of volumes) {
		description.line(1, `${template ? ' ' : ''}${volume.name}:`);
		describeVolumeSource(description, volume);
	}
}

/** Type and settings of one volume of a Pod. */
function describeVolumeSource(description: Description, source: Source): void {
	const {configMap, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret} = source;
	if (emptyDir) {
		fields(description, "EmptyDir (a temporary directory that shares a pod's lifetime)", {
			Medium: emptyDir.medium ?? '',
			SizeLimit: emptyDir.sizeLimit ?? '<unset>',
		});
	} else if (secret) {
		fields(description, 'Secret (a volume populated by a Secret)', {
			SecretName: secret.secretName ?? '',
			Optional: secret.optional ?? false,
		});
	} else if (configMap) {
		fields(description, 'ConfigMap (a volume populated by a ConfigMap)', {
			Name: configMap.name ?? '',
			Optional: configMap.optional ?? false,
		});
	} else if (persistentVolumeClaim) {
		fields(description, 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', {
			ClaimName: persistentVolumeClaim.claimName,
			ReadOnly: persistentVolumeClaim.readOnly ?? false,
		});
	} else if (projected) {
		describeProjected(description, projected);
	} else if (downwardAPI) {
		fields(description, 'DownwardAPI (a volume populated by information about the pod)', {}).line(2, 'Items:');
		for (const {fieldRef, path, resourceFieldRef} of downwardAPI.items ?? [])
			description.line(3, `${fieldRef?.fieldPath ?? resourceFieldRef?.resource} -> ${path}`);
	} else if (ephemeral) {
		describeEphemeral(description, ephemeral);
	} else {
		describePersistentSource(description, source as PersistentSource);
	}
}

/** Type and settings of what a PersistentVolume stands for. */
export function describePersistentSource(description: Description, source: PersistentSource): void {
	const {csi, hostPath, local, nfs} = source;
	if (hostPath) {
		fields(description, 'HostPath (bare host directory volume)', {
			Path: hostPath.path,
			HostPathType: hostPath.type ?? '<none>',
		});
	} else if (nfs) {
		fields(description, 'NFS (an NFS mount that lasts the lifetime of a pod)', {
			Server: nfs.server,
			Path: nfs.path,
			ReadOnly: nfs.readOnly ?? false,
		});
	} else if (local) {
		fields(description, 'LocalVolume (a persistent volume backed by local storage on a node)', {Path: local.path});
	} else if (csi) {
		fields(description, 'CSI (a Container Storage Interface (CSI) volume source)', {
			Driver: csi.driver,
			FSType: csi.fsType ?? '',
			...(csi.volumeHandle !== undefined && {VolumeHandle: csi.volumeHandle}),
			ReadOnly: csi.readOnly ?? false,
		}).labels('VolumeAttributes', csi.volumeAttributes, 2);
	} else {
		description.line(1, '<unknown>');
	}
}

function fields(
	description: Description,
	type: string,
	values: Record<string, string | number | boolean>,
): Description {
	description.field('Type', type, 2);
	for (const name in values) description.field(name, values[name], 2);
	return description;
}

function describeProjected(description: Description, projected: NonNullable<Volume['projected']>): void {
	fields(description, 'Projected (a volume that contains injected data from multiple sources)', {});
	for (const {configMap, downwardAPI, secret, serviceAccountToken} of projected.sources ?? []) {
		if (secret) description.field('SecretName', secret.name, 2).field('Optional', secret.optional ?? false, 2);
		else if (downwardAPI) description.field('DownwardAPI', true, 2);
		else if (configMap)
			description.field('ConfigMapName', configMap.name, 2).field('Optional', configMap.optional ?? false, 2);
		else if (serviceAccountToken) description.field('TokenExpirationSeconds', serviceAccountToken.expirationSeconds, 2);
	}
}

function describeEphemeral(description: Description, {volumeClaimTemplate}: NonNullable<Volume['ephemeral']>): void {
	fields(
		description,
		'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
		{},
	);
	if (!volumeClaimTemplate) return;
	const {metadata, spec} = volumeClaimTemplate;
	description
		.field('StorageClass', spec.storageClassName, 2)
		.field('Volume', spec.volumeName, 2)
		.labels('Labels', metadata?.labels, 2);
	description.list(
		'Annotations',
		sortedKeys(metadata?.annotations).map(key => `${key}: ${metadata!.annotations![key]}`),
		2,
	);
	description.field('Capacity', '', 2).field('Access Modes', '', 2);
	if (spec.volumeMode) description.field('VolumeMode', spec.volumeMode, 2);
}
