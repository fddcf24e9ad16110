import {expect} from 'vitest';
import type {Json, Patch} from '../../../src/cluster/api.ts';
import {ApiError} from '../../../src/cluster/api-error.ts';
import {type Cluster, createCluster, type NodeOptions} from '../../../src/cluster/cluster.ts';
import {allKinds} from '../../../src/cluster/kinds.ts';
import type {Kind, KubeObject, Objects, Pod} from '../../../src/cluster/objects.ts';
import type {Change} from '../../../src/cluster/store.ts';

/** A manifest, or a part of one. */
export type JsonObject = {readonly [key: string]: Json};

/** Undefined while all is well, else what is wrong. */
export type Verdict = string | undefined;

/**
 * A whole cluster under observation. Every published object is frozen, so that code which changes one fails at once, and the invariants
 * are judged at every change or after every settling. The first violation is kept with its time, since an error thrown inside the
 * cluster would only be counted as a failure of whichever controller was at work.
 */
export class WatchedCluster {
	readonly cluster: Cluster;
	readonly #startMs: number;
	#violation: Verdict;

	constructor({seed = 1, nodes}: {seed?: number; nodes?: readonly NodeOptions[]} = {}) {
		this.cluster = createCluster({seed, ...(nodes && {nodes})});
		this.#startMs = this.cluster.clock.now();
		for (const {kind} of allKinds()) for (const object of this.cluster.store.list(kind)) freeze(object);
		this.cluster.store.watch('*', ({object}) => freeze(object));
	}

	/** Judges each change of the store, inside the call that makes it. */
	always(check: (change: Change) => Verdict): void {
		this.cluster.store.watch('*', change => this.#note(`${change.type} ${nameOf(change.object)}`, () => check(change)));
	}

	/** Judges the cluster whenever it has come to rest. */
	whenSettled(check: () => Verdict): void {
		this.cluster.changed.subscribe(() => this.#note('settled', check));
	}

	create<K extends Kind>(kind: K, name: string, content: JsonObject, metadata: JsonObject = {}): void {
		const {api} = this.cluster;
		const place: JsonObject = kind === 'Namespace' ? {} : {namespace: 'default'};
		this.act(() => api.create<K>(api.decode(kind, {...content, metadata: {name, ...place, ...metadata}})));
	}

	patch(kind: Kind, name: string, body: Json, type: 'merge' | 'strategic' = 'strategic'): void {
		const namespace = kind === 'Node' ? undefined : 'default';
		this.act(() => this.cluster.api.patch(kind, namespace, name, {type, body} as Patch));
	}

	/** Does something a person might do; afterwards the controllers react. What it is about may be gone or there already. */
	act(action: () => unknown): void {
		try {
			action();
		} catch (error) {
			if (
				!(error instanceof ApiError) ||
				!['NotFound', 'AlreadyExists', 'Conflict', 'TooManyRequests'].includes(error.reason)
			)
				throw error;
		}
		this.cluster.settle();
	}

	advance(seconds: number): void {
		this.cluster.advance(seconds * 1000);
	}

	/** The object of a name in the namespace `default`. */
	get<K extends Kind>(kind: K, name: string): Objects[K] | undefined {
		return this.cluster.store.get(kind, kind === 'Node' ? name : `default/${name}`);
	}

	pods(): Pod[] {
		return this.cluster.store.list('Pod', 'default');
	}

	/** Ends a run: nothing was violated, and no controller failed. */
	expectSound(): void {
		expect(this.#violation).toBeUndefined();
		expect(this.cluster.failures).toEqual([]);
	}

	#note(occasion: string, check: () => Verdict): void {
		if (this.#violation !== undefined) return;
		const verdict = check();
		const seconds = (this.cluster.clock.now() - this.#startMs) / 1000;
		if (verdict !== undefined) this.#violation = `${seconds} s, ${occasion}: ${verdict}`;
	}
}

/** How often a property is tried: `FC_RUNS=20` means twenty times as often as usual, to go with `FC_SEED=random`. */
export function tries(numRuns: number): {numRuns: number} {
	return {numRuns: numRuns * Number(process.env.FC_RUNS ?? 1)};
}

export function nameOf({kind, metadata}: KubeObject): string {
	return `${kind} ${metadata.name}`;
}

function freeze(value: unknown): void {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
	Object.freeze(value);
	for (const part of Object.values(value)) freeze(part);
}
