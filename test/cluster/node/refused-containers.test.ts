import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import {createCluster} from '../../../src/cluster/cluster.ts';
import type {Pod} from '../../../src/cluster/objects.ts';

function podWith(spec: {readonly [key: string]: Json}): Pod {
	const cluster = createCluster({seed: 7});
	const manifest = {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', namespace: 'default'}, spec};
	cluster.api.create(cluster.api.decode('Pod', manifest));
	cluster.advance(5_000);
	return cluster.store.get('Pod', 'default/web')!;
}

test.each([
	[{}, 'container has runAsNonRoot and image will run as root'],
	[{runAsUser: 0}, "container's runAsUser breaks non-root policy"],
])('a container that must not be root is not made as root: %j', (own, problem) => {
	const pod = podWith({
		securityContext: {runAsNonRoot: true},
		containers: [{name: 'nginx', image: 'nginx', securityContext: own}],
	});
	expect(pod.status.containerStatuses?.[0]?.state?.waiting).toEqual({
		reason: 'CreateContainerConfigError',
		message: `${problem} (pod: "web_default(${pod.metadata.uid})", container: nginx)`,
	});
});

test('a container that must not be root runs as another user', () => {
	const containers = [{name: 'nginx', image: 'nginx', securityContext: {runAsUser: 101, runAsNonRoot: true}}];
	expect(podWith({containers}).status.phase).toBe('Running');
});

test.each([
	['Nginx:1.25', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
	['ghcr.io/Acme/web', 'invalid reference format: repository name (Acme/web) must be lowercase'],
	['nginx:', 'invalid reference format'],
])('the image %s has no valid name', (image, problem) => {
	const pod = podWith({containers: [{name: 'nginx', image}]});
	expect(pod.status.containerStatuses?.[0]?.state?.waiting).toEqual({
		reason: 'InvalidImageName',
		message: `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${problem}`,
	});
});
