import fc from 'fast-check';
import {expect, test} from 'vitest';
import {tries, WatchedCluster} from './watched-cluster.ts';

const SET = {
	serviceName: 'it',
	selector: {matchLabels: {app: 'it'}},
	template: {
		metadata: {labels: {app: 'it'}},
		spec: {terminationGracePeriodSeconds: 5, containers: [{name: 'app', image: 'nginx:1.25'}]},
	},
};
const claimPolicy = fc.constantFrom('Retain' as const, 'Delete' as const);

test('claims of a StatefulSet stay or go as its retention policy says', () => {
	fc.assert(
		fc.property(
			claimPolicy,
			claimPolicy,
			fc.constantFrom('Background' as const, 'Foreground' as const, 'Orphan' as const),
			fc.array(fc.integer({min: 0, max: 4}), {minLength: 1, maxLength: 4}),
			fc.integer({min: 1, max: 60}),
			(whenDeleted, whenScaled, propagationPolicy, sizes, pauseSeconds) => {
				const watched = new WatchedCluster();
				const [first = 1, ...others] = sizes;
				const volumeClaimTemplates = [
					{metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}},
				];
				const persistentVolumeClaimRetentionPolicy = {whenDeleted, whenScaled};
				const spec = {...SET, replicas: first, volumeClaimTemplates, persistentVolumeClaimRetentionPolicy};
				const used = new Set<string>();
				watched.always(({type, object}) => {
					if (type === 'ADDED' && object.kind === 'PersistentVolumeClaim') used.add(object.metadata.name);
					return undefined;
				});
				watched.create('StatefulSet', 'it', {spec});
				for (const replicas of others) {
					watched.advance(pauseSeconds);
					watched.patch('StatefulSet', 'it', {spec: {replicas}});
				}
				watched.advance(300);
				const last = others.at(-1) ?? first;
				const inRange = Array.from({length: last}, (_, ordinal) => `data-it-${ordinal}`);
				const kept = whenScaled === 'Delete' ? inRange : [...used].sort();
				expect(claims(watched)).toEqual(kept);
				watched.act(() => watched.cluster.api.delete('StatefulSet', 'default', 'it', {propagationPolicy}));
				watched.advance(120);
				expect(claims(watched)).toEqual(whenDeleted === 'Delete' && propagationPolicy !== 'Orphan' ? [] : kept);
				expect(volumes(watched)).toEqual(claims(watched));
				watched.expectSound();
			},
		),
		tries(80),
	);
});

function claims({cluster}: WatchedCluster): string[] {
	return cluster.store
		.list('PersistentVolumeClaim', 'default')
		.map(({metadata}) => metadata.name)
		.sort();
}

// The volumes that exist, named by their claims.
function volumes({cluster}: WatchedCluster): string[] {
	return cluster.store
		.list('PersistentVolume')
		.map(({spec}) => spec.claimRef?.name ?? 'unclaimed')
		.sort();
}
