import type {FieldError} from '../api-error.ts';
import {invalid, notSupported, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {HorizontalPodAutoscaler} from '../objects.ts';
import {ageColumn, nameColumn} from './columns.ts';

type Spec = HorizontalPodAutoscaler['spec'];
type Metric = NonNullable<Spec['metrics']>[number];
type Rules = NonNullable<NonNullable<Spec['behavior']>['scaleUp']>;

const METRIC_TYPES = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
const METRICS_SHOWN = 2;
const MAX_WINDOW_SECONDS = 3600;
const MAX_PERIOD_SECONDS = 1800;

export const horizontalPodAutoscalerKind: KindDefinition<'HorizontalPodAutoscaler'> = {
	kind: 'HorizontalPodAutoscaler',
	group: 'autoscaling',
	version: 'v2',
	plural: 'horizontalpodautoscalers',
	singular: 'horizontalpodautoscaler',
	shortNames: ['hpa'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: false,

	setDefaults({spec}) {
		spec.minReplicas ??= 1;
		if (!spec.metrics?.length) {
			const target = {type: 'Utilization', averageUtilization: 80};
			spec.metrics = [{type: 'Resource', resource: {name: 'cpu', target}}];
		}
		if (!spec.behavior) return;
		spec.behavior.scaleUp = {...defaultScaleUp(), ...spec.behavior.scaleUp};
		spec.behavior.scaleDown = {...defaultScaleDown(), ...spec.behavior.scaleDown};
	},

	prepareForCreate(autoscaler) {
		autoscaler.status = {currentMetrics: null, desiredReplicas: 0} as unknown as HorizontalPodAutoscaler['status'];
	},

	validate: ({spec}) => validateSpec(spec),

	validateUpdate: ({spec}, previous) => validateSpec(spec, previous.spec),

	columns: [
		nameColumn,
		{name: 'Reference', cell: ({spec: {scaleTargetRef}}) => `${scaleTargetRef.kind}/${scaleTargetRef.name}`},
		{name: 'Targets', cell: formatTargets},
		{name: 'MinPods', cell: ({spec}) => String(spec.minReplicas ?? '<unset>')},
		{name: 'MaxPods', cell: ({spec}) => spec.maxReplicas},
		{name: 'Replicas', cell: ({status}) => status.currentReplicas ?? 0},
		ageColumn,
	],
};

/** The metrics as `kubectl get` shows them: `cpu: 42%/50%`, at most two. */
function formatTargets({spec, status}: HorizontalPodAutoscaler): string {
	const metrics = spec.metrics ?? [];
	if (metrics.length === 0) return '<none>';
	const texts = metrics.map((metric, index) => formatMetric(metric, status.currentMetrics?.[index]));
	const shown = texts.slice(0, METRICS_SHOWN).join(', ');
	return texts.length > METRICS_SHOWN ? `${shown} + ${texts.length - METRICS_SHOWN} more...` : shown;
}

function defaultScaleUp(): Rules {
	return {
		stabilizationWindowSeconds: 0,
		selectPolicy: 'Max',
		policies: [
			{type: 'Pods', value: 4, periodSeconds: 15},
			{type: 'Percent', value: 100, periodSeconds: 15},
		],
	};
}

function defaultScaleDown(): Rules {
	return {selectPolicy: 'Max', policies: [{type: 'Percent', value: 100, periodSeconds: 15}]};
}

type MetricStatus = NonNullable<HorizontalPodAutoscaler['status']['currentMetrics']>[number];

function formatMetric(metric: Metric, status: MetricStatus | undefined): string {
	const resource = metric.resource ?? metric.containerResource;
	const current = status?.resource?.current ?? status?.containerResource?.current;
	if (resource) {
		const {averageValue, averageUtilization} = resource.target;
		if (averageValue !== undefined) return `${resource.name}: ${current?.averageValue ?? '<unknown>'}/${averageValue}`;
		const utilization = current?.averageUtilization;
		const target = averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`;
		return `${resource.name}: ${utilization === undefined ? '<unknown>' : `${utilization}%`}/${target}`;
	}
	const {target} = metric.pods ?? metric.object ?? metric.external ?? {};
	if (!target) return '<unknown type>';
	if (metric.pods) return `<unknown>/${target.averageValue}`;
	return target.averageValue === undefined ? `<unknown>/${target.value}` : `<unknown>/${target.averageValue} (avg)`;
}

function validateSpec(spec: Spec, previous?: Spec): FieldError[] {
	const {minReplicas, maxReplicas = 0, scaleTargetRef, metrics = [], behavior} = spec;
	const errors: FieldError[] = [];
	if (minReplicas !== undefined && minReplicas < 1) {
		errors.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'));
	}
	if (maxReplicas < 1) errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0'));
	if (minReplicas !== undefined && maxReplicas < minReplicas) {
		errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'));
	}
	if (!scaleTargetRef?.kind) errors.push(required('spec.scaleTargetRef.kind'));
	if (!scaleTargetRef?.name) errors.push(required('spec.scaleTargetRef.name'));
	return [
		...errors,
		...validateTargetVersion(scaleTargetRef, previous?.scaleTargetRef),
		...metrics.flatMap((metric, index) => validateMetric(metric, `spec.metrics[${index}]`)),
		...(behavior?.scaleUp ? validateRules(behavior.scaleUp, 'spec.behavior.scaleUp') : []),
		...(behavior?.scaleDown ? validateRules(behavior.scaleDown, 'spec.behavior.scaleDown') : []),
	];
}

// What an earlier server has accepted may stay.
function validateTargetVersion(target: Spec['scaleTargetRef'], previous?: Spec['scaleTargetRef']): FieldError[] {
	const {apiVersion = '', kind} = target ?? {};
	if (previous && previous.kind === kind && (previous.apiVersion ?? '') === apiVersion) return [];
	const path = 'spec.scaleTargetRef.apiVersion';
	if (apiVersion.split('/').length > 2) {
		return [invalid(path, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
	}
	const isCore = !apiVersion.includes('/');
	return isCore && kind !== 'ReplicationController'
		? [invalid(path, apiVersion, 'apiVersion must specify API group')]
		: [];
}

function validateMetric(metric: Metric, path: string): FieldError[] {
	const {type} = metric;
	if (!type) return [required(`${path}.type`, 'must specify a metric source type')];
	if (!METRIC_TYPES.includes(type)) return [notSupported(`${path}.type`, type, METRIC_TYPES)];
	const field = (type[0]!.toLowerCase() + type.slice(1)) as keyof Metric;
	if (!metric[field]) {
		return [required(`${path}.${field}`, 'must populate information for the given metric source')];
	}
	const target = metric.resource?.target;
	if (type !== 'Resource' || !target) return [];
	const utilizationPath = `${path}.resource.target.averageUtilization`;
	if (target.averageUtilization !== undefined && target.averageUtilization < 1) {
		return [invalid(utilizationPath, target.averageUtilization, 'must be greater than 0')];
	}
	if (target.averageUtilization !== undefined || target.averageValue !== undefined) return [];
	return [required(utilizationPath, 'must set either a target raw value or a target utilization')];
}

function validateRules({stabilizationWindowSeconds, selectPolicy, policies = []}: Rules, path: string): FieldError[] {
	const errors: FieldError[] = [];
	const windowPath = `${path}.stabilizationWindowSeconds`;
	if (stabilizationWindowSeconds !== undefined && stabilizationWindowSeconds < 0) {
		errors.push(invalid(windowPath, stabilizationWindowSeconds, 'must be greater than or equal to zero'));
	}
	if (stabilizationWindowSeconds !== undefined && stabilizationWindowSeconds > MAX_WINDOW_SECONDS) {
		const text = `must be less than or equal to ${MAX_WINDOW_SECONDS}`;
		errors.push(invalid(windowPath, stabilizationWindowSeconds, text));
	}
	const selectable = ['Disabled', 'Max', 'Min'];
	if (selectPolicy !== undefined && !selectable.includes(selectPolicy)) {
		errors.push(notSupported(`${path}.selectPolicy`, selectPolicy, selectable));
	}
	if (policies.length === 0) errors.push(required(`${path}.policies`, 'must specify at least one Policy'));
	for (const [index, {type, value, periodSeconds}] of policies.entries()) {
		const policyPath = `${path}.policies[${index}]`;
		if (type !== 'Pods' && type !== 'Percent')
			errors.push(notSupported(`${policyPath}.type`, type, ['Percent', 'Pods']));
		if (value <= 0) errors.push(invalid(`${policyPath}.value`, value, 'must be greater than zero'));
		if (periodSeconds <= 0)
			errors.push(invalid(`${policyPath}.periodSeconds`, periodSeconds, 'must be greater than zero'));
		if (periodSeconds > MAX_PERIOD_SECONDS) {
			const text = `must be less than or equal to ${MAX_PERIOD_SECONDS}`;
			errors.push(invalid(`${policyPath}.periodSeconds`, periodSeconds, text));
		}
	}
	return errors;
}
