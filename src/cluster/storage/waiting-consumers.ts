import {keyOf, type PersistentVolumeClaim, type Pod} from '../objects.ts';
import {claimNames} from '../scheduler/pod-volumes.ts';
import type {Store} from '../store.ts';

/** Pods without a node by the claims that they mount. */
export class WaitingConsumers {
	readonly #names = new Map<string, Set<string>>();

	constructor(store: Store) {
		for (const pod of store.list('Pod')) this.#changed(pod, false);
		store.watch('Pod', ({object, type, previous}) => {
			if (!object.spec.volumes || (previous?.spec.nodeName && type !== 'ADDED')) return;
			this.#changed(object, type === 'DELETED');
		});
	}

	/** Names of the Pods that wait for a node and mount the claim. */
	of(claim: PersistentVolumeClaim): readonly string[] {
		return [...(this.#names.get(keyOf(claim)) ?? [])];
	}

	#changed(pod: Pod, isGone: boolean): void {
		const {name, namespace} = pod.metadata;
		for (const claim of claimNames(pod)) {
			const key = `${namespace}/${claim}`;
			const names = this.#names.get(key) ?? new Set();
			if (isGone || pod.spec.nodeName) names.delete(name);
			else names.add(name);
			if (names.size > 0) this.#names.set(key, names);
			else this.#names.delete(key);
		}
	}
}
