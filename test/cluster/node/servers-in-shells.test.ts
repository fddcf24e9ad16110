import {expect, test} from 'vitest';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';

/** A cluster with the Pod `web`: nginx, started by a shell. */
function open(script: string): Cluster {
	const cluster = createCluster({seed: 6});
	const manifest = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'web', namespace: 'default'},
		spec: {containers: [{name: 'web', image: 'nginx:1.27', command: ['sh', '-c', script]}]},
	};
	cluster.api.create(cluster.api.decode('Pod', manifest as never));
	cluster.advance(10_000);
	return cluster;
}

const pod = ({store}: Cluster) => store.get('Pod', 'default/web');

function page(cluster: Cluster): string {
	const host = pod(cluster)!.status.podIP!;
	const answer = cluster.network().http({method: 'GET', host, port: 80, path: '/', headers: {}});
	return 'failure' in answer ? answer.failure : answer.body;
}

function secondsToDelete(cluster: Cluster): number {
	cluster.api.delete('Pod', 'default', 'web', {});
	let seconds = 0;
	for (; pod(cluster); seconds++) cluster.advance(1000);
	return seconds;
}

const WRITE = 'echo hello > /usr/share/nginx/html/index.html';

test('a shell prepares files and then becomes the server, which stops when it is told to', () => {
	const cluster = open(`${WRITE}; exec nginx -g 'daemon off;'`);
	expect(page(cluster)).toBe('hello\n');
	expect(secondsToDelete(cluster)).toBeLessThan(5);
});

test('a server below a shell is not told anything and dies with it', () => {
	const cluster = open(`${WRITE} && nginx -g 'daemon off;'; echo over`);
	expect(page(cluster)).toBe('hello\n');
	expect(secondsToDelete(cluster)).toBeGreaterThanOrEqual(30);
});

test('no second server gets the port', () => {
	const cluster = open("nginx -g 'daemon off;' | nginx -g 'daemon off;'");
	const log = cluster.nodes.logs(pod(cluster)!, 'web', {previous: false});
	expect(pod(cluster)!.status.phase).toBe('Running');
	expect(log.map(({text}) => text)).toContain(
		'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
	);
});
