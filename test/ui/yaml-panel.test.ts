import {describe, expect, it} from 'vitest';
import type {Json} from '../../src/cluster/api.ts';
import {createCluster} from '../../src/cluster/cluster.ts';
import {toYaml} from '../../src/kubectl/printers/yaml.ts';
import {lineWidth} from '../../src/ui/line.ts';
import {yamlPanel} from '../../src/ui/panels/yaml.ts';
import {yamlLines} from '../../src/ui/panels/yaml-lines.ts';
import {change, create, inputOf, panelRows, shown, template} from './cluster-world.ts';

function deployed() {
	const cluster = createCluster({seed: 1});
	create(cluster, 'Deployment', 'apps/v1', 'web', {
		replicas: 2,
		selector: {matchLabels: {app: 'web'}},
		template: template('web', {command: ['sh', '-c', 'echo one\necho two\n'], env: [{name: 'ON', value: 'true'}]}),
	});
	return cluster;
}

describe('YAML panel', () => {
	it('shows the object that changed last, and marks what changed', () => {
		const cluster = deployed();
		cluster.api.create<'ConfigMap'>({
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'settings', namespace: 'default'},
			data: {color: 'blue', size: '1'},
		});
		expect(shown(panelRows(yamlPanel, inputOf(cluster), 60, 20)).filter(row => row.startsWith('▸'))).toEqual([]);
		const settings = cluster.store.get('ConfigMap', 'default/settings')!;
		cluster.api.update<'ConfigMap'>({...settings, data: {color: 'green', size: '1', shape: 'round'}});
		expect(shown(panelRows(yamlPanel, inputOf(cluster), 60, 10))).toEqual([
			'cm/settings  0s',
			'  apiVersion: v1',
			'  data:',
			'▸   color: green',
			'▸   shape: round',
			'    size: "1"',
			'  kind: ConfigMap',
			'  metadata:',
			'    creationTimestamp: "2026-01-05T09:00:00Z"',
			'  …',
		]);
	});

	it('passes over what the cluster keeps for itself, and what is deleted', () => {
		const cluster = deployed();
		cluster.advance(60_000);
		create(cluster, 'Pod', 'v1', 'short', template('short', {}).spec as never);
		cluster.api.delete('Pod', 'default', 'short', {gracePeriodSeconds: 0});
		cluster.advance(1000);
		expect(shown(panelRows(yamlPanel, inputOf(cluster), 60, 3))[0]).toMatch(/^pod\/web-\w+-xxxxx {2}\d+s$/);
		cluster.api.delete('Deployment', 'default', 'web');
		cluster.settle();
		expect(shown(panelRows(yamlPanel, inputOf(cluster), 60, 3))).toEqual([
			'Nothing has changed yet. The object that changed last',
			'appears here.',
		]);
	});

	it('leaves out what is far from the change when there is little room', () => {
		const cluster = deployed();
		cluster.settle();
		change(cluster, 'Deployment', 'web', {paused: true});
		expect(shown(panelRows(yamlPanel, inputOf(cluster), 60, 12))).toEqual([
			'deploy/web  0s',
			'  …',
			'  metadata:',
			'  …',
			'    creationTimestamp: "2026-01-05T09:00:00Z"',
			'▸   generation: 2',
			'    name: web',
			'  …',
			'  spec:',
			'▸   paused: true',
			'    progressDeadlineSeconds: 600',
			'  …',
		]);
	});

	it('writes as kubectl does', () => {
		const cluster = deployed();
		cluster.advance(10_000);
		for (const object of [
			...cluster.store.list('Deployment'),
			...cluster.store.list('Pod'),
			...cluster.store.list('Service'),
		]) {
			const lines = yamlLines(object, undefined);
			expect(lines.map(({text}) => text).join('\n')).toBe(toYaml(object as unknown as Json).trimEnd());
			expect(lines.some(({isChanged}) => isChanged)).toBe(false);
		}
	});

	it('is never wider or higher than it was told', () => {
		const cluster = deployed();
		cluster.advance(10_000);
		for (const width of [1, 20, 80])
			for (const height of [1, 2, 7, 200]) {
				const rows = panelRows(yamlPanel, inputOf(cluster), width, height);
				expect(rows.length).toBeLessThanOrEqual(height);
				for (const row of rows) expect(lineWidth(row)).toBeLessThanOrEqual(width);
			}
	});
});
