import {keyOf, type Pod, type Service} from '../objects.ts';
import type {Store} from '../store.ts';
import {ipNumber, isBehind, isReady, placeOf, podIpOf, podsBehind} from './endpoint-pods.ts';

interface Entry {
	readonly pod: Pod;
	/** The IP as a number, which puts Pods in order. */
	readonly at: number;
	readonly isReady: boolean;
}

/** Endpoints hold no more addresses than this; ready ones come first. */
const CAPACITY = 1000;

/** The Pods behind one Service as its Endpoints show them. A changed Pod costs its place in a list, not the list. */
export class PublishedPods {
	readonly #entries = new Map<string, Entry>();
	readonly #ready: Entry[] = [];
	readonly #notReady: Entry[] = [];

	constructor(
		private readonly service: Service,
		private readonly store: Store,
	) {
		// In order of their IPs, so that each goes to the end of its list.
		for (const pod of podsBehind(service, store, this.#includesTerminating)) this.#add(pod);
	}

	/** More Pods than the Endpoints can hold. */
	get isTruncated(): boolean {
		return this.#entries.size > CAPACITY;
	}

	/** The Pods that are shown, ordered by IP. */
	get shown(): Pod[] {
		const ready = this.#ready.slice(0, CAPACITY);
		const notReady = this.#notReady.slice(0, CAPACITY - ready.length);
		return [...ready, ...notReady].sort((a, b) => a.at - b.at).map(({pod}) => pod);
	}

	/** Looks at Pods again. Returns whether what is shown may have changed. */
	follow(keys: Iterable<string>): boolean {
		let isShown = false;
		for (const key of keys) {
			const before = this.#entries.get(key);
			if (before && this.#remove(key, before)) isShown = true;
			const pod = this.store.get('Pod', key);
			if (pod && isBehind(pod, this.service, this.#includesTerminating) && this.#add(pod)) isShown = true;
		}
		return isShown;
	}

	get #includesTerminating(): boolean {
		return this.service.spec.publishNotReadyAddresses ?? false;
	}

	#add(pod: Pod): boolean {
		const ready = this.service.spec.publishNotReadyAddresses || isReady(pod);
		const entry: Entry = {pod, at: ipNumber(podIpOf(pod.status)!), isReady: ready};
		const list = this.#listOf(entry);
		const index = placeOf(list, entry.at, ({at}) => at);
		list.splice(index, 0, entry);
		this.#entries.set(keyOf(pod), entry);
		return index < CAPACITY;
	}

	#remove(key: string, entry: Entry): boolean {
		const list = this.#listOf(entry);
		// Pods may share an IP (that of their node).
		let index = placeOf(list, entry.at, ({at}) => at) - 1;
		while (list[index] !== entry) index--;
		list.splice(index, 1);
		this.#entries.delete(key);
		return index < CAPACITY;
	}

	#listOf({isReady: ready}: Entry): Entry[] {
		return ready ? this.#ready : this.#notReady;
	}
}
