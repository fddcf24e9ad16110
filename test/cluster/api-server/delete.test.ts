import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import {deploymentManifest, podManifest, world} from './world.ts';

function withRunningPod(spec: {[key: string]: Json} = {}, metadata: {[key: string]: Json} = {}) {
	const all = world();
	const pod = all.create('Pod', podManifest('web', {nodeName: 'worker-1', ...spec}, metadata));
	const exists = () => all.store.get('Pod', 'default/web') !== undefined;
	return {...all, pod: all.api.updateStatus<'Pod'>({...pod, status: {...pod.status, phase: 'Running'}}), exists};
}

test('a running Pod is marked and gets its grace period', () => {
	const {api, exists} = withRunningPod({terminationGracePeriodSeconds: 45});
	expect(api.delete('Pod', 'default', 'web').metadata).toMatchObject({
		deletionTimestamp: '2026-01-05T09:00:45Z',
		deletionGracePeriodSeconds: 45,
		generation: 2,
	});
	expect(exists()).toBe(true);
});

test('the grace period can only become shorter', () => {
	const {api, clock, exists} = withRunningPod();
	api.delete('Pod', 'default', 'web');
	clock.moveTo(clock.now() + 10_000);
	const again = (gracePeriodSeconds?: number) => api.delete('Pod', 'default', 'web', {gracePeriodSeconds}).metadata;
	expect(again(60).deletionTimestamp).toBe('2026-01-05T09:00:30Z');
	expect(again().deletionTimestamp).toBe('2026-01-05T09:00:30Z');
	expect(again(20)).toMatchObject({deletionTimestamp: '2026-01-05T09:00:20Z', deletionGracePeriodSeconds: 20});
	expect(again(5)).toMatchObject({deletionTimestamp: '2026-01-05T09:00:10Z', deletionGracePeriodSeconds: 1});
	again(0);
	expect(exists()).toBe(false);
});

test.each<[string, {[key: string]: Json}, 'Pending' | 'Succeeded' | 'Failed']>([
	['that was never scheduled', {nodeName: null}, 'Pending'],
	['that has ended', {}, 'Succeeded'],
	['that has failed', {}, 'Failed'],
])('a Pod %s goes at once', (_, spec, phase) => {
	const {api, pod, exists} = withRunningPod(spec);
	api.updateStatus<'Pod'>({...pod, status: {phase}});
	api.delete('Pod', 'default', 'web');
	expect(exists()).toBe(false);
});

test('a finalizer holds an object until it is taken away, and none can be added then', () => {
	const {api, pod, exists} = withRunningPod({}, {finalizers: ['example.com/hold']});
	api.delete('Pod', 'default', 'web', {gracePeriodSeconds: 0});
	const held = api.get('Pod', 'default', 'web');
	expect(held.metadata).toMatchObject({deletionTimestamp: '2026-01-05T09:00:00Z', deletionGracePeriodSeconds: 0});
	const withFinalizers = (finalizers: string[]) => ({...held, metadata: {...held.metadata, finalizers}});
	expect(() => api.update(withFinalizers(['example.com/hold', 'example.com/more']))).toThrow(
		'Pod "web" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/more"}',
	);
	api.update(withFinalizers([]));
	expect(exists()).toBe(false);
	expect(pod.metadata.finalizers).toEqual(['example.com/hold']);
});

test('a graceful Pod whose finalizers are gone waits for its kubelet', () => {
	const {api, exists} = withRunningPod({}, {finalizers: ['example.com/hold']});
	const dying = api.delete('Pod', 'default', 'web');
	api.update({...dying, metadata: {...dying.metadata, finalizers: []}});
	expect(exists()).toBe(true);
	api.delete('Pod', 'default', 'web', {gracePeriodSeconds: 0});
	expect(exists()).toBe(false);
});

test.each([
	['Foreground', ['foregroundDeletion']],
	['Orphan', ['orphan']],
] as const)('a deletion with %s leaves the object to the garbage collector', (propagationPolicy, finalizers) => {
	const {api, create} = world();
	create('Deployment', deploymentManifest('web'));
	const {metadata} = api.delete('Deployment', 'default', 'web', {propagationPolicy});
	expect(metadata).toMatchObject({finalizers, generation: 2, deletionTimestamp: '2026-01-05T09:00:00Z'});
});

test('another object of the same name is not deleted', () => {
	const {api, pod} = withRunningPod();
	expect(() => api.delete('Pod', 'default', 'web', {uid: 'other'})).toThrow(
		`Operation cannot be fulfilled on pods "web": the UID in the precondition (other) does not match the UID in record (${pod.metadata.uid}). The object might have been deleted and then recreated`,
	);
});

test('a dry run deletes nothing', () => {
	const {api, exists} = withRunningPod();
	api.delete('Pod', 'default', 'web', {dryRun: true, gracePeriodSeconds: 0});
	expect([exists(), api.get('Pod', 'default', 'web').metadata.deletionTimestamp]).toEqual([true, undefined]);
});

test('some namespaces stay', () => {
	const {api} = world();
	expect(() => api.delete('Namespace', undefined, 'default')).toThrow(
		'namespaces "default" is forbidden: this namespace may not be deleted',
	);
});

test('an eviction costs its budget, and is refused when nothing is left of it', () => {
	const {api, create, pod} = withRunningPod({}, {labels: {app: 'web'}});
	const ready = {type: 'Ready', status: 'True'};
	api.updateStatus<'Pod'>({...pod, status: {phase: 'Running', conditions: [ready]}});
	const budget = create('PodDisruptionBudget', {
		metadata: {name: 'keep', namespace: 'default'},
		spec: {minAvailable: 1, selector: {matchLabels: {app: 'web'}}},
	});
	const allow = (disruptionsAllowed: number) =>
		api.updateStatus({
			...budget,
			status: {observedGeneration: 1, disruptionsAllowed, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2},
		});
	allow(0);
	expect(() => api.evict('default', 'web')).toThrow(
		expect.objectContaining({
			reason: 'TooManyRequests',
			message: "Cannot evict pod as it would violate the pod's disruption budget.",
		}),
	);
	allow(1);
	api.evict('default', 'web');
	expect(api.get('PodDisruptionBudget', 'default', 'keep').status).toMatchObject({
		disruptionsAllowed: 0,
		disruptedPods: {web: '2026-01-05T09:00:00Z'},
	});
	const evicted = api.get('Pod', 'default', 'web');
	expect(evicted.metadata.deletionTimestamp).toBe('2026-01-05T09:00:30Z');
	expect(evicted.status.conditions?.at(-1)).toMatchObject({type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI'});
});
