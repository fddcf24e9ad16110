import {describe, expect, it} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {ControllerContext} from '../../../src/cluster/controller.ts';
import {kindOf} from '../../../src/cluster/kinds.ts';
import type {Node, PersistentVolumeClaim} from '../../../src/cluster/objects.ts';
import {claimProtectionController} from '../../../src/cluster/storage/claim-protection-controller.ts';
import {provisioner} from '../../../src/cluster/storage/provisioner.ts';
import {chooseNode, findVolumeFor, isBound, waitsForConsumer} from '../../../src/cluster/storage/volume-binding.ts';
import {volumeBindingController} from '../../../src/cluster/storage/volume-binding-controller.ts';
import {volumeReclaimController} from '../../../src/cluster/storage/volume-reclaim-controller.ts';
import {world as apiWorld} from '../api-server/world.ts';
import {World} from '../workloads/world.ts';

const LOCAL_PATH = 'rancher.io/local-path';
const NODE = {metadata: {name: 'worker-1', labels: {'kubernetes.io/hostname': 'worker-1'}}} as unknown as Node;
const OTHER = {metadata: {name: 'worker-2', labels: {'kubernetes.io/hostname': 'worker-2'}}} as unknown as Node;

class Town {
	context!: ControllerContext;
	readonly world = new World(
		[
			context => {
				this.context = context;
				return volumeBindingController(context);
			},
			volumeReclaimController,
			provisioner,
			claimProtectionController,
		],
		() => undefined,
	);

	storageClass(name: string, fields: object = {}): void {
		const draft = {
			apiVersion: 'storage.k8s.io/v1',
			kind: 'StorageClass',
			metadata: {name},
			provisioner: LOCAL_PATH,
			...fields,
		};
		this.world.api.create<'StorageClass'>(draft as never);
	}

	claim(name: string, storageClassName: string, storage = '1Gi', spec: object = {}): void {
		const resources = {requests: {storage}};
		this.world.create('PersistentVolumeClaim', name, {
			accessModes: ['ReadWriteOnce'],
			storageClassName,
			resources,
			...spec,
		});
		this.world.settle();
	}

	volume(name: string, storage: string, spec: object = {}): void {
		const made = {
			capacity: {storage},
			accessModes: ['ReadWriteOnce'],
			storageClassName: 'manual',
			hostPath: {path: `/tmp/${name}`},
		};
		this.world.create('PersistentVolume', name, {...made, ...spec});
		this.world.settle();
	}

	get(name: string): PersistentVolumeClaim {
		return this.world.get('PersistentVolumeClaim', name);
	}

	/** `name STATUS VOLUME CAPACITY` of all claims and `name STATUS CLAIM` of all volumes. */
	all(): string[] {
		const {store, clock} = this.world;
		const context = {store, now: () => clock.now()};
		const cells = (kind: 'PersistentVolumeClaim' | 'PersistentVolume', names: string[]) =>
			store.list(kind).map(object => {
				const columns = kindOf(kind).columns.filter(({name}) => names.includes(name));
				return columns
					.map(({cell}) => cell(object as never, context))
					.join(' ')
					.trim();
			});
		return [
			...cells('PersistentVolumeClaim', ['Name', 'Status', 'Volume', 'Capacity']),
			...cells('PersistentVolume', ['Name', 'Status', 'Claim']),
		];
	}
}

