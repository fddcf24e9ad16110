import {beforeAll, describe, expect, it} from 'vitest';
import {type Cluster, createCluster} from '../../src/cluster/cluster.ts';
import {drawPanel} from '../../src/ui/panels/draw-panel.ts';
import {treePanel} from '../../src/ui/panels/tree.ts';
import {change, create, inputOf, panelRows, shown, template} from './cluster-world.ts';

const rows = (cluster: Cluster, more: object = {}, width = 70, locale: 'en' | 'zh-CN' = 'en') =>
	shown(panelRows(treePanel, {...inputOf(cluster, locale), ...more}, width, 40));

describe('tree of a StatefulSet', () => {
	let cluster: Cluster;

	beforeAll(() => {
		cluster = createCluster({seed: 1});
		create(cluster, 'Service', 'v1', 'db', {clusterIP: 'None', selector: {app: 'db'}, ports: [{port: 80}]});
		create(cluster, 'StatefulSet', 'apps/v1', 'db', {
			serviceName: 'db',
			replicas: 2,
			selector: {matchLabels: {app: 'db'}},
			template: template('db', {volumeMounts: [{name: 'data', mountPath: '/data'}]}),
			volumeClaimTemplates: [
				{
					metadata: {name: 'data'},
					spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}},
				},
			],
		} as never);
		cluster.advance(60_000);
	});

	it('shows which claim belongs to which Pod, and its revision', () => {
		const tree = rows(cluster, {}, 90);
		expect(tree.map(row => row.replace(/(\w|⊞) {2,}.*/, '$1'))).toEqual([
			'sts/db',
			'├─ ● db-0',
			'│  └─ ● pvc/data-db-0',
			'└─ ● db-1',
			'   └─ ● pvc/data-db-1',
			'svc/db ⊞',
		]);
		expect(tree[0]).toMatch(/2\/2 +rev 1 {2}60s$/);
		expect(tree[2]).toMatch(/Bound 1Gi +pvc-[\da-f-]{36} {2}\d+s$/);
		expect(tree[5]).toMatch(/headless → 2 endpoints/);
	});

	it('keeps the claim in sight when its Pod is gone', () => {
		change(cluster, 'StatefulSet', 'db', {replicas: 1});
		cluster.advance(60_000);
		expect(rows(cluster).map(row => row.replace(/(\w|⊞) {2,}.*/, '$1'))).toEqual([
			'sts/db',
			'├─ ● db-0',
			'│  └─ ● pvc/data-db-0',
			'└─ ● pvc/data-db-1',
			'svc/db ⊞',
		]);
	});

	it('shows the endpoints of a Service that is unfolded, ready or not', () => {
		const service = cluster.store.get('Service', 'default/db')!;
		const toggled = new Set([service.metadata.uid]);
		expect(rows(cluster, {toggled}).at(-1)).toMatch(/^└─ ● pod\/db-0 +10\.244\.\d\.\d+$/);
	});
});

describe('tree', () => {
	it('calls a Job that has done its work Complete', () => {
		const cluster = createCluster({seed: 1});
		create(cluster, 'Job', 'batch/v1', 'pi', {
			template: template('pi', {image: 'busybox:1.36', command: ['true']}, {restartPolicy: 'Never'}),
		} as never);
		cluster.advance(20_000);
		expect(rows(cluster)).toEqual([
			expect.stringMatching(/^job\/pi +1\/1 Complete +20s$/),
			expect.stringMatching(/^└─ ✔ xxxxx +0\/1 Completed +worker-\d +20s$/),
		]);
	});

	it('shows what scales and what protects a workload', () => {
		const cluster = createCluster({seed: 1});
		create(cluster, 'HorizontalPodAutoscaler', 'autoscaling/v2', 'web', {
			scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'},
			minReplicas: 2,
			maxReplicas: 10,
		} as never);
		create(cluster, 'PodDisruptionBudget', 'policy/v1', 'web', {
			minAvailable: 1,
			selector: {matchLabels: {app: 'web'}},
		});
		expect(rows(cluster)).toEqual([
			expect.stringMatching(/^hpa\/web +→ deploy\/web 0 \(2-10\) +0s ▸$/),
			expect.stringMatching(/^pdb\/web +allowed disruptions 0 +0s ▸$/),
		]);
	});

	it('says what it is before where it is, where there is little room', () => {
		const cluster = createCluster({seed: 1});
		create(cluster, 'Deployment', 'apps/v1', 'web', {
			replicas: 1,
			selector: {matchLabels: {app: 'web'}},
			template: template('web', {image: 'nginx:nope'}),
		});
		cluster.advance(2000);
		expect(rows(cluster, {}, 44).at(-1)).toMatch(/^ {3}└─ ✖ xxxxx +0\/1 ErrImagePull +2s ▸$/);
		cluster.advance(5000);
		expect(rows(cluster, {}, 70, 'zh-CN').at(-1)).toMatch(/ErrImagePull +worker-\d +7s$/);
	});

	it('draws of thousands of Pods only those that are looked at', () => {
		const cluster = createCluster({seed: 1, nodes: Array.from({length: 30}, (_, index) => ({name: `n${index}`}))});
		create(cluster, 'Deployment', 'apps/v1', 'web', {
			replicas: 3000,
			selector: {matchLabels: {app: 'web'}},
			template: template('web', {}),
		});
		cluster.advance(60_000);
		const input = inputOf(cluster);
		const window = {
			width: 70,
			height: 20,
			cursor: undefined,
			isFollowing: true,
			isFocused: true,
			selectedUid: undefined,
		};
		const items = treePanel(input, 70);
		expect(items.count).toBe(3002);
		const panel = drawPanel(items, {...window, offset: 2000}, input.text.panels.more);
		expect(panel).toMatchObject({offset: 2000, below: 3002 - 2020});
		expect(panel.rows).toHaveLength(20);
		const last = drawPanel(items, {...window, offset: 9999}, input.text.panels.more);
		expect(last).toMatchObject({offset: 2982, below: 0});
		const found = drawPanel(items, {...window, offset: 0, cursor: items.keyAt(1500)}, input.text.panels.more);
		expect(found).toMatchObject({offset: 1481, cursor: 1500});
	});
});
