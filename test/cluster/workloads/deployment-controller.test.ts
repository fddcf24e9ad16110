import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Pod} from '../../../src/cluster/objects.ts';
import {deploymentController} from '../../../src/cluster/workloads/deployment-controller.ts';
import {isActive, isReady} from '../../../src/cluster/workloads/pod-state.ts';
import {replicaSetController} from '../../../src/cluster/workloads/replica-set-controller.ts';
import {replicationControllerController} from '../../../src/cluster/workloads/replication-controller-controller.ts';
import {template, World} from './world.ts';

function world(schedule?: (pod: Pod) => string | undefined): World {
	return new World([deploymentController, replicaSetController, replicationControllerController], schedule);
}

function sizes(made: World): number[] {
	return made.store.list('ReplicaSet').map(({spec}) => spec.replicas ?? 0);
}

function rolledOut(replicas: number, strategy?: object): World {
	const made = world();
	made.create('Deployment', 'web', {replicas, ...template('web'), ...(strategy && {strategy})});
	made.settle();
	made.readyAll();
	made.advance(1);
	return made;
}

describe('the deployment controller', () => {
	it('creates a ReplicaSet and Pods, and says so', () => {
		const made = rolledOut(2);
		const [replicaSet] = made.store.list('ReplicaSet');
		const {name} = replicaSet!.metadata;
		expect(name).toMatch(/^web-[456789bcdf]{8,10}$/);
		expect(replicaSet!.metadata.annotations).toEqual({
			'deployment.kubernetes.io/desired-replicas': '2',
			'deployment.kubernetes.io/max-replicas': '3',
			'deployment.kubernetes.io/revision': '1',
		});
		expect(made.events).toContain(`web Normal ScalingReplicaSet Scaled up replica set ${name} from 0 to 2`);
		expect(made.get('Deployment', 'web').status).toEqual({
			availableReplicas: 2,
			conditions: [
				{
					type: 'Available',
					status: 'True',
					reason: 'MinimumReplicasAvailable',
					message: 'Deployment has minimum availability.',
					lastUpdateTime: '2026-11-21T10:00:00Z',
					lastTransitionTime: '2026-11-21T10:00:00Z',
				},
				{
					type: 'Progressing',
					status: 'True',
					reason: 'NewReplicaSetAvailable',
					message: `ReplicaSet "${name}" has successfully progressed.`,
					lastUpdateTime: '2026-11-21T10:00:00Z',
					lastTransitionTime: '2026-11-21T10:00:00Z',
				},
			],
			observedGeneration: 1,
			readyReplicas: 2,
			replicas: 2,
			updatedReplicas: 2,
		});
	});

	// Old and new sizes that real Kubernetes was seen to stop at when the new image can't be pulled.
	it.each([
		[4, undefined, [3, 2]],
		[3, {maxSurge: 1, maxUnavailable: 0}, [3, 1]],
		[3, {maxSurge: 0, maxUnavailable: 2}, [1, 2]],
		[3, {maxSurge: '100%', maxUnavailable: 0}, [3, 3]],
	])('stalls %i replicas with %j at %j', (replicas, rollingUpdate, stalled) => {
		const made = rolledOut(replicas, rollingUpdate && {type: 'RollingUpdate', rollingUpdate});
		made.change('Deployment', 'web', template('web', 'nginx:nope'));
		made.settle();
		made.reap();
		made.settle();
		expect(sizes(made)).toEqual(stalled);
	});

	it('shares a change of size in proportion while an update stalls', () => {
		const strategy = {type: 'RollingUpdate', rollingUpdate: {maxSurge: 3, maxUnavailable: 2}};
		const made = rolledOut(10, strategy);
		made.change('Deployment', 'web', template('web', 'nginx:nope'));
		made.settle();
		expect(sizes(made)).toEqual([8, 5]);
		made.change('Deployment', 'web', {replicas: 15});
		made.settle();
		expect(sizes(made)).toEqual([11, 7]);
		made
			.pods()
			.filter(pod => pod.spec.containers![0]!.image === 'nginx:1.25')
			.map(pod => made.ready(pod));
		made.settle();
		made.change('Deployment', 'web', {replicas: 5});
		made.settle();
		expect(sizes(made)).toEqual([3, 5]);
	});

	it('reports a rollout that is stuck, once, when the deadline has passed', () => {
		const made = world();
		made.create('Deployment', 'web', {replicas: 2, progressDeadlineSeconds: 10, ...template('web')});
		made.advance(10);
		expect(made.get('Deployment', 'web').status.conditions?.map(({reason}) => reason)).toEqual([
			'MinimumReplicasUnavailable',
			'ReplicaSetUpdated',
		]);
		made.advance(2);
		const progressing = made.get('Deployment', 'web').status.conditions?.find(({type}) => type === 'Progressing');
		expect(progressing).toMatchObject({status: 'False', reason: 'ProgressDeadlineExceeded'});
		expect(progressing?.message).toMatch(/^ReplicaSet "web-\w+" has timed out progressing\.$/);
		expect(made.clock.nextAtMs()).toBeUndefined();
	});

	it('rolls back to an old ReplicaSet under a new revision and remembers the old one', () => {
		const made = rolledOut(1);
		for (const image of ['nginx:1.26', 'nginx:1.25']) {
			made.change('Deployment', 'web', template('web', image));
			for (let i = 0; i < 4; i++) {
				made.settle();
				made.readyAll();
				made.reap();
			}
		}
		made.settle();
		const annotations = made.store.list('ReplicaSet').map(({metadata}) => metadata.annotations);
		expect(annotations.map(each => each?.['deployment.kubernetes.io/revision'])).toEqual(['3', '2']);
		expect(annotations[0]?.['deployment.kubernetes.io/revision-history']).toBe('1');
		expect(made.get('Deployment', 'web').metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
	});

	it('keeps no more old ReplicaSets than the history limit', () => {
		const made = world();
		made.create('Deployment', 'web', {replicas: 1, revisionHistoryLimit: 1, ...template('web', 'nginx:1')});
		for (const image of ['nginx:2', 'nginx:3', 'nginx:4']) {
			for (let i = 0; i < 4; i++) {
				made.settle();
				made.readyAll();
				made.reap();
			}
			made.settle();
			made.change('Deployment', 'web', template('web', image));
		}
		for (let i = 0; i < 4; i++) {
			made.settle();
			made.readyAll();
			made.reap();
		}
		made.settle();
		const images = made.store.list('ReplicaSet').map(({spec}) => spec.template?.spec?.containers?.[0]?.image);
		expect(images).toEqual(['nginx:3', 'nginx:4']);
	});

	it('with Recreate starts nothing new before everything old is gone', () => {
		const made = rolledOut(3, {type: 'Recreate'});
		made.change('Deployment', 'web', template('web', 'nginx:1.26'));
		made.settle();
		expect(sizes(made)).toEqual([0]);
		const others = made.pods().slice(1);
		for (const pod of others) made.api.delete('Pod', 'default', pod.metadata.name, {gracePeriodSeconds: 0});
		made.settle();
		expect(sizes(made)).toEqual([0]);
		made.reap();
		made.settle();
		expect(sizes(made)).toEqual([0, 3]);
	});

	it('while paused scales the old ReplicaSet and rolls out nothing', () => {
		const made = rolledOut(2);
		made.change('Deployment', 'web', {paused: true, replicas: 3, ...template('web', 'nginx:1.26')});
		made.settle();
		expect(sizes(made)).toEqual([3]);
		const {updatedReplicas, conditions} = made.get('Deployment', 'web').status;
		expect(updatedReplicas).toBeUndefined();
		expect(conditions?.find(({type}) => type === 'Progressing')).toMatchObject({
			status: 'Unknown',
			reason: 'DeploymentPaused',
		});
	});

	it('keeps availability and size within their limits whatever happens', () => {
		const amount = fc.oneof(
			fc.integer({min: 0, max: 4}),
			fc.integer({min: 0, max: 100}).map(each => `${each}%`),
		);
		const step = fc.oneof(
			fc.record({kind: fc.constant('image' as const), value: fc.integer({min: 1, max: 4})}),
			fc.record({kind: fc.constant('ready' as const), value: fc.integer({min: 0, max: 20})}),
			fc.record({kind: fc.constant('reap' as const), value: fc.constant(0)}),
		);
		fc.assert(
			fc.property(
				fc.integer({min: 1, max: 8}),
				amount,
				amount,
				fc.array(step, {maxLength: 25}),
				(replicas, maxSurge, maxUnavailable, steps) => {
					fc.pre(Number.parseInt(String(maxSurge), 10) + Number.parseInt(String(maxUnavailable), 10) > 0);
					const made = rolledOut(replicas, {type: 'RollingUpdate', rollingUpdate: {maxSurge, maxUnavailable}});
					const scaled = (value: number | string, round: (exact: number) => number) =>
						typeof value === 'number' ? value : round((Number.parseInt(value, 10) * replicas) / 100);
					const surge = scaled(maxSurge, Math.ceil);
					const unavailable = Math.min(replicas, scaled(maxUnavailable, Math.floor) || (surge === 0 ? 1 : 0));
					const check = () => {
						const active = made.pods().filter(isActive);
						const wanted = sizes(made).reduce((sum, size) => sum + size, 0);
						expect(wanted).toBeLessThanOrEqual(replicas + surge);
						expect(active.filter(isReady).length).toBeGreaterThanOrEqual(replicas - unavailable);
					};
					for (const {kind, value} of steps) {
						if (kind === 'image') made.change('Deployment', 'web', template('web', `nginx:${value}`));
						if (kind === 'ready')
							made
								.pods()
								.filter((pod, index) => index === value && isActive(pod))
								.map(pod => made.ready(pod));
						if (kind === 'reap') made.reap();
						made.settle(check);
					}
				},
			),
			{numRuns: 60},
		);
	});
});

describe('the replica set controller', () => {
	it('adopts a Pod with its labels and lets go of one that loses them', () => {
		const made = world();
		made.create('Pod', 'lonely', {containers: [{name: 'c', image: 'nginx'}]}, {labels: {app: 'chat'}});
		made.create('ReplicaSet', 'chat', {replicas: 3, ...template('chat')});
		made.settle();
		expect(made.pods().map(({metadata}) => metadata.ownerReferences?.[0]?.name)).toEqual(['chat', 'chat', 'chat']);
		const {metadata} = made.get('Pod', 'lonely');
		made.api.update<'Pod'>({...made.get('Pod', 'lonely'), metadata: {...metadata, labels: {app: 'debug'}}});
		made.settle();
		expect(made.get('Pod', 'lonely').metadata.ownerReferences).toBeUndefined();
		expect(made.pods()).toHaveLength(4);
		expect(made.get('ReplicaSet', 'chat').status).toEqual({
			fullyLabeledReplicas: 3,
			observedGeneration: 1,
			replicas: 3,
		});
	});

	it('calls a Pod available only after minReadySeconds', () => {
		const made = world();
		made.create('ReplicaSet', 'web', {replicas: 1, minReadySeconds: 5, ...template('web')});
		made.settle();
		made.readyAll();
		made.advance(4);
		expect(made.get('ReplicaSet', 'web').status).toMatchObject({readyReplicas: 1});
		expect(made.get('ReplicaSet', 'web').status.availableReplicas).toBeUndefined();
		made.advance(1);
		expect(made.get('ReplicaSet', 'web').status.availableReplicas).toBe(1);
	});

	it('prefers Pods that are not ready, then cheap ones, when it scales down', () => {
		const made = world(() => undefined);
		made.create('ReplicaSet', 'web', {replicas: 3, ...template('web')});
		made.settle();
		const [first, second, third] = made.pods();
		for (const pod of [first, third]) {
			made.api.bind('default', pod!.metadata.name, 'worker-1');
			made.ready(pod!);
		}
		const cheap = {'controller.kubernetes.io/pod-deletion-cost': '-5'};
		const current = made.get('Pod', third!.metadata.name);
		made.api.update<'Pod'>({...current, metadata: {...current.metadata, annotations: cheap}});
		made.change('ReplicaSet', 'web', {replicas: 1});
		made.settle();
		expect(made.events.slice(-2)).toEqual([
			`web Normal SuccessfulDelete Deleted pod: ${second!.metadata.name}`,
			`web Normal SuccessfulDelete Deleted pod: ${third!.metadata.name}`,
		]);
		expect(
			made.decisions.filter(({rule}) => rule === 'replica-set/choose-pod-to-delete').map(({values}) => values.reason),
		).toEqual(['unassigned', 'deletion-cost']);
	});

	it('gives a ReplicationController labels and selector of its template', () => {
		const made = world();
		made.create('ReplicationController', 'old', {
			template: {metadata: {labels: {app: 'old'}}, spec: {containers: [{name: 'c', image: 'i'}]}},
		});
		made.settle();
		expect(made.get('ReplicationController', 'old').spec.selector).toEqual({app: 'old'});
		expect(made.events).toEqual([`old Normal SuccessfulCreate Created pod: ${made.pods()[0]!.metadata.name}`]);
	});
});
