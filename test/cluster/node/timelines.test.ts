import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Cluster} from '../../../src/cluster/cluster.ts';
import {createCluster} from '../../../src/cluster/cluster.ts';

type Spec = {readonly [key: string]: Json};

function newCluster(): Cluster {
	return createCluster({seed: 7});
}

function createPod(cluster: Cluster, name: string, spec: Spec): void {
	const manifest: Json = {apiVersion: 'v1', kind: 'Pod', metadata: {name, namespace: 'default'}, spec};
	cluster.api.create(cluster.api.decode('Pod', manifest));
	cluster.settle();
}

function shell(name: string, script: string, more: Spec = {}): Spec {
	return {name, image: 'busybox:1.36', command: ['sh', '-c', script], ...more};
}

/** `Running app=CrashLoopBackOff/2`: phase, and each container's state with its restarts. */
function look(cluster: Cluster, name: string): string {
	const pod = cluster.store.get('Pod', `default/${name}`);
	if (!pod) return 'gone';
	const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
	const states = statuses.map(({name, ready, restartCount, state}) => {
		const text = state?.waiting?.reason ?? state?.terminated?.reason ?? (ready ? 'Ready' : 'Running');
		return `${name}=${text}/${restartCount}`;
	});
	return [pod.status.phase, ...states].join(' ');
}

/** What the Pod looked like each time that it changed: `[seconds, look]`, checked twice a second. */
function timeline(cluster: Cluster, name: string, seconds: number): [number, string][] {
	const seen: [number, string][] = [];
	for (let at = 0; at <= seconds; at += 0.5) {
		const now = look(cluster, name);
		if (seen.at(-1)?.[1] !== now) seen.push([at, now]);
		cluster.advance(500);
	}
	return seen;
}

function events(cluster: Cluster, name: string): string[] {
	return cluster.store
		.list('Event', 'default')
		.filter(event => event.involvedObject.name === name)
		.map(({type, reason, message}) => `${type} ${reason} ${message}`);
}

test('a container that fails at once is restarted at once, then after 10 s, 20 s …; each time it shows Error until the next look', () => {
	const cluster = newCluster();
	createPod(cluster, 'worker', {containers: [shell('app', 'echo no settings found; exit 3')]});
	const steps = timeline(cluster, 'worker', 60).map(([, text]) => text);
	expect(steps).toEqual([
		'Pending app=ContainerCreating/0',
		'Running app=Error/0',
		'Running app=Error/1',
		'Running app=CrashLoopBackOff/1',
		'Running app=Error/2',
		'Running app=CrashLoopBackOff/2',
		'Running app=Error/3',
		'Running app=CrashLoopBackOff/3',
	]);
	const pod = cluster.store.get('Pod', 'default/worker')!;
	const [status] = pod.status.containerStatuses!;
	expect(status!.lastState!.terminated).toMatchObject({exitCode: 3, reason: 'Error'});
	expect(status!.state!.waiting!.message).toBe(
		`back-off 40s restarting failed container=app pod=worker_default(${pod.metadata.uid})`,
	);
	expect(cluster.nodes.logs(pod, 'app', {previous: true}).map(({text}) => text)).toEqual(['no settings found']);
});

test('the statuses of a crash loop fall into the times seen on real nodes', () => {
	const cluster = newCluster();
	createPod(cluster, 'worker', {containers: [shell('app', 'exit 1')]});
	const at = (seconds: number): string => {
		cluster.advance(seconds * 1000 - (cluster.clock.now() - startMs));
		return look(cluster, 'worker');
	};
	const startMs = cluster.clock.now();
	expect([at(8), at(14)]).toEqual(Array(2).fill('Running app=CrashLoopBackOff/1'));
	expect([at(18), at(27)]).toEqual(Array(2).fill('Running app=Error/2'));
	expect([at(31), at(40)]).toEqual(Array(2).fill('Running app=CrashLoopBackOff/2'));
	expect([at(44), at(52)]).toEqual(Array(2).fill('Running app=Error/3'));
	expect([at(57), at(76)]).toEqual(Array(2).fill('Running app=CrashLoopBackOff/3'));
});

test('a missing image alternates between ErrImagePull and ImagePullBackOff until it is corrected', () => {
	const cluster = newCluster();
	createPod(cluster, 'web', {containers: [{name: 'nginx', image: 'nginx:v999'}]});
	expect(timeline(cluster, 'web', 50).map(([, text]) => text)).toEqual([
		'Pending nginx=ContainerCreating/0',
		'Pending nginx=ErrImagePull/0',
		'Pending nginx=ImagePullBackOff/0',
		'Pending nginx=ErrImagePull/0',
		'Pending nginx=ImagePullBackOff/0',
	]);
	const notFound =
		'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:v999": failed to resolve reference "docker.io/library/nginx:v999": docker.io/library/nginx:v999: not found';
	expect(events(cluster, 'web')).toEqual(
		expect.arrayContaining([
			`Warning Failed Failed to pull image "nginx:v999": ${notFound}`,
			'Warning Failed Error: ErrImagePull',
			'Normal BackOff Back-off pulling image "nginx:v999"',
			'Warning Failed Error: ImagePullBackOff',
		]),
	);
	const body = {spec: {containers: [{name: 'nginx', image: 'nginx:1.27'}]}};
	cluster.api.patch('Pod', 'default', 'web', {type: 'strategic', body});
	cluster.advance(5000);
	expect(look(cluster, 'web')).toBe('Running nginx=Ready/0');
});

