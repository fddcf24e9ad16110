import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Pod, ReplicaSet} from '../../../src/cluster/objects.ts';
import {matchesLabelSelector} from '../../../src/cluster/selectors.ts';
import {Store} from '../../../src/cluster/store.ts';
import {isActive, isAvailable, isReady} from '../../../src/cluster/workloads/pod-state.ts';
import {ReplicaTallies} from '../../../src/cluster/workloads/replica-tallies.ts';
import {formatTime} from '../../../src/shell/calendar.ts';

const NOW_MS = 60_000;
const metadata = {namespace: 'default', resourceVersion: '', creationTimestamp: formatTime(0)};

function replicaSet(tier: string): ReplicaSet {
	return {
		apiVersion: 'apps/v1',
		kind: 'ReplicaSet',
		metadata: {...metadata, name: 'web', uid: 'web'},
		spec: {selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web', tier}}}},
		status: {replicas: 0},
	};
}

interface PodChange {
	readonly index: number;
	readonly isOwned: boolean;
	readonly app: string;
	readonly tier: string;
	readonly phase: 'Pending' | 'Running' | 'Failed';
	readonly readySeconds: number | undefined;
	readonly isRemoved: boolean;
}

function pod({index, isOwned, app, tier, phase, readySeconds}: PodChange): Pod {
	const owner = {apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'web', controller: true};
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			...metadata,
			name: `pod-${index}`,
			uid: `pod-${index}`,
			labels: {app, tier},
			...(isOwned && {ownerReferences: [owner]}),
		},
		spec: {containers: []},
		status: {
			phase,
			...(readySeconds !== undefined && {
				conditions: [{type: 'Ready', status: 'True', lastTransitionTime: formatTime(readySeconds * 1000)}],
			}),
		},
	};
}

const podChange: fc.Arbitrary<PodChange> = fc.record({
	index: fc.integer({min: 0, max: 5}),
	isOwned: fc.boolean(),
	app: fc.constantFrom('web', 'other'),
	tier: fc.constantFrom('a', 'b'),
	phase: fc.constantFrom('Pending', 'Running', 'Failed'),
	readySeconds: fc.option(fc.integer({min: 0, max: 60}), {nil: undefined}),
	isRemoved: fc.boolean(),
});

test('counts that follow changes equal what a fresh count gives, also after the template has got other labels', () => {
	fc.assert(
		fc.property(fc.array(podChange, {maxLength: 40}), fc.integer({min: 0, max: 30}), (changes, minReadySeconds) => {
			const store = new Store();
			const tallies = new ReplicaTallies<'ReplicaSet'>(store, 'ReplicaSet', ({spec}, labels) =>
				matchesLabelSelector(spec.selector, labels),
			);
			for (const [step, change] of changes.entries()) {
				if (change.isRemoved) store.remove('Pod', `default/pod-${change.index}`);
				else store.put(pod(change));
				const owner = replicaSet(step < changes.length / 2 ? 'a' : 'b');
				const tally = tallies.of(owner);
				const active = store.ownedBy('Pod', 'web').filter(isActive);
				const own = active.filter(({metadata: {labels}}) => labels?.app === 'web');
				const wantedTier = owner.spec.template?.metadata?.labels?.tier;
				expect(tally.hasStrangers).toBe(own.length < active.length);
				expect(tally.counts(minReadySeconds, NOW_MS)).toMatchObject({
					active: own.length,
					fullyLabeled: own.filter(({metadata: {labels}}) => labels?.tier === wantedTier).length,
					ready: own.filter(isReady).length,
					available: own.filter(each => isAvailable(each, minReadySeconds, NOW_MS)).length,
				});
			}
		}),
	);
});

test('says when the next ready Pod becomes available', () => {
	const store = new Store();
	const tallies = new ReplicaTallies<'ReplicaSet'>(store, 'ReplicaSet', () => true);
	const change = {isOwned: true, app: 'web', tier: 'a', phase: 'Running', isRemoved: false} as const;
	store.put(pod({...change, index: 1, readySeconds: 45}));
	store.put(pod({...change, index: 2, readySeconds: 55}));
	const tally = tallies.of(replicaSet('a'));
	expect(tally.counts(20, NOW_MS)).toMatchObject({available: 0, untilNextAvailableMs: 5000});
	expect(tally.counts(10, NOW_MS)).toMatchObject({available: 1, untilNextAvailableMs: 5000});
	expect(tally.counts(0, NOW_MS)).toMatchObject({available: 2, untilNextAvailableMs: undefined});
});
