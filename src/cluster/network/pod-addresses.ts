import {keyOf, type Pod} from '../objects.ts';
import type {Store} from '../store.ts';
import {podIpOf} from './endpoint-pods.ts';

const addressesOf = new WeakMap<Store, PodAddresses>();

/** Which Pod has which IP; follows the changes of a store. Pods on their node's own network have no IP of their own. */
export class PodAddresses {
	readonly #byIp = new Map<string, string>();

	static of(store: Store): PodAddresses {
		const known = addressesOf.get(store);
		if (known) return known;
		const addresses = new PodAddresses(store);
		addressesOf.set(store, addresses);
		for (const pod of store.list('Pod')) addresses.#add(pod);
		store.watch('Pod', ({type, object, previous}) => {
			if (previous && (type === 'DELETED' || podIpOf(previous.status) !== podIpOf(object.status))) {
				addresses.#remove(previous);
			}
			if (type !== 'DELETED') addresses.#add(object);
		});
		return addresses;
	}

	private constructor(private readonly store: Store) {}

	/** The Pod that has an IP and still uses it. */
	at(ip: string): Pod | undefined {
		const pod = this.store.get('Pod', this.#byIp.get(ip) ?? '');
		return pod && isInUse(pod) ? pod : undefined;
	}

	#add(pod: Pod): void {
		const ip = podIpOf(pod.status);
		if (ip && !pod.spec.hostNetwork && isInUse(pod)) this.#byIp.set(ip, keyOf(pod));
	}

	// A later Pod may have the same IP already.
	#remove(pod: Pod): void {
		const ip = podIpOf(pod.status);
		if (ip && this.#byIp.get(ip) === keyOf(pod)) this.#byIp.delete(ip);
	}
}

function isInUse({status}: Pod): boolean {
	return status.phase !== 'Succeeded' && status.phase !== 'Failed';
}
