import {ageOf} from '../../cluster/duration.ts';
import type {Event, KubeObject} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import type {Description} from './description.ts';

/** The last section of most descriptions: what was reported about the object, repeats counted. */
export function describeEvents(description: Description, object: KubeObject, context: DescribeContext): Description {
	if (!context.showEvents) return description;
	const events = eventsAbout(object, context);
	if (events.length === 0) return description.field('Events', '<none>');
	return description.line(0, 'Events:').table(
		1,
		['Type', 'Reason', 'Age', 'From', 'Message'],
		['----', '------', '----', '----', '-------'],
		events.map(event => [
			event.type ?? '',
			event.reason ?? '',
			eventAge(event, context.nowMs),
			event.source?.component || (event.reportingComponent ?? ''),
			(event.message ?? '').trim(),
		]),
	);
}

/** `5s`, or `5s (x3 over 10s)` for an event that was seen more than once. */
export function eventAge(event: Event, nowMs: number): string {
	const first = ageOf(event.eventTime || event.firstTimestamp || undefined, nowMs);
	if (event.series) return `${ageOf(event.series.lastObservedTime, nowMs)} (x${event.series.count} over ${first})`;
	if ((event.count ?? 0) > 1) return `${ageOf(event.lastTimestamp, nowMs)} (x${event.count} over ${first})`;
	return first;
}

// The events of a node carry its name for uid when the kubelet writes them. Those that were written by the newer events API have no
// lastTimestamp and therefore come first.
function eventsAbout(object: KubeObject, {store}: DescribeContext): Event[] {
	const {name, namespace, uid} = object.metadata;
	return store
		.list('Event', namespace)
		.filter(({involvedObject: about}) => {
			if (about.name !== name || (about.namespace ?? '') !== (namespace ?? '')) return false;
			if (object.kind !== 'Pod' && about.kind !== object.kind) return false;
			return about.uid === uid || (object.kind === 'Node' && about.uid === name);
		})
		.sort((a, b) => compare(a.lastTimestamp ?? '', b.lastTimestamp ?? ''));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
