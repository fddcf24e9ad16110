import {ageOf} from '../../cluster/duration.ts';
import type {PersistentVolume} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description} from './description.ts';
import {describeEvents} from './events.ts';
import {describePersistentSource} from './volumes.ts';

const SHORT_MODES: Readonly<Record<string, string>> = {
	ReadWriteOnce: 'RWO',
	ReadOnlyMany: 'ROX',
	ReadWriteMany: 'RWX',
	ReadWriteOncePod: 'RWOP',
};

export function describePersistentVolume(volume: PersistentVolume, context: DescribeContext): string {
	const {metadata, spec, status} = volume;
	const description = new Description()
		.field('Name', metadata.name)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.field('Finalizers', `[${(metadata.finalizers ?? []).join(' ')}]`)
		.field('StorageClass', metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName)
		.field(
			'Status',
			metadata.deletionTimestamp
				? `Terminating (lasts ${ageOf(metadata.deletionTimestamp, context.nowMs)})`
				: status.phase,
		)
		.field('Claim', spec.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '')
		.field('Reclaim Policy', spec.persistentVolumeReclaimPolicy)
		.field('Access Modes', formatAccessModes(spec.accessModes));
	if (spec.volumeMode) description.field('VolumeMode', spec.volumeMode);
	description.field('Capacity', spec.capacity?.storage ?? '0');
	describeNodeAffinity(description, spec.nodeAffinity);
	description.field('Message', status.message).line(0, 'Source:');
	describePersistentSource(description, spec);
	return describeEvents(description, volume, context).toString();
}

/** `RWO,ROX`, each mode once and in Kubernetes' order. */
export function formatAccessModes(modes: readonly string[] | undefined): string {
	return Object.keys(SHORT_MODES)
		.filter(mode => modes?.includes(mode))
		.map(mode => SHORT_MODES[mode])
		.join(',');
}

function describeNodeAffinity(description: Description, affinity: PersistentVolume['spec']['nodeAffinity']): void {
	const terms = affinity?.required?.nodeSelectorTerms;
	if (!terms) {
		description.field('Node Affinity', '<none>');
		return;
	}
	description.field('Node Affinity', '');
	description.field('Required Terms', terms.length === 0 ? '<none>' : '', 1);
	for (const [index, {matchExpressions = []}] of terms.entries())
		description.list(
			`Term ${index}`,
			matchExpressions.map(({key, operator, values}) => {
				const list = values?.length ? ` [${values.join(', ')}]` : '';
				return `${key} ${operator.toLowerCase()}${list}`;
			}),
			2,
		);
}
