import type {Json} from '../cluster/api.ts';
import type {ApiError} from '../cluster/api-error.ts';
import type {KindDefinition} from '../cluster/kind.ts';
import {allKinds, apiVersionOf, findKind} from '../cluster/kinds.ts';
import {complain, type Effect, type Process, type Reply, readAll} from '../shell/program.ts';
import {CommandError} from './command.ts';
import {kustomize} from './kustomization.ts';
import {expandPath, readFile} from './manifest-files.ts';
import {metadataProblem} from './manifest-metadata.ts';
import {goJson} from './printers/json.ts';
import {MAX_DOCUMENTS, readDocuments, YamlError} from './yaml-documents.ts';

/** An object as a manifest describes it: untrusted, not yet decoded. */
export type ManifestObject = {readonly [key: string]: Json};

/** One object of a manifest, with the kind it asks for. */
export interface Manifest {
	readonly definition: KindDefinition;
	/** '' if it is not given */
	readonly name: string;
	/** What the manifest itself says; '' if nothing. */
	readonly namespace: string;
	readonly object: ManifestObject;
	/** The file it came from, as it was named on the command line. */
	readonly source: string;
}

export interface ManifestOptions {
	readonly filenames: readonly string[];
	readonly kustomize?: string;
	readonly recursive?: boolean;
	/** Whether apiVersion and kind are checked with the advice about `--validate=false`. */
	readonly validate?: boolean;
}

export interface ManifestsFound {
	readonly manifests: readonly Manifest[];
	/** What is wrong with single documents or files; the others are read nevertheless. */
	readonly failures: readonly (ApiError | CommandError)[];
	/** True for one file, which need not hold one object. */
	readonly singleSource: boolean;
}

/** Reads everything that `-f` and `-k` name. Throws CommandError where kubectl gives up before reading (a path that doesn't exist). */
export function* readManifests(process: Process, options: ManifestOptions): Generator<Effect, ManifestsFound, Reply> {
	const {filenames} = options;
	checkOptions(options);
	const sources = filenames.flatMap(name =>
		name === '-' ? [name] : expandPath(process, name, options.recursive ?? false),
	);
	const manifests: Manifest[] = [];
	const failures: (ApiError | CommandError)[] = [];
	for (const source of sources) {
		const fromStdin = source === '-';
		const text = fromStdin ? yield* readAll() : readFile(process, source);
		collect(text, fromStdin ? 'STDIN' : source, options, manifests, failures);
	}
	if (options.kustomize) {
		const source = options.kustomize;
		const warnings: string[] = [];
		for (const object of kustomize(process, source, warnings)) addObject(object, source, manifests, failures);
		yield* complain(warnings.join(''));
	}
	const singleSource = sources.length + (options.kustomize ? 1 : 0) === 1 && sources[0] !== '-';
	return {manifests, failures, singleSource};
}

function checkOptions({filenames, kustomize: directory, recursive}: ManifestOptions): void {
	if (directory && filenames.length > 0) throw new CommandError('error: only one of -f or -k can be specified');
	if (directory && recursive) throw new CommandError("error: the -k flag can't be used with -f or -R");
	if (filenames.filter(name => name === '-').length > 1)
		throw new CommandError('error: standard input cannot be used for multiple arguments');
}

// A document that can't be parsed ends its file; one that can't be understood doesn't.
function collect(
	text: string,
	source: string,
	{validate}: ManifestOptions,
	manifests: Manifest[],
	failures: (ApiError | CommandError)[],
): void {
	try {
		for (const document of readDocuments(text)) {
			if (document === undefined) continue;
			if (validate) {
				const problem = schemaProblem(document);
				if (problem)
					throw new CommandError(
						`error: error validating ${JSON.stringify(source)}: error validating data: ${problem}; ` +
							'if you choose to ignore these errors, turn validation off with --validate=false',
					);
			}
			addObject(document, source, manifests, failures);
		}
	} catch (error) {
		if (error instanceof YamlError) failures.push(new CommandError(`error: error parsing ${source}: ${error.message}`));
		else if (error instanceof CommandError) failures.push(error);
		else throw error;
	}
}

function schemaProblem(document: Json): string | undefined {
	if (!isObject(document)) return 'invalid object to validate';
	const problems = ['apiVersion', 'kind'].flatMap(field => {
		const value = document[field];
		if (value === undefined || value === null || value === '') return [`${field} not set`];
		return typeof value === 'string' ? [] : [`${field} isn't string type`];
	});
	if (problems.length === 0) return undefined;
	return problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
}

// A List stands for its items.
function addObject(document: Json, source: string, manifests: Manifest[], failures: (ApiError | CommandError)[]): void {
	try {
		if (isObject(document) && isList(document)) {
			const items = document.items as readonly Json[];
			if (items.length > MAX_DOCUMENTS)
				throw new CommandError(`error: kubekata: more than ${MAX_DOCUMENTS} items in one List are not simulated`);
			for (const item of items) addObject(item, source, manifests, failures);
			return;
		}
		manifests.push(toManifest(document, source));
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		failures.push(error);
	}
}

function isList(object: ManifestObject): boolean {
	return typeof object.kind === 'string' && object.kind.endsWith('List') && Array.isArray(object.items);
}

function toManifest(document: Json, source: string): Manifest {
	const quoted = JSON.stringify(source);
	if (!isObject(document))
		throw new CommandError(
			`error: unable to decode ${quoted}: json: cannot unmarshal ${goKind(document)} into Go value of type unstructured.detector`,
		);
	const {apiVersion, kind} = document;
	if (typeof kind !== 'string' || kind === '')
		throw new CommandError(`error: unable to decode ${quoted}: Object 'Kind' is missing in '${goJson(document)}'`);
	const problem = metadataProblem(document.metadata);
	if (problem) throw new CommandError(`error: unable to decode ${quoted}: ${problem}`);
	const metadata = isObject(document.metadata) ? document.metadata : {};
	const name = String(metadata.name ?? '');
	const namespace = String(metadata.namespace ?? '');
	const version = String(apiVersion ?? '');
	const definition = definitionOf(version, kind);
	if (!definition)
		throw new CommandError(
			`error: resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(namespace)} from ${quoted}: ` +
				`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(version)}\nensure CRDs are installed first`,
		);
	return {definition, name, namespace, object: document, source};
}

// The discovery client knows kinds in lower case too; the server then refuses them.
function definitionOf(apiVersion: string, kind: string): KindDefinition | undefined {
	return (
		findKind(apiVersion, kind) ??
		allKinds().find(one => one.kind.toLowerCase() === kind && apiVersionOf(one) === apiVersion)
	);
}

export function isObject(value: unknown): value is ManifestObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON type of a value as Go's messages name it. */
function goKind(value: Json): string {
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'boolean') return 'bool';
	return typeof value;
}
