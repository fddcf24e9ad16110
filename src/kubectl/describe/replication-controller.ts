import type {ReplicationController} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLabels} from './description.ts';
import {describeEvents} from './events.ts';
import {describePodTemplate} from './pod-template.ts';
import {describeConditionTable, describePodPhases} from './replicated.ts';

export function describeReplicationController(controller: ReplicationController, context: DescribeContext): string {
	const {metadata, spec, status} = controller;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('Selector', formatLabels(spec.selector))
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Replicas', `${status.replicas ?? 0} current / ${spec.replicas ?? 0} desired`);
	describePodPhases(description, controller, context);
	describePodTemplate(description, spec.template);
	describeConditionTable(description, status.conditions);
	return describeEvents(description, controller, context).toString();
}
