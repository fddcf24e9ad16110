import {ageOf} from '../../cluster/duration.ts';
import type {PersistentVolumeClaim} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatLongTime} from './description.ts';
import {describeEvents} from './events.ts';
import {formatAccessModes} from './persistent-volume.ts';

export function describePersistentVolumeClaim(claim: PersistentVolumeClaim, context: DescribeContext): string {
	const {metadata, spec, status} = claim;
	const bound = Boolean(spec.volumeName);
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.field('StorageClass', metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName)
		.field(
			'Status',
			metadata.deletionTimestamp
				? `Terminating (lasts ${ageOf(metadata.deletionTimestamp, context.nowMs)})`
				: status.phase,
		)
		.field('Volume', spec.volumeName)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Finalizers', `[${(metadata.finalizers ?? []).join(' ')}]`)
		.field('Capacity', bound ? (status.capacity?.storage ?? '0') : '')
		.field('Access Modes', bound ? formatAccessModes(status.accessModes) : '');
	if (spec.volumeMode) description.field('VolumeMode', spec.volumeMode);
	if (spec.dataSource) {
		const {apiGroup, kind, name} = spec.dataSource;
		description.line(0, 'DataSource:');
		if (apiGroup) description.field('APIGroup', apiGroup, 1);
		description.field('Kind', kind, 1).field('Name', name, 1);
	}
	description.list('Used By', usersOf(claim, context));
	describeConditions(description, claim);
	return describeEvents(description, claim, context).toString();
}

function usersOf({metadata}: PersistentVolumeClaim, {store}: DescribeContext): string[] {
	return store
		.list('Pod', metadata.namespace)
		.filter(({spec}) => spec.volumes?.some(volume => volume.persistentVolumeClaim?.claimName === metadata.name))
		.map(pod => pod.metadata.name)
		.sort();
}

function describeConditions(description: Description, {status}: PersistentVolumeClaim): void {
	if (!status.conditions?.length) return;
	description.line(0, 'Conditions:').table(
		1,
		['Type', 'Status', 'LastProbeTime', 'LastTransitionTime', 'Reason', 'Message'],
		['----', '------', '-----------------', '------------------', '------', '-------'],
		status.conditions.map(condition => [
			`${condition.type} `,
			`${condition.status} `,
			`${formatLongTime(condition.lastProbeTime)} `,
			`${formatLongTime(condition.lastTransitionTime)} `,
			`${condition.reason ?? ''} `,
			condition.message ?? '',
		]),
	);
}
