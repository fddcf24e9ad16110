import {formatTime} from '../shell/calendar.ts';
import type {Clock} from './clock.ts';
import type {Observation} from './event-correlator.ts';
import type {Event, KubeObject} from './objects.ts';
import type {Random} from './random.ts';
import {RecentMap} from './recent-map.ts';
import type {Store} from './store.ts';

// Which components write their events by the newer API, events.k8s.io: they have an action and a time in microseconds, and no count.
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'default-scheduler': {Scheduled: 'Binding', FailedScheduling: 'Scheduling', Preempted: 'Preempting'},
};
const INSTANCE_SUFFIX = 'control-plane';
// Within this time an event that comes again belongs to the one before.
const SERIES_MS = 6 * 60_000;
const KEPT = 4096;

/** What events of both APIs share. */
interface EventShelf {
	/** `namespace/name` for a new Event */
	nextKey(object: KubeObject): string;
	mayAdd(namespace: string): boolean;
	touch(observation: Observation): void;
	involved(object: KubeObject, fieldPath: string | undefined): Event['involvedObject'];
}

interface Known {
	readonly observation: Observation;
	lastMs: number;
}

/**
 * Writes events as the recorder of events.k8s.io does. The same reason for the same version of an object is a series whatever the message
 * says, and only its second event is written; the status that the scheduler writes makes another version of a Pod.
 */
export class EventSeries {
	readonly #known = new RecentMap<Known>(KEPT);

	constructor(
		private readonly cluster: {readonly store: Store; readonly clock: Clock; readonly random: Random},
		private readonly shelf: EventShelf,
	) {}

	/** Whether a component uses this API. */
	reports(component: string): boolean {
		return component in ACTIONS;
	}

	record(component: string, object: KubeObject, type: string, reason: string, message: string): void {
		const {store, clock} = this.cluster;
		const {uid, resourceVersion} = object.metadata;
		const id = [component, uid, resourceVersion, type, reason].join('\n');
		const known = this.#known.get(id);
		const isRunning = known !== undefined && clock.now() - known.lastMs < SERIES_MS;
		const event = isRunning ? store.get('Event', known.observation.key) : undefined;
		if (!event || !known) {
			this.#begin(id, component, object, type, reason, message);
			return;
		}
		known.lastMs = clock.now();
		known.observation.count++;
		if (event.series) return;
		store.put<'Event'>({...event, series: {count: 2, lastObservedTime: microTime(clock.now())}});
		this.shelf.touch(known.observation);
	}

	#begin(id: string, component: string, object: KubeObject, type: string, reason: string, message: string): void {
		const {store, clock, random} = this.cluster;
		const namespace = object.metadata.namespace ?? 'default';
		if (!this.shelf.mayAdd(namespace)) return;
		const key = this.shelf.nextKey(object);
		const time = formatTime(clock.now());
		store.add<'Event'>({
			action: ACTIONS[component]?.[reason] ?? '',
			apiVersion: 'v1',
			kind: 'Event',
			metadata: {
				name: key.slice(namespace.length + 1),
				namespace,
				uid: random.uuid(),
				resourceVersion: '',
				creationTimestamp: time,
			},
			eventTime: microTime(clock.now()),
			firstTimestamp: null as unknown as undefined,
			involvedObject: this.shelf.involved(object, undefined),
			lastTimestamp: null as unknown as undefined,
			message,
			reason,
			reportingComponent: component,
			reportingInstance: `${component}-${INSTANCE_SUFFIX}`,
			source: {},
			type,
		});
		const observation = {text: message, fieldPath: undefined, key, firstTimestamp: time, count: 1, seenMs: undefined};
		this.#known.set(id, {observation, lastMs: clock.now()});
		this.shelf.touch(observation);
	}
}

// `2026-01-05T09:00:00.250000Z`
function microTime(timeMs: number): string {
	const millis = String(Math.floor(timeMs % 1000)).padStart(3, '0');
	return formatTime(timeMs).replace('Z', `.${millis}000Z`);
}
