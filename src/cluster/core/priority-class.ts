import type {FieldError} from '../api-error.ts';
import {forbidden, invalid} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {PriorityClass} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import {supportedValue} from './field-checks.ts';

const HIGHEST_USER_PRIORITY = 1_000_000_000;

/** The classes that come with every cluster, with their values. */
const SYSTEM_PRIORITY_CLASSES: Readonly<Record<string, number>> = {
	'system-node-critical': 2_000_001_000,
	'system-cluster-critical': 2_000_000_000,
};

export const priorityClassKind: KindDefinition<'PriorityClass'> = {
	kind: 'PriorityClass',
	group: 'scheduling.k8s.io',
	version: 'v1',
	plural: 'priorityclasses',
	singular: 'priorityclass',
	shortNames: ['pc'],
	categories: [],
	namespaced: false,
	subresources: [],
	hasGeneration: true,

	setDefaults(priorityClass) {
		priorityClass.preemptionPolicy ??= 'PreemptLowerPriority';
	},

	validate: ({metadata, value, globalDefault, preemptionPolicy}) => [
		...validateValue(metadata.name, value ?? 0, globalDefault ?? false),
		...supportedValue('preemptionPolicy', preemptionPolicy, ['PreemptLowerPriority', 'Never']),
	],

	validateUpdate: ({value, preemptionPolicy}, previous) => [
		...(value === previous.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
		...(preemptionPolicy === previous.preemptionPolicy
			? []
			: [invalid('preemptionPolicy', preemptionPolicy, 'field is immutable')]),
	],

	columns: [
		nameColumn,
		{name: 'Value', cell: ({value}) => value ?? 0},
		{name: 'Global-Default', cell: ({globalDefault}) => String(globalDefault ?? false)},
		ageColumn,
		{name: 'PreemptionPolicy', cell: (object: PriorityClass) => object.preemptionPolicy ?? ''},
	],
};

function validateValue(name: string, value: number, globalDefault: boolean): FieldError[] {
	if (!name.startsWith('system-')) {
		const text = `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`;
		return value > HIGHEST_USER_PRIORITY ? [forbidden('value', text)] : [];
	}
	const known = SYSTEM_PRIORITY_CLASSES[name];
	const refused = (problem: string) => {
		const rule = "priority class names with 'system-' prefix are reserved for system use only. error: ";
		return [forbidden('metadata.name', rule + problem)];
	};
	if (known === undefined) return refused(`${name} is not a known system priority class`);
	if (value !== known) return refused(`value of ${name} PriorityClass must be ${known}`);
	return globalDefault ? refused(`globalDefault of ${name} PriorityClass must be false`) : [];
}
