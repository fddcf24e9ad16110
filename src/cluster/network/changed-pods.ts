import {keyOf} from '../objects.ts';
import type {Change, Store} from '../store.ts';
import {servicesOfPod} from './endpoint-pods.ts';

/** Which Pods have changed for which Service since somebody last asked, so that one of ten thousand can be looked at alone. */
export class ChangedPods {
	readonly #changed = new Map<string, Set<string> | 'all'>();

	constructor(private readonly store: Store) {}

	/** Notes a changed Pod. Returns the keys of the Services that it concerns. */
	note(change: Change<'Pod'>): readonly string[] {
		const services = servicesOfPod(change, this.store);
		for (const service of services) {
			const pods = this.#changed.get(service);
			if (pods === 'all') continue;
			if (pods) pods.add(keyOf(change.object));
			else this.#changed.set(service, new Set([keyOf(change.object)]));
		}
		return services;
	}

	/** Everything about a Service has to be looked at. */
	noteAll(service: string): void {
		this.#changed.set(service, 'all');
	}

	/** Keys of the Pods to look at, which are then forgotten. */
	take(service: string): ReadonlySet<string> | 'all' {
		const pods = this.#changed.get(service) ?? new Set();
		this.#changed.delete(service);
		return pods;
	}
}
