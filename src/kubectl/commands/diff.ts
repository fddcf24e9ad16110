import type {Json} from '../../cluster/api.ts';
import {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import {threeWayPatch} from '../../cluster/patch/three-way-patch.ts';
import {toCalendar} from '../../shell/calendar.ts';
import {type Effect, type Program, print, type Reply} from '../../shell/program.ts';
import {CommandError, type Invocation, type Subcommand} from '../command.ts';
import {failureText} from '../failure-text.ts';
import {
	createOnServer,
	FIELD_MANAGER_FLAG,
	LAST_APPLIED,
	lastAppliedOf,
	parsedConfiguration,
} from '../manifest-changes.ts';
import {isObject, type Manifest, type ManifestObject} from '../manifests.ts';
import {notSimulated} from '../not-simulated.ts';
import {objectJson} from '../printers/json.ts';
import {toYaml} from '../printers/yaml.ts';
import {FILENAME_FLAGS, findManifests, getObject, hasFiles, SELECTOR_FLAG} from '../resources.ts';
import {unifiedDiff} from '../unified-diff.ts';

import {usageError} from './failures.ts';

export const diff: Subcommand = {
	name: 'diff',
	short: 'Diff the live version against a would-be applied version',
	usage: 'kubectl diff -f FILENAME',
	examples: 'kubectl diff -f web.yaml',
	flags: [
		...FILENAME_FLAGS,
		SELECTOR_FLAG,
		FIELD_MANAGER_FLAG,
		{name: 'server-side', type: 'boolean', help: 'Let the server merge'},
		{name: 'force-conflicts', type: 'boolean', help: 'Take over fields that others own'},
		{name: 'concurrency', type: 'int', default: 1, help: 'Objects at once', hidden: true},
		{name: 'prune', type: 'boolean', help: 'Show what pruning would delete'},
		{name: 'prune-allowlist', type: 'array', help: 'Kinds for --prune'},
		{name: 'show-managed-fields', type: 'boolean', help: 'Keep metadata.managedFields'},
	],
	// Exit codes as those of diff: 0 the same, 1 different, more for trouble.
	*run(invocation) {
		try {
			return yield* showDifferences(invocation);
		} catch (error) {
			if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
			throw new CommandError(failureText(error).replace(/\n$/, ''), 2);
		}
	},
};

function* showDifferences(invocation: Invocation): Program {
	const {args, flags} = invocation;
	if (args.length > 0) throw usageError('diff', `Unexpected args: [${args.join(' ')}]`);
	if (!hasFiles(invocation)) throw new CommandError('error: must specify one of -f and -k');
	if (flags.boolean('prune')) throw notSimulated('kubectl diff --prune');
	if (flags.boolean('server-side')) throw notSimulated('kubectl diff --server-side');
	const {manifests, failures} = yield* findManifests(invocation);
	const [failure] = failures;
	if (failure) throw failure;
	const suffix = () => String(invocation.cluster.random.integer(4_000_000_000));
	const [liveDirectory, mergedDirectory] = [`/tmp/LIVE-${suffix()}`, `/tmp/MERGED-${suffix()}`];
	let different = false;
	for (const manifest of manifests) {
		const {live, merged} = yield* versionsOf(invocation, manifest);
		const hunks = unifiedDiff(live === undefined ? '' : toYaml(live), toYaml(merged));
		if (hunks === '') continue;
		different = true;
		const name = fileName(manifest);
		const time = fileTime(invocation.cluster.clock.now());
		const paths = [`${liveDirectory}/${name}`, `${mergedDirectory}/${name}`];
		yield* print(`diff -u -N ${paths.join(' ')}\n--- ${paths[0]}\t${time}\n+++ ${paths[1]}\t${time}\n${hunks}`);
	}
	return different ? 1 : 0;
}

function* versionsOf(
	invocation: Invocation,
	manifest: Manifest,
): Generator<Effect, {live: Json | undefined; merged: Json}, Reply> {
	const {definition, name} = manifest;
	const namespace = manifest.namespace || undefined;
	let live: KubeObject;
	try {
		live = getObject(invocation, definition, namespace, name);
	} catch (error) {
		if (!(error instanceof ApiError) || error.reason !== 'NotFound') throw error;
		const created = yield* createOnServer(invocation, manifest, {dryRun: true, fieldValidation: 'Ignore'});
		return masked(undefined, objectJson(created));
	}
	const modified = withoutLastApplied(manifest.object);
	const current = objectJson(live) as ManifestObject;
	const {patch, empty} = threeWayPatch(definition.kind, parsedConfiguration(lastAppliedOf(live)), modified, current);
	if (empty) return {live: current, merged: current};
	const merged = invocation.cluster.api.patch(
		definition.kind,
		namespace,
		name,
		{type: 'strategic', body: patch},
		{dryRun: true, fieldValidation: 'Ignore'},
	);
	return masked(current, objectJson(merged));
}

function withoutLastApplied(object: ManifestObject): ManifestObject {
	const metadata = isObject(object.metadata) ? object.metadata : {};
	const {[LAST_APPLIED]: _, ...annotations} = isObject(metadata.annotations) ? metadata.annotations : {};
	return {...object, metadata: {...metadata, annotations}};
}

// Values of Secrets aren't shown, just whether they differ.
function masked(live: Json | undefined, merged: Json): {live: Json | undefined; merged: Json} {
	if (!isObject(merged) || merged.kind !== 'Secret') return {live, merged};
	const [before, after] = [dataOf(live), dataOf(merged)];
	const mask = (own: ManifestObject, other: ManifestObject, note: string) =>
		Object.fromEntries(
			Object.entries(own).map(([key, value]) => [key, key in other && other[key] !== value ? `*** (${note})` : '***']),
		);
	return {
		live: isObject(live) ? {...live, ...(live.data !== undefined && {data: mask(before, after, 'before')})} : live,
		merged: {...merged, ...(merged.data !== undefined && {data: mask(after, before, 'after')})},
	};
}

function dataOf(object: Json | undefined): ManifestObject {
	return isObject(object) && isObject(object.data) ? object.data : {};
}

function fileName({definition, namespace, name}: Manifest): string {
	const {group, version, kind} = definition;
	return `${group ? `${group}.` : ''}${version}.${kind}.${namespace}.${name}`;
}

function fileTime(timeMs: number): string {
	const {year, month, day, hour, minute, second} = toCalendar(timeMs);
	const two = (value: number) => String(value).padStart(2, '0');
	const nanos = String(Math.floor(timeMs % 1000))
		.padStart(3, '0')
		.padEnd(9, '0');
	return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}.${nanos} +0000`;
}
