import type {DecisionRule} from './decision-rules.ts';
import type {Kind, KubeObject} from './objects.ts';
import type {Change} from './store.ts';

/** Names one object in a decision. */
export interface ObjectReference {
	readonly kind: Kind;
	readonly namespace?: string;
	readonly name: string;
	readonly uid: string;
}

/**
 * Why a component did something: who, to which object, by which rule, with which numbers. `rule` is the key of a sentence in the
 * language tables of the screen ("deployment/scale-up-new": "scaled rs/web-6c8f9d7b45 1 → 2: maxSurge 1 allows 5 Pods, 4 exist").
 */
export interface Decision {
	readonly atMs: number;
	/** The component, as in an event's source: `deployment-controller`, `default-scheduler`, `kubelet`. */
	readonly actor: string;
	readonly object: ObjectReference;
	/** `component/what-it-did` in kebab case. */
	readonly rule: DecisionRule;
	readonly values: Readonly<Record<string, string | number>>;
}

export interface JournalEntry {
	readonly atMs: number;
	readonly change: Change;
}

// What is kept longer than it is looked at costs every garbage collection.
const CHANGES_KEPT = 2_000;
const DECISIONS_KEPT = 2_000;

/** What happened and why: for the panels, `throughout` goals and the invariants of tests. Nothing in the cluster may depend on it. */
export class Journal {
	#changes: JournalEntry[] = [];
	#decisions: Decision[] = [];

	/** Oldest first; the oldest are dropped when the journal is full. */
	get changes(): readonly JournalEntry[] {
		return this.#changes;
	}

	get decisions(): readonly Decision[] {
		return this.#decisions;
	}

	/** Remembers how far it goes at this moment. Returns how to get a journal that ends there. */
	remember(): () => Journal {
		const [changes, decisions] = [this.#changes, this.#decisions];
		const [changeCount, decisionCount] = [changes.length, decisions.length];
		return () => {
			const copy = new Journal();
			copy.#changes = changes.slice(0, changeCount);
			copy.#decisions = decisions.slice(0, decisionCount);
			return copy;
		};
	}

	/** Notes a change, but not of Events: they only tell of other changes, and would soon crowd those out. */
	recordChange(atMs: number, change: Change): void {
		if (change.object.kind !== 'Event') this.#changes = appended(this.#changes, {atMs, change}, CHANGES_KEPT);
	}

	recordDecision(decision: Decision): void {
		this.#decisions = appended(this.#decisions, decision, DECISIONS_KEPT);
	}
}

/** The reference under which decisions and events name an object. */
export function referenceTo(object: KubeObject): ObjectReference {
	const {namespace, name, uid} = object.metadata;
	return {kind: object.kind, name, uid, ...(namespace && {namespace})};
}

// Drops half at once, so that an append stays cheap.
function appended<T>(list: T[], item: T, kept: number): T[] {
	const result = list.length >= 2 * kept ? list.slice(kept) : list;
	result.push(item);
	return result;
}
