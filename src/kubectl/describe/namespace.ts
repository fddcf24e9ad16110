import type {Namespace} from '../../cluster/objects.ts';
import {Description, formatLongTime} from './description.ts';

/** Quotas and limit ranges aren't simulated, so that there never are any; events aren't shown. */
export function describeNamespace({metadata, status}: Namespace): string {
	const description = new Description()
		.field('Name', metadata.name)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Status', status.phase);
	if (status.conditions?.length)
		description.line(0, 'Conditions:').table(
			1,
			['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message'],
			['----', '------', '------------------', '------', '-------'],
			status.conditions.map(condition => [
				condition.type,
				condition.status,
				formatLongTime(condition.lastTransitionTime),
				condition.reason ?? '',
				condition.message ?? '',
			]),
		);
	return description.line().line(0, 'No resource quota.').line().line(0, 'No LimitRange resource.').toString();
}
