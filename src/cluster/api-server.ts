import type {Api, ApplyOptions, DeleteOptions, Json, Patch, PatchOptions, WriteOptions} from './api.ts';
import {serverSideApply} from './api-server/apply.ts';
import {create} from './api-server/create.ts';
import {deleteObject} from './api-server/delete.ts';
import {evict} from './api-server/evict.ts';
import {patch} from './api-server/patch.ts';
import {definitionOf, type ServerState, stored} from './api-server/server-state.ts';
import {bind, scale} from './api-server/subresources.ts';
import {update, updateStatus} from './api-server/update.ts';
import {decodeManifest} from './decode.ts';
import {matchesFields, parseFieldSelector} from './field-selectors.ts';
import {parseLabelSelector} from './label-selector.ts';
import type {Draft, Kind, KubeObject, Objects} from './objects.ts';
import {keyOf} from './objects.ts';
import {matchesRequirements} from './selectors.ts';

/** The API server over a store. */
export class ApiServer implements Api {
	readonly #server: ServerState;

	/** @param shared the state of another one, to be the same server for another client */
	constructor({store, clock, random}: Pick<ServerState, 'store' | 'clock' | 'random'>, shared?: ServerState) {
		if (shared) {
			this.#server = shared;
			return;
		}
		const kindContext = {store, now: () => clock.now()};
		this.#server = {store, clock, random, kindContext, admittedPods: new WeakMap()};
		// Another set of priorities may give the same spec another priority.
		store.watch('PriorityClass', () => {
			this.#server.admittedPods = new WeakMap();
		});
	}

	reporting(warn: (warning: string) => void): Api {
		return new ApiServer(this.#server, {...this.#server, warn});
	}

	get<K extends Kind>(kind: K, namespace: string | undefined, name: string): Objects[K] {
		return stored(this.#server, definitionOf(kind), namespace, name) as Objects[K];
	}

	list<K extends Kind>(
		kind: K,
		namespace?: string,
		{labelSelector, fieldSelector}: {labelSelector?: string; fieldSelector?: string} = {},
	): Objects[K][] {
		const requirements = labelSelector ? parseLabelSelector(labelSelector) : [];
		const terms = fieldSelector ? parseFieldSelector(kind, fieldSelector) : [];
		const objects = this.#server.store.list(kind, definitionOf(kind).namespaced ? namespace : undefined);
		return objects
			.filter(object => matchesRequirements(requirements, object.metadata.labels) && matchesFields(terms, object))
			.map(object => ({key: keyOf(object), object}))
			.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
			.map(({object}) => object);
	}

	create<K extends Kind>(object: Draft<K>, options?: WriteOptions): Objects[K] {
		return create(this.#server, object as unknown as Draft<Kind>, options) as Objects[K];
	}

	update<K extends Kind>(object: Objects[K], options?: WriteOptions): Objects[K] {
		return update(this.#server, object as KubeObject, options) as Objects[K];
	}

	updateStatus<K extends Kind>(object: Objects[K]): Objects[K] {
		return updateStatus(this.#server, object as KubeObject) as Objects[K];
	}

	patch<K extends Kind>(
		kind: K,
		namespace: string | undefined,
		name: string,
		change: Patch,
		options?: PatchOptions,
	): Objects[K] {
		return patch(this.#server, definitionOf(kind), namespace, name, change, options) as Objects[K];
	}

	apply<K extends Kind>(kind: K, manifest: {readonly [key: string]: Json}, options: ApplyOptions): Objects[K] {
		return serverSideApply(this.#server, definitionOf(kind), manifest, options) as Objects[K];
	}

	delete<K extends Kind>(kind: K, namespace: string | undefined, name: string, options?: DeleteOptions): Objects[K] {
		return deleteObject(this.#server, definitionOf(kind), namespace, name, options) as Objects[K];
	}

	evict(namespace: string, podName: string, options?: DeleteOptions): void {
		evict(this.#server, namespace, podName, options);
	}

	scale(kind: Kind, namespace: string, name: string, replicas: number, options?: WriteOptions): void {
		scale(this.#server, definitionOf(kind), namespace, name, replicas, options);
	}

	bind(namespace: string, podName: string, nodeName: string): void {
		bind(this.#server, namespace, podName, nodeName);
	}

	decode<K extends Kind>(
		kind: K,
		manifest: Json,
		options?: {fieldValidation?: 'Strict' | 'Warn' | 'Ignore'; warnings?: string[]},
	): Draft<K> {
		return decodeManifest(kind, manifest, options);
	}
}
