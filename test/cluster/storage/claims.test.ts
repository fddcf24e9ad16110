import {expect, test} from 'vitest';
import {ApiError} from '../../../src/cluster/api-error.ts';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';

const MINUTE_MS = 60_000;

function create(
	cluster: Cluster,
	apiVersion: string,
	kind: 'PersistentVolumeClaim' | 'Pod' | 'StorageClass',
	name: string,
	fields: object,
): void {
	const namespace = kind === 'StorageClass' ? {} : {namespace: 'default'};
	const manifest = {apiVersion, kind, metadata: {name, ...namespace}, ...fields};
	cluster.api.create(cluster.api.decode(kind, manifest as never));
	cluster.settle();
}

function claim(cluster: Cluster, storageClassName?: string): void {
	const resources = {requests: {storage: '1Gi'}};
	const spec = {accessModes: ['ReadWriteOnce'], resources, ...(storageClassName !== undefined && {storageClassName})};
	create(cluster, 'v1', 'PersistentVolumeClaim', 'data', {spec});
}

function pod(cluster: Cluster, nodeSelector = {}): void {
	const volumes = [{name: 'data', persistentVolumeClaim: {claimName: 'data'}}];
	const containers = [{name: 'app', image: 'nginx', volumeMounts: [{name: 'data', mountPath: '/data'}]}];
	create(cluster, 'v1', 'Pod', 'app', {spec: {containers, volumes, nodeSelector}});
}

/** `component reason ×count message` of all events about the claim. */
const events = ({store}: Cluster) =>
	store
		.list('Event', 'default')
		.filter(({involvedObject}) => involvedObject.kind === 'PersistentVolumeClaim')
		.map(({reason, count, message, source}) => `${source?.component} ${reason} ×${count} ${message}`);

const data = ({store}: Cluster) => store.get('PersistentVolumeClaim', 'default/data')!;

function ask(cluster: Cluster, storage: string): string {
	try {
		cluster.api.patch('PersistentVolumeClaim', 'default', 'data', {
			type: 'strategic',
			body: {spec: {resources: {requests: {storage}}}},
		});
		cluster.settle();
		return 'patched';
	} catch (error) {
		if (error instanceof ApiError) return error.message;
		throw error;
	}
}

test('a claim that waits is looked at every 15 s, and its event counts', () => {
	const cluster = createCluster({seed: 1});
	claim(cluster);
	cluster.advance(MINUTE_MS);
	expect(events(cluster)).toEqual([
		'persistentvolume-controller WaitForFirstConsumer ×5 waiting for first consumer to be created before binding',
	]);
	pod(cluster, {disk: 'fast'});
	cluster.advance(MINUTE_MS);
	expect(events(cluster)).toEqual([
		'persistentvolume-controller WaitForFirstConsumer ×5 waiting for first consumer to be created before binding',
		'persistentvolume-controller WaitForPodScheduled ×4 waiting for pod app to be scheduled',
	]);
});

test.each([
	['gone', 'ProvisioningFailed', 'storageclass.storage.k8s.io "gone" not found'],
	['', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set'],
])('the class %j is missed again and again', (name, reason, message) => {
	const cluster = createCluster({seed: 1});
	claim(cluster, name);
	cluster.advance(31_000);
	expect(events(cluster)).toEqual([`persistentvolume-controller ${reason} ×3 ${message}`]);
});

test('a bound claim costs no timer', () => {
	const cluster = createCluster({seed: 1});
	claim(cluster);
	pod(cluster);
	cluster.advance(MINUTE_MS);
	const before = events(cluster);
	cluster.advance(MINUTE_MS);
	expect(events(cluster)).toEqual(before);
	expect(data(cluster).status.phase).toBe('Bound');
});

test('a claim grows where its class allows it', () => {
	const cluster = createCluster({seed: 1});
	create(cluster, 'storage.k8s.io/v1', 'StorageClass', 'elastic', {
		provisioner: 'rancher.io/local-path',
		allowVolumeExpansion: true,
	});
	claim(cluster, 'elastic');
	cluster.advance(5000);
	expect(data(cluster).status.capacity).toEqual({storage: '1Gi'});
	const volume = data(cluster).spec.volumeName!;
	expect(ask(cluster, '3Gi')).toBe('patched');
	expect(data(cluster).status).toMatchObject({
		capacity: {storage: '1Gi'},
		allocatedResources: {storage: '3Gi'},
		allocatedResourceStatuses: {storage: 'ControllerResizeInProgress'},
		conditions: [{type: 'Resizing', status: 'True'}],
	});
	cluster.advance(2000);
	expect(data(cluster).status).toEqual({
		accessModes: ['ReadWriteOnce'],
		capacity: {storage: '3Gi'},
		allocatedResources: {storage: '3Gi'},
		phase: 'Bound',
	});
	expect(cluster.store.get('PersistentVolume', volume)!.spec.capacity).toEqual({storage: '3Gi'});
	expect(events(cluster).slice(-3)).toEqual([
		'volume_expand ExternalExpanding ×1 waiting for an external controller to expand this PVC',
		`external-resizer rancher.io/local-path Resizing ×1 External resizer is resizing volume ${volume}`,
		'external-resizer rancher.io/local-path VolumeResizeSuccessful ×1 Resize volume succeeded',
	]);
	const shrunk =
		'PersistentVolumeClaim "data" is invalid: spec.resources.requests.storage: Forbidden: field can not be less than status.capacity';
	expect(ask(cluster, '2Gi')).toBe(shrunk);
	expect(cluster.failures).toEqual([]);
});

test('a claim stays as it is where its class does not allow growth, or has no volume yet', () => {
	const cluster = createCluster({seed: 1});
	claim(cluster);
	expect(ask(cluster, '2Gi').split('\n')[0]).toBe(
		'PersistentVolumeClaim "data" is invalid: spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
	);
	pod(cluster);
	cluster.advance(10_000);
	expect(ask(cluster, '2Gi')).toBe(
		'persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
	);
	expect(data(cluster).status.capacity).toEqual({storage: '1Gi'});
});
