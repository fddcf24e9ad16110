import {formatTime} from '../../shell/calendar.ts';
import type {ApplyOptions, Json} from '../api.ts';
import {decodeManifest} from '../decode.ts';
import type {KindDefinition} from '../kind.ts';
import {fieldValues, isBelow, stepsOf, withoutPath} from '../managed-fields/field-set.ts';
import {
	applyConflict,
	type Manager,
	managedFieldsOf,
	type Owner,
	ownersOf,
	sameManager,
} from '../managed-fields/ownership.ts';
import type {Draft, Kind, KubeObject, Metadata} from '../objects.ts';
import {keyOf} from '../objects.ts';
import type {JsonMap} from '../patch/json-tree.ts';
import {applyStrategicMergePatch} from '../patch/strategic-merge-patch.ts';
import {create} from './create.ts';
import {sameValue} from './object-copy.ts';
import type {ServerState} from './server-state.ts';
import {replace} from './update.ts';

/**
 * Server-side apply: the fields of the manifest become those of its manager, and what the manager said before and doesn't say any more is
 * removed unless somebody else owns it. Throws the server's Conflict where somebody else owns a field that would change.
 */
export function serverSideApply(
	server: ServerState,
	definition: KindDefinition,
	manifest: JsonMap,
	options: ApplyOptions,
): KubeObject {
	const {kind} = definition;
	const draft = decodeManifest(kind, manifest as Json, {
		...options,
		fieldValidation: options.fieldValidation ?? 'Warn',
	});
	const config = JSON.parse(JSON.stringify(draft)) as JsonMap;
	const {name = '', namespace} = draft.metadata ?? {};
	const key = keyOf({metadata: {name, namespace: definition.namespaced ? namespace || 'default' : undefined}});
	const live = server.store.get(kind, key);
	const writer: Manager = {name: options.fieldManager, operation: 'Apply'};
	const wanted = fieldValues(kind, manifest);
	const owner = {
		...writer,
		apiVersion: String(manifest.apiVersion),
		time: formatTime(server.clock.now()),
		paths: new Set(
			[...wanted].filter(([path, value]) => value !== '' || /\nk:[^\n]*$/.test(path)).map(([path]) => path),
		),
	};
	if (!live) {
		const metadata = {...draft.metadata, managedFields: managedFieldsOf([owner])};
		return create(server, {...draft, metadata} as Draft<Kind>, {dryRun: options.dryRun ?? false});
	}
	const merged = applyStrategicMergePatch(kind, live as unknown as JsonMap, config);
	const others = ownersOf(live.metadata).filter(one => !sameManager(one, writer));
	const changed = changedPaths(kind, live, merged);
	const conflict = options.force ? undefined : applyConflict(others, changed);
	if (conflict) throw conflict;
	const left = others.filter(one => !isTakenOver(one, options)).map(one => without(one, changed));
	const given = [...ownersOf(live.metadata)].filter(one => sameManager(one, writer) || isTakenOver(one, options));
	const pruned = prunedObject(merged, given, owner, left);
	const owners = [...left, owner];
	return store(server, definition, pruned, live, owners, options);
}

function changedPaths(kind: string, live: KubeObject, merged: JsonMap): Set<string> {
	const before = fieldValues(kind, live as unknown as JsonMap);
	const after = fieldValues(kind, merged);
	return new Set([...after].filter(([path, value]) => before.get(path) !== value).map(([path]) => path));
}

// Whoever applied on the client before and now applies on the server goes on owning the fields.
function isTakenOver({name, operation}: Owner, {takesOver}: ApplyOptions): boolean {
	return operation === 'Update' && name === takesOver;
}

function without(owner: Owner, changed: ReadonlySet<string>): Owner {
	return {...owner, paths: new Set([...owner.paths].filter(path => !changed.has(path)))};
}

// What was given before and isn't any more goes, deepest fields first, unless it is somebody else's or holds what is.
function prunedObject(object: JsonMap, given: readonly Owner[], now: Owner, others: readonly Owner[]): JsonMap {
	const kept = [...now.paths, ...others.flatMap(({paths}) => [...paths])];
	const gone = [...new Set(given.flatMap(({paths}) => [...paths]))]
		.filter(path => !kept.some(one => one === path || isBelow(one, path)))
		.sort()
		.reverse();
	return gone.reduce<Json>((result, path) => withoutPath(result, stepsOf(path)), object) as JsonMap;
}

function store(
	server: ServerState,
	definition: KindDefinition,
	json: JsonMap,
	live: KubeObject,
	owners: readonly Owner[],
	{dryRun = false}: ApplyOptions,
): KubeObject {
	const object = {...json, kind: live.kind, apiVersion: live.apiVersion} as unknown as KubeObject;
	const managedFields = managedFieldsOf(owners);
	const timeless = (entries: Metadata['managedFields']) => entries?.map(({time: _, ...entry}) => entry);
	const same = sameValue(timeless(managedFields), timeless(live.metadata.managedFields));
	return replace(server, definition, object, live, dryRun, same ? live.metadata.managedFields : managedFields);
}
