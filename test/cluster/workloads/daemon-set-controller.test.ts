import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Node} from '../../../src/cluster/objects.ts';
import {daemonSetController} from '../../../src/cluster/workloads/daemon-set-controller.ts';
import {judgeNode, targetNodeOf} from '../../../src/cluster/workloads/daemon-set-nodes.ts';
import {template, World} from './world.ts';

function world(...nodes: string[]): World {
	const made = new World([daemonSetController], targetNodeOf);
	for (const name of nodes) setNode(made, name);
	return made;
}

function setNode(
	made: World,
	name: string,
	labels: Record<string, string> = {},
	taints: Node['spec']['taints'] = [],
): void {
	const present = made.store.get('Node', name);
	if (!present) made.create('Node', name, {taints}, {labels});
	else made.api.update<'Node'>({...present, metadata: {...present.metadata, labels}, spec: {...present.spec, taints}});
}

/** Readies Pods with a good image and removes deleted ones. */
function run(made: World): void {
	for (let i = 0; i < 15; i++) {
		made.settle();
		made.reap();
		for (const pod of made.pods()) {
			if (pod.status.phase === 'Pending' && !pod.spec.containers[0]!.image!.includes('nope')) made.ready(pod);
		}
	}
	made.settle();
}

function placed(made: World): string[] {
	return made
		.pods()
		.map(({spec}) => `${spec.nodeName} ${spec.containers![0]!.image!.split(':')[1]}`)
		.sort();
}

describe('the daemon set controller', () => {
	it('pins one Pod to each node and tolerates what troubles nodes', () => {
		const made = world('worker-1', 'worker-2');
		setNode(made, 'control-plane', {}, [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}]);
		made.create('DaemonSet', 'log', template('log'));
		run(made);
		expect(placed(made)).toEqual(['worker-1 1.25', 'worker-2 1.25']);
		const [pod] = made.pods();
		expect(pod!.spec.tolerations?.map(({key, effect}) => `${key} ${effect}`)).toEqual([
			'node.kubernetes.io/not-ready NoExecute',
			'node.kubernetes.io/unreachable NoExecute',
			'node.kubernetes.io/disk-pressure NoSchedule',
			'node.kubernetes.io/memory-pressure NoSchedule',
			'node.kubernetes.io/pid-pressure NoSchedule',
			'node.kubernetes.io/unschedulable NoSchedule',
		]);
		expect(Object.keys(pod!.metadata.labels ?? {}).sort()).toEqual([
			'app',
			'controller-revision-hash',
			'pod-template-generation',
		]);
		expect(made.get('DaemonSet', 'log').status).toEqual({
			currentNumberScheduled: 2,
			desiredNumberScheduled: 2,
			numberAvailable: 2,
			numberMisscheduled: 0,
			numberReady: 2,
			observedGeneration: 1,
			updatedNumberScheduled: 2,
		});
	});

	it('leaves Pods and status alone on a NoSchedule taint, and removes Pods on NoExecute', () => {
		const made = world('worker-1', 'worker-2');
		made.create('DaemonSet', 'mon', template('mon'));
		run(made);
		setNode(made, 'worker-1', {}, [{key: 'maintenance', effect: 'NoSchedule'}]);
		run(made);
		expect(made.get('DaemonSet', 'mon').status.desiredNumberScheduled).toBe(2);
		setNode(made, 'worker-2', {}, [{key: 'broken', effect: 'NoExecute'}]);
		run(made);
		expect(placed(made)).toEqual(['worker-1 1.25']);
		expect(made.get('DaemonSet', 'mon').status).toMatchObject({desiredNumberScheduled: 0, numberMisscheduled: 1});
	});

	it('follows the labels of nodes', () => {
		const made = world('worker-1', 'worker-2');
		made.create('DaemonSet', 'ssd', template('ssd', 'nginx:1.25', {nodeSelector: {disk: 'ssd'}}));
		run(made);
		expect(placed(made)).toEqual([]);
		setNode(made, 'worker-1', {disk: 'ssd'});
		run(made);
		expect(placed(made)).toEqual(['worker-1 1.25']);
		setNode(made, 'worker-1');
		run(made);
		expect(placed(made)).toEqual([]);
	});

	it('stops an update at the first broken node, and repairs that node first', () => {
		const made = world('worker-1', 'worker-2');
		made.create('DaemonSet', 'probe', template('probe'));
		run(made);
		made.change('DaemonSet', 'probe', template('probe', 'nginx:nope'));
		run(made);
		expect(placed(made)).toEqual(['worker-1 nope', 'worker-2 1.25']);
		expect(made.get('DaemonSet', 'probe').status).toMatchObject({updatedNumberScheduled: 1, numberAvailable: 1});
		made.change('DaemonSet', 'probe', template('probe'));
		run(made);
		expect(placed(made)).toEqual(['worker-1 1.25', 'worker-2 1.25']);
		expect(made.store.list('ControllerRevision').map(({revision}) => revision)).toEqual([3, 2]);
	});

	it('with maxSurge starts the new Pod beside the old one', () => {
		const made = world('worker-1', 'worker-2');
		const updateStrategy = {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1, maxUnavailable: 0}};
		made.create('DaemonSet', 'log', {...template('log'), updateStrategy});
		run(made);
		made.advance(1);
		made.change('DaemonSet', 'log', template('log', 'nginx:nope'));
		run(made);
		expect(placed(made)).toEqual(['worker-1 1.25', 'worker-1 nope', 'worker-2 1.25']);
		expect(made.get('DaemonSet', 'log').status.updatedNumberScheduled).toBeUndefined();
		made.change('DaemonSet', 'log', template('log', 'nginx:1.26'));
		run(made);
		expect(placed(made)).toEqual(['worker-1 1.26', 'worker-2 1.26']);
	});

	it('once settled runs exactly on the eligible nodes', () => {
		const node = fc.record({
			name: fc.constantFrom('a', 'b', 'c'),
			label: fc.boolean(),
			taint: fc.constantFrom(undefined, 'NoSchedule', 'NoExecute'),
		});
		fc.assert(
			fc.property(fc.array(node, {maxLength: 12}), changes => {
				const made = world('a', 'b', 'c');
				made.create('DaemonSet', 'log', template('log', 'nginx:1.25', {nodeSelector: {disk: 'ssd'}}));
				for (const {name, label, taint} of changes) {
					setNode(made, name, label ? {disk: 'ssd'} : {}, taint && [{key: 'trouble', effect: taint as 'NoSchedule'}]);
					run(made);
				}
				const daemonSet = made.get('DaemonSet', 'log');
				const verdicts = new Map(made.store.list('Node').map(each => [each.metadata.name, judgeNode(daemonSet, each)]));
				const nodes = made.pods().map(({spec}) => spec.nodeName!);
				expect(new Set(nodes).size).toBe(nodes.length);
				for (const [name, {shouldRun, mayStay}] of verdicts) {
					if (shouldRun) expect(nodes).toContain(name);
					if (!mayStay) expect(nodes).not.toContain(name);
				}
			}),
			{numRuns: 50},
		);
	});
});
