import {ApiError} from '../api-error.ts';
import type {KubeObject, Metadata} from '../objects.ts';
import type {JsonMap} from '../patch/json-tree.ts';
import {type FieldValues, fieldValues, formatPath, fromFieldsV1, toFieldsV1} from './field-set.ts';

/** Who writes, and how: `Apply` says what it wants, `Update` whatever it changed. */
export interface Manager {
	readonly name: string;
	readonly operation: 'Apply' | 'Update';
	readonly subresource?: string;
}

/** A manager with the paths of its fields. */
export interface Owner extends Manager {
	readonly apiVersion: string;
	readonly time: string;
	readonly paths: ReadonlySet<string>;
}

/** Who owns which fields of an object. Only those are known who gave their names. */
export function ownersOf({managedFields = []}: Pick<Metadata, 'managedFields'>): Owner[] {
	return managedFields.map(entry => ({
		name: entry.manager ?? '',
		operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
		...(entry.subresource && {subresource: entry.subresource}),
		apiVersion: entry.apiVersion ?? '',
		time: entry.time ?? '',
		paths: fromFieldsV1((entry.fieldsV1 ?? {}) as JsonMap),
	}));
}

/** The owners as they stand in the metadata; those without fields are dropped. */
export function managedFieldsOf(owners: readonly Owner[]): NonNullable<Metadata['managedFields']> {
	return owners
		.filter(({paths}) => paths.size > 0)
		.sort((a, b) => (a.operation === b.operation ? compare(a.time, b.time) : a.operation === 'Apply' ? -1 : 1))
		.map(({apiVersion, name, operation, paths, subresource, time}) => ({
			apiVersion,
			fieldsType: 'FieldsV1',
			fieldsV1: toFieldsV1(paths) as object,
			manager: name,
			operation,
			...(subresource && {subresource}),
			time,
		}));
}

export function sameManager(a: Manager, b: Manager): boolean {
	return a.name === b.name && a.operation === b.operation && a.subresource === b.subresource;
}

/** The owners after an update: what it changed or added belongs to the writer alone, what it removed to nobody. */
export function ownersAfterUpdate(
	writer: Manager,
	before: KubeObject | undefined,
	after: KubeObject,
	time: string,
): Owner[] {
	const {kind} = after;
	const old: FieldValues = before ? fieldValues(kind, before as unknown as JsonMap) : new Map();
	const now = fieldValues(kind, after as unknown as JsonMap);
	const changed = new Set([...now].filter(([path, value]) => old.get(path) !== value).map(([path]) => path));
	const removed = new Set([...old.keys()].filter(path => !now.has(path)));
	const known = before ? ownersOf(before.metadata) : [];
	if (changed.size === 0 && removed.size === 0) return known;
	const own = known.find(owner => sameManager(owner, writer))?.paths ?? [];
	const others = known.filter(owner => !sameManager(owner, writer));
	const left = others.map(owner => ({
		...owner,
		paths: new Set([...owner.paths].filter(path => !changed.has(path) && !removed.has(path))),
	}));
	const paths = new Set([...own, ...changed].filter(path => !removed.has(path)));
	return [...left, {...writer, apiVersion: String(after.apiVersion), time, paths}];
}

/** What others own of the fields that an apply would change; the server's Conflict if there is any. */
export function applyConflict(others: readonly Owner[], changed: ReadonlySet<string>): ApiError | undefined {
	const conflicts = others.flatMap(owner =>
		[...owner.paths].filter(path => changed.has(path)).map(path => ({owner, path: formatPath(path)})),
	);
	const [only] = conflicts;
	if (!only) return undefined;
	const start = `Apply failed with ${conflicts.length} conflict${conflicts.length > 1 ? 's' : ''}: `;
	if (conflicts.length === 1)
		return new ApiError('Conflict', `${start}conflict with ${formatOwner(only.owner)}: ${only.path}`);
	const groups = new Map<string, string[]>();
	for (const {owner, path} of conflicts)
		groups.set(formatOwner(owner), [...(groups.get(formatOwner(owner)) ?? []), path]);
	const lines = [...groups]
		.sort(([a], [b]) => compare(a, b))
		.flatMap(([owner, paths]) => [`conflicts with ${owner}:`, ...paths.sort().map(path => `- ${path}`)]);
	return new ApiError('Conflict', start + lines.join('\n'));
}

function formatOwner({apiVersion, name, operation, subresource}: Owner): string {
	const start = JSON.stringify(name) + (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '');
	return operation === 'Update' ? `${start} using ${apiVersion}` : start;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
