import fc from 'fast-check';
import {expect, test} from 'vitest';
import {controllerOf, type Pod} from '../../src/cluster/objects.ts';
import {Store} from '../../src/cluster/store.ts';

interface Step {
	readonly index: number;
	readonly label: string | undefined;
	readonly owner: string | undefined;
	readonly isController: boolean;
	readonly nodeName: string | undefined;
	readonly isRemoved: boolean;
}

function pod({index, label, owner, isController, nodeName}: Step): Pod {
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			namespace: index % 2 ? 'odd' : 'even',
			name: `pod-${index}`,
			uid: `pod-${index}`,
			resourceVersion: '',
			creationTimestamp: '2026-11-21T10:00:00Z',
			...(label && {labels: {app: label}}),
			...(owner && {
				ownerReferences: [
					{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: owner, controller: isController},
				],
			}),
		},
		spec: {containers: [], ...(nodeName && {nodeName})},
		status: {},
	};
}

const step: fc.Arbitrary<Step> = fc.record({
	index: fc.integer({min: 0, max: 7}),
	label: fc.constantFrom(undefined, 'web', 'db'),
	owner: fc.constantFrom(undefined, 'a', 'b'),
	isController: fc.boolean(),
	nodeName: fc.constantFrom(undefined, 'worker-1', 'worker-2'),
	isRemoved: fc.boolean(),
});

test('every index leads to what a look at all objects finds, after any changes', () => {
	fc.assert(
		fc.property(fc.array(step, {maxLength: 60}), steps => {
			const store = new Store();
			for (const each of steps) {
				const {namespace, name} = pod(each).metadata;
				if (each.isRemoved) store.remove('Pod', `${namespace}/${name}`);
				else store.put<'Pod'>(pod(each));
			}
			const all = store.list('Pod');
			const expectSame = (found: Pod[], is: (pod: Pod) => boolean) =>
				expect(new Set(found)).toEqual(new Set(all.filter(is)));
			expect(store.count('Pod')).toBe(all.length);
			for (const namespace of ['odd', 'even']) {
				expect(store.list('Pod', namespace)).toEqual(all.filter(({metadata}) => metadata.namespace === namespace));
				expectSame(
					store.orphans('Pod', namespace),
					each => each.metadata.namespace === namespace && !controllerOf(each),
				);
				expectSame(
					store.withLabel('Pod', namespace, 'app', 'web'),
					({metadata}) => metadata.namespace === namespace && metadata.labels?.app === 'web',
				);
			}
			expectSame(store.ownedBy('Pod', 'a'), each => controllerOf(each)?.uid === 'a');
			expectSame(store.dependents('Pod', 'a'), ({metadata}) => metadata.ownerReferences?.[0]?.uid === 'a');
			expectSame(store.onNode('worker-1'), ({spec}) => spec.nodeName === 'worker-1');
		}),
	);
});

test('put leaves the given object alone; add takes it over', () => {
	const store = new Store();
	const given = pod({
		index: 1,
		label: 'web',
		owner: undefined,
		isController: false,
		nodeName: undefined,
		isRemoved: false,
	});
	expect(store.put<'Pod'>(given)).not.toBe(given);
	expect(given.metadata.resourceVersion).toBe('');
	expect(store.add<'Pod'>(given)).toBe(given);
	expect(given.metadata.resourceVersion).toBe('2');
});
