import type {FieldError} from '../api-error.ts';
import {qualifiedName, supportedValue} from '../core/field-checks.ts';
import {duplicate, forbidden, invalid, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {StorageClass} from '../objects.ts';
import {ageColumn} from '../workloads/columns.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const BETA_DEFAULT_CLASS = 'storageclass.beta.kubernetes.io/is-default-class';

export const storageClassKind: KindDefinition<'StorageClass'> = {
	kind: 'StorageClass',
	group: 'storage.k8s.io',
	version: 'v1',
	plural: 'storageclasses',
	singular: 'storageclass',
	shortNames: ['sc'],
	categories: [],
	namespaced: false,
	subresources: [],
	hasGeneration: false,

	setDefaults(storageClass) {
		storageClass.reclaimPolicy ??= 'Delete';
		storageClass.volumeBindingMode ??= 'Immediate';
	},

	validate,

	validateUpdate: (storageClass, previous) => [
		...(semanticallyEqual(storageClass.parameters ?? {}, previous.parameters ?? {})
			? []
			: [forbidden('parameters', 'updates to parameters are forbidden.')]),
		...(storageClass.provisioner === previous.provisioner
			? []
			: [forbidden('provisioner', 'updates to provisioner are forbidden.')]),
		...(storageClass.reclaimPolicy === previous.reclaimPolicy
			? []
			: [forbidden('reclaimPolicy', 'updates to reclaimPolicy are forbidden.')]),
		...(storageClass.volumeBindingMode === previous.volumeBindingMode
			? []
			: [invalid('volumeBindingMode', storageClass.volumeBindingMode, 'field is immutable')]),
	],

	columns: [
		{
			name: 'Name',
			cell: storageClass => `${storageClass.metadata.name}${isDefaultClass(storageClass) ? ' (default)' : ''}`,
		},
		{name: 'Provisioner', cell: ({provisioner}) => provisioner},
		{name: 'ReclaimPolicy', cell: ({reclaimPolicy}) => reclaimPolicy ?? 'Delete'},
		{name: 'VolumeBindingMode', cell: ({volumeBindingMode}) => volumeBindingMode ?? 'Immediate'},
		{name: 'AllowVolumeExpansion', cell: ({allowVolumeExpansion}) => String(allowVolumeExpansion ?? false)},
		ageColumn,
	],
};

/** Whether claims without a class get this one. */
function isDefaultClass({metadata}: StorageClass): boolean {
	const {annotations = {}} = metadata;
	return annotations[DEFAULT_CLASS] === 'true' || annotations[BETA_DEFAULT_CLASS] === 'true';
}

function validate({provisioner, reclaimPolicy, volumeBindingMode, allowedTopologies}: StorageClass): FieldError[] {
	return [
		...(provisioner ? qualifiedName('provisioner', provisioner.toLowerCase()) : [required('provisioner')]),
		...supportedValue('reclaimPolicy', reclaimPolicy || undefined, ['Delete', 'Retain']),
		...supportedValue('volumeBindingMode', volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']),
		...(allowedTopologies ?? []).flatMap(({matchLabelExpressions = []}, term) =>
			matchLabelExpressions.flatMap(({key, values = []}, index) => {
				const path = `allowedTopologies[${term}].matchLabelExpressions[${index}]`;
				return [
					...(values.length === 0 ? [required(`${path}.values`)] : []),
					...values.flatMap((value, at) =>
						values.indexOf(value) < at ? [duplicate(`${path}.values[${at}]`, value)] : [],
					),
					...qualifiedName(`${path}.key`, key),
				];
			}),
		),
	];
}
