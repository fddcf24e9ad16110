import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {ReplicationController} from '../objects.ts';
import {ageColumn, containerColumns, nameColumn, selectorColumn} from './columns.ts';
import {alwaysRunningTemplate, nonNegative, selectorMatchesTemplate} from './field-checks.ts';

/** The older form of a ReplicaSet: its selector is a plain map of labels. */
export const replicationControllerKind: KindDefinition<'ReplicationController'> = {
	kind: 'ReplicationController',
	group: '',
	version: 'v1',
	plural: 'replicationcontrollers',
	singular: 'replicationcontroller',
	shortNames: ['rc'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status', 'scale'],
	hasGeneration: true,

	// Unlike a ReplicaSet, it takes its own labels and its selector from the template when they are missing.
	setDefaults({metadata, spec}) {
		const labels = spec.template?.metadata?.labels;
		if (labels && Object.keys(spec.selector ?? {}).length === 0) spec.selector = {...labels};
		if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = {...labels};
		spec.replicas ??= 1;
		if (spec.template?.spec) setPodSpecDefaults(spec.template.spec);
	},

	prepareForCreate(replicationController) {
		replicationController.status = {replicas: 0};
	},

	validate: ({spec}) => validateSpec(spec),

	validateUpdate: ({spec}) => validateSpec(spec),

	columns: [
		nameColumn,
		{name: 'Desired', cell: ({spec}) => spec.replicas ?? 0},
		{name: 'Current', cell: ({status}) => status.replicas},
		{name: 'Ready', cell: ({status}) => status.readyReplicas ?? 0},
		ageColumn,
		...containerColumns<'ReplicationController'>(({spec}) => spec.template),
		selectorColumn<'ReplicationController'>(({spec}) => ({matchLabels: spec.selector})),
	],
};

function validateSpec(spec: ReplicationController['spec']): FieldError[] {
	const {replicas, minReadySeconds, selector = {}, template} = spec;
	return [
		...nonNegative('spec.minReadySeconds', minReadySeconds),
		...(Object.keys(selector).length === 0 ? [required('spec.selector')] : []),
		...nonNegative('spec.replicas', replicas),
		...(template
			? [
					...selectorMatchesTemplate('spec.template', {matchLabels: selector}, template),
					...alwaysRunningTemplate('spec.template', template, 'ReplicationController'),
				]
			: [required('spec.template')]),
	];
}
