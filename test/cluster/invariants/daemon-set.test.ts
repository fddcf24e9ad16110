import fc from 'fast-check';
import {test} from 'vitest';
import type {NodeOptions} from '../../../src/cluster/cluster.ts';
import type {DaemonSet, Node, Pod} from '../../../src/cluster/objects.ts';
import {tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

type Taint = NonNullable<NodeOptions['taints']>[number];
type Step =
	| {
			readonly do: 'add';
			readonly node: string;
			readonly labels: Readonly<Record<string, string>>;
			readonly taints: readonly Taint[];
	  }
	| {readonly do: 'remove'; readonly node: string}
	| {readonly do: 'fail'; readonly node: string}
	| {readonly do: 'heal'; readonly node: string}
	| {readonly do: 'label'; readonly node: string; readonly disk: string | null}
	| {readonly do: 'taint'; readonly node: string; readonly taints: readonly Taint[]}
	| {readonly do: 'cordon'; readonly node: string; readonly unschedulable: boolean}
	| {readonly do: 'kill'; readonly position: number}
	| {readonly do: 'image'; readonly image: string}
	| {readonly do: 'wait'; readonly seconds: number};

const node = fc.constantFrom('worker-1', 'worker-2', 'worker-3', 'control-plane');
const taints: fc.Arbitrary<readonly Taint[]> = fc.uniqueArray(
	fc.record({
		key: fc.constantFrom('team', 'gpu'),
		value: fc.constant('yes'),
		effect: fc.constantFrom('NoSchedule' as const, 'NoExecute' as const, 'PreferNoSchedule' as const),
	}),
	{maxLength: 2, selector: ({key, effect}) => key + effect},
);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({
			do: fc.constant('add' as const),
			node,
			labels: fc.constantFrom<Record<string, string>>({}, {disk: 'ssd'}),
			taints,
		}),
		fc.record({do: fc.constant('remove' as const), node}),
		fc.record({do: fc.constant('fail' as const), node}),
		fc.record({do: fc.constant('heal' as const), node}),
		fc.record({do: fc.constant('label' as const), node, disk: fc.constantFrom('ssd', 'hdd', null)}),
		fc.record({do: fc.constant('taint' as const), node, taints}),
		fc.record({do: fc.constant('cordon' as const), node, unschedulable: fc.boolean()}),
		fc.record({do: fc.constant('kill' as const), position: fc.nat(3)}),
		fc.record({do: fc.constant('image' as const), image: fc.constantFrom('nginx:1.26', 'nginx:1.27', 'nginx:nope')}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 5, 60, 400)}),
	),
	{maxLength: 10},
);
const daemonSets = fc.record({
	nodeSelector: fc.constantFrom(undefined, {disk: 'ssd'}),
	tolerations: fc.constantFrom<{key?: string; operator: 'Exists'; effect?: string}[]>(
		[],
		[{key: 'team', operator: 'Exists'}],
		[{key: 'gpu', operator: 'Exists', effect: 'NoSchedule'}],
		[{operator: 'Exists'}],
	),
	rollingUpdate: fc.constantFrom({maxSurge: 0, maxUnavailable: 1}, {maxSurge: 1, maxUnavailable: 0}),
});
type Options = typeof daemonSets extends fc.Arbitrary<infer T> ? T : never;

test('when all has come to rest each eligible node has one ready Pod, and no other node has any', () => {
	fc.assert(
		fc.property(daemonSets, steps, (options, script) => {
			const watched = new WatchedCluster();
			watched.always(() => judgeNodes(watched));
			create(watched, options);
			for (const step of script) take(watched, step);
			// A broken image would keep its Pods from ever being ready, a dead node from ever being left.
			take(watched, {do: 'image', image: 'nginx:1.28'});
			for (const {metadata} of watched.cluster.store.list('Node')) take(watched, {do: 'heal', node: metadata.name});
			watched.advance(1800);
			watched.whenSettled(() => judgeRest(watched));
			watched.create('ConfigMap', 'end', {});
			watched.expectSound();
		}),
		tries(150),
	);
});

function create(watched: WatchedCluster, {nodeSelector, tolerations, rollingUpdate}: Options): void {
	watched.create('DaemonSet', 'agent', {
		spec: {
			updateStrategy: {rollingUpdate},
			selector: {matchLabels: {app: 'agent'}},
			template: {
				metadata: {labels: {app: 'agent'}},
				spec: {
					...(nodeSelector && {nodeSelector}),
					tolerations,
					terminationGracePeriodSeconds: 5,
					containers: [{name: 'agent', image: 'nginx:1.25'}],
				},
			},
		},
	});
	watched.advance(10);
}

