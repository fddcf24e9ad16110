import {expect, test} from 'vitest';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';

/** Two nginx Pods behind the Service `web`, one on each worker. */
function start(): {cluster: Cluster; ip: string} {
	const cluster = createCluster({seed: 1});
	for (const nodeName of ['worker-1', 'worker-2']) {
		const spec = {nodeName, containers: [{name: 'nginx', image: 'nginx'}]};
		const metadata = {name: nodeName, namespace: 'default', labels: {app: 'web'}};
		cluster.api.create(cluster.api.decode('Pod', {apiVersion: 'v1', kind: 'Pod', metadata, spec}));
	}
	cluster.api.create<'Service'>({
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'web', namespace: 'default'},
		spec: {selector: {app: 'web'}, ports: [{port: 80}]},
	});
	cluster.advance(10_000);
	return {cluster, ip: cluster.store.get('Service', 'default/web')!.spec.clusterIP!};
}

const pod = ({store}: Cluster, name: string) => store.get('Pod', `default/${name}`)!;

function get(cluster: Cluster, host: string, from?: string): string {
	const network = cluster.network(from === undefined ? undefined : pod(cluster, from));
	const answer = network.http({method: 'GET', host, port: 80, path: '/', headers: {}});
	return 'failure' in answer ? answer.failure : String(answer.status);
}

const endpoints = ({store}: Cluster) =>
	store
		.list('EndpointSlice', 'default')
		.flatMap(slice => slice.endpoints ?? [])
		.filter(({nodeName}) => nodeName)
		.map(({nodeName, conditions}) => `${nodeName} ${conditions?.ready}`)
		.sort();

/** What twenty requests to the Service gave. */
const through = (cluster: Cluster, ip: string) => new Set(Array.from({length: 20}, () => get(cluster, ip)));

test('Pods of a node that is cut off stop answering at once; the endpoints follow when the node is NotReady', () => {
	const {cluster, ip} = start();
	const lost = pod(cluster, 'worker-1').status.podIP!;
	expect([get(cluster, lost), get(cluster, lost, 'worker-2')]).toEqual(['200', '200']);
	cluster.machines.fail('worker-1');
	expect([get(cluster, lost), get(cluster, lost, 'worker-2')]).toEqual(['timeout', 'timeout']);
	expect(get(cluster, 'worker-1')).toBe('timeout');
	cluster.advance(40_000);
	expect(endpoints(cluster)).toEqual(['worker-1 true', 'worker-2 true']);
	expect(through(cluster, ip)).toEqual(new Set(['200', 'timeout']));
	cluster.advance(15_000);
	expect(endpoints(cluster)).toEqual(['worker-1 false', 'worker-2 true']);
	expect(through(cluster, ip)).toEqual(new Set(['200']));
	cluster.machines.heal('worker-1');
	cluster.advance(5000);
	expect(get(cluster, lost)).toBe('200');
	expect(endpoints(cluster)).toEqual(['worker-1 true', 'worker-2 true']);
});

test('from inside the lost node only the node itself is reached', () => {
	const {cluster, ip} = start();
	cluster.machines.fail('worker-1');
	const other = pod(cluster, 'worker-2').status.podIP!;
	expect(get(cluster, other, 'worker-1')).toBe('timeout');
	expect(get(cluster, pod(cluster, 'worker-1').status.podIP!, 'worker-1')).toBe('200');
	expect(get(cluster, 'web', 'worker-1')).toBe('unknown-host');
	expect(through(cluster, ip)).toContain('200');
});

test('a node that takes the name of a removed one works', () => {
	const {cluster} = start();
	cluster.machines.fail('worker-1');
	cluster.machines.remove('worker-1');
	cluster.advance(200_000);
	cluster.machines.add({name: 'worker-1'});
	cluster.advance(1000);
	const spec = {nodeName: 'worker-1', containers: [{name: 'nginx', image: 'nginx'}]};
	cluster.api.create(
		cluster.api.decode('Pod', {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'new', namespace: 'default'}, spec}),
	);
	cluster.advance(10_000);
	expect(get(cluster, pod(cluster, 'new').status.podIP!)).toBe('200');
});
