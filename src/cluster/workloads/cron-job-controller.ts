import {formatTime, parseTime} from '../../shell/calendar.ts';
import {ApiError} from '../api-error.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {type CronJob, controllerOf, type Job, keyOf} from '../objects.ts';
import {controllerReference, ownerKeys} from './controller-references.ts';
import {CronJobRecord} from './cron-job-record.ts';
import {nextJob, untilNextRunMs} from './cron-job-times.ts';
import {formatInZone, isTimeZone} from './cron-next-run.ts';
import {type CronSchedule, CronScheduleError, parseCronSchedule} from './cron-schedule.ts';
import {isFinishedJob, trueCondition} from './job-conditions.ts';
import {isNamespaceTerminating} from './template-pods.ts';

const ACTOR = 'cronjob-controller';

/** Starts a Job at each time of a CronJob's schedule. Between two runs it sleeps: there is one timer for the next run and nothing else. */
export function cronJobController(context: ControllerContext): Controller {
	const {store} = context;
	const rescheduled = new Set<string>();
	return {
		name: ACTOR,
		watches: {
			CronJob: ({object, previous}) => {
				const key = keyOf(object);
				const {schedule, timeZone} = object.spec;
				const changed = previous && (schedule !== previous.spec.schedule || timeZone !== previous.spec.timeZone);
				if (changed) rescheduled.add(key);
				return [key];
			},
			Job: change => ownerKeys(store, 'CronJob', change),
		},
		reconcile: key => {
			const cronJob = store.get('CronJob', key);
			if (!cronJob) return undefined;
			// A new schedule counts from now on: times of the past that it names aren't made up for.
			if (rescheduled.delete(key)) {
				const schedule = readSchedule(cronJob);
				return schedule && {requeueAfterMs: untilNextRunMs(cronJob, schedule, context.clock.now())};
			}
			return reconcile(context, cronJob);
		},
	};
}

function reconcile(context: ControllerContext, cronJob: CronJob): {requeueAfterMs?: number} | undefined {
	const record = new CronJobRecord(context, cronJob);
	const jobs = context.store.ownedBy('Job', cronJob.metadata.uid);
	removeOldJobs(context, record, jobs);
	noteJobs(context, record, jobs);
	try {
		return cronJob.metadata.deletionTimestamp ? undefined : startDueJob(context, record);
	} finally {
		record.save();
	}
}

function removeOldJobs(context: ControllerContext, record: CronJobRecord, jobs: readonly Job[]): void {
	const {successfulJobsHistoryLimit, failedJobsHistoryLimit} = record.cronJob.spec;
	const limits = [
		['Complete', successfulJobsHistoryLimit],
		['Failed', failedJobsHistoryLimit],
	] as const;
	for (const [type, limit] of limits) {
		const finished = jobs.filter(job => trueCondition(job, type)).sort(byStartTime);
		const excess = limit === undefined ? 0 : finished.length - limit;
		for (const job of finished.slice(0, Math.max(0, excess))) {
			context.decide(ACTOR, record.cronJob, 'cron-job/history-limit', {job: job.metadata.name, limit: limit ?? 0});
			deleteJob(context, record, job);
		}
	}
}

function byStartTime(a: Job, b: Job): number {
	const [first, second] = [a, b].map(({status, metadata}) => `${status.startTime ?? '~'} ${metadata.name}`) as [
		string,
		string,
	];
	return first < second ? -1 : first > second ? 1 : 0;
}

function noteJobs({store, events}: ControllerContext, record: CronJobRecord, jobs: readonly Job[]): void {
	const {cronJob} = record;
	for (const known of jobs) {
		// A Job that was deleted a moment ago is looked at once more, as in the list that the real controller holds.
		const job = store.get('Job', keyOf(known)) ?? known;
		const {name, uid} = job.metadata;
		const active = record.isActive(uid);
		if (!isFinishedJob(job)) {
			const text = `Saw a job that the controller did not create or forgot: ${name}`;
			if (!active) events.record(ACTOR, cronJob, 'Warning', 'UnexpectedJob', text);
			continue;
		}
		if (active) {
			record.removeActive(uid);
			const condition = trueCondition(job, 'Complete') ? 'Complete' : 'Failed';
			const text = `Saw completed job: ${name}, condition: ${condition}`;
			events.record(ACTOR, cronJob, 'Normal', 'SawCompletedJob', text);
		}
		if (trueCondition(job, 'Complete')) record.noteSuccess(job.status.completionTime);
	}
	const children = new Set(jobs.map(({metadata}) => metadata.uid));
	for (const {uid = '', name = '', namespace} of record.active) {
		if (children.has(uid) || store.get('Job', `${namespace}/${name}`)) continue;
		events.record(ACTOR, cronJob, 'Normal', 'MissingJob', `Active job went missing: ${name}`);
		record.removeActive(uid);
	}
}

