import {parseTime} from '../../shell/calendar.ts';
import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {formatAge} from '../duration.ts';
import {invalid, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import {dnsLabelProblems} from '../name-rules.ts';
import type {Job} from '../objects.ts';
import {matchesLabelSelector, validateLabelSelector} from '../selectors.ts';
import {ageColumn, containerColumns, nameColumn, selectorColumn} from './columns.ts';
import {trueCondition} from './job-conditions.ts';
import {validateJobChange, validateJobSpec} from './job-validation.ts';

const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid';
const JOB_NAME = 'batch.kubernetes.io/job-name';
const LEGACY_CONTROLLER_UID = 'controller-uid';
const LEGACY_JOB_NAME = 'job-name';

export const jobKind: KindDefinition<'Job'> = {
	kind: 'Job',
	group: 'batch',
	version: 'v1',
	plural: 'jobs',
	singular: 'job',
	shortNames: [],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: true,

	setDefaults(job) {
		const {spec} = job;
		if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
		spec.parallelism ??= 1;
		spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? 6 : 2 ** 31 - 1;
		spec.completionMode ??= 'NonIndexed';
		spec.suspend ??= false;
		spec.podReplacementPolicy ??= spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed';
		spec.manualSelector ??= false;
		for (const rule of spec.podFailurePolicy?.rules ?? []) {
			for (const pattern of rule.onPodConditions ?? []) pattern.status ||= 'True';
		}
		if (spec.template?.spec) setPodSpecDefaults(spec.template.spec);
		takeLabelsOfTemplate(job);
	},

	prepareForCreate(job) {
		job.status = {};
		if (!job.spec.manualSelector) generateSelector(job);
		takeLabelsOfTemplate(job);
	},

	validate: job => validateJob(job),

	validateUpdate: (job, previous) => [...validateJob(job), ...validateJobChange(job, previous)],

	columns: [
		nameColumn,
		{name: 'Status', cell: statusOf},
		{name: 'Completions', cell: completionsOf},
		{name: 'Duration', cell: (job, context) => durationOf(job, context.now())},
		ageColumn,
		...containerColumns<'Job'>(({spec}) => spec.template),
		selectorColumn<'Job'>(({spec}) => spec.selector),
	],
};

function takeLabelsOfTemplate({metadata, spec}: Job): void {
	const labels = spec.template?.metadata?.labels;
	if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = {...labels};
}

// The Job's uid as a label makes sure that its Pods are told from those of any other Job.
function generateSelector({metadata, spec}: Job): void {
	const {name, uid} = metadata;
	spec.template ??= {};
	spec.template.metadata ??= {};
	spec.template.metadata.labels = {
		[LEGACY_JOB_NAME]: name,
		[JOB_NAME]: name,
		[LEGACY_CONTROLLER_UID]: uid,
		[CONTROLLER_UID]: uid,
		...spec.template.metadata.labels,
	};
	spec.selector = {...spec.selector, matchLabels: {[CONTROLLER_UID]: uid, ...spec.selector?.matchLabels}};
}

function validateJob(job: Job): FieldError[] {
	const {spec} = job;
	const labels = spec.template?.metadata?.labels;
	const path = 'spec.template.metadata.labels';
	return [
		...validateGeneratedSelector(job),
		...validateJobSpec(spec, 'spec'),
		...(spec.selector ? validateLabelSelector(spec.selector, 'spec.selector') : [required('spec.selector')]),
		...(matchesLabelSelector(spec.selector, labels ?? {})
			? []
			: [invalid(path, labels, '`selector` does not match template `labels`')]),
		...validateHostNames(job),
	];
}

function validateGeneratedSelector({metadata, spec}: Job): FieldError[] {
	if (spec.manualSelector || !spec.selector) return [];
	const {name, uid} = metadata;
	const expected = {[LEGACY_CONTROLLER_UID]: uid, [LEGACY_JOB_NAME]: name, [CONTROLLER_UID]: uid, [JOB_NAME]: name};
	const labels = spec.template?.metadata?.labels ?? {};
	const path = 'spec.template.metadata.labels';
	const wrong = Object.entries(expected).flatMap(([key, value]) => {
		if (labels[key] === undefined) return [required(path, `must be '${value}'`)];
		return labels[key] === value ? [] : [invalid(path, labels, `must be '${value}'`)];
	});
	const generated = matchesLabelSelector(spec.selector, expected);
	return [...wrong, ...(generated ? [] : [invalid('spec.selector', spec.selector, '`selector` not auto-generated')])];
}

function validateHostNames({metadata, spec}: Job): FieldError[] {
	if (spec.completionMode !== 'Indexed' || !spec.completions) return [];
	const longest = `${metadata.name}-${spec.completions - 1}`;
	if (dnsLabelProblems(longest).length === 0) return [];
	const text = `will not able to create pod with invalid DNS label: ${longest}`;
	return [invalid('metadata.name', metadata.name, text)];
}

function statusOf(job: Job): string {
	if (trueCondition(job, 'Complete')) return 'Complete';
	if (trueCondition(job, 'Failed')) return 'Failed';
	if (job.metadata.deletionTimestamp) return 'Terminating';
	const shown = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(type => trueCondition(job, type));
	return shown ?? 'Running';
}

function completionsOf({spec, status}: Job): string {
	const {completions, parallelism = 0} = spec;
	const succeeded = status.succeeded ?? 0;
	if (completions !== undefined) return `${succeeded}/${completions}`;
	return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationOf({status}: Job, nowMs: number): string {
	if (!status.startTime) return '';
	const endMs = status.completionTime ? parseTime(status.completionTime) : nowMs;
	return formatAge(endMs - parseTime(status.startTime));
}
