import {beforeEach, expect, test} from 'vitest';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';

let cluster: Cluster;

beforeEach(() => {
	cluster = createCluster({seed: 1, nodes: [{name: 'worker-1'}, {name: 'worker-2'}]});
	for (const [name, value] of [
		['low', 10],
		['middle', 100],
		['high', 1000],
		['meek', 1000],
	] as const)
		cluster.api.create<'PriorityClass'>({
			apiVersion: 'scheduling.k8s.io/v1',
			kind: 'PriorityClass',
			metadata: {name},
			value,
			...(name === 'meek' && {preemptionPolicy: 'Never'}),
		});
});

/** A Pod that asks for CPUs, on a node or wherever the scheduler puts it. */
function pod(name: string, cpu: string, more: {on?: string; class?: string; app?: string; grace?: number} = {}): void {
	const containers = [{name: 'app', image: 'busybox', command: ['sleep', '1d'], resources: {requests: {cpu}}}];
	const nodeSelector = more.on && {'kubernetes.io/hostname': more.on};
	const spec = {
		containers,
		terminationGracePeriodSeconds: more.grace ?? 0,
		...(nodeSelector && {nodeSelector}),
		...(more.class && {priorityClassName: more.class}),
	};
	const metadata = {name, namespace: 'default', labels: {app: more.app ?? 'free'}};
	cluster.api.create(cluster.api.decode('Pod', {apiVersion: 'v1', kind: 'Pod', metadata, spec} as never));
	cluster.advance(5000);
}

function budget(app: string, minAvailable: number): void {
	cluster.api.create<'PodDisruptionBudget'>({
		apiVersion: 'policy/v1',
		kind: 'PodDisruptionBudget',
		metadata: {name: app, namespace: 'default'},
		spec: {minAvailable, selector: {matchLabels: {app}}},
	});
	cluster.settle();
}

const get = (name: string) => cluster.store.get('Pod', `default/${name}`);
/** `name@node` of all Pods. */
const placed = () =>
	cluster.store
		.list('Pod', 'default')
		.map(({metadata, spec}) => `${metadata.name}@${spec.nodeName ?? ''}`)
		.sort();

test('victims whose budget would be broken are spared where there are others, even more important ones', () => {
	pod('guarded', '3', {on: 'worker-1', app: 'db'});
	pod('other', '3', {on: 'worker-2', class: 'low'});
	budget('db', 1);
	pod('vip', '3', {class: 'high'});
	expect(placed()).toEqual(['guarded@worker-1', 'vip@worker-2']);
});

test('on one node, too, Pods under a budget come back first', () => {
	pod('guarded', '2', {on: 'worker-1', app: 'db'});
	pod('other', '2', {on: 'worker-1', class: 'low'});
	budget('db', 1);
	pod('vip', '2', {on: 'worker-1', class: 'high'});
	expect(placed()).toEqual(['guarded@worker-1', 'vip@worker-1']);
});

test('without another way a budget is broken', () => {
	pod('guarded', '3', {on: 'worker-1', app: 'db'});
	budget('db', 1);
	pod('vip', '3', {on: 'worker-1', class: 'high'});
	expect(placed()).toEqual(['vip@worker-1']);
});

test('a budget counts Pod by Pod: what it allows may go', () => {
	for (const name of ['db-0', 'db-1']) pod(name, '2', {on: 'worker-1', app: 'db'});
	pod('other', '4', {on: 'worker-2', class: 'low'});
	budget('db', 1);
	pod('vip', '2', {class: 'high'});
	// worker-1 loses one Pod that its budget allows, worker-2 would lose a more important one. The budget's room goes to the Pod that
	// runs longest, so that it is the one without protection.
	expect(placed()).toEqual(['db-1@worker-1', 'other@worker-2', 'vip@worker-1']);
});

test('the least important victims go, and equals only if they must', () => {
	pod('a', '3', {on: 'worker-1', class: 'middle'});
	pod('b', '3', {on: 'worker-2', class: 'low'});
	pod('vip', '3', {class: 'high'});
	expect(placed()).toEqual(['a@worker-1', 'vip@worker-2']);
	pod('peer', '3', {class: 'middle'});
	expect(get('peer')!.status.conditions![0]!.message).toBe(
		'0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
	);
});

test('a Pod waits on its nominated node while its victim ends; a more important one takes the node over', () => {
	pod('old', '3', {on: 'worker-1', grace: 60});
	pod('big', '4', {on: 'worker-2', class: 'high'});
	pod('vip', '3', {class: 'low'});
	expect(placed()).toEqual(['big@worker-2', 'old@worker-1', 'vip@']);
	expect(get('vip')!.status.nominatedNodeName).toBe('worker-1');
	pod('boss', '3', {class: 'middle'});
	expect(get('boss')!.status.nominatedNodeName).toBe('worker-1');
	expect(get('vip')!.status.nominatedNodeName).toBeUndefined();
	cluster.advance(60_000);
	expect(placed()).toEqual(['big@worker-2', 'boss@worker-1', 'vip@']);
	expect(get('boss')!.status.nominatedNodeName).toBe('worker-1');
});

test('a Pod that must not preempt says so', () => {
	for (const on of ['worker-1', 'worker-2']) pod(on, '3', {on});
	pod('meek', '3', {class: 'meek'});
	expect(get('meek')!.status.conditions![0]!.message).toBe(
		'0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
	);
});
