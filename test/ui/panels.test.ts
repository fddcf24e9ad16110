import {describe, expect, it} from 'vitest';
import {type Cluster, createCluster} from '../../src/cluster/cluster.ts';
import type {Draft} from '../../src/cluster/objects.ts';
import {type Line, lineWidth, textOf} from '../../src/ui/line.ts';
import {eventsPanel} from '../../src/ui/panels/events.ts';
import {nodesPanel} from '../../src/ui/panels/nodes.ts';
import type {PanelInput} from '../../src/ui/panels/panel.ts';
import {treePanel} from '../../src/ui/panels/tree.ts';
import {en} from '../../src/ui/text/en.ts';
import {themeFor} from '../../src/ui/theme.ts';
import {panelRows} from './cluster-world.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});

function inputOf({store, journal, clock}: Cluster): PanelInput {
	return {store, changes: journal.changes, decisions: journal.decisions, nowMs: clock.now(), theme, text: en};
}

function pod(name: string, nodeName: string, images: readonly string[]): Draft<'Pod'> {
	const containers = images.map((image, index) => ({
		name: `c${index + 1}`,
		image,
		resources: {requests: {cpu: '500m'}},
	}));
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name, namespace: 'default', labels: {app: name}},
		spec: {nodeName, containers},
	};
}

function rows(lines: readonly Line[]): string[] {
	return lines.map(row => textOf(row).trimEnd());
}

describe('panels', () => {
	const cluster = createCluster({seed: 1});
	cluster.api.create(pod('web', 'worker-1', ['nginx:1.27', 'redis:7']));
	cluster.api.create(pod('typo', 'worker-2', ['nginx:nope']));
	cluster.api.create<'Service'>({
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'web', namespace: 'default'},
		spec: {clusterIP: '10.96.0.80', selector: {app: 'web'}, ports: [{port: 80}]},
	});
	cluster.advance(8000);

	it('tree: owners, containers of Pods, endpoints of Services', () => {
		expect(rows(panelRows(treePanel, inputOf(cluster), 64, 20))).toEqual([
			'● pod/web   2/2 Running                           worker-1  8s',
			'├─ ● c1         Running',
			'└─ ● c2         Running',
			'✖ pod/typo  0/1 ErrImagePull                      worker-2  8s',
			'└─ ✖ c1         ErrImagePull',
			'svc/web ⊞       10.96.0.80:80 → 1 endpoint                  8s',
		]);
	});

	it('nodes: condition, requested CPU, taints, Pods with their state', () => {
		expect(rows(panelRows(nodesPanel, inputOf(cluster), 60, 12))).toEqual([
			'control-plane  ● Ready  cpu ░░░░░░░░ 0%  0 Pods',
			'  taint node-role.kubernetes.io/control-plane:NoSchedule',
			'worker-1  ● Ready  cpu ██░░░░░░ 25%  1 Pod',
			'  ● web',
			'worker-2  ● Ready  cpu █░░░░░░░ 13%  1 Pod',
			'  ✖ typo',
		]);
	});

	it('nodes: thousands of Pods become counts', () => {
		const crowd = createCluster({seed: 1, nodes: [{name: 'big', capacity: {pods: '400', cpu: '300'}}]});
		for (let index = 0; index < 300; index++) crowd.api.create(pod(`p${index}`, 'big', ['nginx']));
		crowd.advance(5000);
		expect(rows(panelRows(nodesPanel, inputOf(crowd), 60, 6))).toEqual([
			'big  ● Ready  cpu ████░░░░ 50%  300 Pods',
			'  300 Running',
		]);
	});

	it('events: newest first, warnings marked', () => {
		const shown = rows(panelRows(eventsPanel, inputOf(cluster), 200, 50));
		const ages = shown.map(row => Number.parseInt(row, 10));
		expect(ages).toEqual([...ages].sort((a, b) => a - b));
		expect(shown).toContain('7s    ✖ Failed pod/typo Error: ErrImagePull');
		expect(shown).toContain('8s    • Pulling pod/web Pulling image "nginx:1.27"');
	});

	it('no panel is wider or higher than it was told', () => {
		for (const [width, height] of [
			[20, 2],
			[40, 5],
			[120, 40],
		] as const) {
			for (const panel of [treePanel, nodesPanel, eventsPanel]) {
				const lines = panelRows(panel, inputOf(cluster), width, height);
				expect(lines.length).toBeLessThanOrEqual(height);
				for (const row of lines) expect(lineWidth(row)).toBeLessThanOrEqual(width);
			}
		}
	});
});
