import {formatTime} from '../shell/calendar.ts';
import type {Clock} from './clock.ts';
import type {EventRecorder} from './events.ts';
import {Fifo} from './fifo.ts';
import {type Event, type KubeObject, keyOf} from './objects.ts';
import type {Random} from './random.ts';
import {RecentMap} from './recent-map.ts';
import {SpamFilter} from './spam-filter.ts';
import type {Store} from './store.ts';

// client-go: this many different messages of one reason within the interval are combined from then on.
const SIMILAR_LIMIT = 10;
const SIMILAR_INTERVAL_MS = 600_000;
const TIME_TO_LIVE_MS = 3_600_000;
// etcd keeps whatever comes within the hour; a simulator in one process keeps the newest.
const EVENTS_KEPT = 20_000;
const MEMORY = 4096;

interface EventSource {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Random;
}

/** What was counted of one event, whether it was written or dropped. */
interface Observation {
	readonly key: string;
	count: number;
	readonly firstTimestamp: string;
}

/** The recorder of a cluster: counts repeats, combines similar events, drops floods, and forgets events after an hour. */
export function createEventRecorder({store, clock, random}: EventSource): EventRecorder {
	const similar = new RecentMap<{messages: string[]; lastMs: number}>(MEMORY);
	const observations = new RecentMap<Observation>(MEMORY);
	const filter = new SpamFilter(clock);
	const expiry = new Expiry(store, clock);
	let sequence = 0;

	const combine = (sourceKey: string, text: string, fieldPath = ''): {message: string; key: string} => {
		const nowMs = clock.now();
		const known = similar.get(sourceKey);
		let group = known;
		if (!group || nowMs - group.lastMs > SIMILAR_INTERVAL_MS) {
			group = {messages: [], lastMs: nowMs};
			similar.set(sourceKey, group);
		}
		group.lastMs = nowMs;
		if (!group.messages.includes(text)) group.messages.push(text);
		if (group.messages.length < SIMILAR_LIMIT) return {message: text, key: `${sourceKey}\n${text}\n${fieldPath}`};
		group.messages.shift();
		return {message: `(combined from similar events): ${text}`, key: sourceKey};
	};

	// Counts an event. Dropped ones count too, so a later one may jump.
	const observe = (key: string, namespace: string, name: string, time: string): Observation => {
		const known = observations.get(key);
		const nanoseconds = BigInt(clock.now()) * 1_000_000n + BigInt(sequence++ % 1_000_000);
		if (known) {
			known.count++;
			return known;
		}
		const observation = {key: `${namespace}/${name}.${nanoseconds.toString(16)}`, count: 1, firstTimestamp: time};
		observations.set(key, observation);
		return observation;
	};

	return {
		record(component, object, type, reason, text, fieldPath) {
			const sourceKey = `${component}\n${object.kind}\n${object.metadata.uid}\n${type}\n${reason}`;
			const {message, key} = combine(sourceKey, text, fieldPath);
			const namespace = object.metadata.namespace ?? 'default';
			const time = formatTime(clock.now());
			const observation = observe(key, namespace, object.metadata.name, time);
			if (!filter.allows(`${component}\n${object.metadata.uid}`)) return;
			const known = store.get('Event', observation.key);
			if (!known && !takesEvents(store, namespace)) return;
			const {count, firstTimestamp} = observation;
			const host = component === 'kubelet' ? nodeOf(object) : undefined;
			const event: Event = known
				? {...known, count, lastTimestamp: time, message}
				: {
						apiVersion: 'v1',
						kind: 'Event',
						metadata: {
							name: observation.key.slice(namespace.length + 1),
							namespace,
							uid: random.uuid(),
							resourceVersion: '',
							creationTimestamp: time,
						},
						involvedObject: involved(object, fieldPath),
						reason,
						message,
						type,
						count,
						firstTimestamp,
						lastTimestamp: time,
						source: host ? {component, host} : {component},
						reportingComponent: component,
						reportingInstance: host ?? '',
					};
			expiry.touch(keyOf(store.put<'Event'>(event)));
		},
	};
}

// The server accepts nothing new in a namespace that is going away.
function takesEvents(store: Store, namespace: string): boolean {
	const found = store.get('Namespace', namespace);
	return found !== undefined && !found.metadata.deletionTimestamp;
}

function nodeOf(object: KubeObject): string | undefined {
	if (object.kind === 'Pod') return object.spec.nodeName;
	return object.kind === 'Node' ? object.metadata.name : undefined;
}

function involved(object: KubeObject, fieldPath: string | undefined): Event['involvedObject'] {
	const {name, namespace, uid, resourceVersion} = object.metadata;
	const reference: Event['involvedObject'] = {
		apiVersion: object.apiVersion,
		kind: object.kind,
		name,
		uid,
		resourceVersion,
	};
	if (namespace) reference.namespace = namespace;
	if (fieldPath) reference.fieldPath = fieldPath;
	return reference;
}

// Deletes each event an hour after its last occurrence, with one timer for the oldest.
class Expiry {
	readonly #lastSeen = new Map<string, number>();
	/** Occurrences, oldest first; those that another one followed are skipped. */
	readonly #occurrences = new Fifo<{readonly key: string; readonly seenMs: number}>();
	#isArmed = false;

	constructor(
		private readonly store: Store,
		private readonly clock: Clock,
	) {}

	touch(key: string): void {
		const seenMs = this.clock.now();
		if (this.#lastSeen.get(key) === seenMs) return;
		this.#lastSeen.set(key, seenMs);
		this.#occurrences.push({key, seenMs});
		if (this.#lastSeen.size > EVENTS_KEPT) this.#dropOldest();
		this.#arm();
	}

	#arm(): void {
		const oldest = this.#oldest();
		if (this.#isArmed || !oldest) return;
		this.#isArmed = true;
		this.clock.setTimer(oldest.seenMs + TIME_TO_LIVE_MS, () => {
			this.#isArmed = false;
			while ((this.#oldest()?.seenMs ?? Number.POSITIVE_INFINITY) + TIME_TO_LIVE_MS <= this.clock.now())
				this.#dropOldest();
			this.#arm();
		});
	}

	#oldest(): {readonly key: string; readonly seenMs: number} | undefined {
		for (let first = this.#occurrences.first; first; first = this.#occurrences.first) {
			if (this.#lastSeen.get(first.key) === first.seenMs) return first;
			this.#occurrences.take();
		}
		return undefined;
	}

	#dropOldest(): void {
		const oldest = this.#oldest();
		if (!oldest) return;
		this.#lastSeen.delete(oldest.key);
		this.store.remove('Event', oldest.key);
	}
}
