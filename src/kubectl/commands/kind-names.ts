import {allKinds, apiVersionOf, kindOf, resourceName} from '../../cluster/kinds.ts';
import type {Kind} from '../../cluster/objects.ts';
import {kindNamed} from '../resource-arguments.ts';

/** `deployments.apps`, `pods` */
export function resourceOf(kind: Kind): string {
	return resourceName(kindOf(kind));
}

/** `ReplicaSet.apps`, `ConfigMap`: Go's GroupKind. */
export function groupKind(kind: Kind): string {
	const {group} = kindOf(kind);
	return group === '' ? kind : `${kind}.${group}`;
}

/** The kind that a word means, in any of its names. Throws CommandError. */
export function kindFor(word: string): Kind {
	return kindNamed(word).kind;
}

/** `*v1.Pod`: the type as Go prints it. */
export function goType(kind: Kind): string {
	return `*${apiVersionOf(kindOf(kind)).split('/').at(-1)}.${kind}`;
}

export function isScalable(kind: Kind): boolean {
	return allKinds().some(one => one.kind === kind && one.subresources.includes('scale'));
}
