import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Cluster} from '../../../src/cluster/cluster.ts';
import {createCluster} from '../../../src/cluster/cluster.ts';

function createPod(cluster: Cluster, name: string, tolerations: Json = []): void {
	const spec: Json = {nodeName: 'worker-1', tolerations, containers: [{name: 'app', image: 'nginx:1.25'}]};
	const manifest: Json = {apiVersion: 'v1', kind: 'Pod', metadata: {name, namespace: 'default'}, spec};
	cluster.api.create(cluster.api.decode('Pod', manifest));
	cluster.settle();
}

function taint(cluster: Cluster, taints: Json): void {
	cluster.api.patch('Node', undefined, 'worker-1', {type: 'merge', body: {spec: {taints}}});
	cluster.settle();
}

function pods(cluster: Cluster): string[] {
	return cluster.store.list('Pod').map(({metadata}) => metadata.name);
}

test('a NoExecute taint evicts at once, later or never, as the tolerations say', () => {
	const cluster = createCluster({seed: 1});
	const outage = {key: 'outage', operator: 'Exists', effect: 'NoExecute'};
	createPod(cluster, 'stays', [outage]);
	createPod(cluster, 'leaves-later', [{...outage, tolerationSeconds: 15}]);
	createPod(cluster, 'leaves-now');
	cluster.advance(5000);
	taint(cluster, [{key: 'outage', value: 'power', effect: 'NoExecute'}]);
	cluster.advance(3000);
	expect(pods(cluster)).toEqual(['stays', 'leaves-later']);
	cluster.advance(15_000);
	expect(pods(cluster)).toEqual(['stays']);
	const event = cluster.store.list('Event', 'default').find(({reason}) => reason === 'TaintManagerEviction');
	expect(event?.message).toBe('Marking for deletion Pod default/leaves-now');
});

test('a Pod whose taint is taken away in time stays', () => {
	const cluster = createCluster({seed: 1});
	createPod(cluster, 'lucky', [{key: 'outage', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 15}]);
	cluster.advance(5000);
	taint(cluster, [{key: 'outage', effect: 'NoExecute'}]);
	cluster.advance(10_000);
	taint(cluster, null);
	cluster.advance(60_000);
	expect(pods(cluster)).toEqual(['lucky']);
});

test('a cordon shows as a taint with its time, and goes with the cordon', () => {
	const cluster = createCluster({seed: 1});
	const cordon = (unschedulable: boolean | null): unknown => {
		cluster.api.patch('Node', undefined, 'worker-1', {type: 'merge', body: {spec: {unschedulable}}});
		cluster.settle();
		return cluster.store.get('Node', 'worker-1')!.spec.taints;
	};
	expect(cordon(true)).toEqual([
		{effect: 'NoSchedule', key: 'node.kubernetes.io/unschedulable', timeAdded: expect.stringMatching(/Z$/)},
	]);
	expect(cordon(null)).toBeUndefined();
});

test('a Pod that names a node which cannot hold it fails', () => {
	const cluster = createCluster({seed: 1});
	const manifest: Json = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'huge', namespace: 'default'},
		spec: {nodeName: 'worker-1', containers: [{name: 'app', image: 'nginx', resources: {requests: {cpu: '6'}}}]},
	};
	cluster.api.create(cluster.api.decode('Pod', manifest));
	cluster.settle();
	expect(cluster.store.get('Pod', 'default/huge')!.status).toMatchObject({
		phase: 'Failed',
		reason: 'OutOfcpu',
		message: "Pod was rejected: Node didn't have enough resource: cpu, requested: 6000, used: 0, capacity: 4000",
	});
});

test('Pods of a silent node stay Terminating until somebody declares the node out of service', () => {
	const cluster = createCluster({seed: 1});
	createPod(cluster, 'unreachable');
	cluster.advance(5000);
	cluster.machines.fail('worker-1');
	cluster.advance(600_000);
	expect(cluster.store.list('Pod')[0]?.metadata.deletionTimestamp).toBeDefined();
	taint(cluster, [{key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute'}]);
	expect(pods(cluster)).toEqual([]);
});

test('the out-of-service taint does not take Pods from a node that answers before they have ended', () => {
	const cluster = createCluster({seed: 1});
	createPod(cluster, 'alive', [{operator: 'Exists'}]);
	cluster.advance(5000);
	taint(cluster, [{key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute'}]);
	cluster.advance(60_000);
	expect(pods(cluster)).toEqual(['alive']);
});
