import {formatTime} from '../shell/calendar.ts';
import type {Clock} from './clock.ts';
import {EventCorrelator} from './event-correlator.ts';
import {EventExpiry} from './event-expiry.ts';
import {EventSeries} from './event-series.ts';
import type {EventRecorder} from './events.ts';
import type {Event, KubeObject} from './objects.ts';
import type {Random} from './random.ts';
import type {Store} from './store.ts';

interface EventSource {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Random;
}

// So many are there when 20,000 Pods have started.
const MOST_EVENTS = 100_000;

/** The recorder of a cluster: counts repeats, combines similar events, drops floods, and forgets events after an hour. */
export function createEventRecorder({store, clock, random}: EventSource): EventRecorder {
	const correlator = new EventCorrelator();
	const expiry = new EventExpiry(store, clock);
	const series = new EventSeries(
		{store, clock, random},
		{
			nextKey: object => correlator.nextKey(object, clock.now()),
			mayAdd: namespace => takesEvents(store, namespace) && store.count('Event') < MOST_EVENTS,
			touch: observation => expiry.touch(observation),
			involved,
		},
	);
	return {
		record(component, object, type, reason, text, fieldPath) {
			if (series.reports(component)) {
				series.record(component, object, type, reason, text);
				return;
			}
			const happening = {component, object, type, reason, text, fieldPath};
			const {message, observation, isAllowed} = correlator.correlate(happening, clock.now());
			if (!isAllowed) return;
			const namespace = object.metadata.namespace ?? 'default';
			const time = formatTime(clock.now());
			const isWritten = observation.seenMs !== undefined;
			const known = isWritten ? store.get('Event', observation.key) : undefined;
			if (!known && (!takesEvents(store, namespace) || store.count('Event') >= MOST_EVENTS)) return;
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
					eventTime: null as unknown as undefined,
					firstTimestamp: observation.firstTimestamp,
					lastTimestamp: time,
					source: host ? {component, host} : {component},
					reportingComponent: component,
					reportingInstance: host ?? '',
				});
			}
			expiry.touch(observation);
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

// Events often come one after the other about the same state of an object, and then share their reference to it.
function involved(object: KubeObject, fieldPath: string | undefined): Event['involvedObject'] {
	const {name, namespace, uid, resourceVersion} = object.metadata;
	if (lastReference?.uid === uid && lastReference.resourceVersion === resourceVersion) {
		const {apiVersion, kind} = lastReference;
		const isSame = apiVersion === object.apiVersion && kind === object.kind && lastReference.name === name;
		if (isSame && lastReference.namespace === namespace && lastReference.fieldPath === fieldPath) return lastReference;
	}
	lastReference = {
		apiVersion: object.apiVersion,
		kind: object.kind,
		name,
		uid,
		resourceVersion,
		...(namespace && {namespace}),
		...(fieldPath && {fieldPath}),
	};
	return lastReference;
}

let lastReference: Event['involvedObject'] | undefined;
