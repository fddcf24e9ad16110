import type {IObjectMeta} from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import type {Clock} from '../clock.ts';
import type {KindContext, KindDefinition} from '../kind.ts';
import {kindOf} from '../kinds.ts';
import {type Kind, type KubeObject, keyOf, type Pod} from '../objects.ts';
import type {Random} from '../random.ts';
import type {Store} from '../store.ts';
import {notFound} from './refusals.ts';

/** What all verbs of the server share. */
export interface ServerState {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Random;
	readonly kindContext: KindContext;
	/**
	 * Pods that were defaulted, admitted and validated before, by their spec as it was sent. A ReplicaSet sends the same spec for each of its
	 * Pods, so only the first one pays; all of them share one spec in memory.
	 */
	admittedPods: WeakMap<object, AdmittedPod>;
	/** Is told what the server has to say of an object that it accepts; without it nothing is looked for. */
	readonly warn?: (warning: string) => void;
}

/** A Pod as it was admitted, and the metadata that it was sent with. */
interface AdmittedPod {
	readonly given: IObjectMeta;
	readonly pod: Pod;
}

/** The definition of a kind without the kind's own type, for code that treats all kinds alike. */
export function definitionOf(kind: Kind): KindDefinition {
	return kindOf(kind) as unknown as KindDefinition;
}

/** The stored object that has the kind and name of another one. Throws NotFound. */
export function storedLike({store}: ServerState, {kind, metadata}: Pick<KubeObject, 'kind' | 'metadata'>): KubeObject {
	const definition = definitionOf(kind);
	return stored({store}, definition, metadata.namespace, metadata.name);
}

/** Throws NotFound. */
export function stored(
	{store}: Pick<ServerState, 'store'>,
	definition: KindDefinition,
	namespace: string | undefined,
	name: string,
): KubeObject {
	const key = definition.namespaced ? keyOf({metadata: {namespace: namespace ?? 'default', name}}) : name;
	const object = store.get(definition.kind, key);
	if (!object) throw notFound(definition, name);
	return object;
}
