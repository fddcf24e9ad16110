import {formatTime} from '../shell/calendar.ts';
import type {Clock} from './clock.ts';
import {EventCorrelator} from './event-correlator.ts';
import type {EventRecorder} from './events.ts';
import {Fifo} from './fifo.ts';
import type {Event, KubeObject} from './objects.ts';
import type {Random} from './random.ts';
import type {Store} from './store.ts';

const TIME_TO_LIVE_MS = 3_600_000;
// etcd keeps whatever comes within the hour; a simulator in one process keeps the newest.
const EVENTS_KEPT = 20_000;

interface EventSource {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Random;
}

/** The recorder of a cluster: counts repeats, combines similar events, drops floods, and forgets events after an hour. */
export function createEventRecorder({store, clock, random}: EventSource): EventRecorder {
	const correlator = new EventCorrelator();
	const expiry = new Expiry(store, clock);
	return {
		record(component, object, type, reason, text, fieldPath) {
			const happening = {component, object, type, reason, text, fieldPath};
			const {message, observation, isAllowed} = correlator.correlate(happening, clock.now());
			if (!isAllowed) return;
			const namespace = object.metadata.namespace ?? 'default';
			const time = formatTime(clock.now());
			const known = store.get('Event', observation.key);
			if (!known && !takesEvents(store, namespace)) return;
			if (known) store.put<'Event'>({...known, count: observation.count, lastTimestamp: time, message});
			else {
				const host = component === 'kubelet' ? nodeOf(object) : undefined;
				store.add<'Event'>({
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
					count: observation.count,
					firstTimestamp: observation.firstTimestamp,
					lastTimestamp: time,
					source: host ? {component, host} : {component},
					reportingComponent: component,
					reportingInstance: host ?? '',
				});
			}
			expiry.touch(observation.key);
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
