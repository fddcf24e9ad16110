import type {StorageClass} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, formatBoolean, formatLabels} from './description.ts';
import {describeEvents} from './events.ts';

const DEFAULT_ANNOTATIONS = [
	'storageclass.kubernetes.io/is-default-class',
	'storageclass.beta.kubernetes.io/is-default-class',
];

export function describeStorageClass(storageClass: StorageClass, context: DescribeContext): string {
	const {metadata} = storageClass;
	const description = new Description()
		.field('Name', metadata.name)
		.field('IsDefaultClass', DEFAULT_ANNOTATIONS.some(name => metadata.annotations?.[name] === 'true') ? 'Yes' : 'No')
		.field('Annotations', formatLabels(metadata.annotations))
		.field('Provisioner', storageClass.provisioner)
		.field('Parameters', formatLabels(storageClass.parameters))
		.field('AllowVolumeExpansion', formatBoolean(storageClass.allowVolumeExpansion));
	if (storageClass.mountOptions?.length) {
		description.line(0, 'MountOptions:');
		for (const option of storageClass.mountOptions) description.line(1, option);
	} else {
		description.field('MountOptions', '<none>');
	}
	if (storageClass.reclaimPolicy) description.field('ReclaimPolicy', storageClass.reclaimPolicy);
	if (storageClass.volumeBindingMode) description.field('VolumeBindingMode', storageClass.volumeBindingMode);
	if (storageClass.allowedTopologies) {
		description.field('AllowedTopologies', '');
		for (const [index, {matchLabelExpressions = []}] of storageClass.allowedTopologies.entries())
			description.list(
				`Term ${index}`,
				matchLabelExpressions.map(({key, values}) => `${key} in [${values.join(', ')}]`),
				1,
			);
	}
	return describeEvents(description, storageClass, context).toString();
}
