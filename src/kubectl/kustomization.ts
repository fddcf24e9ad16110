import type {Json} from '../cluster/api.ts';
import {findKind} from '../cluster/kinds.ts';
import {applyJsonPatch} from '../cluster/patch/json-patch.ts';
import {applyMergePatch} from '../cluster/patch/merge-patch.ts';
import {applyStrategicMergePatch} from '../cluster/patch/strategic-merge-patch.ts';
import {BoundedExpression} from '../shell/bounded-expression.ts';
import {resolvePath} from '../shell/files.ts';
import type {Process} from '../shell/program.ts';
import {CommandError} from './command.ts';
import {generatedObjects, renamedReferences} from './kustomization-generators.ts';
import {inKustomizeOrder} from './kustomization-order.ts';
import {readDocuments, YamlError} from './yaml-documents.ts';

type JsonMap = {readonly [key: string]: Json};

const FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const KNOWN = [
	'apiVersion',
	'kind',
	'metadata',
	'resources',
	'bases',
	'namespace',
	'namePrefix',
	'nameSuffix',
	'commonLabels',
	'commonAnnotations',
	'labels',
	'images',
	'replicas',
	'patches',
	'patchesStrategicMerge',
	'patchesJson6902',
	'configMapGenerator',
	'secretGenerator',
	'generatorOptions',
];
const DEEPEST = 20;

/** Fields that kustomize would rather see under another name, in the order in which it says so. */
const DEPRECATED: readonly (readonly [field: string, instead: string])[] = [
	['commonLabels', 'labels'],
	['bases', 'resources'],
	['patchesJson6902', 'patches'],
	['patchesStrategicMerge', 'patches'],
];

/**
 * The objects that a kustomization directory describes. Throws CommandError for what can't be read or isn't simulated.
 * @param warnings collects what kustomize writes to stderr, one line each
 */
export function kustomize(process: Process, directory: string, warnings: string[], depth = 0): Json[] {
	if (depth > DEEPEST)
		throw new CommandError(`error: cycle detected: candidate root '${directory}' contains visited root`);
	const folder = resolvePath(process.cwd, directory);
	if (!process.files.stat(folder))
		throw new CommandError(
			`error: must build at directory: not a valid directory: evalsymlink failure on '${directory}' : ` +
				`lstat ${folder}: no such file or directory`,
		);
	const file = FILES.find(name => process.files.stat(`${folder}/${name}`));
	if (!file)
		throw new CommandError(
			`error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`,
		);
	const [config = {}] = documentsOf(process, `${folder}/${file}`);
	if (!isMap(config))
		throw new CommandError(
			`error: invalid Kustomization: json: cannot unmarshal into Go value of type types.Kustomization`,
		);
	const unknown = Object.keys(config).find(key => !KNOWN.includes(key));
	if (unknown) throw new CommandError(`kubekata: the field ${unknown} of a kustomization is not simulated`);
	for (const [field, instead] of DEPRECATED) {
		if (config[field] !== undefined)
			warnings.push(
				`# Warning: '${field}' is deprecated. Please use '${instead}' instead. ` +
					"Run 'kustomize edit fix' to update your Kustomization automatically.\n",
			);
	}
	let objects = [...listOf(config.resources), ...listOf(config.bases)].flatMap(path =>
		resources(process, folder, String(path), warnings, depth),
	);
	objects = [...objects, ...generatedObjects(process, folder, config)];
	objects = patched(process, folder, config, objects);
	const renamed = renamedReferences(
		objects.map(object => transformed(config, object)),
		objects,
	);
	return inKustomizeOrder(renamed);
}

