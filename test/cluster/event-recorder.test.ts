import {expect, test} from 'vitest';
import {createEventRecorder} from '../../src/cluster/event-recorder.ts';
import {Random} from '../../src/cluster/random.ts';
import {deploymentManifest, podManifest, world} from './api-server/world.ts';

function withRecorder() {
	const all = world();
	const {store, clock, create} = all;
	const recorder = createEventRecorder({store, clock, random: new Random(7)});
	const pod = create('Pod', podManifest('web', {nodeName: 'worker-1'}));
	const record = (message: string, fieldPath?: string) =>
		recorder.record('kubelet', pod, 'Warning', 'BackOff', message, fieldPath);
	const seen = () => store.list('Event').map(({message, count}) => `${count} ${message}`);
	const pass = (seconds: number) => {
		const endMs = clock.now() + seconds * 1000;
		for (let next = clock.nextAtMs(); next !== undefined && next <= endMs; next = clock.nextAtMs()) clock.runNext();
		clock.moveTo(endMs);
	};
	return {...all, recorder, pod, record, seen, pass};
}

test('an event names its object, its source and its times', () => {
	const {record, store, pod} = withRecorder();
	record('Back-off restarting failed container', 'spec.containers{app}');
	const [event] = store.list('Event');
	expect(event).toMatchObject({
		type: 'Warning',
		reason: 'BackOff',
		count: 1,
		firstTimestamp: '2026-01-05T09:00:00Z',
		lastTimestamp: '2026-01-05T09:00:00Z',
		source: {component: 'kubelet', host: 'worker-1'},
		reportingComponent: 'kubelet',
		involvedObject: {
			kind: 'Pod',
			name: 'web',
			namespace: 'default',
			uid: pod.metadata.uid,
			fieldPath: 'spec.containers{app}',
		},
	});
	expect(event?.metadata.name).toMatch(/^web\.[0-9a-f]{16}$/);
});

test('repeats of one text are counted, of another container apart', () => {
	const {record, seen, store, pass} = withRecorder();
	record('failed', 'spec.containers{app}');
	pass(20);
	record('failed', 'spec.containers{app}');
	record('failed', 'spec.containers{other}');
	expect(seen()).toEqual(['2 failed', '1 failed']);
	expect(store.list('Event')[0]).toMatchObject({
		firstTimestamp: '2026-01-05T09:00:00Z',
		lastTimestamp: '2026-01-05T09:00:20Z',
	});
});

test('the tenth different text within ten minutes is combined', () => {
	const {record, seen, pass} = withRecorder();
	for (let index = 1; index <= 12; index++) record(`text ${index}`);
	expect(seen().slice(8)).toEqual(['1 text 9', '3 (combined from similar events): text 12']);
	pass(601);
	record('text 13');
	expect(seen().at(-1)).toBe('1 text 13');
});

test('of a flood 25 are written, then one in five minutes, and the count knows all of them', () => {
	const {record, seen, pass} = withRecorder();
	for (let times = 0; times < 40; times++) record('failed');
	expect(seen()).toEqual(['25 failed']);
	pass(300);
	record('failed');
	record('failed');
	expect(seen()).toEqual(['41 failed']);
});

test('an event is forgotten an hour after it happened last', () => {
	const {record, seen, pass} = withRecorder();
	record('once');
	record('again');
	pass(1800);
	record('again');
	pass(1800);
	expect(seen()).toEqual(['2 again']);
	pass(1800);
	expect(seen()).toEqual([]);
});

test('a namespace that goes away takes no new events', () => {
	const {api, create, recorder, store} = withRecorder();
	create('Namespace', {metadata: {name: 'lab'}});
	const manifest = deploymentManifest('web') as {metadata: object};
	const deployment = create('Deployment', {...manifest, metadata: {name: 'web', namespace: 'lab'}});
	const record = () => recorder.record('deployment-controller', deployment, 'Normal', 'ScalingReplicaSet', 'scaled');
	record();
	api.delete('Namespace', undefined, 'lab');
	record();
	recorder.record('deployment-controller', deployment, 'Normal', 'Other', 'new');
	expect(store.list('Event', 'lab').map(({count, reason}) => [count, reason])).toEqual([[2, 'ScalingReplicaSet']]);
});

test("the scheduler's events have an action and a time in microseconds; a series says so once", () => {
	const {recorder, store, pod, pass} = withRecorder();
	const fail = (object: typeof pod) =>
		recorder.record('default-scheduler', object, 'Warning', 'FailedScheduling', 'no room');
	fail(pod);
	expect(store.list('Event')).toMatchObject([
		{
			action: 'Scheduling',
			eventTime: '2026-01-05T09:00:00.000000Z',
			firstTimestamp: null,
			lastTimestamp: null,
			reportingComponent: 'default-scheduler',
			source: {},
		},
	]);
	const changed = {...pod, metadata: {...pod.metadata, resourceVersion: '99'}};
	for (let tries = 0; tries < 3; tries++) {
		pass(10);
		fail(changed);
	}
	expect(store.list('Event').map(({series}) => series)).toEqual([
		undefined,
		{count: 2, lastObservedTime: '2026-01-05T09:00:20.000000Z'},
	]);
	pass(361);
	fail(changed);
	expect(store.list('Event')).toHaveLength(3);
});
