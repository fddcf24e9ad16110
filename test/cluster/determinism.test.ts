import {expect, test} from 'vitest';
import {createCluster} from '../../src/cluster/cluster.ts';
import {allKinds} from '../../src/cluster/kinds.ts';
import {deploymentManifest} from './api-server/world.ts';

// A rolling update that meets a node's failure, with a namespace that goes away meanwhile.
function story(seed: number): string {
	const cluster = createCluster({seed});
	const {api, store} = cluster;
	api.create<'Deployment'>(api.decode('Deployment', deploymentManifest('web', {replicas: 5})));
	api.create<'Namespace'>(api.decode('Namespace', {metadata: {name: 'lab'}}));
	cluster.advance(20_000);
	const image = {spec: {template: {spec: {containers: [{name: 'nginx', image: 'nginx:1.26'}]}}}};
	api.patch('Deployment', 'default', 'web', {type: 'strategic', body: image});
	cluster.advance(500);
	cluster.machines.fail('worker-1');
	api.delete('Namespace', undefined, 'lab');
	cluster.advance(600_000);
	expect(cluster.failures).toEqual([]);
	return JSON.stringify(allKinds().map(({kind}) => store.list(kind)));
}

test('the same seed and inputs give the same objects, byte for byte; another seed gives other names', () => {
	const first = story(1);
	expect(story(1)).toBe(first);
	expect(story(2)).not.toBe(first);
	expect(JSON.parse(first).length).toBeGreaterThan(20);
});
