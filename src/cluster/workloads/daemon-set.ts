import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {invalid, notSupported, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {DaemonSet} from '../objects.ts';
import {validateLabelSelector} from '../selectors.ts';
import {ageColumn, containerColumns, nameColumn, selectorColumn} from './columns.ts';
import {
	alwaysRunningTemplate,
	immutable,
	isZeroAmount,
	nonEmptySelector,
	nonNegative,
	notMoreThan100Percent,
	positiveIntOrPercent,
	selectorMatchesTemplate,
} from './field-checks.ts';
import {semanticallyEqual} from './semantic-equality.ts';

type Spec = DaemonSet['spec'];
type UpdateStrategy = NonNullable<Spec['updateStrategy']>;

/** How often the template has changed: a field of old API versions that survives as an annotation and as a label of the Pods. */
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

export const daemonSetKind: KindDefinition<'DaemonSet'> = {
	kind: 'DaemonSet',
	group: 'apps',
	version: 'v1',
	plural: 'daemonsets',
	singular: 'daemonset',
	shortNames: ['ds'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: true,

	setDefaults({spec}) {
		spec.updateStrategy ??= {};
		spec.updateStrategy.type ||= 'RollingUpdate';
		if (spec.updateStrategy.type === 'RollingUpdate') {
			spec.updateStrategy.rollingUpdate ??= {};
			spec.updateStrategy.rollingUpdate.maxUnavailable ??= 1;
			spec.updateStrategy.rollingUpdate.maxSurge ??= 0;
		}
		spec.revisionHistoryLimit ??= 10;
		if (spec.template?.spec) setPodSpecDefaults(spec.template.spec);
	},

	prepareForCreate(daemonSet) {
		daemonSet.status = {currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0};
		setTemplateGeneration(daemonSet, Math.max(1, templateGenerationOf(daemonSet)));
	},

	prepareForUpdate(daemonSet, previous) {
		const changed = !semanticallyEqual(daemonSet.spec.template, previous.spec.template);
		setTemplateGeneration(daemonSet, templateGenerationOf(previous) + (changed ? 1 : 0));
	},

	validate: ({spec}) => validateSpec(spec),

	validateUpdate: ({spec}, previous) => [
		...immutable('spec.selector', spec.selector, previous.spec.selector),
		...validateSpec(spec),
	],

	columns: [
		nameColumn,
		{name: 'Desired', cell: ({status}) => status.desiredNumberScheduled},
		{name: 'Current', cell: ({status}) => status.currentNumberScheduled},
		{name: 'Ready', cell: ({status}) => status.numberReady},
		{name: 'Up-to-date', cell: ({status}) => status.updatedNumberScheduled ?? 0},
		{name: 'Available', cell: ({status}) => status.numberAvailable ?? 0},
		{name: 'Node Selector', cell: ({spec}) => formatNodeSelector(spec.template?.spec?.nodeSelector)},
		ageColumn,
		...containerColumns<'DaemonSet'>(({spec}) => spec.template),
		selectorColumn<'DaemonSet'>(({spec}) => spec.selector),
	],
};

/** The template generation from the annotation; 0 without one. */
export function templateGenerationOf({metadata}: DaemonSet): number {
	const text = metadata.annotations?.[TEMPLATE_GENERATION] ?? '';
	return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function setTemplateGeneration({metadata}: DaemonSet, generation: number): void {
	metadata.annotations = {...metadata.annotations, [TEMPLATE_GENERATION]: String(generation)};
}

function formatNodeSelector(nodeSelector: Readonly<Record<string, string>> = {}): string {
	const labels = Object.keys(nodeSelector)
		.sort()
		.map(name => `${name}=${nodeSelector[name]}`);
	return labels.length > 0 ? labels.join(',') : '<none>';
}

function validateSpec(spec: Spec): FieldError[] {
	const {selector, template, updateStrategy = {}} = spec;
	return [
		...(selector ? validateLabelSelector(selector, 'spec.selector') : []),
		...selectorMatchesTemplate('spec.template', selector, template),
		...nonEmptySelector('spec.selector', selector, 'daemonset'),
		...(template ? alwaysRunningTemplate('spec.template', template, 'DaemonSet') : [required('spec.template')]),
		...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
		...validateUpdateStrategy(updateStrategy),
		...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
	];
}

function validateUpdateStrategy({type, rollingUpdate}: UpdateStrategy): FieldError[] {
	const path = 'spec.updateStrategy';
	if (type === 'OnDelete') return [];
	if (type !== 'RollingUpdate') {
		// The message shows the strategy as Kubernetes keeps it inside, hence the capital letters.
		const {maxUnavailable = 0, maxSurge = 0} = rollingUpdate ?? {};
		const inner = rollingUpdate ? {MaxUnavailable: maxUnavailable, MaxSurge: maxSurge} : null;
		return [notSupported(path, {Type: type ?? '', RollingUpdate: inner}, ['RollingUpdate', 'OnDelete'])];
	}
	if (!rollingUpdate) return [required(`${path}.rollingUpdate`)];
	const {maxUnavailable = 0, maxSurge = 0} = rollingUpdate;
	const unavailable = `${path}.rollingUpdate.maxUnavailable`;
	const surge = `${path}.rollingUpdate.maxSurge`;
	return [
		...positiveIntOrPercent(unavailable, maxUnavailable),
		...positiveIntOrPercent(surge, maxSurge),
		...notMoreThan100Percent(unavailable, maxUnavailable),
		...notMoreThan100Percent(surge, maxSurge),
		...exactlyOne(unavailable, maxUnavailable, surge, maxSurge),
	];
}

function exactlyOne(
	unavailablePath: string,
	maxUnavailable: number | string,
	surgePath: string,
	maxSurge: number | string,
): FieldError[] {
	if (isZeroAmount(maxUnavailable) && isZeroAmount(maxSurge)) {
		return [required(unavailablePath, 'cannot be 0 when maxSurge is 0')];
	}
	if (isZeroAmount(maxUnavailable) || isZeroAmount(maxSurge)) return [];
	return [invalid(surgePath, maxSurge, 'may not be set when maxUnavailable is non-zero')];
}
