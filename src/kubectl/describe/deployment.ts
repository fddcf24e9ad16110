import type {Deployment, ReplicaSet} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime} from './description.ts';
import {describeEvents} from './events.ts';
import {describePodTemplate} from './pod-template.ts';
import {replicaSetsOf} from './replica-sets-of.ts';
import {describeConditionTable} from './replicated.ts';

export function describeDeployment(deployment: Deployment, context: DescribeContext): string {
	const {metadata, spec, status} = deployment;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('CreationTimestamp', formatLongTime(metadata.creationTimestamp))
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Selector', formatLabelSelector(spec.selector))
		.field(
			'Replicas',
			`${spec.replicas ?? 0} desired | ${status.updatedReplicas ?? 0} updated | ${status.replicas ?? 0} total | ` +
				`${status.availableReplicas ?? 0} available | ${status.unavailableReplicas ?? 0} unavailable`,
		)
		.field('StrategyType', spec.strategy?.type)
		.field('MinReadySeconds', spec.minReadySeconds ?? 0);
	const rollingUpdate = spec.strategy?.rollingUpdate;
	if (rollingUpdate)
		description.field(
			'RollingUpdateStrategy',
			`${rollingUpdate.maxUnavailable} max unavailable, ${rollingUpdate.maxSurge} max surge`,
		);
	describePodTemplate(description, spec.template);
	describeConditionTable(description, status.conditions);
	const {current, old} = replicaSetsOf(deployment, context.store);
	if (old.length > 0 || current)
		description
			.field('OldReplicaSets', formatReplicaSets(old))
			.field('NewReplicaSet', formatReplicaSets(current ? [current] : []));
	return describeEvents(description, deployment, context).toString();
}

function formatReplicaSets(replicaSets: readonly ReplicaSet[]): string {
	return (
		replicaSets
			.map(
				({metadata, spec, status}) =>
					`${metadata.name} (${status.replicas ?? 0}/${spec.replicas ?? 0} replicas created)`,
			)
			.join(', ') || '<none>'
	);
}
