import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Node, Pod} from '../../../src/cluster/objects.ts';
import {ClusterCache} from '../../../src/cluster/scheduler/cluster-cache.ts';
import {podRequests} from '../../../src/cluster/scheduler/resources.ts';
import {Store} from '../../../src/cluster/store.ts';

const metadata = {resourceVersion: '', creationTimestamp: '2026-11-21T10:00:00Z'};

function node(name: string): Node {
	return {
		apiVersion: 'v1',
		kind: 'Node',
		metadata: {...metadata, name, uid: name},
		spec: {},
		status: {allocatable: {cpu: '4', memory: '8Gi', pods: '110'}},
	};
}

function pod(index: number, nodeName: string | undefined, phase: Pod['status']['phase'], milliCpu: number): Pod {
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {...metadata, namespace: 'default', name: `pod-${index}`, uid: `uid-${index}`},
		spec: {
			...(nodeName && {nodeName}),
			containers: [{name: 'app', image: 'nginx', resources: {requests: {cpu: `${milliCpu}m`}}}],
		},
		status: {phase},
	};
}

const change = fc.record({
	index: fc.integer({min: 0, max: 9}),
	nodeName: fc.constantFrom(undefined, 'a', 'b'),
	phase: fc.constantFrom<Pod['status']['phase'][]>('Pending', 'Running', 'Succeeded', 'Failed'),
	milliCpu: fc.integer({min: 0, max: 900}),
	removes: fc.boolean(),
});

test('sums of a node equal what a fresh count of its unfinished Pods gives, after any changes', () => {
	fc.assert(
		fc.property(fc.array(change, {maxLength: 60}), changes => {
			const store = new Store();
			const cache = new ClusterCache(store);
			for (const name of ['a', 'b']) store.put(node(name));
			for (const {index, nodeName, phase, milliCpu, removes} of changes) {
				const known = store.get('Pod', `default/pod-${index}`);
				if (removes) store.remove('Pod', `default/pod-${index}`);
				// A Pod never leaves the node that it was bound to.
				else store.put(pod(index, known?.spec.nodeName ?? nodeName, phase, milliCpu));
			}
			for (const info of cache.order) {
				const there = store.onNode(info.name).filter(({status}) => !['Succeeded', 'Failed'].includes(status.phase!));
				expect([...info.pods.keys()].sort()).toEqual(there.map(({metadata: {uid}}) => uid).sort());
				const sum = there.reduce((total, one) => total + podRequests(one).milliCpu, 0);
				expect(info.requested.milliCpu).toBe(sum);
			}
		}),
	);
});

test('an ordinary init container counts beside the sidecars before it, and only if that is more than what runs later', () => {
	const container = (cpu: string, restartPolicy?: string) => ({
		name: 'c',
		image: 'nginx',
		resources: {requests: {cpu}},
		...(restartPolicy && {restartPolicy}),
	});
	const request = (initContainers: ReturnType<typeof container>[], containers: ReturnType<typeof container>[]) =>
		podRequests({...pod(0, undefined, 'Pending', 0), spec: {initContainers, containers}}).milliCpu;
	expect(request([container('3')], [container('1'), container('1')])).toBe(3000);
	expect(request([container('1')], [container('1'), container('1')])).toBe(2000);
	expect(request([container('500m', 'Always'), container('3')], [container('1')])).toBe(3500);
	expect(request([container('500m', 'Always')], [container('1')])).toBe(1500);
});
