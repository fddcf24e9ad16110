import {expect, test} from 'vitest';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';

/** A Pod with a gRPC probe and the Pod's events of it, after some time. */
function start(
	args: readonly string[],
	probe: object,
	image = 'registry.k8s.io/e2e-test-images/agnhost:2.43',
): Cluster {
	const cluster = createCluster({seed: 4});
	const container = {
		name: 'app',
		image,
		...(args.length > 0 && {args: [...args]}),
		readinessProbe: {periodSeconds: 5, ...probe},
	};
	const manifest = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'app', namespace: 'default'},
		spec: {containers: [container]},
	};
	cluster.api.create(cluster.api.decode('Pod', manifest as never));
	cluster.advance(20_000);
	return cluster;
}

const isReady = ({store}: Cluster) => store.get('Pod', 'default/app')!.status.containerStatuses?.[0]?.ready;
const complaints = ({store}: Cluster) => [
	...new Set(
		store
			.list('Event', 'default')
			.filter(({reason}) => reason === 'Unhealthy')
			.map(({message}) => message),
	),
];

function get(cluster: Cluster, path: string): string {
	const host = cluster.store.get('Pod', 'default/app')!.status.podIP!;
	const answer = cluster.network().http({method: 'GET', host, port: 8080, path, headers: {}});
	return 'failure' in answer ? answer.failure : `${answer.status} ${answer.body}`;
}

test('agnhost grpc-health-checking serves health on 5000, and HTTP on 8080 turns it off and on', () => {
	const cluster = start(['grpc-health-checking'], {grpc: {port: 5000}});
	expect(isReady(cluster)).toBe(true);
	expect(get(cluster, '/make-not-serving')).toMatch(/^200 \d+(\.\d+)?s$/);
	cluster.advance(20_000);
	expect(isReady(cluster)).toBe(false);
	expect(complaints(cluster)).toEqual(['Readiness probe failed: service unhealthy (responded with "NOT_SERVING")']);
	get(cluster, '/make-serving');
	cluster.advance(6000);
	expect(isReady(cluster)).toBe(true);
	expect(get(cluster, '/else')).toBe('404 404 page not found\n');
	const pod = cluster.store.get('Pod', 'default/app')!;
	const log = cluster.nodes.logs(pod, 'app', {previous: false}).map(({text}) => text);
	expect(log.slice(0, 2)).toEqual([
		'2026/01/05 09:00:01 Http server starting to listen on :8080',
		'2026/01/05 09:00:01 gRPC server starting to listen on :5000',
	]);
	expect(log.find(line => line.includes('Mark'))).toMatch(/^2026\/01\/05 09:00:20 Mark as unhealthy$/);
});

test('it gets unhealthy by itself after --delay-unhealthy-sec', () => {
	const cluster = start(['grpc-health-checking', '--port', '6000', '--delay-unhealthy-sec=30'], {grpc: {port: 6000}});
	expect(isReady(cluster)).toBe(true);
	cluster.advance(40_000);
	expect(isReady(cluster)).toBe(false);
});

test.each([
	[
		'another service',
		['grpc-health-checking'],
		{grpc: {port: 5000, service: 'shop'}},
		'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
	],
	[
		'a closed port',
		['grpc-health-checking'],
		{grpc: {port: 5001}},
		'timeout: failed to connect service "IP:5001" within 1s: context deadline exceeded',
	],
	[
		'a port that speaks HTTP',
		['grpc-health-checking'],
		{grpc: {port: 8080}, timeoutSeconds: 70},
		'timeout: failed to connect service "IP:8080" within 1m10s: context deadline exceeded',
	],
] as const)('%s fails in the words of the kubelet', (_, args, probe, text) => {
	const cluster = start(args, probe);
	const ip = cluster.store.get('Pod', 'default/app')!.status.podIP!;
	expect(complaints(cluster)).toEqual([`Readiness probe failed: ${text.replace('IP', ip)}`]);
	expect(isReady(cluster)).toBe(false);
});

test('a named service that is served succeeds', () => {
	expect(isReady(start(['grpc-health-checking', '--service=shop'], {grpc: {port: 5000, service: 'shop'}}))).toBe(true);
});
