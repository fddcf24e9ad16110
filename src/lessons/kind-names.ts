import type {KindDefinition} from '../cluster/kind.ts';
import {allKinds as definitions, findResource} from '../cluster/kinds.ts';
import type {Kind} from '../cluster/objects.ts';

/** A kind as lessons name it. */
export interface KindName {
	readonly kind: Kind;
	/** In camel case: `replicaSets`. */
	readonly plural: string;
	readonly namespaced: boolean;
}

/** A kind by any of its names: `deployment`, `deployments`, `deploy`, `Deployment`, `deployments.apps`. */
export function kindNamed(word: string): KindName | undefined {
	const [name = '', ...group] = word.split('.');
	const found = findResource(name, group.length > 0 ? group.join('.') : undefined);
	return found && nameOf(found);
}

/** Every kind, in a fixed order. */
export function allKinds(): readonly KindName[] {
	return definitions().map(nameOf);
}

function nameOf({kind, plural, namespaced}: KindDefinition): KindName {
	return {kind, plural: kind[0]!.toLowerCase() + kind.slice(1) + plural.slice(kind.length), namespaced};
}
