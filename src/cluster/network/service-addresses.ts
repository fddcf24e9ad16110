import {keyOf, type Service} from '../objects.ts';
import type {Store} from '../store.ts';

export const NODE_PORTS = {first: 30_000, last: 32_767} as const;

// Both ranges keep their lower end for addresses that people choose themselves.
const FIRST_IP = 256;
const LAST_IP = 65_534;
const FIRST_NODE_PORT = NODE_PORTS.first + 86;

const addressesOf = new WeakMap<Store, ServiceAddresses>();

/** Which Service has which cluster IP and which node port; follows the changes of a store. */
export class ServiceAddresses {
	readonly #byIp = new Map<string, string>();
	readonly #byNodePort = new Map<number, string>();

	/** The addresses of a store's Services; the same value at every call. */
	static of(store: Store): ServiceAddresses {
		const known = addressesOf.get(store);
		if (known) return known;
		const addresses = new ServiceAddresses();
		addressesOf.set(store, addresses);
		for (const service of store.list('Service')) addresses.#add(service);
		store.watch('Service', ({type, object, previous}) => {
			if (previous) addresses.#remove(previous);
			if (type !== 'DELETED') addresses.#add(object);
		});
		return addresses;
	}

	/** The key of the Service that a cluster IP belongs to. */
	ownerOfIp(ip: string): string | undefined {
		return this.#byIp.get(ip);
	}

	ownerOfNodePort(port: number): string | undefined {
		return this.#byNodePort.get(port);
	}

	/** A cluster IP that nobody has. @param seed decides where the search starts */
	freeIp(seed: string): string | undefined {
		return search(seed, FIRST_IP, LAST_IP, offset => {
			const ip = `10.96.${offset >> 8}.${offset & 255}`;
			return this.#byIp.has(ip) ? undefined : ip;
		});
	}

	/** A node port that nobody has. @param taken further ports that are out of the question */
	freeNodePort(seed: string, taken: ReadonlySet<number>): number | undefined {
		const isFree = (port: number) => (this.#byNodePort.has(port) || taken.has(port) ? undefined : port);
		return (
			search(seed, FIRST_NODE_PORT, NODE_PORTS.last, isFree) ??
			search(seed, NODE_PORTS.first, FIRST_NODE_PORT - 1, isFree)
		);
	}

	#add(service: Service): void {
		for (const ip of clusterIps(service)) this.#byIp.set(ip, keyOf(service));
		for (const port of nodePorts(service)) this.#byNodePort.set(port, keyOf(service));
	}

	#remove(service: Service): void {
		for (const ip of clusterIps(service)) this.#byIp.delete(ip);
		for (const port of nodePorts(service)) this.#byNodePort.delete(port);
	}
}

/** The addresses of a Service that are addresses: a headless one has none. */
export function clusterIps({spec}: Service): string[] {
	const all = spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : []);
	return all.filter(ip => ip !== '' && ip !== 'None');
}

export function isHeadless({spec}: Service): boolean {
	return spec.clusterIPs?.length === 1 && spec.clusterIPs[0] === 'None';
}

function nodePorts({spec}: Service): number[] {
	const ports = (spec.ports ?? []).flatMap(({nodePort}) => nodePort || []);
	return spec.healthCheckNodePort ? [...ports, spec.healthCheckNodePort] : ports;
}

function search<T>(
	seed: string,
	first: number,
	last: number,
	attempt: (candidate: number) => T | undefined,
): T | undefined {
	const size = last - first + 1;
	const start = hash(seed) % size;
	for (let step = 0; step < size; step++) {
		const found = attempt(first + ((start + step) % size));
		if (found !== undefined) return found;
	}
	return undefined;
}

// FNV-1a with a final mix: neighbouring texts start far apart.
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
	return (value ^ (value >>> 13)) >>> 0;
}
