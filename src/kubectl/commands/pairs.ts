import type {Flag, Invocation} from '../command.ts';
import {refusal} from './failures.ts';

export const RESOURCE_VERSION_FLAG: Flag = {
	name: 'resource-version',
	type: 'string',
	help: 'Change the object only if this is its resourceVersion',
};

/** The resourceVersion that a change insists on, for the metadata of a patch. */
export function versionOf({flags}: Invocation): {resourceVersion?: string} {
	const resourceVersion = flags.string('resource-version');
	return resourceVersion === '' ? {} : {resourceVersion};
}

/** Arguments such as `pod web a=1 b-`, taken apart. */
export interface Pairs {
	readonly resources: readonly string[];
	readonly pairs: readonly string[];
}

/** Splits resources from changes: a change contains `=` or ends with `-`, and nothing else may follow it. */
export function splitPairs(args: readonly string[], what: string): Pairs {
	const first = args.findIndex(isPair);
	if (first < 0) return {resources: args, pairs: []};
	const pairs = args.slice(first);
	const stray = pairs.find(argument => !isPair(argument));
	if (stray !== undefined) throw refusal(`all resources must be specified before ${what} changes: ${stray}`);
	return {resources: args.slice(0, first), pairs};
}

/** What `KEY=VALUE` and `KEY-` ask for. */
export interface KeyChanges {
	readonly set: ReadonlyMap<string, string>;
	readonly remove: readonly string[];
}

/** Reads the changes; a value may contain `=`. Without `removable` a trailing dash is an error. */
export function parsePairs(pairs: readonly string[], what: string, removable: boolean): KeyChanges {
	const set = new Map<string, string>();
	const remove: string[] = [];
	const wrong: string[] = [];
	for (const pair of pairs) {
		const equals = pair.indexOf('=');
		if (equals > 0) set.set(pair.slice(0, equals), pair.slice(equals + 1));
		else if (removable && pair.endsWith('-') && pair !== '-') remove.push(pair.slice(0, -1));
		else wrong.push(pair);
	}
	if (wrong.length > 0) throw refusal(`invalid ${what} format: ${wrong.join(', ')}`);
	return {set, remove};
}

/** The map after the changes. */
export function changedMap(
	map: Readonly<Record<string, string>> | undefined,
	{remove, set}: KeyChanges,
): Record<string, string> {
	const entries = new Map(Object.entries(map ?? {}));
	for (const [key, value] of set) entries.set(key, value);
	for (const key of remove) entries.delete(key);
	return Object.fromEntries(entries);
}

/** The merge patch that turns one map into the other. */
export function mapPatch(changes: KeyChanges): Record<string, string | null> {
	return Object.fromEntries([...changes.set, ...changes.remove.map(key => [key, null] as const)]);
}

function isPair(argument: string): boolean {
	return (argument.includes('=') && !argument.startsWith('=')) || (argument.endsWith('-') && argument !== '-');
}
