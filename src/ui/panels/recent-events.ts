import type {Event} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import {parseTime} from '../../shell/calendar.ts';

/** When an event was seen last. */
export function lastSeenMs(event: Event): number {
	const {series, lastTimestamp, firstTimestamp, metadata} = event;
	return parseTime(series?.lastObservedTime ?? lastTimestamp ?? firstTimestamp ?? metadata.creationTimestamp);
}

const lists = new WeakMap<Store, {readonly byUid: Map<string, Event>; newestFirst: readonly Event[] | undefined}>();

/**
 * The events of a cluster, the one that was seen last first. They are ordered once, when they are asked for first; after that each change moves
 * one event to the front, however many there are.
 */
export function recentEvents(store: Store): readonly Event[] {
	let list = lists.get(store);
	if (!list) {
		const sorted = store.list('Event').sort((a, b) => lastSeenMs(a) - lastSeenMs(b));
		const created = {byUid: new Map(sorted.map(event => [event.metadata.uid, event])), newestFirst: undefined};
		list = created;
		lists.set(store, list);
		store.watch('Event', ({type, object}) => {
			const {byUid} = created;
			byUid.delete(object.metadata.uid);
			if (type !== 'DELETED') byUid.set(object.metadata.uid, object);
			created.newestFirst = undefined;
		});
	}
	list.newestFirst ??= [...list.byUid.values()].reverse();
	return list.newestFirst;
}
