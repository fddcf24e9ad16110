import type {IObjectMeta} from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import {formatTime} from '../../shell/calendar.ts';
import type {WriteOptions} from '../api.ts';
import type {KindDefinition} from '../kind.ts';
import {type Draft, type Kind, type KubeObject, keyOf, type Metadata, type Pod} from '../objects.ts';
import {typeNamed} from '../schema.ts';
import {admitNew, checkNamespace} from './admission.ts';
import {deepCopy, sameValue} from './object-copy.ts';
import {validateMetadata} from './object-metadata.ts';
import {ownedBy} from './owned-by.ts';
import {alreadyExists, databaseFull, invalidObject} from './refusals.ts';
import {definitionOf, type ServerState} from './server-state.ts';
import {warningsOf} from './warnings.ts';

/** Defaults, admits, validates and stores a new object. */
export function create(server: ServerState, draft: Draft<Kind>, options: WriteOptions = {}): KubeObject {
	const definition = definitionOf(draft.kind as Kind);
	const {store} = server;
	const most = Math.max(MOST_OF_A_KIND, PODS_OF_A_NODE * store.count('Node'));
	if (store.count(definition.kind) >= most) throw databaseFull();
	const sibling = draft.kind === 'Pod' && draft.spec ? server.admittedPods.get(draft.spec) : undefined;
	const given = draft.metadata ?? {};
	const twin = sibling && hasSameMetadata(sibling.given, given) ? sibling.pod.metadata : undefined;
	const metadata = newMetadata(server, definition, given, twin);
	if (definition.namespaced) checkNamespace(server, definition, metadata.namespace ?? '', metadata.name);
	const object = sibling
		? admittedLike(server, sibling.pod, metadata, twin !== undefined)
		: admitted(server, definition, draft, metadata);
	const key = keyOf(object);
	if (server.store.get(object.kind, key)) throw alreadyExists(definition, metadata.name);
	if (options.fieldManager) object.metadata.managedFields = ownedBy(server, options.fieldManager, undefined, object);
	return options.dryRun ? object : server.store.add(object);
}

// Far more than a lab needs, few enough for it to stay quick. A real cluster is stopped by the quota of its database.
const MOST_OF_A_KIND = 20_000;
// Large clusters may be filled.
const PODS_OF_A_NODE = 110;
const GENERATED_NAME_LIMIT = 58;
const GENERATED_NAME_TRIES = 8;

// What has been copied for a twin, metadata that was given in the same way, is shared with it.
function newMetadata(
	server: ServerState,
	definition: KindDefinition,
	given: IObjectMeta,
	twin: Metadata | undefined,
): Metadata {
	const {store, clock, random} = server;
	const {labels, annotations, finalizers, ownerReferences, generateName, managedFields} = given;
	const namespace = definition.namespaced ? given.namespace || 'default' : undefined;
	let name = given.name ?? '';
	for (let tries = 0; !given.name && generateName && tries < GENERATED_NAME_TRIES; tries++) {
		name = generateName.slice(0, GENERATED_NAME_LIMIT) + random.suffix();
		if (!store.get(definition.kind, keyOf({metadata: {namespace, name}}))) break;
	}
	return {
		...(annotations && hasAny(annotations) && {annotations: twin?.annotations ?? deepCopy(annotations)}),
		creationTimestamp: formatTime(clock.now()),
		...(finalizers?.length && {finalizers: [...finalizers]}),
		...(generateName && {generateName}),
		...(definition.hasGeneration && {generation: 1}),
		...(labels && hasAny(labels) && {labels: twin?.labels ?? deepCopy(labels)}),
		...(managedFields && {managedFields}),
		name,
		...(namespace && {namespace}),
		...(ownerReferences?.length && {ownerReferences: twin?.ownerReferences ?? deepCopy(ownerReferences)}),
		resourceVersion: '',
		uid: random.uuid(),
	};
}

function hasAny(map: object): boolean {
	for (const _ in map) return true;
	return false;
}

// Pods that a controller makes from one template differ in nothing but the end of their generated names.
function hasSameMetadata(a: IObjectMeta, b: IObjectMeta): boolean {
	return (
		a.generateName !== undefined &&
		a.generateName === b.generateName &&
		!a.name &&
		!b.name &&
		a.namespace === b.namespace &&
		a.labels === b.labels &&
		a.annotations === b.annotations &&
		a.finalizers === b.finalizers &&
		sameValue(a.ownerReferences, b.ownerReferences)
	);
}

// A Pod whose spec went through all this before, for a sibling.
function admittedLike(server: ServerState, sibling: Pod, metadata: Metadata, isTwin: boolean): KubeObject {
	const definition = definitionOf('Pod');
	const pod = {apiVersion: 'v1', kind: 'Pod', metadata, spec: sibling.spec, status: {}} as KubeObject;
	definition.prepareForCreate?.(pod, server.kindContext);
	const errors = isTwin ? [] : validateMetadata(metadata, definition);
	if (errors.length > 0) throw invalidObject(definition, metadata.name, errors);
	return pod;
}

function admitted(server: ServerState, definition: KindDefinition, draft: Draft<Kind>, metadata: Metadata): KubeObject {
	const {metadata: _, ...body} = draft;
	const object = {...deepCopy(body), metadata} as KubeObject & {spec?: object; status?: object};
	const {fields} = typeNamed(definition.kind);
	if (fields.has('spec')) object.spec ??= {};
	if (fields.has('status')) object.status ??= {};
	definition.setDefaults?.(object as KubeObject);
	admitNew(server, object as KubeObject);
	definition.prepareForCreate?.(object as KubeObject, server.kindContext);
	const errors = [
		...validateMetadata(metadata, definition),
		...(definition.validate?.(object as KubeObject, server.kindContext) ?? []),
	];
	if (errors.length > 0) throw invalidObject(definition, metadata.name, errors);
	if (server.warn) warningsOf(object as KubeObject).forEach(server.warn);
	if (object.kind === 'Pod' && draft.spec) {
		server.admittedPods.set(draft.spec, {given: draft.metadata ?? {}, pod: object as Pod});
	}
	return object as KubeObject;
}
