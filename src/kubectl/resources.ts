import {ApiError} from '../cluster/api-error.ts';
import type {KindDefinition} from '../cluster/kind.ts';
import {parseLabelSelector} from '../cluster/label-selector.ts';
import type {KubeObject} from '../cluster/objects.ts';
import {matchesRequirements} from '../cluster/selectors.ts';
import type {Effect, Reply} from '../shell/program.ts';
import {CommandError, type Flag, type Invocation} from './command.ts';
import {isObject, type Manifest, type ManifestObject, readManifests} from './manifests.ts';
import {listKind, type ResourceRequest, resolveArguments} from './resource-arguments.ts';

export const FILENAME_FLAGS: readonly Flag[] = [
	{name: 'filename', short: 'f', type: 'strings', help: 'File, directory or - (standard input) with manifests'},
	{name: 'kustomize', short: 'k', type: 'string', help: 'Directory with a kustomization'},
	{name: 'recursive', short: 'R', type: 'boolean', help: 'Look into the directories of -f too'},
];

export const SELECTOR_FLAG: Flag = {
	name: 'selector',
	short: 'l',
	type: 'string',
	help: "Label query: '=', '==', '!=', 'in', 'notin', with commas between",
};

export const FIELD_SELECTOR_FLAG: Flag = {
	name: 'field-selector',
	type: 'string',
	help: "Field query: '=', '==', '!=', such as status.phase=Running",
};

export const ALL_NAMESPACES_FLAG: Flag = {
	name: 'all-namespaces',
	short: 'A',
	type: 'boolean',
	help: 'Look into all namespaces',
};

/** An object that a command line asks for, as the server has it. */
export interface FoundResource {
	readonly definition: KindDefinition;
	readonly namespace: string | undefined;
	readonly name: string;
	readonly object: KubeObject;
	/** Set for objects that were named by a file. */
	readonly source?: string;
}

export interface FoundResources {
	readonly items: readonly FoundResource[];
	/** Objects that aren't there and other refusals; the rest of the objects counts nevertheless. */
	readonly failures: readonly (ApiError | CommandError)[];
	/** The command line named exactly one object. */
	readonly single: boolean;
	/** By selector, `--all` or a bare kind. */
	readonly bySelector: boolean;
}

/** How a command narrows or widens what its arguments mean. */
export type ResourceOptions = Pick<ResourceRequest, 'emptyMeansAll' | 'singleKind' | 'all'>;

/** True where `-f` or `-k` was given. */
export function hasFiles({flags}: Invocation): boolean {
	return flags.strings('filename').length > 0 || flags.string('kustomize') !== '';
}

/** The request of the usual flags: -n, -A, -l, --field-selector, --all. */
export function resourceRequest(invocation: Invocation, options: ResourceOptions = {}): ResourceRequest {
	const {flags, args, namespace} = invocation;
	return {
		args,
		namespace,
		allNamespaces: flags.boolean('all-namespaces'),
		labelSelector: flags.string('selector'),
		fieldSelector: flags.string('field-selector'),
		all: options.all ?? flags.boolean('all'),
		emptyMeansAll: options.emptyMeansAll ?? false,
		singleKind: options.singleKind ?? false,
		withFiles: hasFiles(invocation),
	};
}

/** Objects by arguments, selectors or files, as they are on the server now. Throws CommandError for what can't be understood. */
export function* findResources(
	invocation: Invocation,
	options: ResourceOptions = {},
): Generator<Effect, FoundResources, Reply> {
	const request = resourceRequest(invocation, options);
	if (!request.withFiles) return findByArguments(invocation, request);
	checkFileArguments(request);
	const {manifests, failures, single} = yield* findManifests(invocation);
	const items: FoundResource[] = [];
	const all = [...failures];
	for (const {definition, name, namespace, source} of manifests) {
		attempt(all, () => {
			const object = getObject(invocation, definition, namespace || undefined, name);
			items.push({definition, namespace: namespace || undefined, name, object, source});
		});
	}
	return {items, failures: all, single, bySelector: false};
}

