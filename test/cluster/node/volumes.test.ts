import {expect, test} from 'vitest';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';

/** A cluster with a Pod on worker-1 that mounts the volumes, after some time. */
function mounting(
	volumes: readonly object[],
	command = 'sleep 1d',
	prepare: (cluster: Cluster) => void = () => {},
): Cluster {
	const cluster = createCluster({seed: 2});
	prepare(cluster);
	const named = volumes.map((volume, index) => ({name: `v${index}`, ...volume}));
	const volumeMounts = named.map(({name}) => ({name, mountPath: `/mnt/${name}`}));
	const containers = [{name: 'app', image: 'busybox:1.36', command: ['sh', '-c', command], volumeMounts}];
	create(cluster, 'Pod', {nodeName: 'worker-1', containers, volumes: named});
	cluster.advance(14_000);
	return cluster;
}

function create(cluster: Cluster, kind: 'Pod' | 'PersistentVolumeClaim', spec: object): void {
	const manifest = {apiVersion: 'v1', kind, metadata: {name: 'app', namespace: 'default'}, spec};
	cluster.api.create(cluster.api.decode(kind, manifest as never));
	cluster.settle();
}

/** `×count message` of the FailedMount events. */
const failures = ({store}: Cluster) =>
	store
		.list('Event', 'default')
		.filter(({reason}) => reason === 'FailedMount')
		.map(({count, message}) => `×${count} ${message}`);

test('each volume that can not be set up says so by itself', () => {
	const cluster = mounting([
		{configMap: {name: 'files'}},
		{emptyDir: {}},
		{secret: {secretName: 'keys'}},
		{configMap: {name: 'kube-root-ca.crt', items: [{key: 'absent', path: 'x'}], optional: false}},
	]);
	expect(failures(cluster).slice(0, 2)).toEqual([
		'×5 MountVolume.SetUp failed for volume "v0" : configmap "files" not found',
		'×5 MountVolume.SetUp failed for volume "v2" : secret "keys" not found',
	]);
});

test('missing keys are told in the words of each kind', () => {
	const cluster = mounting(
		[
			{configMap: {name: 'app', items: [{key: 'absent', path: 'x'}]}},
			{secret: {secretName: 'app', items: [{key: 'absent', path: 'x'}]}},
		],
		'sleep 1d',
		({api}) => {
			for (const kind of ['ConfigMap', 'Secret'] as const)
				api.create({apiVersion: 'v1', kind, metadata: {name: 'app', namespace: 'default'}} as never);
		},
	);
	expect(failures(cluster)).toEqual([
		'×5 MountVolume.SetUp failed for volume "v0" : configmap references non-existent config key: absent',
		'×5 MountVolume.SetUp failed for volume "v1" : references non-existent secret key: absent',
	]);
});

test('a claim that is missing or unbound keeps the kubelet from knowing the volume', () => {
	const lists = 'unmounted volumes=[v0], unattached volumes=[], failed to process volumes=[v0]';
	const volume = {persistentVolumeClaim: {claimName: 'app'}};
	expect(failures(mounting([volume]))).toEqual([
		`×2 Unable to attach or mount volumes: ${lists}: error processing PVC default/app: failed to fetch PVC from API server: persistentvolumeclaims "app" not found`,
	]);
	const resources = {requests: {storage: '1Gi'}};
	const cluster = mounting([volume, {emptyDir: {}}], 'sleep 1d', cluster =>
		create(cluster, 'PersistentVolumeClaim', {accessModes: ['ReadWriteOnce'], resources}),
	);
	expect(failures(cluster)).toEqual([
		`×2 Unable to attach or mount volumes: ${lists}: error processing PVC default/app: PVC is not bound`,
	]);
});

test.each([
	['/var/log', 'Directory', undefined],
	['/nowhere', 'Directory', '/nowhere is not a directory'],
	['/etc/hostname', 'DirectoryOrCreate', '/etc/hostname is not a directory'],
	['/made/here', 'DirectoryOrCreate', undefined],
	['/etc/hostname', 'File', undefined],
	['/var/log', 'File', '/var/log is not a file'],
	['/tmp/made', 'FileOrCreate', undefined],
	['/run/containerd/containerd.sock', 'Socket', undefined],
	['/run/docker.sock', 'Socket', '/run/docker.sock is not a socket file'],
	['/dev/null', 'CharDevice', undefined],
	['/dev/sda', 'CharDevice', '/dev/sda is not a character device'],
	['/dev/sda', 'BlockDevice', '/dev/sda is not a block device'],
	['/nowhere/at/all', '', undefined],
])('hostPath %s of type %j: %s', (path, type, complaint) => {
	const cluster = mounting([{hostPath: {path, type}}]);
	const failed = complaint && `×5 MountVolume.SetUp failed for volume "v0" : hostPath type check failed: ${complaint}`;
	expect(failures(cluster)).toEqual(failed ? [failed] : []);
	expect(cluster.store.get('Pod', 'default/app')!.status.phase).toBe(failed ? 'Pending' : 'Running');
});

test('FileOrCreate makes the file, but not the directory above it', () => {
	expect(failures(mounting([{hostPath: {path: '/no/such/file', type: 'FileOrCreate'}}]))).toEqual([
		'×5 MountVolume.SetUp failed for volume "v0" : open /no/such/file: no such file or directory',
	]);
	const cluster = mounting([{hostPath: {path: '/tmp/made', type: 'FileOrCreate'}}], 'echo new > /mnt/v0; cat /mnt/v0');
	const pod = cluster.store.get('Pod', 'default/app')!;
	expect(cluster.nodes.logs(pod, 'app', {previous: false}).map(({text}) => text)).toEqual(['new']);
});
