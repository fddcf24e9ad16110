import {ApiError} from '../cluster/api-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {KindDefinition} from '../cluster/kind.ts';
import {allKinds, findResource, resourceName} from '../cluster/kinds.ts';
import type {KubeObject} from '../cluster/objects.ts';
import {CommandError} from './command.ts';

/** Which objects a command line asks for. */
export interface ResourceRequest {
	readonly args: readonly string[];
	readonly namespace: string;
	readonly allNamespaces?: boolean;
	readonly labelSelector?: string;
	readonly fieldSelector?: string;
	readonly all?: boolean;
	/** `get pods` lists all Pods, `delete pods` doesn't. */
	readonly emptyMeansAll?: boolean;
	/** Set when files were given as well, which excludes arguments. */
	readonly withFiles?: boolean;
	readonly singleKind?: boolean;
}

/** One object that was asked for by name. */
export interface ResourceName {
	readonly definition: KindDefinition;
	/** Undefined for cluster-scoped kinds. */
	readonly namespace: string | undefined;
	readonly name: string;
}

/** What the arguments name: single objects, or whole kinds with a selector. */
export type ResourceTargets =
	| {readonly type: 'names'; readonly names: readonly ResourceName[]; readonly single: boolean}
	| {readonly type: 'kinds'; readonly definitions: readonly KindDefinition[]};

export const MISSING_RESOURCE = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

const COMBINED_HINT =
	'there is no need to specify a resource type as a separate argument when passing arguments in resource/name form ' +
	"(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/** Understands `pods`, `pod web db`, `pod/web svc/web`, `deploy,rs`, `all` as kubectl does. Throws CommandError with kubectl's texts. */
export function resolveArguments(request: ResourceRequest): ResourceTargets {
	const {labelSelector = '', fieldSelector = '', all = false} = request;
	const selected = labelSelector.trim() !== '' || fieldSelector.trim() !== '';
	if (all && selected) throw failure("setting 'all' parameter but found a non empty selector. ");
	const args = multipliedKinds(request.args);
	const slashes = args.filter(arg => arg.includes('/')).length;
	if (slashes > 0 && slashes < args.length) throw failure(COMBINED_HINT);
	const pairs = slashes > 0 ? args.map(splitPair) : [];
	const [kindList, ...names] = slashes > 0 ? [] : args;
	if (request.withFiles) checkNoArguments(kindList, names, pairs);
	if (selected || all || (request.emptyMeansAll && kindList !== undefined && names.length === 0)) {
		if (names.length > 0) throw failure('name cannot be provided when a selector is specified');
		if (pairs.length > 0)
			throw failure('selectors and the all flag cannot be used when passing resource/name arguments');
		if (kindList === undefined) throw failure('at least one resource must be specified to use a selector');
		return {type: 'kinds', definitions: kindsNamed(kindList, request.singleKind)};
	}
	if (pairs.length > 0) return namesOf(pairs, request);
	if (kindList !== undefined && names.length > 0) return namesOf(singleKindPairs(kindList, names), request);
	if (kindList === undefined) throw new CommandError(MISSING_RESOURCE);
	kindsNamed(kindList);
	throw failure('resource(s) were provided, but no name was specified');
}

/** The objects of whole kinds; refusals of the server get kubectl's note about what was looked for. */
export function listKind(cluster: Cluster, definition: KindDefinition, request: ResourceRequest): KubeObject[] {
	const {labelSelector = '', fieldSelector = '', allNamespaces, namespace} = request;
	const scope = definition.namespaced && !allNamespaces ? namespace : undefined;
	try {
		return cluster.api.list(definition.kind, scope, {
			...(labelSelector && {labelSelector}),
			...(fieldSelector && {fieldSelector}),
		});
	} catch (error) {
		if (!(error instanceof ApiError) || (error.reason !== 'BadRequest' && error.reason !== 'NotFound')) throw error;
		const {group, version, plural} = definition;
		const resource = `"${group}/${version}, Resource=${plural}"`;
		const looked =
			labelSelector || fieldSelector
				? `Unable to find ${resource} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`
				: `Unable to list ${resource}`;
		throw new ApiError(error.reason, `${looked}: ${error.message}`, error.details);
	}
}

/** The kind that a word means, in any of its names. Throws CommandError. */
export function kindNamed(word: string): KindDefinition {
	const found = findResource(word);
	if (found) return found;
	const [resource = ''] = word.split('.');
	throw failure(`the server doesn't have a resource type ${JSON.stringify(resource)}`);
}

function failure(message: string): CommandError {
	return new CommandError(`error: ${message}`);
}

// `deploy,svc web api` means deploy/web deploy/api svc/web svc/api.
function multipliedKinds(args: readonly string[]): readonly string[] {
	const [kinds = '', ...names] = args;
	const list = [...new Set(kinds.split(','))];
	if (names.length === 0 || list.length < 2) return args;
	return list.flatMap(kind => names.map(name => `${kind}/${name}`));
}

function splitPair(arg: string): [kind: string, name: string] {
	const parts = arg.split('/');
	if (parts.length !== 2) throw failure('arguments in resource/name form may not have more than one slash');
	const [kind, name] = parts as [string, string];
	if (kind === '' || name === '' || kind.includes(','))
		throw failure('arguments in resource/name form must have a single resource and name');
	return [kind, name];
}

function singleKindPairs(kindList: string, names: readonly string[]): [string, string][] {
	if (kindsNamed(kindList).length > 1) throw failure('you must specify only one resource');
	return names.map(name => [kindList, name]);
}

function checkNoArguments(kindList: string | undefined, names: readonly string[], pairs: readonly unknown[]): void {
	if (kindList !== undefined)
		throw failure('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
	if (names.length > 0) throw failure('name cannot be provided when a path is specified');
	if (pairs.length > 0) throw failure('resource/name arguments cannot be provided when a path is specified');
}

// Categories such as `all` stand for several kinds.
function kindsNamed(list: string, single = false): KindDefinition[] {
	const words = [...new Set(list.split(','))].flatMap(word => {
		const members = allKinds().filter(({categories}) => categories.includes(word));
		return members.length > 0 ? members.map(resourceName) : [word];
	});
	if (single && words.length > 1) throw failure('you may only specify a single resource type');
	return [...new Set(words.map(kindNamed))];
}

function namesOf(pairs: readonly (readonly [string, string])[], request: ResourceRequest): ResourceTargets {
	const definitions = pairs.map(([kind]) => kindNamed(kind));
	if (request.singleKind && new Set(definitions).size > 1) throw failure('you may only specify a single resource type');
	const names = pairs.map(([, name], index) => {
		const definition = definitions[index]!;
		if (definition.namespaced && request.allNamespaces)
			throw failure('a resource cannot be retrieved by name across all namespaces');
		return {definition, name, namespace: definition.namespaced ? request.namespace : undefined};
	});
	return {type: 'names', names, single: pairs.length === 1};
}
