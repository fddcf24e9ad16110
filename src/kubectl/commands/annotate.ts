import type {KubeObject} from '../../cluster/objects.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {refusal, visitObjects} from './failures.ts';
import {groupKind} from './kind-names.ts';
import {CHANGE_FLAGS, patchObject, reportChange} from './object-changes.ts';
import {
	changedMap,
	type KeyChanges,
	mapPatch,
	parsePairs,
	RESOURCE_VERSION_FLAG,
	splitPairs,
	versionOf,
} from './pairs.ts';
import {CHANGE_CAUSE, RECORD_FLAG} from './record.ts';
import {LOCAL_FLAG, requireResources, type Selection, selectObjects, WIDE_TARGET_FLAGS} from './selection.ts';

export const annotate: Subcommand = {
	name: 'annotate',
	short: 'Update the annotations on a resource',
	usage: 'kubectl annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N',
	examples: "kubectl annotate pod web description='my frontend'\nkubectl annotate pod web description-",
	flags: [
		...WIDE_TARGET_FLAGS,
		LOCAL_FLAG,
		...CHANGE_FLAGS,
		RECORD_FLAG,
		{name: 'overwrite', type: 'boolean', help: 'Allow existing annotations to get another value'},
		RESOURCE_VERSION_FLAG,
		{name: 'list', type: 'boolean', help: 'Show the annotations'},
	],
	*run(invocation) {
		const {resources, pairs} = splitPairs(invocation.args, 'annotation');
		const changes = parsePairs(pairs, 'annotation', true);
		const {flags} = invocation;
		if (flags.boolean('all') && flags.string('selector'))
			throw refusal('cannot set --all and --selector at the same time');
		if (flags.boolean('local') && resources.length > 0)
			throw refusal('can only use local files by -f rsrc.yaml or --filename=rsrc.json when --local=true is set');
		requireResources(invocation, resources);
		if (pairs.length === 0 && !flags.boolean('list')) throw refusal('at least one annotation update is required');
		const both = changes.remove.filter(key => changes.set.has(key));
		if (both.length > 0)
			throw refusal(
				`can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
			);
		const selection = yield* selectObjects(invocation, resources, {all: flags.boolean('all')});
		if (!selection.single && flags.string('resource-version') !== '')
			throw refusal('--resource-version may only be used with a single resource');
		return yield* visitObjects(selection, object => annotateObject(invocation, object, changes, selection));
	},
};

function* annotateObject(
	invocation: Invocation,
	object: KubeObject,
	changes: KeyChanges,
	selection: Selection,
): Generator<Effect, void, Reply> {
	const annotations = object.metadata.annotations;
	if (!invocation.flags.boolean('overwrite')) refuseOverwrites(annotations, changes);
	const after = changedMap(annotations, changes);
	if (invocation.flags.boolean('list')) {
		const indent = selection.single ? '' : ' ';
		if (!selection.single) yield* print(`Listing annotations for ${groupKind(object.kind)}/${object.metadata.name}:\n`);
		for (const key in after) yield* print(`${indent}${key}=${after[key]}\n`);
		return;
	}
	const annotated = patchObject(invocation, object, {
		type: 'merge',
		body: {metadata: {annotations: mapPatch(changes), ...versionOf(invocation)}},
	});
	yield* reportChange(invocation, annotated, 'annotated', {typed: false});
}

// The cause of a change is written with every release, so it may always be overwritten.
function refuseOverwrites(annotations: Readonly<Record<string, string>> | undefined, {set}: KeyChanges): void {
	const conflicts = [...set]
		.filter(([key, value]) => key !== CHANGE_CAUSE && annotations?.[key] !== undefined && annotations[key] !== value)
		.map(([key]) => `'${key}' already has a value (${annotations![key]})`);
	if (conflicts.length > 0)
		throw refusal(`--overwrite is false but found the following declared annotation(s): ${conflicts.join('; ')}`);
}
