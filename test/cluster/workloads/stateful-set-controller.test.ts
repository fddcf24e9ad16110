import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Pod} from '../../../src/cluster/objects.ts';
import {isActive} from '../../../src/cluster/workloads/pod-state.ts';
import {statefulSetController} from '../../../src/cluster/workloads/stateful-set-controller.ts';
import {template, World} from './world.ts';

function world(): World {
	return new World([statefulSetController]);
}

/** Pods become ready and vanish at once, as long as they have a good image. */
function run(made: World, check: () => void = () => {}): void {
	for (let i = 0; i < 30; i++) {
		made.settle(check);
		made.reap();
		for (const pod of made.pods()) {
			if (pod.status.phase === 'Pending' && !pod.spec.containers![0]!.image!.includes('nope')) made.ready(pod);
		}
	}
	made.settle(check);
}

function images(made: World): string[] {
	return made
		.pods()
		.map(pod => `${pod.metadata.name} ${pod.spec.containers![0]!.image!.split(':')[1]}`)
		.sort();
}

function web(made: World, spec: object = {}): void {
	made.create('StatefulSet', 'web', {replicas: 3, serviceName: 'nginx', ...template('web'), ...spec});
}

describe('the stateful set controller', () => {
	it('starts Pods one after the other, with stable names', () => {
		const made = world();
		web(made);
		made.settle();
		expect(made.pods().map(({metadata}) => metadata.name)).toEqual(['web-0']);
		run(made);
		const pod = made.get('Pod', 'web-1');
		const revision = made.get('StatefulSet', 'web').status.currentRevision;
		expect(pod.metadata.labels).toEqual({
			app: 'web',
			'apps.kubernetes.io/pod-index': '1',
			'controller-revision-hash': revision,
			'statefulset.kubernetes.io/pod-name': 'web-1',
		});
		expect(pod.spec).toMatchObject({hostname: 'web-1', subdomain: 'nginx'});
		expect(made.events).toEqual(
			[0, 1, 2].map(ordinal => `web Normal SuccessfulCreate create Pod web-${ordinal} in StatefulSet web successful`),
		);
		expect(made.get('StatefulSet', 'web').status).toEqual({
			availableReplicas: 3,
			collisionCount: 0,
			currentReplicas: 3,
			currentRevision: revision,
			observedGeneration: 1,
			readyReplicas: 3,
			replicas: 3,
			updateRevision: revision,
			updatedReplicas: 3,
		});
		expect(made.store.list('ControllerRevision').map(({metadata}) => metadata.name)).toEqual([revision]);
	});

	it('updates from the top down to the partition', () => {
		const made = world();
		web(made, {updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 2}}});
		run(made);
		made.change('StatefulSet', 'web', template('web', 'nginx:1.26'));
		run(made);
		expect(images(made)).toEqual(['web-0 1.25', 'web-1 1.25', 'web-2 1.26']);
		const {currentReplicas, updatedReplicas} = made.get('StatefulSet', 'web').status;
		expect([currentReplicas, updatedReplicas]).toEqual([2, 1]);
		made.deletePod('web-0');
		run(made);
		expect(images(made)[0]).toBe('web-0 1.25');
	});

	it('stays stuck on a broken Pod after an undo until that Pod is deleted', () => {
		const made = world();
		web(made);
		run(made);
		made.change('StatefulSet', 'web', template('web', 'nginx:nope'));
		run(made);
		made.change('StatefulSet', 'web', template('web'));
		run(made);
		expect(images(made)).toEqual(['web-0 1.25', 'web-1 1.25', 'web-2 nope']);
		made.deletePod('web-2');
		run(made);
		expect(images(made)).toEqual(['web-0 1.25', 'web-1 1.25', 'web-2 1.25']);
		expect(made.store.list('ControllerRevision').map(({revision}) => revision)).toEqual([3, 2]);
	});

	it('with OnDelete changes a Pod only when somebody deletes it', () => {
		const made = world();
		web(made, {replicas: 2, updateStrategy: {type: 'OnDelete'}});
		run(made);
		made.change('StatefulSet', 'web', template('web', 'nginx:1.26'));
		run(made);
		expect(made.get('StatefulSet', 'web').status.updatedReplicas).toBeUndefined();
		made.deletePod('web-1');
		run(made);
		expect(images(made)).toEqual(['web-0 1.25', 'web-1 1.26']);
	});

	it('looks again every minReadySeconds, counted from its own first look', () => {
		const made = world();
		web(made, {replicas: 2, minReadySeconds: 10});
		made.advance(2);
		made.readyAll();
		made.advance(17);
		expect(made.pods()).toHaveLength(1);
		made.advance(1);
		expect(made.pods()).toHaveLength(2);
	});

	it('makes claims and has them owned as the retention policy says', () => {
		const made = world();
		const volumeClaimTemplates = [
			{metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}},
		];
		web(made, {
			replicas: 2,
			volumeClaimTemplates,
			persistentVolumeClaimRetentionPolicy: {whenScaled: 'Delete', whenDeleted: 'Delete'},
		});
		run(made);
		expect(made.events[0]).toBe(
			'web Normal SuccessfulCreate create Claim data-web-0 Pod web-0 in StatefulSet web success',
		);
		expect(made.get('Pod', 'web-1').spec.volumes).toEqual([
			{name: 'data', persistentVolumeClaim: {claimName: 'data-web-1'}},
		]);
		const owners = (name: string) =>
			made.get('PersistentVolumeClaim', name).metadata.ownerReferences?.map(({kind}) => kind);
		expect(owners('data-web-1')).toEqual(['StatefulSet']);
		made.change('StatefulSet', 'web', {replicas: 1});
		made.settle();
		expect(owners('data-web-1')).toEqual(['Pod']);
		expect(owners('data-web-0')).toEqual(['StatefulSet']);
	});

	it('keeps its order and never has two Pods of one ordinal', () => {
		const step = fc.oneof(
			fc.record({kind: fc.constant('replicas' as const), value: fc.integer({min: 0, max: 5})}),
			fc.record({kind: fc.constant('image' as const), value: fc.integer({min: 1, max: 3})}),
			fc.record({kind: fc.constant('ready' as const), value: fc.integer({min: 0, max: 4})}),
			fc.record({kind: fc.constant('delete' as const), value: fc.integer({min: 0, max: 4})}),
			fc.record({kind: fc.constant('reap' as const), value: fc.constant(0)}),
		);
		fc.assert(
			fc.property(fc.array(step, {maxLength: 40}), fc.integer({min: 0, max: 3}), (steps, start) => {
				const made = world();
				web(made, {ordinals: {start}});
				const check = () => {
					const pending = made.pods().filter((pod: Pod) => isActive(pod) && pod.status.phase === 'Pending');
					expect(pending.length).toBeLessThanOrEqual(1 + steps.filter(({kind}) => kind === 'delete').length);
				};
				made.settle(check);
				for (const {kind, value} of steps) {
					const pod = made.pods()[value];
					if (kind === 'replicas') made.change('StatefulSet', 'web', {replicas: value});
					if (kind === 'image') made.change('StatefulSet', 'web', template('web', `nginx:${value}`));
					if (kind === 'ready' && pod && isActive(pod)) made.ready(pod);
					if (kind === 'delete' && pod) made.deletePod(pod.metadata.name);
					if (kind === 'reap') made.reap();
					made.settle(check);
				}
				run(made);
				const {replicas = 0, template: wanted} = made.get('StatefulSet', 'web').spec;
				const names = made
					.pods()
					.map(({metadata}) => metadata.name)
					.sort();
				expect(names).toEqual(Array.from({length: replicas}, (_, index) => `web-${start + index}`));
				for (const pod of made.pods()) expect(pod.spec.containers![0]!.image).toBe(wanted!.spec!.containers[0]!.image);
			}),
			{numRuns: 60},
		);
	});
});
