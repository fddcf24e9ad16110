import type {ReplicaSet} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {DescribeContext} from './context.ts';
import {Description} from './description.ts';
import {describeEvents} from './events.ts';
import {describeController} from './pod.ts';
import {describePodTemplate} from './pod-template.ts';
import {describeConditionTable, describePodPhases} from './replicated.ts';

export function describeReplicaSet(replicaSet: ReplicaSet, context: DescribeContext): string {
	const {metadata, spec, status} = replicaSet;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('Selector', formatLabelSelector(spec.selector))
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations);
	describeController(description, replicaSet);
	description.field('Replicas', `${status.replicas ?? 0} current / ${spec.replicas ?? 0} desired`);
	describePodPhases(description, replicaSet, context);
	describePodTemplate(description, spec.template);
	describeConditionTable(description, status.conditions);
	return describeEvents(description, replicaSet, context).toString();
}
