import {describe, expect, it} from 'vitest';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {createCluster} from '../../src/cluster/cluster.ts';
import type {DecisionRule} from '../../src/cluster/decision-rules.ts';
import type {Decision} from '../../src/cluster/journal.ts';
import type {Locale} from '../../src/lab-view.ts';
import {lineWidth, textOf} from '../../src/ui/line.ts';
import {sentenceOf, whyPanel} from '../../src/ui/panels/why.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {change, create, inputOf, panelRows, shown, template} from './cluster-world.ts';

const LOCALES = ['en', 'zh-CN'] as const;

const WORDS = new Set(
	'pod reason replicaSet revision node phase message container image probe result job scheduled owner'.split(' '),
);

/** A decision with every value that any rule keeps, each different from the others. */
function anyDecision(rule: DecisionRule): Decision {
	const names = new Map<string, number>();
	const madeUp = (name: string) => {
		if (!names.has(name)) names.set(name, 10 ** (names.size + 1) * 2);
		return WORDS.has(name) ? `<${name}>` : names.get(name);
	};
	const values = new Proxy({}, {get: (_, name) => madeUp(String(name))});
	return {atMs: 0, actor: 'somebody', object: {kind: 'Deployment', name: 'web', uid: 'u'}, rule, values};
}

function rolledOut(): Cluster {
	const cluster = createCluster({seed: 1});
	create(cluster, 'Deployment', 'apps/v1', 'web', {
		replicas: 4,
		selector: {matchLabels: {app: 'web'}},
		strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1, maxUnavailable: 0}},
		template: template('web', {}),
	});
	cluster.advance(60_000);
	change(cluster, 'Deployment', 'web', {template: template('web', {image: 'nginx:nope'})});
	cluster.advance(9000);
	return cluster;
}

function sentences(cluster: Cluster, locale: Locale): string[] {
	return cluster.journal.decisions.map(decision => {
		const {actor, atMs} = decision;
		return `${atMs} ${actor} ${sentenceOf(decision, textFor(locale)).join('')}`;
	});
}

