import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {DeleteOptions, Json} from '../../../src/cluster/api.ts';
import {allKinds} from '../../../src/cluster/kinds.ts';
import type {Kind, KubeObject} from '../../../src/cluster/objects.ts';
import {nameOf, tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

const CONTAINERS = [{name: 'app', image: 'nginx:1.25'}];
const BATCH = {restartPolicy: 'Never', containers: [{name: 'app', image: 'busybox:1.36', command: ['sleep', '40']}]};
const selected = {selector: {matchLabels: {app: 'it'}}};
const template = {metadata: {labels: {app: 'it'}}, spec: {terminationGracePeriodSeconds: 5, containers: CONTAINERS}};
// One of each kind that owns others.
const WORKLOADS = {
	Deployment: {replicas: 3, ...selected, template},
	ReplicaSet: {replicas: 3, ...selected, template},
	ReplicationController: {replicas: 2, selector: {app: 'it'}, template},
	StatefulSet: {replicas: 2, serviceName: 'it', ...selected, template},
	DaemonSet: {...selected, template},
	Job: {parallelism: 2, completions: 3, template: {spec: BATCH}},
	CronJob: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: BATCH}}}},
	Service: {ports: [{port: 80}], selector: {app: 'it'}},
} satisfies {readonly [K in Kind]?: {readonly [key: string]: Json}};

const kind = fc.constantFrom(...(Object.keys(WORKLOADS) as (keyof typeof WORKLOADS)[]));
const seconds = fc.integer({min: 0, max: 100});
const policy = fc.constantFrom('Background' as const, 'Foreground' as const);
const nodeTrouble = fc.constantFrom('none', 'none', 'fails', 'is removed');

test('whatever is deleted, and however, nothing outlives all of its owners', () => {
	fc.assert(
		fc.property(
			kind,
			seconds,
			policy,
			nodeTrouble,
			fc.boolean(),
			(which, age, propagationPolicy, trouble, comesBack) => {
				const watched = new WatchedCluster();
				watched.whenSettled(() => judgeOwners(watched));
				start(watched, which);
				watched.advance(age);
				if (trouble === 'fails') watched.act(() => watched.cluster.machines.fail('worker-1'));
				if (trouble === 'is removed') watched.act(() => watched.cluster.machines.remove('worker-1'));
				remove(watched, which, {propagationPolicy});
				watched.advance(4);
				if (comesBack) start(watched, which);
				watched.advance(90);
				if (comesBack) remove(watched, which, {propagationPolicy});
				watched.act(() => watched.cluster.machines.heal('worker-1'));
				watched.advance(300);
				expect(all(watched).filter(isOwned).map(nameOf)).toEqual([]);
				expect(watched.get(which, 'it')).toBeUndefined();
				watched.expectSound();
			},
		),
		tries(70),
	);
});

test('who is deleted as an orphanage leaves all dependents behind, without a reference to it', () => {
	fc.assert(
		fc.property(kind, seconds, (which, age) => {
			const watched = new WatchedCluster();
			watched.whenSettled(() => judgeOwners(watched));
			start(watched, which);
			watched.advance(age);
			const {uid} = watched.get(which, 'it')!.metadata;
			const names = all(watched)
				.filter(object => isOwned(object, uid))
				.map(nameOf);
			remove(watched, which, {propagationPolicy: 'Orphan'});
			expect(watched.get(which, 'it')).toBeUndefined();
			const left = all(watched);
			expect(left.filter(({metadata}) => !metadata.deletionTimestamp).map(nameOf)).toEqual(
				expect.arrayContaining(names),
			);
			expect(left.filter(object => isOwned(object, uid))).toEqual([]);
			watched.advance(100);
			watched.expectSound();
		}),
		tries(40),
	);
});

test('a namespace that is deleted takes everything in it along', () => {
	fc.assert(
		fc.property(fc.uniqueArray(kind, {minLength: 1, maxLength: 4}), seconds, (kinds, age) => {
			const watched = new WatchedCluster();
			watched.create('Namespace', 'lab', {});
			for (const which of kinds) start(watched, which, 'lab');
			watched.advance(age);
			const inLab = () =>
				all(watched)
					.filter(({metadata}) => metadata.namespace === 'lab')
					.map(nameOf);
			expect(inLab()).toEqual(expect.arrayContaining(kinds.map(which => `${which} it`)));
			watched.act(() => watched.cluster.api.delete('Namespace', undefined, 'lab'));
			watched.advance(300);
			expect(inLab()).toEqual([]);
			expect(watched.cluster.store.get('Namespace', 'lab')).toBeUndefined();
			watched.expectSound();
		}),
		tries(40),
	);
});

function start(watched: WatchedCluster, which: keyof typeof WORKLOADS, namespace = 'default'): void {
	watched.create(which, 'it', {spec: WORKLOADS[which]}, {namespace});
}

function remove(watched: WatchedCluster, which: Kind, options: DeleteOptions): void {
	watched.act(() => watched.cluster.api.delete(which, 'default', 'it', options));
}

function all({cluster}: WatchedCluster): KubeObject[] {
	return allKinds().flatMap(({kind: each}): KubeObject[] => cluster.store.list(each));
}

function isOwned({metadata}: KubeObject, ownerUid?: string | number): boolean {
	const references = metadata.ownerReferences ?? [];
	return typeof ownerUid === 'string' ? references.some(({uid}) => uid === ownerUid) : references.length > 0;
}

function judgeOwners(watched: WatchedCluster): Verdict {
	const objects = all(watched);
	const uids = new Set(objects.map(({metadata}) => metadata.uid));
	const lost = objects.find(({metadata}) => {
		const {ownerReferences = [], deletionTimestamp} = metadata;
		return ownerReferences.length > 0 && !deletionTimestamp && !ownerReferences.some(({uid}) => uids.has(uid));
	});
	return lost && `${nameOf(lost)} has lost its owner`;
}
