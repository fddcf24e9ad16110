import type {FieldError} from '../api-error.ts';
import {invalid, notSupported} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {PodDisruptionBudget} from '../objects.ts';
import {validateLabelSelector} from '../selectors.ts';
import {ageColumn, nameColumn} from './columns.ts';
import {notMoreThan100Percent, positiveIntOrPercent} from './field-checks.ts';

type Spec = PodDisruptionBudget['spec'];

export const podDisruptionBudgetKind: KindDefinition<'PodDisruptionBudget'> = {
	kind: 'PodDisruptionBudget',
	group: 'policy',
	version: 'v1',
	plural: 'poddisruptionbudgets',
	singular: 'poddisruptionbudget',
	shortNames: ['pdb'],
	categories: [],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: true,

	prepareForCreate(budget) {
		budget.status = {currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0};
	},

	validate: ({spec}) => validateSpec(spec),

	validateUpdate: ({spec}) => validateSpec(spec),

	columns: [
		nameColumn,
		{name: 'Min Available', cell: ({spec}) => String(spec.minAvailable ?? 'N/A')},
		{name: 'Max Unavailable', cell: ({spec}) => String(spec.maxUnavailable ?? 'N/A')},
		{name: 'Allowed Disruptions', cell: ({status}) => status.disruptionsAllowed ?? 0},
		ageColumn,
	],
};

function validateSpec(spec: Spec): FieldError[] {
	const {minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy} = spec;
	const policies = ['AlwaysAllow', 'IfHealthyBudget'];
	return [
		...(minAvailable !== undefined && maxUnavailable !== undefined
			? [invalid('spec', shown(spec), 'minAvailable and maxUnavailable cannot be both set')]
			: []),
		...validateAmount('spec.minAvailable', minAvailable),
		...validateAmount('spec.maxUnavailable', maxUnavailable),
		...(selector ? validateLabelSelector(selector, 'spec.selector') : []),
		...(unhealthyPodEvictionPolicy !== undefined && !policies.includes(unhealthyPodEvictionPolicy)
			? [notSupported('spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, policies)]
			: []),
	];
}

function validateAmount(path: string, amount: number | string | undefined): FieldError[] {
	if (amount === undefined) return [];
	return [...positiveIntOrPercent(path, amount), ...notMoreThan100Percent(path, amount)];
}

// As Kubernetes keeps it inside, hence the capital letters.
function shown({minAvailable, selector, maxUnavailable, unhealthyPodEvictionPolicy}: Spec): object {
	return {
		MinAvailable: minAvailable ?? null,
		Selector: selector ?? null,
		MaxUnavailable: maxUnavailable ?? null,
		UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
	};
}