test('a command that does not exist ends in StartError with exit code 128', () => {
	const cluster = newCluster();
	createPod(cluster, 'once', {
		restartPolicy: 'Never',
		containers: [{name: 'app', image: 'busybox:1.36', command: ['no-such']}],
	});
	cluster.advance(5000);
	expect(look(cluster, 'once')).toBe('Failed app=StartError/0');
	const [status] = cluster.store.get('Pod', 'default/once')!.status.containerStatuses!;
	expect(status!.state!.terminated).toMatchObject({exitCode: 128, startedAt: '1970-01-01T00:00:00Z'});
	expect(status!.state!.terminated!.message).toContain('exec: "no-such": executable file not found in $PATH');
});

test('init containers run one after another, a sidecar beside them and to the end', () => {
	const cluster = newCluster();
	createPod(cluster, 'shop', {
		restartPolicy: 'Never',
		terminationGracePeriodSeconds: 1,
		initContainers: [shell('ship', 'sleep 3600', {restartPolicy: 'Always'}), shell('prepare', 'sleep 5')],
		containers: [shell('app', 'sleep 5')],
	});
	expect(timeline(cluster, 'shop', 30).map(([, text]) => text)).toEqual([
		'Pending ship=PodInitializing/0 prepare=PodInitializing/0 app=PodInitializing/0',
		'Pending ship=Ready/0 prepare=PodInitializing/0 app=PodInitializing/0',
		'Pending ship=Ready/0 prepare=Running/0 app=PodInitializing/0',
		'Pending ship=Ready/0 prepare=Completed/0 app=PodInitializing/0',
		'Running ship=Ready/0 prepare=Completed/0 app=Ready/0',
		'Running ship=Ready/0 prepare=Completed/0 app=Completed/0',
		'Succeeded ship=Error/0 prepare=Completed/0 app=Completed/0',
	]);
});

test('a failing liveness probe restarts the container after its grace period', () => {
	const cluster = newCluster();
	createPod(cluster, 'live', {
		terminationGracePeriodSeconds: 1,
		containers: [
			shell('app', 'touch /tmp/ok; sleep 15; rm /tmp/ok; sleep 600', {
				livenessProbe: {
					exec: {command: ['test', '-f', '/tmp/ok']},
					initialDelaySeconds: 2,
					periodSeconds: 4,
					failureThreshold: 1,
				},
			}),
		],
	});
	cluster.advance(30_000);
	expect(look(cluster, 'live')).toBe('Running app=Ready/1');
	expect(events(cluster, 'live')).toEqual(
		expect.arrayContaining([
			'Warning Unhealthy Liveness probe failed: ',
			'Normal Killing Container app failed liveness probe, will be restarted',
		]),
	);
	const [status] = cluster.store.get('Pod', 'default/live')!.status.containerStatuses!;
	expect(status!.lastState!.terminated).toMatchObject({exitCode: 137, reason: 'Error'});
});

test('a volume of a missing ConfigMap is tried again after 0.5 s, 1 s, 2 s …', () => {
	const cluster = newCluster();
	createPod(cluster, 'app', {
		containers: [shell('app', 'cat /etc/app/level', {volumeMounts: [{name: 'config', mountPath: '/etc/app'}]})],
		volumes: [{name: 'config', configMap: {name: 'files'}}],
	});
	cluster.advance(12_000);
	expect(look(cluster, 'app')).toBe('Pending app=ContainerCreating/0');
	const failed = cluster.store.list('Event', 'default').find(({reason}) => reason === 'FailedMount')!;
	expect(failed.message).toBe('MountVolume.SetUp failed for volume "config" : configmap "files" not found');
	expect(failed.count).toBe(5);
});

test('a shell ignores SIGTERM until the grace period is over, nginx ends at once', () => {
	const cluster = newCluster();
	createPod(cluster, 'stubborn', {terminationGracePeriodSeconds: 12, containers: [shell('app', 'sleep 3600')]});
	createPod(cluster, 'web', {containers: [{name: 'nginx', image: 'nginx:1.27'}]});
	cluster.advance(10_000);
	for (const name of ['stubborn', 'web']) cluster.api.delete('Pod', 'default', name);
	cluster.advance(2000);
	expect([look(cluster, 'stubborn'), look(cluster, 'web')]).toEqual(['Running app=Ready/0', 'gone']);
	cluster.advance(9000);
	expect(look(cluster, 'stubborn')).toBe('Running app=Ready/0');
	cluster.advance(3000);
	expect(look(cluster, 'stubborn')).toBe('gone');
});

test('a Pod that serves costs no timers', () => {
	const cluster = newCluster();
	createPod(cluster, 'web', {containers: [{name: 'nginx', image: 'nginx:1.27'}]});
	cluster.advance(10_000);
	const {version} = cluster.store;
	cluster.advance(3_600_000);
	expect(look(cluster, 'web')).toBe('Running nginx=Ready/0');
	const changed = cluster.store.list('Pod').filter(pod => Number(pod.metadata.resourceVersion) > version);
	expect(changed).toEqual([]);
});
