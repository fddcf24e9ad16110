import {formatTime} from '../../shell/calendar.ts';
import type {KindDefinition} from '../kind.ts';
import {canonicalQuantity} from '../quantity.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {accessModesText, classOf} from './storage-names.ts';
import {validateVolume, validateVolumeUpdate} from './volume-checks.ts';

export const persistentVolumeKind: KindDefinition<'PersistentVolume'> = {
	kind: 'PersistentVolume',
	group: '',
	version: 'v1',
	plural: 'persistentvolumes',
	singular: 'persistentvolume',
	shortNames: ['pv'],
	categories: [],
	namespaced: false,
	subresources: ['status'],
	hasGeneration: false,

	setDefaults({spec}) {
		spec.persistentVolumeReclaimPolicy ||= 'Retain';
		spec.volumeMode ??= 'Filesystem';
		if (spec.hostPath) spec.hostPath.type ??= '';
	},

	prepareForCreate(volume, context) {
		volume.status = {phase: 'Pending', lastPhaseTransitionTime: formatTime(context.now())};
	},

	validate: validateVolume,
	validateUpdate: validateVolumeUpdate,

	columns: [
		nameColumn,
		{name: 'Capacity', cell: ({spec}) => canonicalQuantity(String(spec.capacity?.storage ?? '0'))},
		{name: 'Access Modes', cell: ({spec}) => accessModesText(spec.accessModes)},
		{name: 'Reclaim Policy', cell: ({spec}) => spec.persistentVolumeReclaimPolicy ?? ''},
		{
			name: 'Status',
			cell: ({metadata, status}) => (metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? '')),
		},
		{
			name: 'Claim',
			cell: ({spec: {claimRef}}) => (claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : ''),
		},
		{name: 'StorageClass', cell: classOf},
		{name: 'VolumeAttributesClass', cell: ({spec}) => spec.volumeAttributesClassName ?? '<unset>'},
		{name: 'Reason', cell: ({status}) => status.reason ?? ''},
		ageColumn,
		{name: 'VolumeMode', wide: true, cell: ({spec}) => spec.volumeMode ?? '<unset>'},
	],
};