function resources(process: Process, folder: string, path: string, warnings: string[], depth: number): JsonMap[] {
	if (/^https?:\/\/|^github\.com\//.test(path)) throw new CommandError(`kubekata: reading ${path} is not simulated`);
	const absolute = resolvePath(folder, path);
	const stat = process.files.stat(absolute);
	if (!stat)
		throw new CommandError(
			`error: accumulating resources: accumulation err='accumulating resources from '${path}': evalsymlink failure on '${absolute}' : lstat ${absolute}: no such file or directory': ` +
				`must build at directory: not a valid directory: evalsymlink failure on '${absolute}' : lstat ${absolute}: no such file or directory`,
		);
	if (stat.type === 'directory') return kustomize(process, absolute, warnings, depth + 1).filter(isMap);
	return documentsOf(process, absolute).filter(isMap);
}

function documentsOf(process: Process, path: string): Json[] {
	try {
		return [...readDocuments(process.files.read(path))].filter(document => document !== undefined);
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		throw new CommandError(`error: ${error.message}`);
	}
}

// Namespace, prefixes, labels, images and replicas, in the order in which kustomize does it.
function transformed(config: JsonMap, object: JsonMap): JsonMap {
	let result = object;
	const metadata = isMap(object.metadata) ? object.metadata : {};
	const definition = findKind(String(object.apiVersion), String(object.kind));
	const name = `${config.namePrefix ?? ''}${metadata.name ?? ''}${config.nameSuffix ?? ''}`;
	const namespaced = definition?.namespaced !== false;
	const identity: {[key: string]: Json} = object.kind === 'Namespace' ? {} : {name};
	if (config.namespace && namespaced) identity.namespace = config.namespace;
	result = merged(result, {metadata: identity});
	if (isMap(config.commonAnnotations)) {
		const annotations = {metadata: {annotations: config.commonAnnotations}};
		result = merged(result, annotations);
		if (isMap(result.spec) && isMap(result.spec.template)) result = merged(result, {spec: {template: annotations}});
	}
	if (isMap(config.commonLabels)) result = labelled(result, config.commonLabels, true, true);
	for (const entry of listOf(config.labels)) {
		if (!isMap(entry) || !isMap(entry.pairs)) continue;
		result = labelled(
			result,
			entry.pairs,
			entry.includeSelectors === true,
			entry.includeSelectors === true || entry.includeTemplates === true,
		);
	}
	for (const replicas of listOf(config.replicas)) {
		if (
			isMap(replicas) &&
			replicas.name === metadata.name &&
			['Deployment', 'StatefulSet', 'ReplicaSet'].includes(String(object.kind))
		)
			result = merged(result, {spec: {replicas: replicas.count ?? 0}});
	}
	return withImages(result, listOf(config.images).filter(isMap)) as JsonMap;
}

function labelled(object: JsonMap, labels: JsonMap, selectors: boolean, templates: boolean): JsonMap {
	let result = merged(object, {metadata: {labels}});
	const spec = isMap(object.spec) ? object.spec : {};
	if (templates && isMap(spec.template)) result = merged(result, {spec: {template: {metadata: {labels}}}});
	if (!selectors) return result;
	if (object.kind === 'Service' && isMap(spec.selector)) return merged(result, {spec: {selector: labels}});
	const hasSelector = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(String(object.kind));
	return hasSelector || isMap(spec.selector) ? merged(result, {spec: {selector: {matchLabels: labels}}}) : result;
}

// Every `image` of a container whose name (without tag and digest) is listed.
function withImages(value: Json, images: readonly JsonMap[]): Json {
	if (Array.isArray(value)) return value.map(item => withImages(item, images));
	if (!isMap(value)) return value;
	const entries = Object.entries(value).map(([key, inner]) => {
		if (key !== 'image' || typeof inner !== 'string') return [key, withImages(inner, images)] as const;
		const [, name = inner, rest = ''] = /^(.*?)((?::[^:/@]+)?(?:@.*)?)$/.exec(inner) ?? [];
		const change = images.find(image => image.name === name);
		if (!change) return [key, inner] as const;
		const suffix = change.digest ? `@${change.digest}` : change.newTag !== undefined ? `:${change.newTag}` : rest;
		return [key, `${change.newName ?? name}${suffix}`] as const;
	});
	return images.length > 0 ? Object.fromEntries(entries) : value;
}

function patched(process: Process, folder: string, config: JsonMap, objects: readonly JsonMap[]): JsonMap[] {
	const entries = [
		...listOf(config.patches),
		...listOf(config.patchesJson6902),
		...listOf(config.patchesStrategicMerge).map(
			(text): JsonMap => (typeof text === 'string' && !text.includes('\n') ? {path: text} : {patch: text}),
		),
	].filter(isMap);
	let result = [...objects];
	for (const entry of entries) {
		const text = entry.path ? process.files.read(resolvePath(folder, String(entry.path))) : String(entry.patch ?? '');
		for (const patch of readDocuments(text)) {
			const target = isMap(entry.target) ? entry.target : undefined;
			result = result.map(object =>
				patch !== undefined && isTarget(object, patch, target) ? applied(object, patch) : object,
			);
		}
	}
	return result;
}

// Throws CommandError for an expression that cannot be read, or would never end.
function matchesWhole(expression: string, text: string): boolean {
	try {
		return new BoundedExpression(`^(${expression.replace(/[^\w.*+?|()[\]-]/g, '')})$`).test(text);
	} catch {
		throw new CommandError(`error: invalid regular expression in a target: ${expression}`);
	}
}

function isTarget(object: JsonMap, patch: Json, target: JsonMap | undefined): boolean {
	const metadata = isMap(object.metadata) ? object.metadata : {};
	if (target) {
		const matches = (wanted: Json | undefined, value: Json | undefined) =>
			wanted === undefined || matchesWhole(String(wanted), String(value ?? ''));
		return (
			matches(target.kind, object.kind) &&
			matches(target.name, metadata.name) &&
			matches(target.namespace, metadata.namespace)
		);
	}
	const wanted = isMap(patch) && isMap(patch.metadata) ? patch.metadata : {};
	return isMap(patch) && patch.kind === object.kind && wanted.name === metadata.name;
}

function applied(object: JsonMap, patch: Json): JsonMap {
	if (Array.isArray(patch)) return applyJsonPatch(object, patch as never) as JsonMap;
	const definition = findKind(String(object.apiVersion), String(object.kind));
	const body = patch as JsonMap;
	return definition ? applyStrategicMergePatch(definition.kind, object, body) : merged(object, body);
}

function merged(object: JsonMap, patch: Json): JsonMap {
	return applyMergePatch(object, patch) as JsonMap;
}

function listOf(value: Json | undefined): readonly Json[] {
	return Array.isArray(value) ? value : [];
}

function isMap(value: Json | undefined): value is JsonMap {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
