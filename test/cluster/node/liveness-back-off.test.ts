import {expect, test} from 'vitest';
import {createCluster} from '../../../src/cluster/cluster.ts';

// The kubelet looks at a container, kills it and starts it anew in one go; so it counts the pause from the end before.
test('a container whose liveness probe always fails backs off from its fourth restart on', () => {
	const cluster = createCluster({seed: 3});
	const probe = {exec: {command: ['false']}, periodSeconds: 5, failureThreshold: 3};
	const container = {name: 'app', image: 'busybox:1.36', command: ['sleep', '86400'], livenessProbe: probe};
	const manifest = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'app', namespace: 'default'},
		spec: {terminationGracePeriodSeconds: 1, containers: [container]},
	};
	cluster.api.create(cluster.api.decode('Pod', manifest as never));
	const status = () => cluster.store.get('Pod', 'default/app')!.status.containerStatuses?.[0];
	const seen: string[] = [];
	for (let seconds = 0; seconds < 100; seconds++) {
		cluster.advance(1000);
		const {restartCount, state} = status()!;
		const now = `${restartCount} ${state?.waiting?.reason ?? Object.keys(state ?? {})[0]}`;
		if (seen.at(-1) !== now) seen.push(now);
	}
	expect(seen).toEqual([
		'0 ContainerCreating',
		'0 running',
		'1 running',
		'2 running',
		'3 running',
		'3 CrashLoopBackOff',
		'4 running',
	]);
});
