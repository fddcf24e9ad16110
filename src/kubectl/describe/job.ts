import {formatAge} from '../../cluster/duration.ts';
import type {Job} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import {parseTime} from '../../shell/calendar.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime} from './description.ts';
import {describeEvents} from './events.ts';
import {describeController} from './pod.ts';
import {describePodTemplate} from './pod-template.ts';

const INDEXES_SHOWN = 50;

export function describeJob(job: Job, context: DescribeContext): string {
	const {metadata, spec} = job;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('Selector', formatLabelSelector(spec.selector))
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations);
	describeController(description, job);
	describeWork(description, job);
	describeProgress(description, job);
	describePodTemplate(description, spec.template);
	return describeEvents(description, job, context).toString();
}

function describeWork(description: Description, {spec}: Job): void {
	if (spec.parallelism !== undefined) description.field('Parallelism', spec.parallelism);
	description.field('Completions', spec.completions ?? '<unset>');
	if (spec.completionMode) description.field('Completion Mode', spec.completionMode);
	if (spec.suspend !== undefined) description.field('Suspend', spec.suspend);
	if (spec.backoffLimit !== undefined) description.field('Backoff Limit', spec.backoffLimit);
	if (spec.ttlSecondsAfterFinished !== undefined)
		description.field('TTL Seconds After Finished', spec.ttlSecondsAfterFinished);
}

function describeProgress(description: Description, {spec, status}: Job): void {
	const {active = 0, completedIndexes = '', completionTime, failed = 0, ready, startTime, succeeded = 0} = status;
	if (startTime) description.field('Start Time', formatLongTime(startTime));
	if (completionTime) description.field('Completed At', formatLongTime(completionTime));
	if (startTime && completionTime)
		description.field('Duration', formatAge(parseTime(completionTime) - parseTime(startTime)));
	if (spec.activeDeadlineSeconds !== undefined)
		description.field('Active Deadline Seconds', `${spec.activeDeadlineSeconds}s`);
	const readyPods = ready === undefined ? '' : ` (${ready} Ready)`;
	description.field('Pods Statuses', `${active} Active${readyPods} / ${succeeded} Succeeded / ${failed} Failed`);
	if (spec.completionMode === 'Indexed') description.field('Completed Indexes', shortenIndexes(completedIndexes));
}

// A long list is cut after the first comma past the limit.
function shortenIndexes(indexes: string): string {
	if (indexes === '') return '<none>';
	const comma = indexes.indexOf(',', INDEXES_SHOWN);
	return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