function take(watched: WatchedCluster, step: Step): void {
	const {cluster} = watched;
	if (step.do === 'wait') watched.advance(step.seconds);
	else if (step.do === 'add') {
		watched.act(() => cluster.machines.add({name: step.node, labels: step.labels, taints: step.taints}));
	} else if (step.do === 'remove') watched.act(() => cluster.machines.remove(step.node));
	else if (step.do === 'fail') watched.act(() => cluster.machines.fail(step.node));
	else if (step.do === 'heal') watched.act(() => cluster.machines.heal(step.node));
	else if (step.do === 'label') watched.patch('Node', step.node, {metadata: {labels: {disk: step.disk}}}, 'merge');
	else if (step.do === 'taint') {
		const others = watched.get('Node', step.node)?.spec.taints?.filter(({key}) => key.includes('/')) ?? [];
		const all = [...others, ...step.taints].map(({key, value, effect}) => ({key, effect, ...(value && {value})}));
		watched.patch('Node', step.node, {spec: {taints: all}}, 'merge');
	} else if (step.do === 'cordon') {
		watched.patch('Node', step.node, {spec: {unschedulable: step.unschedulable}}, 'merge');
	} else if (step.do === 'image') {
		const containers = [{name: 'agent', image: step.image}];
		watched.patch('DaemonSet', 'agent', {spec: {template: {spec: {containers}}}});
	} else {
		const pod = watched.pods()[step.position];
		if (pod) watched.act(() => cluster.api.delete('Pod', 'default', pod.metadata.name));
	}
	watched.advance(1);
}

// Two Pods that live on one node are only allowed where an update may surge.
function judgeNodes(watched: WatchedCluster): Verdict {
	const surge = Number(watched.get('DaemonSet', 'agent')?.spec.updateStrategy?.rollingUpdate?.maxSurge ?? 0);
	const counts = new Map<string, number>();
	for (const pod of watched.pods()) {
		const name = pod.spec.nodeName;
		if (!name || pod.metadata.deletionTimestamp || pod.status.phase === 'Failed') continue;
		counts.set(name, (counts.get(name) ?? 0) + 1);
		if (counts.get(name)! > 1 + surge) return `${counts.get(name)} Pods on ${name}`;
	}
	return undefined;
}

function judgeRest(watched: WatchedCluster): Verdict {
	const daemonSet = watched.get('DaemonSet', 'agent')!;
	const pods = watched.pods();
	const strange = pods.find(pod => pod.metadata.deletionTimestamp || !isReady(pod));
	if (strange) return `${strange.metadata.name} on ${strange.spec.nodeName} is ${strange.status.phase}`;
	const homeless = pods.find(({spec}) => !watched.get('Node', spec.nodeName ?? ''));
	if (homeless) return `${homeless.metadata.name} lives on ${homeless.spec.nodeName}, which doesn't exist`;
	for (const each of watched.cluster.store.list('Node')) {
		const {name} = each.metadata;
		const count = pods.filter(({spec}) => spec.nodeName === name).length;
		const {least, most} = wantedOn(each, daemonSet);
		if (count < least || count > most) return `${count} Pods on ${name}, wanted ${least} to ${most}`;
	}
	return undefined;
}

// Labels and NoExecute taints decide who may be there; a NoSchedule taint keeps newcomers away, yet drives nobody out.
function wantedOn({metadata, spec}: Node, daemonSet: DaemonSet): {least: number; most: number} {
	const {nodeSelector = {}, tolerations = []} = daemonSet.spec.template!.spec!;
	const hasLabels = Object.entries(nodeSelector).every(([key, value]) => metadata.labels?.[key] === value);
	const bad = (spec.taints ?? []).filter(
		({key, effect}) =>
			key !== 'node.kubernetes.io/unschedulable' &&
			!tolerations.some(given => (given.key ?? key) === key && (given.effect ?? effect) === effect),
	);
	if (!hasLabels || bad.some(({effect}) => effect === 'NoExecute')) return {least: 0, most: 0};
	return bad.some(({effect}) => effect === 'NoSchedule') ? {least: 0, most: 1} : {least: 1, most: 1};
}

function isReady({status}: Pod): boolean {
	return status.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True') ?? false;
}
