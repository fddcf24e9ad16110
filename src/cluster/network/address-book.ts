import type {Node, Pod, Service} from '../objects.ts';
import type {Store} from '../store.ts';

/** Who has which address: kept up to date by watching, so that a request costs nothing that grows with the cluster. */
export class AddressBook {
	readonly #pods = new Map<string, string>();
	readonly #services = new Map<string, string>();
	readonly #nodes = new Map<string, string>();
	readonly #nodePorts = new Map<number, string>();

	constructor(private readonly store: Store) {
		store.watch('Pod', ({type, object, previous}) => {
			forget(this.#pods, previous?.status.podIP, keyOfPod(object));
			if (type !== 'DELETED' && object.status.podIP && isAlive(object))
				this.#pods.set(object.status.podIP, keyOfPod(object));
		});
		store.watch('Service', ({type, object, previous}) => {
			const key = `${object.metadata.namespace}/${object.metadata.name}`;
			for (const address of previous?.spec.clusterIPs ?? []) forget(this.#services, address, key);
			for (const port of previous?.spec.ports ?? []) forget(this.#nodePorts, port.nodePort, key);
			if (type === 'DELETED') return;
			for (const address of object.spec.clusterIPs ?? []) if (address !== 'None') this.#services.set(address, key);
			for (const port of object.spec.ports ?? []) if (port.nodePort) this.#nodePorts.set(port.nodePort, key);
		});
		store.watch('Node', ({type, object}) => {
			for (const {address, type: kind} of object.status.addresses ?? []) {
				if (kind !== 'InternalIP') continue;
				if (type === 'DELETED') this.#nodes.delete(address);
				else this.#nodes.set(address, object.metadata.name);
			}
		});
	}

	pod(address: string): Pod | undefined {
		return this.store.get('Pod', this.#pods.get(address) ?? '');
	}

	service(address: string): Service | undefined {
		return this.store.get('Service', this.#services.get(address) ?? '');
	}

	node(address: string): Node | undefined {
		return this.store.get('Node', this.#nodes.get(address) ?? '');
	}

	/** The Service that has this port open on every node. */
	nodePort(port: number): Service | undefined {
		return this.store.get('Service', this.#nodePorts.get(port) ?? '');
	}
}

function keyOfPod({metadata}: Pod): string {
	return `${metadata.namespace}/${metadata.name}`;
}

function isAlive({status}: Pod): boolean {
	return status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

function forget<K>(entries: Map<K, string>, key: K | undefined, owner: string): void {
	if (key !== undefined && entries.get(key) === owner) entries.delete(key);
}
