import type {Event, Kind, Objects} from '../../../src/cluster/objects.ts';
import {Store} from '../../../src/cluster/store.ts';
import {describeObject} from '../../../src/kubectl/describe/describe-object.ts';
import {parseTime} from '../../../src/shell/calendar.ts';

const NOW = '2026-11-21T10:18:16Z';

/** An object as the server would hand it out; whatever the test leaves out of the metadata is filled in. */
export function stored<K extends Kind>(kind: K, object: Record<string, unknown>): Objects[K] {
	const metadata = {
		namespace: 'default',
		uid: `uid-of-${kind}`,
		resourceVersion: '1',
		creationTimestamp: '2026-11-21T10:17:56Z',
		...(object.metadata as object),
	};
	return {apiVersion: 'v1', kind, status: {}, ...object, metadata} as unknown as Objects[K];
}

/** What `kubectl describe` prints of the first object at 10:18:16, in a cluster that has all of them. */
export function describe(...objects: Objects[Kind][]): string {
	const store = new Store();
	for (const object of objects) store.put(object);
	return describeObject(objects[0]!, {store, nowMs: parseTime(NOW), showEvents: true});
}

/** An event about an object, as the recorder writes it. */
export function eventAbout(object: Objects[Kind], event: Record<string, unknown>): Event {
	const {name, namespace, uid} = object.metadata;
	return stored('Event', {
		metadata: {name: `${name}.${String(event.reason)}`, ...(namespace && {namespace})},
		involvedObject: {kind: object.kind, name, namespace, uid},
		...event,
	});
}