function readSchedule({spec}: CronJob): CronSchedule | undefined {
	try {
		return parseCronSchedule(spec.schedule);
	} catch (error) {
		if (error instanceof CronScheduleError) return undefined;
		throw error;
	}
}

function startDueJob(context: ControllerContext, record: CronJobRecord): {requeueAfterMs?: number} | undefined {
	const {clock, events} = context;
	const {cronJob} = record;
	const {timeZone, suspend, startingDeadlineSeconds, concurrencyPolicy} = cronJob.spec;
	if (timeZone !== undefined && !isTimeZone(timeZone)) {
		const text = `invalid timeZone: ${JSON.stringify(timeZone)}: unknown time zone ${timeZone}`;
		events.record(ACTOR, cronJob, 'Warning', 'UnknownTimeZone', text);
		return undefined;
	}
	const schedule = readSchedule(cronJob);
	if (suspend || !schedule) return undefined;
	const nowMs = clock.now();
	const sleep = () => ({requeueAfterMs: untilNextRunMs(record.current, schedule, nowMs)});
	const due = nextJob(cronJob, schedule, nowMs);
	if (!due) return sleep();
	if (due.manyMissed) {
		const text = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew';
		events.record(ACTOR, cronJob, 'Warning', 'TooManyMissedTimes', text);
	}
	if (startingDeadlineSeconds !== undefined && due.atMs + startingDeadlineSeconds * 1000 < nowMs) {
		const text = `Missed scheduled time to start a job: ${due.written}`;
		events.record(ACTOR, cronJob, 'Warning', 'MissSchedule', text);
		return sleep();
	}
	const processed = cronJob.status.lastScheduleTime && parseTime(cronJob.status.lastScheduleTime) === due.atMs;
	if (processed || record.active.some(({name}) => name === due.jobName)) return sleep();
	if (concurrencyPolicy === 'Forbid' && record.active.length > 0) {
		context.decide(ACTOR, cronJob, 'cron-job/forbid-concurrent', {active: record.active.length});
		const text = 'Not starting job because prior execution is running and concurrency policy is Forbid';
		events.record(ACTOR, cronJob, 'Normal', 'JobAlreadyActive', text);
		return sleep();
	}
	if (concurrencyPolicy === 'Replace') replaceActive(context, record);
	startJob(context, record, due.jobName, due.atMs);
	return sleep();
}

function replaceActive(context: ControllerContext, record: CronJobRecord): void {
	for (const {namespace, name} of [...record.active]) {
		const job = context.api.get('Job', namespace, name ?? '');
		context.decide(ACTOR, record.cronJob, 'cron-job/replace-concurrent', {job: job.metadata.name});
		deleteJob(context, record, job);
	}
}

function startJob(
	{api, events, decide, store}: ControllerContext,
	record: CronJobRecord,
	name: string,
	atMs: number,
): void {
	const {cronJob} = record;
	const {jobTemplate, timeZone} = cronJob.spec;
	const {namespace, uid} = cronJob.metadata;
	const timestamp = {'batch.kubernetes.io/cronjob-scheduled-timestamp': formatInZone(atMs, timeZone)};
	try {
		const job = api.create<'Job'>({
			apiVersion: 'batch/v1',
			kind: 'Job',
			metadata: {
				name,
				namespace,
				...(jobTemplate.metadata?.labels && {labels: jobTemplate.metadata.labels}),
				annotations: {...jobTemplate.metadata?.annotations, ...timestamp},
				ownerReferences: [controllerReference(cronJob)],
			},
			spec: jobTemplate.spec,
		});
		decide(ACTOR, cronJob, 'cron-job/start', {job: name, scheduled: formatTime(atMs)});
		events.record(ACTOR, cronJob, 'Normal', 'SuccessfulCreate', `Created job ${name}`);
		record.addActive(job, atMs);
	} catch (error) {
		if (!(error instanceof ApiError) || isNamespaceTerminating(error)) throw error;
		const existing = error.reason === 'AlreadyExists' ? store.get('Job', `${namespace}/${name}`) : undefined;
		if (existing) {
			if (controllerOf(existing)?.uid === uid && !record.isActive(existing.metadata.uid))
				record.addActive(existing, atMs);
			return;
		}
		events.record(ACTOR, cronJob, 'Warning', 'FailedCreate', `Error creating job: ${error.message}`);
		throw error;
	}
}

function deleteJob({api, events}: ControllerContext, record: CronJobRecord, {metadata}: Job): void {
	try {
		api.delete('Job', metadata.namespace, metadata.name, {propagationPolicy: 'Background'});
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		events.record(ACTOR, record.cronJob, 'Warning', 'FailedDelete', `Deleted job: ${error.message}`);
		return;
	}
	record.removeActive(metadata.uid);
	events.record(ACTOR, record.cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${metadata.name}`);
}