describe('a claim that waits for its first consumer', () => {
	it('gets a volume on the chosen node, which is deleted with it', () => {
		const town = new Town();
		town.storageClass('standard', {volumeBindingMode: 'WaitForFirstConsumer'});
		town.claim('notes', 'standard', '200Mi');
		expect(town.all()).toEqual(['notes Pending']);
		expect(waitsForConsumer(town.get('notes'), town.world.store)).toBe(true);
		expect(findVolumeFor(town.get('notes'), NODE, town.world.store)).toBe('provision');

		chooseNode(town.context, town.get('notes'), NODE);
		town.world.settle();
		expect(findVolumeFor(town.get('notes'), OTHER, town.world.store)).toBeUndefined();
		town.world.advance(1);
		const volume = `pvc-${town.get('notes').metadata.uid}`;
		expect(town.all()).toEqual([`notes Bound ${volume} 200Mi`, `${volume} Bound default/notes`]);
		expect(isBound(town.get('notes'))).toBe(true);
		expect(town.world.events).toEqual([
			'notes Normal WaitForFirstConsumer waiting for first consumer to be created before binding',
			`notes Normal ExternalProvisioning Waiting for a volume to be created either by the external provisioner '${LOCAL_PATH}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
			'notes Normal Provisioning External provisioner is provisioning volume for claim "default/notes"',
			`notes Normal ProvisioningSucceeded Successfully provisioned volume ${volume}`,
		]);
		expect(town.get('notes').metadata.annotations).toEqual({
			'pv.kubernetes.io/bind-completed': 'yes',
			'pv.kubernetes.io/bound-by-controller': 'yes',
			'volume.beta.kubernetes.io/storage-provisioner': LOCAL_PATH,
			'volume.kubernetes.io/selected-node': 'worker-1',
			'volume.kubernetes.io/storage-provisioner': LOCAL_PATH,
		});

		town.world.api.delete('PersistentVolumeClaim', 'default', 'notes');
		town.world.advance(2);
		expect(town.all()).toEqual([]);
	});
});

describe('a class', () => {
	it('that is missing lets claims wait until it is there', () => {
		const town = new Town();
		town.claim('data', 'fast');
		expect(town.world.events).toEqual(['data Warning ProvisioningFailed storageclass.storage.k8s.io "fast" not found']);
		town.storageClass('fast');
		town.world.advance(2);
		expect(town.get('data').status).toMatchObject({phase: 'Bound', capacity: {storage: '1Gi'}});
	});

	it('of a provisioner that nobody runs never yields a volume', () => {
		const town = new Town();
		town.storageClass('ssd', {provisioner: 'example.com/ssd'});
		town.claim('files', 'ssd');
		town.world.advance(600);
		expect(town.all()).toEqual(['files Pending']);
		// Once at first, and at every regular look since.
		expect(town.world.events).toHaveLength(41);
		expect(new Set(town.world.events).size).toBe(1);
	});
});

describe('volumes that people make', () => {
	it('go to claims that they suit best, and are not free again by themselves', () => {
		const town = new Town();
		town.volume('large', '5Gi');
		town.volume('small', '2Gi');
		town.volume('other', '2Gi', {storageClassName: 'slow'});
		town.claim('a', 'manual');
		expect(town.all()).toEqual(['a Bound small 2Gi', 'large Available', 'small Bound default/a', 'other Available']);
		town.claim('huge', 'manual', '9Gi');
		town.claim('shared', 'manual', '1Gi', {accessModes: ['ReadWriteMany']});
		expect(town.all().slice(1, 3)).toEqual(['huge Pending', 'shared Pending']);

		town.world.api.delete('PersistentVolumeClaim', 'default', 'a');
		town.world.settle();
		town.claim('a', 'manual', '3Gi');
		expect(town.all()).toContain('small Released default/a');
		expect(town.all()).toContain('a Bound large 5Gi');

		const small = town.world.api.get('PersistentVolume', undefined, 'small');
		const {claimRef: _, ...spec} = small.spec;
		town.world.api.update<'PersistentVolume'>({...small, spec});
		town.world.settle();
		expect(town.all()).toContain('small Available');
	});

	it('can be lost', () => {
		const town = new Town();
		town.volume('disk', '1Gi');
		town.claim('a', 'manual');
		town.world.api.delete('PersistentVolume', undefined, 'disk');
		town.world.settle();
		expect(town.all()).toEqual(['a Bound disk 1Gi', 'disk Terminating default/a']);
		const disk = town.world.api.get('PersistentVolume', undefined, 'disk');
		town.world.api.update<'PersistentVolume'>({...disk, metadata: {...disk.metadata, finalizers: []}});
		town.world.settle();
		expect(town.all()).toEqual(['a Lost disk 0']);
		expect(town.world.events.at(-1)).toBe(
			'a Warning ClaimLost Bound claim has lost its PersistentVolume. Data on the volume is lost!',
		);
	});

	it('of a class that waits are left to the scheduler, which looks at their nodes', () => {
		const town = new Town();
		town.storageClass('manual', {
			provisioner: 'kubernetes.io/no-provisioner',
			volumeBindingMode: 'WaitForFirstConsumer',
		});
		const hostname = {key: 'kubernetes.io/hostname', operator: 'In', values: ['worker-1']};
		const nodeAffinity = {required: {nodeSelectorTerms: [{matchExpressions: [hostname]}]}};
		town.volume('disk', '1Gi', {hostPath: undefined, local: {path: '/mnt'}, nodeAffinity});
		town.claim('a', 'manual');
		expect(town.all()).toEqual(['a Pending', 'disk Available']);
		expect(findVolumeFor(town.get('a'), OTHER, town.world.store)).toBeUndefined();
		chooseNode(town.context, town.get('a'), NODE);
		town.world.settle();
		expect(town.all()).toEqual(['a Bound disk 1Gi', 'disk Bound default/a']);
	});
});

describe('protection', () => {
	it('keeps a claim while a Pod on a node uses it', () => {
		const town = new Town();
		town.volume('disk', '1Gi');
		town.claim('a', 'manual');
		const volumes = [{name: 'v', persistentVolumeClaim: {claimName: 'a'}}];
		const pod = town.world.create('Pod', 'user', {
			nodeName: 'worker-1',
			volumes,
			containers: [{name: 'c', image: 'i'}],
		});
		town.world.ready(pod);
		town.world.api.delete('PersistentVolumeClaim', 'default', 'a');
		town.world.advance(60);
		expect(town.all()[0]).toBe('a Terminating disk 1Gi');
		town.world.deletePod('user');
		town.world.reap();
		town.world.settle();
		expect(town.all()).toEqual(['disk Released default/a']);
	});
});

describe('what the server says of storage', () => {
	const claim = (spec: {[key: string]: Json}): Json => ({
		metadata: {name: 'c'},
		spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}, ...spec},
	});

	it.each<[{[key: string]: Json}, string]>([
		[{resources: {}}, 'spec.resources[storage]: Required value'],
		[{resources: {requests: {storage: '0'}}}, 'spec.resources[storage]: Invalid value: "0": must be greater than zero'],
		[{accessModes: []}, 'spec.accessModes: Required value: at least 1 access mode is required'],
		[
			{accessModes: ['ReadWrite']},
			'spec.accessModes: Unsupported value: "ReadWrite": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
		],
		[
			{accessModes: ['ReadWriteOncePod', 'ReadWriteOnce']},
			'spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes',
		],
	])('refuses the claim %j', (spec, text) => {
		expect(() => apiWorld().create('PersistentVolumeClaim', claim(spec))).toThrow(`is invalid: ${text}`);
	});

	it('lets a claim only grow', () => {
		const {create, api} = apiWorld();
		const before = create('PersistentVolumeClaim', claim({}));
		const change = (spec: object) => () =>
			api.update<'PersistentVolumeClaim'>({...before, spec: {...before.spec, ...spec}});
		expect(change({accessModes: ['ReadWriteMany']})).toThrow(
			'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n@@ ',
		);
	});

	it.each<[{[key: string]: Json}, string]>([
		[{capacity: {storage: '1Gi'}, accessModes: ['ReadWriteOnce']}, 'spec: Required value: must specify a volume type'],
		[
			{hostPath: {path: '/a'}, accessModes: ['ReadWriteOnce']},
			'[spec.capacity: Required value, spec.capacity: Unsupported value: null: supported values: "storage"]',
		],
		[
			{capacity: {storage: '1Gi'}, accessModes: ['ReadWriteOnce'], local: {path: '/a'}},
			'spec.nodeAffinity: Required value: Local volume requires node affinity',
		],
		[
			{
				capacity: {storage: '1Gi'},
				accessModes: ['ReadWriteOnce'],
				hostPath: {path: '/a'},
				persistentVolumeReclaimPolicy: 'Keep',
			},
			'spec.persistentVolumeReclaimPolicy: Unsupported value: "Keep": supported values: "Delete", "Recycle", "Retain"',
		],
	])('refuses the volume %j', (spec, text) => {
		expect(() => apiWorld().create('PersistentVolume', {metadata: {name: 'v'}, spec})).toThrow(`is invalid: ${text}`);
	});

	it('keeps what a class does as it is', () => {
		const {create, api} = apiWorld();
		const before = create('StorageClass', {metadata: {name: 'ssd'}, provisioner: 'example.com/ssd'});
		expect(() => api.update<'StorageClass'>({...before, provisioner: 'other', reclaimPolicy: 'Retain'})).toThrow(
			'[provisioner: Forbidden: updates to provisioner are forbidden., reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.]',
		);
	});
});