describe('why', () => {
	it('tells who did what and why, newest first; what repeats itself is counted', () => {
		expect(shown(panelRows(whyPanel, inputOf(rolledOut()), 70, 16))).toEqual([
			"7s    kubelet on worker-1 can't start main of pod/web-9868775ff-xxxxx:",
			'      ImagePullBackOff for nginx:nope',
			"7s    kubelet on worker-1 can't start main of pod/web-9868775ff-xxxxx:",
			'      ErrImagePull for nginx:nope',
			'9s    deployment-controller keeps the old Pods of deploy/web:',
			'      maxUnavailable 0 asks for 4 available, 4 are; 1 of',
			'      rs/web-9868775ff not yet (x3)',
			'9s    default-scheduler put pod/web-9868775ff-xxxxx on worker-1: 2 of',
			'      3 nodes fit, and it scored best',
			'9s    replicaset-controller created 1 Pod for rs/web-9868775ff: it',
			'      wants 1 and has 0',
			'9s    deployment-controller keeps the old Pods of deploy/web:',
			'      maxUnavailable 0 asks for 4 available, 4 are; 1 of',
			'      rs/web-9868775ff not yet',
			'9s    deployment-controller created rs/web-9868775ff for 1 Pod: no',
			'      ReplicaSet of deploy/web has this Pod template; it is revision 2',
		]);
	});

	it('speaks Chinese', () => {
		expect(shown(panelRows(whyPanel, inputOf(rolledOut(), 'zh-CN'), 70, 7))).toEqual([
			'7s    kubelet 在 worker-1 上无法启动 pod/web-9868775ff-xxxxx 的 main：',
			'      镜像 nginx:nope：ImagePullBackOff',
			'7s    kubelet 在 worker-1 上无法启动 pod/web-9868775ff-xxxxx 的 main：',
			'      镜像 nginx:nope：ErrImagePull',
			'9s    deployment-controller 保留 deploy/web 的旧 Pod：maxUnavailable 0',
			'      要求 4 个可用，现有 4 个；rs/web-9868775ff 还有 1 个不可用 (x3)',
		]);
	});

	it('names other namespaces than the default one', () => {
		const cluster = createCluster({seed: 1});
		cluster.api.create<'Namespace'>({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}});
		cluster.api.create<'Pod'>({
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {name: 'huge', namespace: 'shop'},
			spec: {containers: [{name: 'main', image: 'nginx', resources: {requests: {cpu: '64'}}}]},
		});
		cluster.advance(1000);
		expect(shown(panelRows(whyPanel, inputOf(cluster), 100, 5))).toEqual([
			'1s    default-scheduler leaves pod/huge pending: 0/3 nodes are available: 1 node(s) had untolerated',
			'      taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are',
			'      available: 3 Preemption is not helpful for scheduling. -n shop',
		]);
	});

	it.each(LOCALES)('has a sentence for every rule with all that it tells filled in: %s', locale => {
		const {sentences: table} = textFor(locale).why;
		for (const rule of Object.keys(table) as DecisionRule[]) {
			const sentence = sentenceOf(anyDecision(rule), textFor(locale)).join('');
			expect(sentence.length, rule).toBeGreaterThan(10);
			expect(sentence, rule).not.toMatch(/undefined|NaN|\[object|\$/);
		}
	});

	it('keeps its values apart: in both languages a sentence tells the same', () => {
		const told = (rule: DecisionRule, locale: Locale) =>
			new Set(
				sentenceOf(anyDecision(rule), textFor(locale))
					.join('')
					.match(/<\w+>|\d+/g),
			);
		for (const rule of Object.keys(textFor('en').why.sentences) as DecisionRule[])
			expect(told(rule, 'zh-CN'), rule).toEqual(told(rule, 'en'));
	});

	it.each(LOCALES)('misses no value in the decisions of a busy cluster: %s', locale => {
		const cluster = rolledOut();
		create(cluster, 'StatefulSet', 'apps/v1', 'db', {
			serviceName: 'db',
			replicas: 3,
			selector: {matchLabels: {app: 'db'}},
			template: template('db', {}),
		});
		create(cluster, 'DaemonSet', 'apps/v1', 'agent', {
			selector: {matchLabels: {app: 'agent'}},
			template: template('agent', {}),
		});
		create(cluster, 'CronJob', 'batch/v1', 'report', {
			schedule: '* * * * *',
			jobTemplate: {
				spec: {
					backoffLimit: 1,
					template: template('job', {image: 'busybox', command: ['false']}, {restartPolicy: 'Never'}),
				},
			},
		});
		cluster.advance(120_000);
		change(cluster, 'StatefulSet', 'db', {replicas: 1, template: template('db', {image: 'nginx:1.28'})});
		change(cluster, 'DaemonSet', 'agent', {template: template('agent', {image: 'nginx:1.28'})});
		change(cluster, 'Deployment', 'web', {replicas: 2, strategy: {type: 'Recreate', rollingUpdate: undefined}});
		cluster.machines.fail('worker-1');
		cluster.advance(600_000);
		const all = sentences(cluster, locale);
		expect(new Set(cluster.journal.decisions.map(({rule}) => rule)).size).toBeGreaterThan(20);
		expect(all.filter(sentence => /undefined|NaN|\[object/.test(sentence))).toEqual([]);
		for (const width of [1, 20, 80])
			for (const height of [1, 7])
				for (const rows of [panelRows(whyPanel, inputOf(cluster, locale), width, height)]) {
					expect(rows.length).toBeLessThanOrEqual(height);
					if (width >= 20) for (const row of rows) expect(lineWidth(row), textOf(row)).toBeLessThanOrEqual(width);
				}
	});

	it('says that there is nothing yet', () => {
		expect(shown(panelRows(whyPanel, inputOf(createCluster({seed: 1})), 80, 5))).toEqual([
			'Nothing was decided yet. Why something happens appears here.',
		]);
	});
});
