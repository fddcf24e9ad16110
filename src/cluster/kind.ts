import type {FieldError} from './api-error.ts';
import type {Draft, Kind, Objects} from './objects.ts';
import type {Store} from './store.ts';

/** What the rules of a kind may look at beside the object itself. */
export interface KindContext {
	readonly store: Store;
	/** Virtual time, milliseconds since 1970. */
	now(): number;
}

/** A printed column, as the API server's table conversion defines it. `wide` columns appear with `-o wide` only. */
export interface Column<K extends Kind> {
	readonly name: string;
	readonly wide?: boolean;
	cell(object: Objects[K], context: KindContext): string | number;
}

/**
 * Everything the API server knows of one kind. In Kubernetes this is the "strategy" of a registry plus the printer; here it is one
 * value a kind, defined in the file of the kind and listed in `kinds.ts`.
 */
export interface KindDefinition<K extends Kind = Kind> {
	readonly kind: K;
	/** '' for the core group */
	readonly group: string;
	readonly version: string;
	readonly plural: string;
	readonly singular: string;
	readonly shortNames: readonly string[];
	/** `all` for what `kubectl get all` shows. */
	readonly categories: readonly string[];
	readonly namespaced: boolean;
	/** Subresources: a change of the object leaves the status alone and the other way round; `scale` serves `kubectl scale`. */
	readonly subresources: readonly ('status' | 'scale')[];
	/** Whether `metadata.generation` counts changes of the spec. */
	readonly hasGeneration: boolean;
	/** Fills in what the server fills in. Gets a copy of its own and may mutate it. */
	setDefaults?(object: Objects[K]): void;
	/** Sets server-owned fields of a new object (initial status, addresses …) after decoding and defaulting. May mutate. */
	prepareForCreate?(object: Objects[K], context: KindContext): void;
	/** Restores server-owned fields on an update of the object (not of its status). May mutate `object`. */
	prepareForUpdate?(object: Objects[K], previous: Objects[K], context: KindContext): void;
	/** Problems of a new object beyond its metadata, in the order in which Kubernetes reports them. */
	validate?(object: Objects[K], context: KindContext): FieldError[];
	/** Problems of a change; does not include those of `validate` unless Kubernetes runs them too. */
	validateUpdate?(object: Objects[K], previous: Objects[K], context: KindContext): FieldError[];
	readonly columns: readonly Column<K>[];
}

export type {Draft};
