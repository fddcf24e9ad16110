import type {PriorityClass} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLabels} from './description.ts';
import {describeEvents} from './events.ts';

export function describePriorityClass(priorityClass: PriorityClass, context: DescribeContext): string {
	const description = new Description()
		.field('Name', priorityClass.metadata.name)
		.field('Value', priorityClass.value)
		.field('GlobalDefault', priorityClass.globalDefault ?? false)
		.field('PreemptionPolicy', priorityClass.preemptionPolicy ?? 'PreemptLowerPriority')
		.field('Description', priorityClass.description)
		.field('Annotations', formatLabels(priorityClass.metadata.annotations));
	return describeEvents(description, priorityClass, context).toString();
}
