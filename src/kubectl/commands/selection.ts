import type {ApiError} from '../../cluster/api-error.ts';
import type {KubeObject} from '../../cluster/objects.ts';
import type {Effect, Reply} from '../../shell/program.ts';
import type {CommandError, Flag, Flags, Invocation} from '../command.ts';
import {isObject, readManifests} from '../manifests.ts';
import {dryRunOf} from '../output.ts';
import {resolveArguments} from '../resource-arguments.ts';
import {
	ALL_NAMESPACES_FLAG,
	FIELD_SELECTOR_FLAG,
	FILENAME_FLAGS,
	findResources,
	getObject,
	hasFiles,
	SELECTOR_FLAG,
} from '../resources.ts';
import {refusal} from './failures.ts';

/** The objects that arguments and flags name, and what could not be found. */
export interface Selection {
	readonly objects: readonly KubeObject[];
	readonly failures: readonly (ApiError | CommandError)[];
	/** Exactly one object was named. */
	readonly single: boolean;
}

/** Flags of commands that work on objects by file, name or label. */
export const TARGET_FLAGS: readonly Flag[] = [...FILENAME_FLAGS, SELECTOR_FLAG];

/** Without a server: what the file says is changed and printed. */
export const LOCAL_FLAG: Flag = {name: 'local', type: 'boolean', help: 'Change the object of the file alone'};

export const ALL_FLAG: Flag = {name: 'all', type: 'boolean', help: 'All objects of the kind in the namespace'};

/** The same for commands that also take whole kinds. */
export const WIDE_TARGET_FLAGS: readonly Flag[] = [...TARGET_FLAGS, ALL_FLAG, FIELD_SELECTOR_FLAG, ALL_NAMESPACES_FLAG];

export interface SelectionOptions {
	/** A bare kind means all its objects. */
	readonly all?: boolean;
	/** For commands whose `--selector` means something else. */
	readonly ignoreSelector?: boolean;
}

/** Finds what the arguments (by default all of the invocation) and the flags name. Throws CommandError for what can't be understood. */
export function* selectObjects(
	invocation: Invocation,
	args: readonly string[] = invocation.args,
	{all = false, ignoreSelector = false}: SelectionOptions = {},
): Generator<Effect, Selection, Reply> {
	if (invocation.flags.boolean('local')) return yield* localObjects(invocation);
	const flags = ignoreSelector ? withoutSelector(invocation.flags) : invocation.flags;
	const found = yield* findResources({...invocation, args, flags}, {emptyMeansAll: all, all: false});
	return {objects: found.items.map(({object}) => object), failures: found.failures, single: found.single};
}

// What the files hold, without the namespace that the server would put it in.
function* localObjects(invocation: Invocation): Generator<Effect, Selection, Reply> {
	const {flags, process} = invocation;
	if (dryRunOf(invocation) === 'server')
		throw refusal('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
	if (!hasFiles(invocation))
		throw refusal(
			'you must specify resources by --filename when --local is set.\n' +
				"Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'",
		);
	const {manifests, failures, singleSource} = yield* readManifests(process, {
		filenames: flags.strings('filename'),
		kustomize: flags.string('kustomize'),
		recursive: flags.boolean('recursive'),
	});
	const objects = manifests.map(({object, name}) => {
		const metadata = isObject(object.metadata) ? object.metadata : {};
		return {...object, metadata: {...metadata, name}} as unknown as KubeObject;
	});
	return {objects, failures, single: singleSource && objects.length === 1};
}

/** The one object that a word such as `pod/web` names, or `web` among the Pods. Throws the server's NotFound. */
export function selectOne(invocation: Invocation, word: string): KubeObject {
	const args = [word.includes('/') ? word : `pods/${word}`];
	const targets = resolveArguments({args, namespace: invocation.namespace});
	if (targets.type !== 'names') throw refusal('expected a resource');
	const [target] = targets.names;
	return getObject(invocation, target!.definition, target!.namespace, target!.name);
}

/** Refuses a call without arguments and files in the words of `rollout`. */
export function requireTargets(invocation: Invocation): void {
	if (invocation.args.length === 0 && !hasFiles(invocation)) throw refusal('required resource not specified');
}

/** Refuses a call without resources in the words of `label`, `annotate` and `set`. */
export function requireResources(invocation: Invocation, resources: readonly string[]): void {
	if (resources.length === 0 && !hasFiles(invocation))
		throw refusal('one or more resources must be specified as <resource> <name> or <resource>/<name>');
}

function withoutSelector(flags: Flags): Flags {
	return {
		given: name => name !== 'selector' && flags.given(name),
		boolean: name => flags.boolean(name),
		string: name => (name === 'selector' ? '' : flags.string(name)),
		number: name => flags.number(name),
		duration: name => flags.duration(name),
		strings: name => flags.strings(name),
	};
}
