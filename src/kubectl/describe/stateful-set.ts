import type {StatefulSet} from '../../cluster/objects.ts';
import {formatLabelSelector} from '../../cluster/selectors.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime, sortedKeys} from './description.ts';
import {describeEvents} from './events.ts';
import {describePodTemplate} from './pod-template.ts';
import {describePodPhases} from './replicated.ts';

export function describeStatefulSet(statefulSet: StatefulSet, context: DescribeContext): string {
	const {metadata, spec, status} = statefulSet;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('CreationTimestamp', formatLongTime(metadata.creationTimestamp))
		.field('Selector', formatLabelSelector(spec.selector))
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Replicas', `${spec.replicas ?? 0} desired | ${status.replicas ?? 0} total`)
		.field('Update Strategy', spec.updateStrategy?.type);
	const {maxUnavailable, partition} = spec.updateStrategy?.rollingUpdate ?? {};
	if (partition !== undefined) {
		description.field('Partition', partition, 1);
		if (maxUnavailable !== undefined) description.field('MaxUnavailable', maxUnavailable, 1);
	}
	describePodPhases(description, statefulSet, context);
	describePodTemplate(description, spec.template);
	describeClaimTemplates(description, spec.volumeClaimTemplates);
	return describeEvents(description, statefulSet, context).toString();
}

function describeClaimTemplates(
	description: Description,
	templates: StatefulSet['spec']['volumeClaimTemplates'],
): void {
	if (!templates?.length) {
		description.field('Volume Claims', '<none>');
		return;
	}
	description.line(0, 'Volume Claims:');
	for (const {metadata, spec} of templates) {
		const annotations = metadata?.annotations;
		description
			.field('Name', metadata?.name, 1)
			.field('StorageClass', annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName, 1)
			.labels('Labels', metadata?.labels, 1)
			.list(
				'Annotations',
				sortedKeys(annotations).map(key => `${key}=${annotations![key]}`),
				1,
			)
			.field('Capacity', spec?.resources?.requests?.storage ?? '<default>', 1)
			.field('Access Modes', `[${(spec?.accessModes ?? []).join(' ')}]`, 1);
	}
}
