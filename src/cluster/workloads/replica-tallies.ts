import {controllerOf, type Objects, type Pod, type ReplicaSet, type ReplicationController} from '../objects.ts';
import type {Store} from '../store.ts';
import type {Labels} from './controller-references.ts';
import {isActive, readySinceMs} from './pod-state.ts';
import {ReadyTimes} from './ready-times.ts';
import {semanticallyEqual} from './semantic-equality.ts';

export type ReplicasKind = 'ReplicaSet' | 'ReplicationController';

/** How many Pods an owner has: its own, active, and chosen by its selector. */
export interface ReplicaCounts {
	readonly active: number;
	/** Those that have all labels of the template. */
	readonly fullyLabeled: number;
	readonly ready: number;
	/** Those that have been ready for `minReadySeconds`. */
	readonly available: number;
	/** How long until the next of the ready ones becomes available; undefined if none is about to. */
	readonly untilNextAvailableMs: number | undefined;
}

/**
 * The Pods of each owner, counted change by change: a look at an owner costs the same however many Pods it has. An owner's Pods are gone
 * through once, at the first look, and again after its selector or the labels of its template have changed.
 */
export class ReplicaTallies<K extends ReplicasKind> {
	readonly #tallies = new Map<string, ReplicaTally>();

	constructor(
		private readonly store: Store,
		kind: K,
		private readonly matches: (owner: Objects[K], labels: Labels) => boolean,
	) {
		store.watch('Pod', ({type, object, previous}) => {
			const present = type === 'DELETED' ? undefined : object;
			if (previous && present && countsAlike(previous, present)) return;
			if (previous) this.#tallies.get(controllerOf(previous)?.uid ?? '')?.count(previous, -1);
			if (present) this.#tallies.get(controllerOf(present)?.uid ?? '')?.count(present, 1);
		});
		store.watch(kind, ({type, object}) => {
			if (type === 'DELETED') this.#tallies.delete(object.metadata.uid);
		});
	}

	of(owner: Objects[K]): ReplicaTally {
		const {uid} = owner.metadata;
		const known = this.#tallies.get(uid);
		if (known?.isFor(owner)) return known;
		const tally = new ReplicaTally(owner, labels => this.matches(owner, labels));
		for (const pod of this.store.ownedBy('Pod', uid)) tally.count(pod, 1);
		this.#tallies.set(uid, tally);
		return tally;
	}
}

type Owner = ReplicaSet | ReplicationController;

/** The count of one owner's active Pods. */
class ReplicaTally {
	#strangers = 0;
	#active = 0;
	#fullyLabeled = 0;
	readonly #readyTimes = new ReadyTimes();
	readonly #templateLabels: readonly [name: string, value: string][];

	constructor(
		private readonly owner: Owner,
		private readonly matches: (labels: Labels) => boolean,
	) {
		this.#templateLabels = Object.entries(templateLabels(owner) ?? {});
	}

	/** Whether the owner still chooses and labels its Pods in the way by which they were counted. */
	isFor(owner: Owner): boolean {
		return (
			semanticallyEqual(owner.spec.selector, this.owner.spec.selector) &&
			semanticallyEqual(templateLabels(owner), templateLabels(this.owner))
		);
	}

	/** Whether the owner has active Pods that its selector doesn't choose any more. */
	get hasStrangers(): boolean {
		return this.#strangers > 0;
	}

	/** Adds (`sign` 1) or takes away (-1) a Pod as it is or was. */
	count(pod: Pod, sign: 1 | -1): void {
		if (!isActive(pod)) return;
		const {labels = {}} = pod.metadata;
		if (!this.matches(labels)) {
			this.#strangers += sign;
			return;
		}
		this.#active += sign;
		if (this.#templateLabels.every(([name, value]) => labels[name] === value)) this.#fullyLabeled += sign;
		const readyMs = readySinceMs(pod);
		if (readyMs === undefined) return;
		if (sign > 0) this.#readyTimes.add(readyMs);
		else this.#readyTimes.remove(readyMs);
	}

	counts(minReadySeconds: number, nowMs: number): ReplicaCounts {
		const ready = this.#readyTimes.size;
		const late = this.#readyTimes.after(nowMs - minReadySeconds * 1000);
		return {
			active: this.#active,
			fullyLabeled: this.#fullyLabeled,
			ready,
			available: ready - late.count,
			untilNextAvailableMs: late.firstMs === undefined ? undefined : late.firstMs + minReadySeconds * 1000 - nowMs,
		};
	}
}

// Most changes of a Pod make no difference to its owner's counts.
function countsAlike(before: Pod, after: Pod): boolean {
	return (
		before.metadata.labels === after.metadata.labels &&
		before.metadata.ownerReferences === after.metadata.ownerReferences &&
		isActive(before) === isActive(after) &&
		readySinceMs(before) === readySinceMs(after)
	);
}

function templateLabels({spec}: Owner): Labels | undefined {
	return spec.template?.metadata?.labels;
}
