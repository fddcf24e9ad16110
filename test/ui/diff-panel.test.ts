import {describe, expect, it} from 'vitest';
import {type Cluster, createCluster} from '../../src/cluster/cluster.ts';
import {referenceTo} from '../../src/cluster/journal.ts';
import {lineWidth} from '../../src/ui/line.ts';
import {diffPanel} from '../../src/ui/panels/diff.ts';
import {change, create, inputOf, panelRows, shown, template} from './cluster-world.ts';

function deployed(): Cluster {
	const cluster = createCluster({seed: 1});
	create(cluster, 'Deployment', 'apps/v1', 'web', {
		replicas: 2,
		selector: {matchLabels: {app: 'web'}},
		template: template('web', {}),
	});
	return cluster;
}

function settings(cluster: Cluster, data: Record<string, string>): void {
	const old = cluster.store.get('ConfigMap', 'default/settings');
	const metadata = {name: 'settings', namespace: 'default'};
	if (old) cluster.api.update<'ConfigMap'>({...old, data});
	else cluster.api.create<'ConfigMap'>({apiVersion: 'v1', kind: 'ConfigMap', metadata, data});
}

describe('diff panel', () => {
	it('shows the last change: values, then lines with those that they belong to', () => {
		const cluster = deployed();
		change(cluster, 'Deployment', 'web', {replicas: 5});
		cluster.clock.moveTo(cluster.clock.now() + 4000);
		expect(shown(panelRows(diffPanel, inputOf(cluster), 60, 20))).toEqual([
			'deploy/web  changed, 4s',
			'generation 1 → 2',
			'spec.replicas 2 → 5',
			'',
			'  …',
			'  metadata:',
			'    creationTimestamp: "2026-01-05T09:00:00Z"',
			'-   generation: 1',
			'+   generation: 2',
			'    name: web',
			'    namespace: default',
			'  …',
			'  spec:',
			'    progressDeadlineSeconds: 600',
			'-   replicas: 2',
			'+   replicas: 5',
			'    revisionHistoryLimit: 10',
			'    selector:',
			'  …',
		]);
	});

	it('shows fewer lines around the changed ones where there is little room', () => {
		const cluster = deployed();
		change(cluster, 'Deployment', 'web', {replicas: 5});
		expect(shown(panelRows(diffPanel, inputOf(cluster), 22, 14))).toEqual([
			'deploy/web  changed, …',
			'generation 1 → 2',
			'spec.replicas 2 → 5',
			'',
			'  …',
			'  metadata:',
			'  …',
			'-   generation: 1',
			'+   generation: 2',
			'  …',
			'  spec:',
			'  …',
			'-   replicas: 2',
			'+   replicas: 5',
		]);
	});

	it('tells of what was created, changed and deleted, in both languages', () => {
		const cluster = createCluster({seed: 1});
		const rows = (locale?: 'zh-CN') => shown(panelRows(diffPanel, inputOf(cluster, locale), 60, 14));
		expect(rows()).toEqual(['Nothing has changed yet. The object that changed last', 'appears here.']);
		settings(cluster, {color: 'blue'});
		expect(rows()).toEqual([
			'cm/settings  created, 0s',
			'+ apiVersion: v1',
			'+ data:',
			'+   color: blue',
			'+ kind: ConfigMap',
			'+ metadata:',
			'+   creationTimestamp: "2026-01-05T09:00:00Z"',
			'+   name: settings',
			'+   namespace: default',
			expect.stringMatching(/^\+ {3}uid: /),
		]);
		settings(cluster, {shape: 'a\nb\n', color: 'blue'});
		expect(rows('zh-CN').slice(0, 5)).toEqual([
			'cm/settings  已改变，0s',
			'data.shape – → a…',
			'',
			'  apiVersion: v1',
			'  data:',
		]);
		const config = cluster.store.get('ConfigMap', 'default/settings')!;
		cluster.api.delete('ConfigMap', 'default', 'settings');
		const selected = referenceTo(config);
		expect(shown(panelRows(diffPanel, {...inputOf(cluster), selected}, 60, 4))).toEqual([
			'cm/settings  deleted, 0s',
			'- apiVersion: v1',
			'- data:',
			'-   color: blue',
		]);
		expect(shown(panelRows(diffPanel, {...inputOf(cluster), changes: [], selected}, 60, 4))).toEqual([
			'No change of cm/settings is known any more.',
		]);
	});

	it('tells of a status by the names of conditions and containers, and leaves times out', () => {
		const cluster = deployed();
		cluster.advance(60_000);
		const pod = cluster.store.list('Pod', 'default')[0]!;
		const input = {...inputOf(cluster), selected: referenceTo(pod), isWhole: true};
		const rows = shown(panelRows(diffPanel, input, 80, 100));
		expect(rows.slice(1, rows.indexOf(''))).toEqual([
			'status.phase Pending → Running',
			'status.podIP – → 10.244.3.2',
			'status.conditions[PodReadyToStartContainers] False → True',
			'status.conditions[Ready] False → True',
			'status.conditions[ContainersReady] False → True',
			'status.conditions[Ready].reason ContainersNotReady → –',
			'status.conditions[ContainersReady].reason ContainersNotReady → –',
			'status.containerStatuses[main].ready false → true',
			'status.containerStatuses[main].started false → true',
			'status.containerStatuses[main].state.waiting.reason ContainerCreating → –',
		]);
	});

	it('never exceeds its width', () => {
		const cluster = deployed();
		cluster.advance(60_000);
		for (const width of [1, 7, 20, 40])
			for (const row of panelRows(diffPanel, inputOf(cluster), width, 12))
				expect(lineWidth(row)).toBeLessThanOrEqual(width);
	});
});
