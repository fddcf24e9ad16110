import {expect, test} from 'vitest';
import {ControlLoop} from '../../src/cluster/control-loop.ts';
import {createEventRecorder} from '../../src/cluster/event-recorder.ts';
import {garbageCollector} from '../../src/cluster/garbage-collector.ts';
import {namespaceController} from '../../src/cluster/namespace-controller.ts';
import type {KubeObject} from '../../src/cluster/objects.ts';
import {Random} from '../../src/cluster/random.ts';
import {deploymentManifest, podManifest, world} from './api-server/world.ts';

// A Deployment, its ReplicaSet and two Pods, with the two controllers and nobody else.
function withFamily() {
	const all = world();
	const {store, clock, api, create} = all;
	const random = new Random(3);
	const context = {store, clock, api, random, events: createEventRecorder({store, clock, random}), decide: () => {}};
	const loop = new ControlLoop(store, clock, [garbageCollector(context), namespaceController(context)]);
	const family = (namespace: string) => {
		const of = (manifest: unknown, owner?: KubeObject) => {
			const {metadata, ...rest} = manifest as {metadata: object};
			return {...rest, metadata: {...metadata, namespace, ...(owner && {ownerReferences: [reference(owner)]})}};
		};
		const deployment = create('Deployment', of(deploymentManifest('web')));
		const replicaSet = create('ReplicaSet', of(deploymentManifest('web'), deployment));
		const pods = ['web-a', 'web-b'].map(name =>
			create('Pod', of(podManifest(name, {}, {labels: {app: 'web'}}), replicaSet)),
		);
		return {deployment, replicaSet, pods};
	};
	const left = (namespace = 'default') =>
		(['Deployment', 'ReplicaSet', 'Pod'] as const).flatMap(kind =>
			store
				.list(kind, namespace)
				.map(({metadata: {name, deletionTimestamp}}) => `${kind} ${name}${deletionTimestamp ? ' dying' : ''}`),
		);
	return {...all, loop, family, left};
}

function reference({apiVersion, kind, metadata: {name, uid}}: KubeObject) {
	return {apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true};
}

test('in the background the owner goes first and everything below follows', () => {
	const {api, loop, family, left} = withFamily();
	family('default');
	api.delete('Deployment', 'default', 'web', {propagationPolicy: 'Background'});
	expect(left()).toEqual(['ReplicaSet web', 'Pod web-a', 'Pod web-b']);
	loop.settle();
	expect(left()).toEqual([]);
});

test('in the foreground the owner waits for the last Pod', () => {
	const {api, store, loop, family, left} = withFamily();
	const {pods} = family('default');
	for (const pod of pods) api.bind('default', pod.metadata.name, 'worker-1');
	api.delete('Deployment', 'default', 'web', {propagationPolicy: 'Foreground'});
	loop.settle();
	expect(left()).toEqual(['Deployment web dying', 'ReplicaSet web dying', 'Pod web-a dying', 'Pod web-b dying']);
	for (const pod of pods) store.remove('Pod', `default/${pod.metadata.name}`);
	loop.settle();
	expect(left()).toEqual([]);
});

test('orphans stay and lose their reference', () => {
	const {api, store, loop, family, left} = withFamily();
	family('default');
	api.delete('ReplicaSet', 'default', 'web', {propagationPolicy: 'Orphan'});
	loop.settle();
	expect(left()).toEqual(['Deployment web', 'Pod web-a', 'Pod web-b']);
	expect(store.list('Pod').map(({metadata}) => metadata.ownerReferences)).toEqual([undefined, undefined]);
});

test('an object whose owner never existed goes; one with another owner left only forgets it', () => {
	const {create, store, loop, family, left} = withFamily();
	const {deployment} = family('default');
	loop.settle();
	const absent = {apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'gone', uid: 'gone'};
	create('Pod', podManifest('orphan', {}, {ownerReferences: [absent]}));
	create('Pod', podManifest('shared', {}, {ownerReferences: [absent, reference(deployment)]}));
	create(
		'Pod',
		podManifest('foreign', {}, {ownerReferences: [{...absent, apiVersion: 'example.com/v1', kind: 'Thing'}]}),
	);
	loop.settle();
	expect(left().slice(2)).toEqual(['Pod web-a', 'Pod web-b', 'Pod shared', 'Pod foreign']);
	expect(store.get('Pod', 'default/shared')?.metadata.ownerReferences).toEqual([reference(deployment)]);
});

test('a namespace is emptied, Pods first, and then goes itself', () => {
	const {api, store, create, clock, loop, family, left} = withFamily();
	const pass = (seconds: number) => {
		const endMs = clock.now() + seconds * 1000;
		for (let next = clock.nextAtMs(); next !== undefined && next <= endMs; next = clock.nextAtMs()) {
			clock.runNext();
			loop.settle();
		}
		clock.moveTo(endMs);
	};
	create('Namespace', {metadata: {name: 'lab'}});
	const {pods} = family('lab');
	create('ConfigMap', {metadata: {name: 'settings', namespace: 'lab'}});
	api.bind('lab', 'web-a', 'worker-1');
	api.delete('Namespace', undefined, 'lab');
	loop.settle();
	pass(5);
	expect(left('lab')).toEqual(['Deployment web', 'ReplicaSet web', 'Pod web-a dying']);
	expect([store.count('ConfigMap'), store.get('Namespace', 'lab')?.status.phase]).toEqual([1, 'Terminating']);
	store.remove('Pod', `lab/${pods[0]?.metadata.name}`);
	pass(5);
	expect(store.get('Namespace', 'lab')).toBeUndefined();
});
