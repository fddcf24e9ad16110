import type {FieldError} from '../api-error.ts';
import {dnsSubdomain} from '../core/field-checks.ts';
import {internalFailurePolicy, internalSuccessPolicy, internalTemplate} from '../core/internal-form.ts';
import {validatePodTemplate} from '../core/pod-validation.ts';
import {invalid, notSupported, required, tooLong} from '../field-error.ts';
import type {Job} from '../objects.ts';
import {immutable, nonNegative} from './field-checks.ts';
import {validateFailurePolicy, validateSuccessPolicy} from './job-policy-validation.ts';
import {semanticallyEqual} from './semantic-equality.ts';

type Spec = Job['spec'];

const MAX_MANAGED_BY_LENGTH = 63;
const MAX_INDEXED_PARALLELISM = 100_000;

/** Problems of a Job's spec apart from its selector; also for the template in a CronJob. */
export function validateJobSpec(spec: Spec, path: string): FieldError[] {
	const {successPolicy, podFailurePolicy, completionMode = 'NonIndexed', template} = spec;
	const indexed = completionMode === 'Indexed';
	return [
		...validateNumbers(spec, path),
		...validateManagedBy(spec.managedBy, `${path}.managedBy`),
		...(indexed || completionMode === 'NonIndexed'
			? []
			: [notSupported(`${path}.completionMode`, completionMode, ['NonIndexed', 'Indexed'])]),
		...(indexed ? validateIndexed(spec, path) : validateNonIndexed(spec, path)),
		...(podFailurePolicy ? validateFailurePolicy(spec, `${path}.podFailurePolicy`) : []),
		...(successPolicy && !indexed
			? [invalid(`${path}.successPolicy`, internalSuccessPolicy(successPolicy), 'requires indexed completion mode')]
			: []),
		...(successPolicy && indexed ? validateSuccessPolicy(spec, `${path}.successPolicy`) : []),
		...validateReplacementPolicy(spec, `${path}.podReplacementPolicy`),
		...(template ? validatePodTemplate(template, `${path}.template`) : [required(`${path}.template`)]),
		...validateRestartPolicy(spec, `${path}.template.spec.restartPolicy`),
	];
}

/** What may not change in a Job: nearly everything, for its Pods run already. */
export function validateJobChange({spec}: Job, previous: Job): FieldError[] {
	const before = previous.spec;
	return [
		...validateCompletionsChange(spec, before),
		...immutable('spec.selector', spec.selector, before.selector),
		...(semanticallyEqual(spec.template, mutableParts(previous, spec))
			? []
			: [invalid('spec.template', internalTemplate(spec.template), 'field is immutable')]),
		...immutable('spec.completionMode', spec.completionMode, before.completionMode),
		...immutable(
			'spec.podFailurePolicy',
			internalFailurePolicy(spec.podFailurePolicy),
			internalFailurePolicy(before.podFailurePolicy),
		),
		...immutable('spec.backoffLimitPerIndex', spec.backoffLimitPerIndex, before.backoffLimitPerIndex),
		...immutable('spec.managedBy', spec.managedBy, before.managedBy),
		...immutable(
			'spec.successPolicy',
			internalSuccessPolicy(spec.successPolicy),
			internalSuccessPolicy(before.successPolicy),
		),
	];
}

function validateNumbers(spec: Spec, path: string): FieldError[] {
	const fields = [
		'parallelism',
		'completions',
		'activeDeadlineSeconds',
		'backoffLimit',
		'ttlSecondsAfterFinished',
		'backoffLimitPerIndex',
		'maxFailedIndexes',
	] as const;
	const needsLimit = spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined;
	return [
		...fields.flatMap(field => nonNegative(`${path}.${field}`, spec[field])),
		...(needsLimit ? [required(`${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')] : []),
	];
}

function validateManagedBy(managedBy: string | undefined, path: string): FieldError[] {
	if (managedBy === undefined) return [];
	const errors = domainPrefixedPath(path, managedBy);
	return managedBy.length > MAX_MANAGED_BY_LENGTH ? [...errors, tooLong(path, MAX_MANAGED_BY_LENGTH)] : errors;
}

// `acme.io/foo`
function domainPrefixedPath(path: string, value: string): FieldError[] {
	if (value === '') return [required(path)];
	const [, host, rest] = /^([^/]+)\/(.+)$/s.exec(value) ?? [];
	if (!host || !rest) return [invalid(path, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
	return dnsSubdomain(path, host);
}

function validateIndexed({completions, parallelism, maxFailedIndexes}: Spec, path: string): FieldError[] {
	const errors: FieldError[] = [];
	if (completions === undefined) errors.push(required(`${path}.completions`, 'when completion mode is Indexed'));
	if (parallelism !== undefined && parallelism > MAX_INDEXED_PARALLELISM) {
		const text = `must be less than or equal to ${MAX_INDEXED_PARALLELISM} when completion mode is Indexed`;
		errors.push(invalid(`${path}.parallelism`, parallelism, text));
	}
	if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions) {
		const text = 'must be less than or equal to completions';
		errors.push(invalid(`${path}.maxFailedIndexes`, maxFailedIndexes, text));
	}
	return errors;
}

function validateNonIndexed({backoffLimitPerIndex, maxFailedIndexes}: Spec, path: string): FieldError[] {
	const text = 'requires indexed completion mode';
	return [
		...(backoffLimitPerIndex === undefined
			? []
			: [invalid(`${path}.backoffLimitPerIndex`, backoffLimitPerIndex, text)]),
		...(maxFailedIndexes === undefined ? [] : [invalid(`${path}.maxFailedIndexes`, maxFailedIndexes, text)]),
	];
}

function validateReplacementPolicy({podReplacementPolicy, podFailurePolicy}: Spec, path: string): FieldError[] {
	if (podReplacementPolicy === undefined) return [];
	const supported = podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
	return supported.includes(podReplacementPolicy) ? [] : [notSupported(path, podReplacementPolicy, supported)];
}

function validateRestartPolicy({template, podFailurePolicy}: Spec, path: string): FieldError[] {
	const policy = template?.spec?.restartPolicy ?? '';
	if (policy === 'Always' || policy === '') return [required(path, 'valid values: "OnFailure", "Never"')];
	if (policy !== 'OnFailure' && policy !== 'Never') return [notSupported(path, policy, ['OnFailure', 'Never'])];
	if (!podFailurePolicy || policy === 'Never') return [];
	return [invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')];
}

function validateCompletionsChange(spec: Spec, before: Spec): FieldError[] {
	const path = 'spec.completions';
	if (spec.completionMode !== 'Indexed') return immutable(path, spec.completions, before.completions);
	if (semanticallyEqual(spec.completions, before.completions) || spec.completions === undefined) return [];
	if (spec.completions === spec.parallelism) return [];
	return [invalid(path, spec.completions, 'can only be modified in tandem with spec.parallelism')];
}

// As long as a suspended Job has never started, it may still be sent to other nodes.
function mutableParts({spec, status}: Job, {template}: Spec): Spec['template'] {
	const before = spec.template;
	if (!spec.suspend || status.startTime || !before?.spec || !template?.spec) return before;
	const {nodeSelector, tolerations, schedulingGates, affinity} = template.spec;
	const nodeAffinity = affinity?.nodeAffinity;
	return {
		...before,
		metadata: {...before.metadata, labels: template.metadata?.labels, annotations: template.metadata?.annotations},
		spec: {
			...before.spec,
			nodeSelector,
			tolerations,
			schedulingGates,
			affinity: before.spec.affinity || nodeAffinity ? {...before.spec.affinity, nodeAffinity} : undefined,
		},
	};
}
