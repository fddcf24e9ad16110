import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Cluster} from '../../../src/cluster/cluster.ts';
import {createCluster} from '../../../src/cluster/cluster.ts';

type Spec = {readonly [key: string]: Json};

function createPod(cluster: Cluster, name: string, spec: Spec = {}, labels: Spec = {}): void {
	const manifest: Json = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name, namespace: 'default', labels},
		spec: {containers: [{name: 'app', image: 'nginx:1.25'}], ...spec},
	};
	cluster.api.create(cluster.api.decode('Pod', manifest));
	cluster.settle();
}

function requests(cpu: string): Spec {
	return {containers: [{name: 'app', image: 'nginx:1.25', resources: {requests: {cpu}}}]};
}

function nodeOf(cluster: Cluster, name: string): string | undefined {
	return cluster.store.get('Pod', `default/${name}`)?.spec.nodeName;
}

function whyPending(cluster: Cluster, name: string): string | undefined {
	const conditions = cluster.store.get('Pod', `default/${name}`)!.status.conditions;
	return conditions?.find(({type}) => type === 'PodScheduled')?.message;
}

function updateNode(cluster: Cluster, name: string, change: {labels?: Spec; unschedulable?: boolean}): void {
	const {labels, unschedulable} = change;
	cluster.api.patch('Node', undefined, name, {
		type: 'merge',
		body: {
			...(labels && {metadata: {labels}}),
			...(unschedulable !== undefined && {spec: {unschedulable: unschedulable || null}}),
		},
	});
	cluster.settle();
}

const NOT_HELPFUL =
	'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';

test.each<[string, Spec, string]>([
	[
		'too large for any node',
		requests('6'),
		`0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. ${NOT_HELPFUL}`,
	],
	[
		'no node has the label',
		{nodeSelector: {disk: 'ssd'}},
		`0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL}`,
	],
	[
		'the only node is tainted',
		{nodeSelector: {'kubernetes.io/hostname': 'control-plane'}},
		`0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL}`,
	],
])('%s: the Pod waits and says why', (_, spec, message) => {
	const cluster = createCluster({seed: 1});
	createPod(cluster, 'huge', spec);
	expect(whyPending(cluster, 'huge')).toBe(message);
	const event = cluster.store.list('Event', 'default').find(({reason}) => reason === 'FailedScheduling');
	expect(event?.message).toBe(message);
});

test('full nodes: nobody less important is there to go', () => {
	const cluster = createCluster({seed: 1});
	for (const name of ['a', 'b', 'c']) createPod(cluster, name, requests('3'));
	expect(new Set([nodeOf(cluster, 'a'), nodeOf(cluster, 'b')])).toEqual(new Set(['worker-1', 'worker-2']));
	expect(whyPending(cluster, 'c')).toBe(
		'0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
	);
	cluster.api.delete('Pod', 'default', 'a', {gracePeriodSeconds: 0});
	cluster.advance(2000);
	expect(nodeOf(cluster, 'c')).toBeDefined();
});

test('a waiting Pod is tried again when its node gets the label, and not because time passes', () => {
	const cluster = createCluster({seed: 1});
	createPod(cluster, 'fast', {nodeSelector: {disk: 'ssd'}});
	cluster.advance(600_000);
	const events = cluster.store.list('Event', 'default').filter(({reason}) => reason === 'FailedScheduling');
	expect(events.map(({series}) => series)).toEqual([undefined]);
	updateNode(cluster, 'worker-2', {labels: {disk: 'ssd'}});
	expect(nodeOf(cluster, 'fast')).toBe('worker-2');
});

test('cordoned nodes take nothing new', () => {
	const cluster = createCluster({seed: 1});
	for (const name of ['worker-1', 'worker-2']) updateNode(cluster, name, {unschedulable: true});
	createPod(cluster, 'late');
	expect(whyPending(cluster, 'late')).toBe(
		`0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) were unschedulable. ${NOT_HELPFUL}`,
	);
	cluster.advance(5000);
	updateNode(cluster, 'worker-1', {unschedulable: false});
	expect(nodeOf(cluster, 'late')).toBe('worker-1');
});

test('spread and anti-affinity keep Pods apart', () => {
	const cluster = createCluster({seed: 1});
	const labelSelector = {matchLabels: {app: 'db'}};
	const topologyKey = 'kubernetes.io/hostname';
	const apart = {
		affinity: {
			podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey, labelSelector}]},
		},
	};
	for (const name of ['a', 'b', 'c']) createPod(cluster, name, apart, {app: 'db'});
	expect(new Set([nodeOf(cluster, 'a'), nodeOf(cluster, 'b')])).toEqual(new Set(['worker-1', 'worker-2']));
	expect(whyPending(cluster, 'c')).toContain("2 node(s) didn't match pod anti-affinity rules.");
	createPod(cluster, 'guest', {}, {app: 'db'});
	expect(whyPending(cluster, 'guest')).toContain("2 node(s) didn't satisfy existing pods anti-affinity rules.");
});

test('a more important Pod makes room for itself', () => {
	const cluster = createCluster({seed: 1});
	cluster.api.create<'PriorityClass'>({
		apiVersion: 'scheduling.k8s.io/v1',
		kind: 'PriorityClass',
		metadata: {name: 'high'},
		value: 1000,
	});
	for (const name of ['a', 'b']) createPod(cluster, name, requests('3'));
	cluster.advance(5000);
	createPod(cluster, 'vip', {...requests('3'), priorityClassName: 'high'});
	const vip = cluster.store.get('Pod', 'default/vip')!;
	expect(vip.status.nominatedNodeName).toMatch(/^worker-[12]$/);
	cluster.advance(5000);
	expect(nodeOf(cluster, 'vip')).toBe(vip.status.nominatedNodeName);
	const left = ['a', 'b'].filter(name => cluster.store.get('Pod', `default/${name}`));
	expect(left).toHaveLength(1);
	const event = cluster.store.list('Event', 'default').find(({reason}) => reason === 'Preempted');
	expect(event?.message).toBe(`Preempted by pod ${vip.metadata.uid} on node ${vip.status.nominatedNodeName}`);
});

test('the same seed schedules the same way', () => {
	const run = (): (string | undefined)[] => {
		const cluster = createCluster({seed: 42});
		const names = Array.from({length: 12}, (_, index) => `pod-${index}`);
		for (const name of names) createPod(cluster, name);
		return names.map(name => nodeOf(cluster, name));
	};
	expect(run()).toEqual(run());
});

test('an affinity that nobody meets is not tried again when unrelated Pods come and go', () => {
	const cluster = createCluster({seed: 1});
	const term = {topologyKey: 'kubernetes.io/hostname', labelSelector: {matchLabels: {app: 'cache'}}};
	createPod(cluster, 'web', {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [term]}}});
	const failures = () => cluster.store.list('Event', 'default').filter(({reason}) => reason === 'FailedScheduling');
	createPod(cluster, 'other', {});
	cluster.advance(5_000);
	cluster.api.delete('Pod', 'default', 'other', {gracePeriodSeconds: 0});
	cluster.advance(60_000);
	expect(failures()).toHaveLength(1);
	cluster.api.create<'Pod'>({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'cache', namespace: 'default', labels: {app: 'cache'}},
		spec: {containers: [{name: 'cache', image: 'redis'}]},
	});
	cluster.advance(5_000);
	expect(nodeOf(cluster, 'web')).toBe(nodeOf(cluster, 'cache'));
});