/** The same without files: needs no input, so it isn't a generator. */
function findByArguments(invocation: Invocation, request: ResourceRequest): FoundResources {
	const targets = resolveArguments(request);
	const items: FoundResource[] = [];
	const failures: (ApiError | CommandError)[] = [];
	if (targets.type === 'kinds') {
		for (const definition of targets.definitions) {
			attempt(failures, () => {
				for (const object of listKind(invocation.cluster, definition, request)) {
					const {name, namespace} = object.metadata;
					items.push({definition, name, namespace: namespace || undefined, object});
				}
			});
		}
		return {items, failures, single: false, bySelector: true};
	}
	for (const {definition, namespace, name} of targets.names) {
		attempt(failures, () => {
			items.push({definition, namespace, name, object: getObject(invocation, definition, namespace, name)});
		});
	}
	return {items, failures, single: targets.single, bySelector: false};
}

/** Manifests of `-f` and `-k` with their namespaces filled in, those that `-l` doesn't select left out. */
export function* findManifests(
	invocation: Invocation,
	{validate = false}: {validate?: boolean} = {},
): Generator<Effect, {manifests: readonly Manifest[]; failures: (ApiError | CommandError)[]; single: boolean}, Reply> {
	const {flags, process, namespace} = invocation;
	const found = yield* readManifests(process, {
		filenames: flags.strings('filename'),
		kustomize: flags.string('kustomize'),
		recursive: flags.boolean('recursive'),
		validate,
	});
	const failures = [...found.failures];
	const selector = flags.string('selector').trim();
	const manifests: Manifest[] = [];
	for (const manifest of found.manifests) {
		attempt(failures, () => {
			const placed = withNamespace(manifest, namespace, flags.given('namespace'));
			if (selector === '' || matchesRequirements(parseLabelSelector(selector), labelsOf(placed.object)))
				manifests.push(placed);
		});
	}
	return {manifests, failures, single: found.singleSource && manifests.length === 1};
}

/** The kinds that the arguments name, with or without names of objects; none where files are given. */
export function requestedKinds(
	invocation: Invocation,
	options: ResourceOptions = {emptyMeansAll: true},
): readonly KindDefinition[] {
	const request = resourceRequest(invocation, options);
	if (request.withFiles || request.args.length === 0) return [];
	const targets = resolveArguments(request);
	return targets.type === 'kinds' ? targets.definitions : targets.names.map(({definition}) => definition);
}

/** One object of the server. In a namespace that doesn't exist, that is what is missing. */
export function getObject(
	{cluster}: Invocation,
	{kind}: KindDefinition,
	namespace: string | undefined,
	name: string,
): KubeObject {
	if (name === '') throw new CommandError('error: resource name may not be empty');
	try {
		return cluster.api.get(kind, namespace, name);
	} catch (error) {
		const missing = error instanceof ApiError && error.reason === 'NotFound';
		if (missing && namespace && namespace !== 'default' && !cluster.store.get('Namespace', namespace))
			cluster.api.get('Namespace', undefined, namespace);
		throw error;
	}
}

/** Runs a step; a refusal is added to the failures instead of ending the command. */
export function attempt(failures: (ApiError | CommandError)[], step: () => void): void {
	try {
		step();
	} catch (error) {
		if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
		failures.push(error);
	}
}

function checkFileArguments(request: ResourceRequest): void {
	if (request.args.length > 0) resolveArguments(request);
}

function withNamespace(manifest: Manifest, namespace: string, enforced: boolean): Manifest {
	const metadata = isObject(manifest.object.metadata) ? manifest.object.metadata : {};
	if (!manifest.definition.namespaced) {
		if (manifest.namespace === '') return manifest;
		const {namespace: _, ...rest} = metadata;
		return {...manifest, namespace: '', object: {...manifest.object, metadata: rest}};
	}
	if (manifest.namespace === '')
		return {...manifest, namespace, object: {...manifest.object, metadata: {...metadata, namespace}}};
	if (enforced && manifest.namespace !== namespace)
		throw new CommandError(
			`error: the namespace from the provided object ${JSON.stringify(manifest.namespace)} does not match the namespace ` +
				`${JSON.stringify(namespace)}. You must pass '--namespace=${manifest.namespace}' to perform this operation.`,
		);
	return manifest;
}

function labelsOf({metadata}: ManifestObject): Record<string, string> {
	return isObject(metadata) && isObject(metadata.labels) ? (metadata.labels as Record<string, string>) : {};
}
