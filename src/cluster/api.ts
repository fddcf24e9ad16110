import type {Draft, Kind, Objects} from './objects.ts';

/** JSON as it comes from a manifest or a patch. */
export type Json = string | number | boolean | null | readonly Json[] | {readonly [key: string]: Json};

export interface WriteOptions {
	/** Everything but the persisting happens; the result is returned. */
	readonly dryRun?: boolean;
	/** Who writes, for `managedFields`; without a name nobody is noted. */
	readonly fieldManager?: string;
}

/** How a manifest is applied on the server. */
export interface ApplyOptions extends Pick<PatchOptions, 'dryRun' | 'fieldValidation' | 'warnings'> {
	readonly fieldManager: string;
	/** Takes fields that others own, instead of failing. */
	readonly force?: boolean;
	/** A manager of earlier updates whose fields become those of this one. */
	readonly takesOver?: string;
}

export interface DeleteOptions extends WriteOptions {
	/** 0 deletes a Pod at once; undefined means the Pod's own terminationGracePeriodSeconds. */
	readonly gracePeriodSeconds?: number;
	/** What happens to dependents. Default: Background. */
	readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
	/** Refuses with Conflict when the object's uid is another one. */
	readonly uid?: string;
}

export type Patch =
	| {readonly type: 'strategic' | 'merge'; readonly body: Json}
	| {readonly type: 'json'; readonly body: readonly JsonPatchOperation[]};

export interface JsonPatchOperation {
	readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
	readonly path: string;
	readonly from?: string;
	readonly value?: Json;
}

export interface PatchOptions extends WriteOptions {
	/** `scale` changes the object itself by its scale subresource. */
	readonly subresource?: 'status' | 'scale';
	/** What happens to fields that the kind doesn't have; Warn is the default. */
	readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
	/** Collects the warnings, e.g. `unknown field "spec.replica"`. */
	readonly warnings?: string[];
}

/**
 * The verbs of the API server. Every write is decoded, defaulted, admitted, validated and persisted as in Kubernetes; refusals are
 * thrown as `ApiError` with Kubernetes' reason, code and message. Objects that come back are those of the store: never mutate them.
 */
export interface Api {
	/** The same server for a client that wants to hear what the server has to say of objects that it accepts. */
	reporting(warn: (warning: string) => void): Api;
	/** Throws NotFound. */
	get<K extends Kind>(kind: K, namespace: string | undefined, name: string): Objects[K];
	/** `labelSelector` in kubectl's syntax (`app=web,tier in (a,b)`), `fieldSelector` with the fields that the kind supports. Sorted by namespace and name. */
	list<K extends Kind>(
		kind: K,
		namespace?: string,
		options?: {labelSelector?: string; fieldSelector?: string},
	): Objects[K][];
	create<K extends Kind>(object: Draft<K>, options?: WriteOptions): Objects[K];
	/** Replaces all but the status. Refuses with Conflict when `metadata.resourceVersion` is given and outdated. An update that changes nothing writes nothing. */
	update<K extends Kind>(object: Objects[K], options?: WriteOptions): Objects[K];
	/** Replaces the status alone. */
	updateStatus<K extends Kind>(object: Objects[K]): Objects[K];
	patch<K extends Kind>(
		kind: K,
		namespace: string | undefined,
		name: string,
		patch: Patch,
		options?: PatchOptions,
	): Objects[K];
	/** Server-side apply: creates the object of a manifest or merges it in, with ownership of fields. Throws Conflict. */
	apply<K extends Kind>(kind: K, manifest: {readonly [key: string]: Json}, options: ApplyOptions): Objects[K];
	/** Returns the object as it is after the call: gone, or marked with a deletionTimestamp while finalizers or a grace period hold it. */
	delete<K extends Kind>(kind: K, namespace: string | undefined, name: string, options?: DeleteOptions): Objects[K];
	/** Deletes a Pod unless a PodDisruptionBudget forbids it (TooManyRequests). */
	evict(namespace: string, podName: string, options?: DeleteOptions): void;
	/** The scale subresource. */
	scale(kind: Kind, namespace: string, name: string, replicas: number, options?: WriteOptions): void;
	/** Binds a Pod to a node, as the scheduler does. */
	bind(namespace: string, podName: string, nodeName: string): void;
	/**
	 * Strict decoding of an untrusted manifest for a kind: unknown fields, wrong types, bad quantities give the server's BadRequest
	 * texts. The result is a draft: not yet defaulted or validated.
	 */
	decode<K extends Kind>(
		kind: K,
		manifest: Json,
		options?: {fieldValidation?: 'Strict' | 'Warn' | 'Ignore'; warnings?: string[]},
	): Draft<K>;
}
