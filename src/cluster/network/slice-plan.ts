import type {EndpointSlice} from '../objects.ts';
import {semanticallyEqual} from '../workloads/semantic-equality.ts';
import {ipNumber, placeOf} from './endpoint-pods.ts';

export type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];
export type Ports = NonNullable<EndpointSlice['ports']>;

/** What a Pod contributes to its Service. */
export interface Contribution {
	readonly ports: Ports;
	readonly endpoint: Endpoint;
}

/** One slice as it should be. */
export interface PlannedSlice {
	/** Of the EndpointSlice that holds it; undefined while there is none. */
	name: string | undefined;
	readonly ports: Ports;
	/** Ordered by IP. */
	readonly endpoints: Endpoint[];
	/** Differs from what is stored. */
	isTouched: boolean;
	/** Something came or changed, not only went. */
	hasGrown: boolean;
}

const ENDPOINTS_LIMIT = 100;

/**
 * The slices of one Service. A changed Pod touches the slice that it is in, and a new one goes where room is, first into slices that are
 * written anyway. Pods in whom the Service's ports have the same numbers share slices.
 */
export class SlicePlan {
	/** By the ports in writing. */
	readonly #groups = new Map<string, Set<PlannedSlice>>();
	readonly #byPod = new Map<string, PlannedSlice>();

	constructor(existing: readonly EndpointSlice[]) {
		for (const {metadata, ports = [], endpoints = []} of existing) {
			const slice = this.#add(ports, metadata.name);
			for (const endpoint of endpoints) {
				slice.endpoints.push(endpoint);
				this.#byPod.set(podOf(endpoint), slice);
			}
			slice.endpoints.sort((a, b) => at(a) - at(b));
		}
	}

	/** Keys of all Pods that are in slices. */
	get pods(): Iterable<string> {
		return this.#byPod.keys();
	}

	get slices(): PlannedSlice[] {
		return [...this.#groups.values()].flatMap(group => [...group]);
	}

	/** Takes in what Pods are now; undefined for those that don't belong to the Service. */
	apply(pods: ReadonlyMap<string, Contribution | undefined>): void {
		const arriving = new Map<string, Contribution[]>();
		for (const [key, wanted] of pods) {
			const slice = this.#byPod.get(key);
			if (slice && this.#stays(slice, key, wanted)) continue;
			if (!wanted) continue;
			const ports = inWriting(wanted.ports);
			const others = arriving.get(ports);
			if (others) others.push(wanted);
			else arriving.set(ports, [wanted]);
		}
		for (const contributions of arriving.values()) this.#place(contributions);
	}

	/** Forgets a slice without endpoints. */
	drop(slice: PlannedSlice): void {
		for (const [key, group] of this.#groups) if (group.delete(slice) && group.size === 0) this.#groups.delete(key);
	}

	/** A slice without ports or endpoints, which stands for a Service without Pods. */
	addEmpty(): PlannedSlice {
		return this.#add([], undefined);
	}

	// Brings a Pod's endpoint up to date, or takes it out of its slice where it doesn't belong there any more.
	#stays(slice: PlannedSlice, key: string, wanted: Contribution | undefined): boolean {
		const index = slice.endpoints.findIndex(endpoint => podOf(endpoint) === key);
		const current = slice.endpoints[index]!;
		const stays = wanted && inWriting(slice.ports) === inWriting(wanted.ports) && at(current) === at(wanted.endpoint);
		if (stays && semanticallyEqual(current, wanted.endpoint)) return true;
		slice.isTouched = true;
		if (stays) {
			slice.endpoints[index] = wanted.endpoint;
			slice.hasGrown = true;
			return true;
		}
		slice.endpoints.splice(index, 1);
		this.#byPod.delete(key);
		return false;
	}

	#place(contributions: Contribution[]): void {
		const {ports} = contributions[0]!;
		const group = [...(this.#groups.get(inWriting(ports)) ?? [])];
		const roomIn = ({endpoints}: PlannedSlice) => ENDPOINTS_LIMIT - endpoints.length;
		contributions.sort((a, b) => at(a.endpoint) - at(b.endpoint));
		let next = 0;
		const fill = (slice: PlannedSlice): void => {
			while (next < contributions.length && roomIn(slice) > 0) this.#insert(slice, contributions[next++]!.endpoint);
		};
		for (const slice of group) if (slice.isTouched) fill(slice);
		while (next < contributions.length) {
			const left = contributions.length - next;
			// What is left goes into the slice where it fits best; more than any can take makes a new one.
			const fitting = group.filter(slice => roomIn(slice) >= left).sort((a, b) => roomIn(a) - roomIn(b));
			fill(fitting[0] ?? this.#add(ports, undefined));
		}
	}

	#insert(slice: PlannedSlice, endpoint: Endpoint): void {
		slice.endpoints.splice(placeOf(slice.endpoints, at(endpoint), at), 0, endpoint);
		slice.isTouched = true;
		slice.hasGrown = true;
		this.#byPod.set(podOf(endpoint), slice);
	}

	#add(ports: Ports, name: string | undefined): PlannedSlice {
		const slice: PlannedSlice = {name, ports, endpoints: [], isTouched: name === undefined, hasGrown: false};
		const key = inWriting(ports);
		const group = this.#groups.get(key);
		if (group) group.add(slice);
		else this.#groups.set(key, new Set([slice]));
		return slice;
	}
}

// Ports with the same text are the same.
function inWriting(ports: Ports): string {
	return ports
		.map(({name = '', port, protocol, appProtocol}) => [name, port, protocol, appProtocol].join(' '))
		.join(',');
}

function podOf({targetRef}: Endpoint): string {
	return `${targetRef?.namespace}/${targetRef?.name}`;
}

function at({addresses}: Endpoint): number {
	return ipNumber(addresses[0] ?? '');
}
