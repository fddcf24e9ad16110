import type {FieldError} from '../api-error.ts';
import {setPodSpecDefaults} from '../core/pod-defaults.ts';
import {ageOf} from '../duration.ts';
import {invalid, notSupported, required} from '../field-error.ts';
import type {KindDefinition} from '../kind.ts';
import type {CronJob} from '../objects.ts';
import {ageColumn, containerColumns, nameColumn, selectorColumn} from './columns.ts';
import {isTimeZone} from './cron-next-run.ts';
import {CronScheduleError, parseCronSchedule} from './cron-schedule.ts';
import {nonNegative} from './field-checks.ts';
import {validateJobSpec} from './job-validation.ts';

type Spec = CronJob['spec'];

// The names of its Jobs get up to 11 more characters.
const MAX_NAME_LENGTH = 52;

export const cronJobKind: KindDefinition<'CronJob'> = {
	kind: 'CronJob',
	group: 'batch',
	version: 'v1',
	plural: 'cronjobs',
	singular: 'cronjob',
	shortNames: ['cj'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	hasGeneration: true,

	setDefaults({spec}) {
		spec.concurrencyPolicy ||= 'Allow';
		spec.suspend ??= false;
		spec.successfulJobsHistoryLimit ??= 3;
		spec.failedJobsHistoryLimit ??= 1;
		const podSpec = spec.jobTemplate?.spec?.template?.spec;
		if (podSpec) setPodSpecDefaults(podSpec);
	},

	prepareForCreate(cronJob) {
		cronJob.status = {};
	},

	validate: ({metadata, spec}) => [
		...validateSpec(spec),
		...(metadata.name.length > MAX_NAME_LENGTH
			? [invalid('metadata.name', metadata.name, `must be no more than ${MAX_NAME_LENGTH} characters`)]
			: []),
	],

	validateUpdate: ({spec}, previous) => validateSpec(spec, previous.spec),

	columns: [
		nameColumn,
		{name: 'Schedule', cell: ({spec}) => spec.schedule},
		{name: 'Timezone', cell: ({spec}) => spec.timeZone ?? '<none>'},
		{name: 'Suspend', cell: ({spec}) => (spec.suspend ? 'True' : 'False')},
		{name: 'Active', cell: ({status}) => status.active?.length ?? 0},
		{
			name: 'Last Schedule',
			cell: ({status}, context) => (status.lastScheduleTime ? ageOf(status.lastScheduleTime, context.now()) : '<none>'),
		},
		ageColumn,
		...containerColumns<'CronJob'>(({spec}) => spec.jobTemplate?.spec?.template),
		selectorColumn<'CronJob'>(({spec}) => spec.jobTemplate?.spec?.selector),
	],
};

function validateSpec(spec: Spec, before?: Spec): FieldError[] {
	const jobSpec = spec.jobTemplate?.spec;
	const path = 'spec.jobTemplate.spec';
	return [
		...(spec.schedule ? validateSchedule(spec.schedule) : [required('spec.schedule')]),
		...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
		...(spec.timeZone !== undefined && spec.timeZone !== before?.timeZone ? validateTimeZone(spec.timeZone) : []),
		...validateConcurrencyPolicy(spec.concurrencyPolicy),
		...(jobSpec ? validateJobSpec(jobSpec, path) : [required(`${path}.template`)]),
		...(jobSpec?.selector ? [invalid(`${path}.selector`, jobSpec.selector, '`selector` will be auto-generated')] : []),
		...(jobSpec?.manualSelector ? [notSupported(`${path}.manualSelector`, true, ['nil', 'false'])] : []),
		...nonNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
		...nonNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
	];
}

function validateSchedule(schedule: string): FieldError[] {
	const path = 'spec.schedule';
	const errors: FieldError[] = [];
	try {
		parseCronSchedule(schedule);
	} catch (error) {
		if (!(error instanceof CronScheduleError)) throw error;
		errors.push(invalid(path, schedule, error.message));
	}
	if (schedule.includes('TZ')) {
		errors.push(invalid(path, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'));
	}
	return errors;
}

function validateTimeZone(timeZone: string): FieldError[] {
	const path = 'spec.timeZone';
	if (timeZone === '') return [invalid(path, timeZone, 'timeZone must be nil or non-empty string')];
	const spelledWell = timeZone
		.split('/')
		.every(part => /^[A-Za-z._0-9+][A-Za-z._0-9+-]{0,13}$/.test(part) && part !== '.' && part !== '..');
	if (!spelledWell) return [invalid(path, timeZone, `unknown time zone ${timeZone}`)];
	const errors: FieldError[] = [];
	if (timeZone.toLowerCase() === 'local') {
		const text = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
		errors.push(invalid(path, timeZone, text));
		if (timeZone === 'Local') return errors;
	}
	if (!isTimeZone(timeZone)) errors.push(invalid(path, timeZone, `unknown time zone ${timeZone}`));
	return errors;
}

function validateConcurrencyPolicy(policy: string | undefined): FieldError[] {
	const path = 'spec.concurrencyPolicy';
	if (!policy) return [required(path)];
	const supported = ['Allow', 'Forbid', 'Replace'];
	return supported.includes(policy) ? [] : [notSupported(path, policy, supported)];
}
