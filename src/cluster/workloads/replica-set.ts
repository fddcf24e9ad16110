import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {ReplicaSet} from '../objects.ts';
import {ageColumn, containerColumns, nameColumn, selectorColumn} from './columns.ts';
import {
	alwaysRunningTemplate,
	immutable,
	nonNegative,
	requiredSelector,
	selectorMatchesTemplate,
} from './field-checks.ts';

export const replicaSetKind: KindDefinition<'ReplicaSet'> = {
	kind: 'ReplicaSet',
	group: 'apps',
	version: 'v1',
	plural: 'replicasets',
	singular: 'replicaset',
	shortNames: ['rs'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status', 'scale'],
	hasGeneration: true,

	setDefaults({spec}) {
		spec.replicas ??= 1;
		if (spec.template?.spec) setPodSpecDefaults(spec.template.spec);
	},

	prepareForCreate(replicaSet) {
		replicaSet.status = {replicas: 0};
	},

	validate: ({spec}) => validateSpec(spec),

	validateUpdate: ({spec}, previous) => [
		...validateSpec(spec),
		...immutable('spec.selector', spec.selector, previous.spec.selector),
	],

	columns: [
		nameColumn,
		{name: 'Desired', cell: ({spec}) => spec.replicas ?? 0},
		{name: 'Current', cell: ({status}) => status.replicas},
		{name: 'Ready', cell: ({status}) => status.readyReplicas ?? 0},
		ageColumn,
		...containerColumns<'ReplicaSet'>(({spec}) => spec.template),
		selectorColumn<'ReplicaSet'>(({spec}) => spec.selector),
	],
};

function validateSpec({replicas, minReadySeconds, selector, template}: ReplicaSet['spec']): FieldError[] {
	return [
		...nonNegative('spec.replicas', replicas),
		...nonNegative('spec.minReadySeconds', minReadySeconds),
		// Kubernetes says "deployment" here too.
		...requiredSelector('spec.selector', selector, 'deployment'),
		...selectorMatchesTemplate('spec.template', selector, template),
		...(template ? alwaysRunningTemplate('spec.template', template, 'ReplicaSet') : [required('spec.template')]),
	];
}
