import type {FieldError} from '../api-error.ts';
import {forbidden, invalid} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {PersistentVolumeClaim} from '../objects.ts';
import {canonicalQuantity, compareQuantities} from '../quantity.ts';
import {specDiff} from '../spec-diff.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {validateClaimSpec} from './claim-validation.ts';
import {accessModesText, classOf} from './storage-names.ts';

type Spec = PersistentVolumeClaim['spec'];

export const persistentVolumeClaimKind: KindDefinition<'PersistentVolumeClaim'> = {
	kind: 'PersistentVolumeClaim',
	group: '',
	version: 'v1',
	plural: 'persistentvolumeclaims',
	singular: 'persistentvolumeclaim',
	shortNames: ['pvc'],
	categories: [],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: false,

	setDefaults({spec}) {
		spec.volumeMode ??= 'Filesystem';
		spec.resources ??= {};
	},

	prepareForCreate(claim) {
		claim.status = {phase: 'Pending'};
	},

	validate: ({spec}) => validateClaimSpec(spec, 'spec'),
	validateUpdate: (claim, previous) => [...validateClaimSpec(claim.spec, 'spec'), ...validateChange(claim, previous)],

	columns: [
		nameColumn,
		{
			name: 'Status',
			cell: ({metadata, status}) => (metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? '')),
		},
		{name: 'Volume', cell: ({spec}) => spec.volumeName ?? ''},
		{
			name: 'Capacity',
			cell: ({spec, status}) => (spec.volumeName ? canonicalQuantity(String(status.capacity?.storage ?? '0')) : ''),
		},
		{name: 'Access Modes', cell: ({spec, status}) => (spec.volumeName ? accessModesText(status.accessModes) : '')},
		{name: 'StorageClass', cell: classOf},
		{name: 'VolumeAttributesClass', cell: ({spec}) => spec.volumeAttributesClassName ?? '<unset>'},
		ageColumn,
		{name: 'VolumeMode', wide: true, cell: ({spec}) => spec.volumeMode ?? '<unset>'},
	],
};

// A claim is a contract: only the size may grow, once a volume is bound.
function validateChange({spec, status}: PersistentVolumeClaim, previous: PersistentVolumeClaim): FieldError[] {
	const errors: FieldError[] = [];
	const before: Spec = {...previous.spec};
	const after: Spec = {...spec};
	if (!before.volumeName) before.volumeName = after.volumeName;
	if (before.storageClassName === undefined) before.storageClassName = after.storageClassName;
	if (status.phase === 'Bound') {
		const {storage: _, ...requests} = after.resources?.requests ?? {};
		const storage = before.resources?.requests?.storage;
		after.resources = {...after.resources, requests: {...requests, ...(storage !== undefined && {storage})}};
		after.volumeAttributesClassName = before.volumeAttributesClassName;
	}
	if (!semanticallyEqual(after, before)) {
		const rule =
			'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
		errors.push(forbidden('spec', `${rule}\n${specDiff(before, after)}`));
	}
	const size = String(spec.resources?.requests?.storage ?? '0');
	const shrinks = compareQuantities(size, String(previous.spec.resources?.requests?.storage ?? '0')) < 0;
	if (shrinks && compareQuantities(size, String(previous.status.capacity?.storage ?? '0')) <= 0) {
		errors.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'));
	}
	if (spec.volumeMode !== previous.spec.volumeMode) {
		errors.push(invalid('volumeMode', spec.volumeMode, 'field is immutable'));
	}
	return errors;
}
