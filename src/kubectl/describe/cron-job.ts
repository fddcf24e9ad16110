import type {CronJob} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatBoolean, formatLongTime} from './description.ts';
import {describeEvents} from './events.ts';
import {describePodTemplate} from './pod-template.ts';

export function describeCronJob(cronJob: CronJob, context: DescribeContext): string {
	const {metadata, spec, status} = cronJob;
	const job = spec.jobTemplate.spec;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Schedule', spec.schedule)
		.field('Concurrency Policy', spec.concurrencyPolicy)
		.field('Suspend', formatBoolean(spec.suspend))
		.field('Successful Job History Limit', spec.successfulJobsHistoryLimit ?? '<unset>')
		.field('Failed Job History Limit', spec.failedJobsHistoryLimit ?? '<unset>')
		.field('Starting Deadline Seconds', seconds(spec.startingDeadlineSeconds) ?? '<unset>')
		.field('Selector', job?.selector ? formatLabelSelector(job.selector) : '<unset>')
		.field('Parallelism', job?.parallelism ?? '<unset>')
		.field('Completions', job?.completions ?? '<unset>');
	if (job?.activeDeadlineSeconds !== undefined)
		description.field('Active Deadline Seconds', seconds(job.activeDeadlineSeconds));
	describePodTemplate(description, job?.template)
		.field('Last Schedule Time', status.lastScheduleTime ? formatLongTime(status.lastScheduleTime) : '<unset>')
		.field('Active Jobs', (status.active ?? []).map(({name}) => name).join(', ') || '<none>');
	return describeEvents(description, cronJob, context).toString();
}

function seconds(value: number | undefined): string | undefined {
	return value === undefined ? undefined : `${value}s`;
}
