import {describe, expect, it} from 'vitest';
import {createCluster} from '../../src/cluster/cluster.ts';
import {lineWidth} from '../../src/ui/line.ts';
import {timelinePanel} from '../../src/ui/panels/timeline.ts';
import {change, create, inputOf, panelRows, shown, template} from './cluster-world.ts';

const MINUTE_MS = 60_000;

describe('timeline', () => {
	it('shows a rolling update: old Pods end, new ones start, each with its revision', () => {
		const cluster = createCluster({seed: 1});
		const container = {
			readinessProbe: {httpGet: {port: 80, path: '/'}, initialDelaySeconds: 8, periodSeconds: 1},
			lifecycle: {preStop: {sleep: {seconds: 10}}},
		};
		create(cluster, 'Deployment', 'apps/v1', 'web', {
			replicas: 2,
			selector: {matchLabels: {app: 'web'}},
			strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1, maxUnavailable: 0}},
			template: template('web', container),
		});
		cluster.advance(MINUTE_MS);
		change(cluster, 'Deployment', 'web', {template: template('web', {...container, image: 'nginx:1.28'})});
		cluster.advance(MINUTE_MS);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 60, 12))).toEqual([
			'rev 1 xxxxx                        ▒▒█████████████▁▁▁',
			'rev 1 xxxxx                        ▒▒████████████▁▁',
			'rev 2 xxxxx                                    ▒▒███████████',
			'rev 2 xxxxx                                     ░▒▒█████████',
			'                     -3m         -2m         -1m         now',
			'',
			'░ starting  ▒ not ready  █ ready  ▁ terminating',
		]);
		expect(shown(panelRows(timelinePanel, inputOf(cluster, 'zh-CN', {LANG: 'C'}), 60, 12))).toEqual([
			'rev 1 xxxxx                        ~~#############___',
			'rev 1 xxxxx                        ~~############__',
			'rev 2 xxxxx                                    ~~###########',
			'rev 2 xxxxx                                     :~~#########',
			'                     -3m         -2m         -1m        现在',
			'',
			': 启动中  ~ 未就绪  # 就绪  _ 终止中',
		]);
		cluster.advance(3 * MINUTE_MS);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 60, 12))).toEqual([
			'rev 1 xxxxx    ▁▁',
			'rev 2 xxxxx    █████████████████████████████████████████████',
			'rev 2 xxxxx    █████████████████████████████████████████████',
			'                     -3m         -2m         -1m         now',
			'',
			'█ ready  ▁ terminating',
		]);
	});

	it('tells apart what cannot start, what fails and what has ended', () => {
		const cluster = createCluster({seed: 1});
		const bare = (name: string, container: object, pod: object = {}) =>
			create(cluster, 'Pod', 'v1', name, template(name, container, pod).spec as never);
		bare('broken', {image: 'busybox', command: ['sh', '-c', 'sleep 20; exit 1']});
		bare('done', {image: 'busybox', command: ['sleep', '30']}, {restartPolicy: 'Never'});
		bare('huge', {resources: {requests: {cpu: '64'}}});
		bare('typo', {image: 'nginx:nope'});
		cluster.advance(MINUTE_MS);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 100, 12))).toEqual([
			'pod/broken                                                           ░█████████××█████████××××××××██',
			'pod/done                                                             ░███████████████✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓',
			'pod/huge                                                             ·······························',
			'pod/typo                                                             ░××××××××××××××××××××××××××××××',
			'                                     -2m         -1m30s            -1m           -30s            now',
			'',
			'· pending  ░ starting  █ ready  × failed  ✓ completed',
		]);
	});

	it('groups by workload, with the runs of CronJobs and the next one ahead', () => {
		const cluster = createCluster({seed: 1});
		const job = (seconds: string) => ({
			spec: {template: template('job', {image: 'busybox', command: ['sleep', seconds]}, {restartPolicy: 'Never'})},
		});
		create(cluster, 'CronJob', 'batch/v1', 'nightly', {schedule: '0 3 * * *', jobTemplate: job('1')});
		create(cluster, 'CronJob', 'batch/v1', 'report', {schedule: '* * * * *', jobTemplate: job('20')});
		create(cluster, 'StatefulSet', 'apps/v1', 'db', {
			serviceName: 'db',
			replicas: 2,
			selector: {matchLabels: {app: 'db'}},
			template: template('db', {}),
		});
		cluster.advance(2.5 * MINUTE_MS);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 80, 12))).toEqual([
			'sts/db',
			'rev 1 db-0                           ░██████████████████████████████',
			'rev 1 db-1                           ░██████████████████████████████',
			'cj/nightly                                                                 → 17h',
			'cj/report                                        |           |           |',
			'29460061-xxxxx                                   ░███✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓',
			'29460062-xxxxx                                               ░███✓✓✓',
			'                             -3m         -2m         -1m         now',
			'',
			'░ starting  █ ready  ✓ completed',
		]);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 80, 7))).toEqual([
			'cj/nightly                                                                 → 17h',
			'cj/report                                        |           |           |',
			'29460061-xxxxx                                   ░███✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓',
			'29460062-xxxxx                                               ░███✓✓✓',
			'… 2 more',
			'                             -3m         -2m         -1m         now',
		]);
	});

	it('stands still while less than a cell of time passes', () => {
		const cluster = createCluster({seed: 1});
		create(cluster, 'Pod', 'v1', 'web', template('web', {}).spec as never);
		cluster.advance(MINUTE_MS);
		const before = shown(panelRows(timelinePanel, inputOf(cluster), 60, 5));
		cluster.advance(4000);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 60, 5))).toEqual(before);
		cluster.advance(1000);
		expect(shown(panelRows(timelinePanel, inputOf(cluster), 60, 5))).not.toEqual(before);
	});

	it('prefers what changed last when there are more Pods than rows, and says how many are left out', () => {
		const nodes = [{name: 'big', capacity: {pods: '400', cpu: '300'}}];
		const cluster = createCluster({seed: 1, nodes});
		create(cluster, 'ReplicaSet', 'apps/v1', 'crowd', {
			replicas: 300,
			selector: {matchLabels: {app: 'crowd'}},
			template: template('crowd', {}),
		});
		cluster.advance(10 * MINUTE_MS);
		create(cluster, 'Pod', 'v1', 'late', template('late', {}).spec as never);
		cluster.advance(10_000);
		const rows = shown(panelRows(timelinePanel, inputOf(cluster), 60, 6));
		expect(rows).toEqual([
			'rs/crowd',
			'xxxxx          █████████████████████████████████████████████',
			'xxxxx          █████████████████████████████████████████████',
			'pod/late                                                 ███',
			'… 298 more',
			'                     -3m         -2m         -1m         now',
		]);
	});

	it('is never wider or higher than it was told', () => {
		const cluster = createCluster({seed: 1});
		create(cluster, 'CronJob', 'batch/v1', 'a-cron-job-with-a-long-name', {
			schedule: '* * * * *',
			jobTemplate: {spec: {template: template('job', {}, {restartPolicy: 'Never'})}},
		});
		cluster.advance(3 * MINUTE_MS);
		for (const width of [1, 10, 20, 61, 150, 300]) {
			for (const height of [1, 2, 3, 9]) {
				const lines = panelRows(timelinePanel, inputOf(cluster), width, height);
				expect(lines.length).toBeLessThanOrEqual(height);
				for (const row of lines) expect(lineWidth(row)).toBeLessThanOrEqual(width);
			}
		}
	});

	it('says that there is nothing yet', () => {
		expect(shown(panelRows(timelinePanel, inputOf(createCluster({seed: 1})), 60, 5))).toEqual([
			'Nothing here yet. What you create appears here.',
		]);
	});
});
