import type {DaemonSet} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLabels} from './description.ts';
import {describeEvents} from './events.ts';
import {describePodTemplate} from './pod-template.ts';
import {describePodPhases} from './replicated.ts';

export function describeDaemonSet(daemonSet: DaemonSet, context: DescribeContext): string {
	const {metadata, spec, status} = daemonSet;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('Selector', formatLabelSelector(spec.selector))
		.field('Node-Selector', formatLabels(spec.template.spec?.nodeSelector))
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.line(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`)
		.line(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}`)
		.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`)
		.line(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`)
		.line(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled}`);
	describePodPhases(description, daemonSet, context);
	describePodTemplate(description, spec.template);
	return describeEvents(description, daemonSet, context).toString();
}
