import type {KubeObject} from '../../cluster/objects.ts';
import {type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {dryRunOf} from '../output.ts';
import {refusal, visitObjects} from './failures.ts';
import {groupKind} from './kind-names.ts';
import {CHANGE_FLAGS, patchObject, reportChange} from './object-changes.ts';
import {changedMap, type KeyChanges, mapPatch, RESOURCE_VERSION_FLAG, splitPairs, versionOf} from './pairs.ts';
import {RECORD_FLAG} from './record.ts';
import {LOCAL_FLAG, requireResources, type Selection, selectObjects, WIDE_TARGET_FLAGS} from './selection.ts';

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LONGEST_VALUE = 63;

export const label: Subcommand = {
	name: 'label',
	short: 'Update the labels on a resource',
	usage: 'kubectl label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N',
	examples: 'kubectl label pod web env=test\nkubectl label --overwrite pod web env=prod\nkubectl label pod web env-',
	flags: [
		...WIDE_TARGET_FLAGS,
		LOCAL_FLAG,
		...CHANGE_FLAGS,
		RECORD_FLAG,
		{name: 'overwrite', type: 'boolean', help: 'Allow existing labels to get another value'},
		RESOURCE_VERSION_FLAG,
		{name: 'list', type: 'boolean', help: 'Show the labels'},
	],
	*run(invocation) {
		const {resources, pairs} = splitPairs(invocation.args, 'label');
		const changes = parseLabels(pairs);
		const {flags} = invocation;
		if (flags.boolean('all') && flags.string('selector'))
			throw refusal('cannot set --all and --selector at the same time');
		if (flags.boolean('local') && resources.length > 0)
			throw refusal('can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set');
		requireResources(invocation, resources);
		if (pairs.length === 0 && !flags.boolean('list')) throw refusal('at least one label update is required');
		const selection = yield* selectObjects(invocation, resources, {all: flags.boolean('all')});
		if (!selection.single && flags.string('resource-version') !== '')
			throw refusal('--resource-version may only be used with a single resource');
		return yield* visitObjects(selection, object => labelObject(invocation, object, changes, selection));
	},
};

/** The text under which a value isn't a label value; undefined if it is one. */
export function labelValueProblem(value: string): string | undefined {
	if (value.length > LONGEST_VALUE) return `must be no more than ${LONGEST_VALUE} bytes`;
	if (LABEL_VALUE.test(value)) return undefined;
	return (
		"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
		"with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
		"'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
	);
}

function parseLabels(pairs: readonly string[]): KeyChanges {
	const set = new Map<string, string>();
	const remove: string[] = [];
	for (const pair of pairs) {
		const [key, value, ...rest] = pair.split('=') as [string, string | undefined, ...string[]];
		if (value === undefined) {
			remove.push(pair.slice(0, -1));
			continue;
		}
		if (rest.length > 0) throw refusal(`invalid label spec: ${pair}`);
		const problem = labelValueProblem(value);
		if (problem) throw refusal(`invalid label value: ${JSON.stringify(pair)}: ${problem}`);
		set.set(key, value);
	}
	if (remove.some(key => set.has(key))) throw refusal('can not both modify and remove a label in the same command');
	return {set, remove};
}

function* labelObject(
	invocation: Invocation,
	object: KubeObject,
	changes: KeyChanges,
	selection: Selection,
): Generator<Effect, void, Reply> {
	const {flags} = invocation;
	const labels = object.metadata.labels;
	const overwrite = flags.boolean('overwrite');
	const listed = flags.boolean('list');
	if (!listed && dryRunOf(invocation) !== 'client')
		for (const key of changes.remove)
			if (labels?.[key] === undefined) yield* print(`label ${JSON.stringify(key)} not found.\n`);
	if (!overwrite) refuseOverwrites(labels, changes);
	const after = changedMap(labels, changes);
	if (listed) {
		const indent = selection.single ? '' : ' ';
		if (!selection.single) yield* print(`Listing labels for ${groupKind(object.kind)}/${object.metadata.name}:\n`);
		for (const key in after) yield* print(`${indent}${key}=${after[key]}\n`);
		return;
	}
	const operation = operationOf(labels, after, overwrite);
	const labelled = patchObject(invocation, object, {
		type: 'merge',
		body: {metadata: {labels: mapPatch(changes), ...versionOf(invocation)}},
	});
	yield* reportChange(invocation, labelled, operation, {typed: false});
}

function refuseOverwrites(labels: Readonly<Record<string, string>> | undefined, {set}: KeyChanges): void {
	const conflicts = [...set].filter(([key, value]) => labels?.[key] !== undefined && labels[key] !== value);
	throwAll(
		conflicts.map(([key]) => refusal(`'${key}' already has a value (${labels![key]}), and --overwrite is false`)),
	);
}

// kubectl compares the serialised objects: an object without labels gets an empty map and counts as labelled, and one that became
// shorter as unlabelled.
function operationOf(
	before: Readonly<Record<string, string>> | undefined,
	after: Readonly<Record<string, string>>,
	overwrite: boolean,
): string {
	if (before === undefined) return 'labeled';
	const [old, now] = [before, after].map(map => JSON.stringify(Object.entries(map).sort())) as [string, string];
	if (old === now) return 'not labeled';
	return !overwrite && now.length < old.length ? 'unlabeled' : 'labeled';
}
