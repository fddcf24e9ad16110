import type {KubeObject} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description, sortedKeys} from './description.ts';
import {describeEvents} from './events.ts';

const SHOWN_ABOVE = new Set([
	'.metadata.managedFields',
	'.metadata.name',
	'.metadata.namespace',
	'.metadata.labels',
	'.metadata.annotations',
]);
const ACRONYMS = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

/** Kinds without a description of their own (Event, ControllerRevision): all fields as an indented list. */
export function describeGenerically(object: KubeObject, context: DescribeContext): string {
	const {annotations, labels, name, namespace} = object.metadata;
	const description = new Description()
		.field('Name', name)
		.field('Namespace', namespace)
		.labels('Labels', labels)
		.annotations(annotations);
	describeFields(description, object as unknown as Readonly<Record<string, unknown>>, 0, '');
	return describeEvents(description, object, context).toString();
}

function describeFields(
	description: Description,
	fields: Readonly<Record<string, unknown>>,
	level: number,
	parentPath: string,
): void {
	for (const name of sortedKeys(fields)) {
		const path = `${parentPath}.${name}`;
		const value = fields[name];
		if (SHOWN_ABOVE.has(path) || value === undefined) continue;
		if (Array.isArray(value)) {
			description.line(level, `${labelFor(name)}:`);
			for (const item of value)
				if (isRecord(item)) describeFields(description, item, level + 1, path);
				else description.line(level + 1, String(item));
		} else if (isRecord(value)) {
			description.line(level, `${labelFor(name)}:`);
			describeFields(description, value, level + 1, path);
		} else {
			description.field(labelFor(name), value === null ? '<nil>' : String(value), level);
		}
	}
}

// `apiVersion` becomes `API Version`; names with other characters than letters and dashes stay as they are.
function labelFor(name: string): string {
	if (!/^[\p{L}-]*$/u.test(name)) return name;
	const parts = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|-+/gu) ?? [name];
	return parts
		.map(part => (ACRONYMS.has(part.toUpperCase()) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1)))
		.join(' ');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
