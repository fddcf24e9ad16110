import type {ConfigMap} from '../../cluster/objects.ts';
import {decodedLength} from './byte-length.ts';
import type {DescribeContext} from './context.ts';
import {Description, sortedKeys} from './description.ts';
import {describeEvents} from './events.ts';

export function describeConfigMap(configMap: ConfigMap, context: DescribeContext): string {
	const {binaryData, data, metadata} = configMap;
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations)
		.line()
		.line(0, 'Data')
		.line(0, '====');
	for (const key of sortedKeys(data)) description.line(0, `${key}:`).line(0, '----').line(0, data![key]!).line();
	description.line().line(0, 'BinaryData').line(0, '====');
	for (const key of sortedKeys(binaryData)) description.line(0, `${key}: ${decodedLength(binaryData![key]!)} bytes`);
	description.line();
	return describeEvents(description, configMap, context).toString();
}
