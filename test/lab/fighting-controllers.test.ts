import {expect, it} from 'vitest';
import {createLab} from '../../src/lab.ts';

const labels = '{app: a}';
const template = (more: string) =>
	`{metadata: {labels: ${labels}}, spec: {${more}containers: [{name: a, image: nginx, resources: {requests: {cpu: 100m}}}]}}`;
const workload = (kind: string, name: string, replicas: number, more = '') =>
	`apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {replicas: ${replicas}, selector: {matchLabels: ${labels}}, template: ${template(more)}}\n---\n`;
const autoscaler = (name: string, min: number, max: number) =>
	`apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ${name}}\nspec: {minReplicas: ${min}, maxReplicas: ${max}, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]}\n---\n`;
// The kubelet refuses such a Pod at once, and its controller makes another one at once.
const REFUSED = 'nodeName: worker-1, nodeSelector: {no: such}, ';
const restless = (controller: string, key: RegExp) =>
	new RegExp(`^kubekata: the ${controller} finds no rest over ${key.source}; it is made to pause$`);

/** Who fights whom, what the learner does meanwhile, and the one line that tells of it, if time alone does not part them. */
const FIGHTS: readonly (readonly [string, string, string, RegExp | undefined])[] = [
	['two ReplicaSets of one selector', workload('ReplicaSet', 'a', 3) + workload('ReplicaSet', 'b', 5), '', undefined],
	['two Deployments of one selector', workload('Deployment', 'a', 3) + workload('Deployment', 'b', 5), '', undefined],
	[
		'an autoscaler and a person',
		workload('Deployment', 'a', 3) + autoscaler('h', 2, 4),
		'for i in {1..50}; do kubectl scale deploy a --replicas=9; sleep 1; done',
		undefined,
	],
	['two autoscalers', workload('Deployment', 'a', 3) + autoscaler('h', 5, 6) + autoscaler('g', 1, 2), '', undefined],
	[
		'a ReplicaSet and the kubelet',
		workload('ReplicaSet', 'a', 3, REFUSED),
		'',
		restless('replicaset-controller', /default\/a/),
	],
	[
		'a StatefulSet and the kubelet',
		workload('StatefulSet', 'a', 3, REFUSED),
		'',
		restless('statefulset-controller', /default\/a/),
	],
];

it.each(FIGHTS)(
	'%s: bounded, told at most once, and the lab goes on',
	{timeout: 60_000},
	(_who, manifest, line, told) => {
		const lab = createLab({seed: 1, locale: 'en', files: new Map([['m.yaml', manifest]])});
		lab.submit('kubectl apply -f m.yaml');
		if (line) lab.submit(line);
		lab.runUntilPrompt(600_000);
		const {version} = lab.view().store;
		lab.submit('sleep 600');
		lab.runUntilPrompt(700_000);
		expect(lab.view().store.version - version).toBeLessThan(5000);
		const lines = lab.view().scrollback.map(({text}) => text);
		expect(lines.filter(text => text.includes('finds no rest'))).toEqual(told ? [expect.stringMatching(told)] : []);
		lab.submit('kubectl delete -f m.yaml; echo still here');
		lab.runUntilPrompt(60_000);
		expect(lab.view().scrollback.at(-1)?.text).toBe('still here');
	},
);
