import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {forbidden, invalid, notSupported, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {Deployment} from '../objects.ts';
import {ageColumn, containerColumns, nameColumn, selectorColumn} from './columns.ts';
import {
	alwaysRunningTemplate,
	immutable,
	isZeroAmount,
	nonNegative,
	notMoreThan100Percent,
	positiveIntOrPercent,
	requiredSelector,
	selectorMatchesTemplate,
} from './field-checks.ts';

type Spec = Deployment['spec'];
type Strategy = NonNullable<Spec['strategy']>;

export const deploymentKind: KindDefinition<'Deployment'> = {
	kind: 'Deployment',
	group: 'apps',
	version: 'v1',
	plural: 'deployments',
	singular: 'deployment',
	shortNames: ['deploy'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status', 'scale'],
	hasGeneration: true,

	setDefaults({spec}) {
		spec.replicas ??= 1;
		spec.strategy ??= {};
		spec.strategy.type ||= 'RollingUpdate';
		if (spec.strategy.type === 'RollingUpdate') {
			spec.strategy.rollingUpdate ??= {};
			spec.strategy.rollingUpdate.maxUnavailable ??= '25%';
			spec.strategy.rollingUpdate.maxSurge ??= '25%';
		}
		spec.revisionHistoryLimit ??= 10;
		spec.progressDeadlineSeconds ??= 600;
		if (spec.template?.spec) setPodSpecDefaults(spec.template.spec);
	},

	prepareForCreate(deployment) {
		deployment.status = {};
	},

	validate: ({spec}) => validateSpec(spec),

	validateUpdate: ({spec}, previous) => [
		...validateSpec(spec),
		...immutable('spec.selector', spec.selector, previous.spec.selector),
	],

	columns: [
		nameColumn,
		{name: 'Ready', cell: ({spec, status}) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`},
		{name: 'Up-to-date', cell: ({status}) => status.updatedReplicas ?? 0},
		{name: 'Available', cell: ({status}) => status.availableReplicas ?? 0},
		ageColumn,
		...containerColumns<'Deployment'>(({spec}) => spec.template),
		selectorColumn<'Deployment'>(({spec}) => spec.selector),
	],
};

function validateSpec(spec: Spec): FieldError[] {
	const {selector, template, minReadySeconds = 0, progressDeadlineSeconds} = spec;
	const deadline = 'spec.progressDeadlineSeconds';
	return [
		...nonNegative('spec.replicas', spec.replicas),
		...requiredSelector('spec.selector', selector, 'deployment'),
		...selectorMatchesTemplate('spec.template', selector, template),
		...(template ? alwaysRunningTemplate('spec.template', template, 'ReplicaSet') : [required('spec.template')]),
		...validateStrategy(spec.strategy ?? {}),
		...nonNegative('spec.minReadySeconds', minReadySeconds),
		...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
		...nonNegative(deadline, progressDeadlineSeconds),
		...(progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds
			? [invalid(deadline, progressDeadlineSeconds, 'must be greater than minReadySeconds')]
			: []),
	];
}

function validateStrategy({type, rollingUpdate}: Strategy): FieldError[] {
	const path = 'spec.strategy';
	if (type === 'Recreate') {
		const text = "may not be specified when strategy `type` is 'Recreate'";
		return rollingUpdate ? [forbidden(`${path}.rollingUpdate`, text)] : [];
	}
	if (type !== 'RollingUpdate') {
		// The message shows the whole strategy as Kubernetes keeps it inside, hence the capital letters.
		const shown = {Type: type ?? '', RollingUpdate: rollingUpdate ? capitalised(rollingUpdate) : null};
		return [notSupported(path, shown, ['Recreate', 'RollingUpdate'])];
	}
	const {maxUnavailable = 0, maxSurge = 0} = rollingUpdate ?? {};
	const unavailable = `${path}.rollingUpdate.maxUnavailable`;
	return [
		...positiveIntOrPercent(unavailable, maxUnavailable),
		...positiveIntOrPercent(`${path}.rollingUpdate.maxSurge`, maxSurge),
		...(isZeroAmount(maxUnavailable) && isZeroAmount(maxSurge)
			? [invalid(unavailable, maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
			: []),
		...notMoreThan100Percent(unavailable, maxUnavailable),
	];
}

function capitalised({maxUnavailable = 0, maxSurge = 0}: NonNullable<Strategy['rollingUpdate']>): object {
	return {MaxUnavailable: maxUnavailable, MaxSurge: maxSurge};
}
