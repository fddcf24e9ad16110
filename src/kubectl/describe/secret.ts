import type {Secret} from '../../cluster/objects.ts';
import {decodedLength} from './byte-length.ts';
import {Description, sortedKeys} from './description.ts';

/** Only the sizes of the values are shown, and no events. */
export function describeSecret({data, metadata, type}: Secret): string {
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.line()
		.field('Type', type)
		.line()
		.line(0, 'Data')
		.line(0, '====');
	for (const key of sortedKeys(data)) description.field(key, `${decodedLength(data![key]!)} bytes`);
	return description.toString();
}
