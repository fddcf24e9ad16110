import fc from 'fast-check';
import {test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Pod, StatefulSet} from '../../../src/cluster/objects.ts';
import type {Change} from '../../../src/cluster/store.ts';
import {tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

const IMAGES = ['nginx:1.25', 'nginx:1.26', 'nginx:1.27'];
const NODES = ['worker-1', 'worker-2'];
const REVISION = 'controller-revision-hash';

type Step =
	| {readonly do: 'scale'; readonly replicas: number}
	| {readonly do: 'update'; readonly image: string; readonly partition: number}
	| {readonly do: 'kill'; readonly ordinal: number; readonly isForced: boolean}
	| {readonly do: 'fail'; readonly node: string}
	| {readonly do: 'heal'; readonly node: string}
	| {readonly do: 'wait'; readonly seconds: number};

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({do: fc.constant('scale' as const), replicas: fc.integer({min: 0, max: 5})}),
		fc.record({
			do: fc.constant('update' as const),
			image: fc.constantFrom(...IMAGES),
			partition: fc.constantFrom(0, 0, 1, 3),
		}),
		fc.record({
			do: fc.constant('kill' as const),
			ordinal: fc.integer({min: 0, max: 4}),
			isForced: fc.boolean(),
		}),
		fc.record({do: fc.constant('fail' as const), node: fc.constantFrom(...NODES)}),
		fc.record({do: fc.constant('heal' as const), node: fc.constantFrom(...NODES)}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.integer({min: 0, max: 30})}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.integer({min: 60, max: 600})}),
	),
	{maxLength: 10},
);
const sets = fc.record({
	replicas: fc.integer({min: 0, max: 4}),
	start: fc.constantFrom(0, 0, 2),
	minReadySeconds: fc.constantFrom(0, 0, 10),
	initialDelaySeconds: fc.integer({min: 0, max: 8}),
	isParallel: fc.constantFrom(false, false, true),
});
type Options = typeof sets extends fc.Arbitrary<infer T> ? T : never;

test('ordered Pods start from the bottom, go from the top and are updated from the top down to the partition', () => {
	fc.assert(
		fc.property(sets, steps, (options, script) => {
			const watched = new WatchedCluster();
			if (!options.isParallel) watched.always(change => judgeOrder(watched, change));
			watched.create('StatefulSet', 'db', {spec: specOf(options)});
			for (const step of script) take(watched, step);
			watched.expectSound();
		}),
		tries(60),
	);
});

// The replacement of db-0 becomes available when nobody looks any more, since as many are available as are wanted.
const AVAILABLE_LATE: Step[] = [
	{do: 'wait', seconds: 60},
	{do: 'kill', ordinal: 0, isForced: false},
	{do: 'scale', replicas: 4},
];
const LATE_SET: Options = {replicas: 5, start: 0, minReadySeconds: 10, initialDelaySeconds: 0, isParallel: false};

test('a Pod comes back only after the last container of its predecessor has ended', () => {
	fc.assert(
		fc.property(sets, steps, (options, script) => {
			const watched = new WatchedCluster();
			watched.always(change => judgeEnd(change));
			watched.create('StatefulSet', 'db', {spec: specOf(options)});
			// Whoever forces a deletion gives this promise up.
			for (const step of script) take(watched, step.do === 'kill' ? {...step, isForced: false} : step);
			watched.expectSound();
		}),
		tries(40),
	);
});

test('when all nodes are well again every ordinal has a ready Pod of its revision', () => {
	fc.assert(
		fc.property(sets, steps, (options, script) => {
			const watched = new WatchedCluster();
			watched.create('StatefulSet', 'db', {spec: specOf(options)});
			for (const step of script) take(watched, step);
			for (const node of NODES) take(watched, {do: 'heal', node});
			watched.advance(1800);
			watched.whenSettled(() => judgeRest(watched));
			watched.create('ConfigMap', 'end', {});
			watched.expectSound();
		}),
		{...tries(40), examples: [[LATE_SET, AVAILABLE_LATE]]},
	);
});

function specOf({replicas, start, minReadySeconds, initialDelaySeconds, isParallel}: Options): {[key: string]: Json} {
	const readinessProbe = {httpGet: {port: 80, path: '/'}, initialDelaySeconds, periodSeconds: 2};
	return {
		...{replicas, minReadySeconds, ordinals: {start}, serviceName: 'db'},
		podManagementPolicy: isParallel ? 'Parallel' : 'OrderedReady',
		selector: {matchLabels: {app: 'db'}},
		template: {
			metadata: {labels: {app: 'db'}},
			spec: {
				terminationGracePeriodSeconds: 10,
				// The default is 300 s: node failures shall show their effects sooner.
				tolerations: [
					{key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', operator: 'Exists', tolerationSeconds: 20},
				],
				// A slow end leaves time for more to happen meanwhile.
				containers: [
					{name: 'db', image: IMAGES[0]!, readinessProbe, lifecycle: {preStop: {exec: {command: ['sleep', '4']}}}},
				],
			},
		},
	};
}

function take(watched: WatchedCluster, step: Step): void {
	const {cluster} = watched;
	if (step.do === 'wait') watched.advance(step.seconds);
	else if (step.do === 'fail' || step.do === 'heal') watched.act(() => cluster.machines[step.do](step.node));
	else if (step.do === 'scale') watched.patch('StatefulSet', 'db', {spec: {replicas: step.replicas}});
	else if (step.do === 'kill') {
		const options = step.isForced ? {gracePeriodSeconds: 0} : {};
		watched.act(() => cluster.api.delete('Pod', 'default', `db-${step.ordinal}`, options));
	} else {
		const template = {spec: {containers: [{name: 'db', image: step.image}]}};
		const updateStrategy = {rollingUpdate: {partition: step.partition}};
		watched.patch('StatefulSet', 'db', {spec: {template, updateStrategy}});
	}
	watched.advance(1);
}

function judgeOrder(watched: WatchedCluster, {type, object, previous}: Change): Verdict {
	if (object.kind !== 'Pod' || object.metadata.labels?.app !== 'db') return undefined;
	const statefulSet = watched.get('StatefulSet', 'db');
	if (!statefulSet) return undefined;
	const ordinal = ordinalOf(object);
	if (type === 'ADDED') {
		const missing = ordinals(statefulSet).find(
			lower => lower < ordinal && !isServing(watched.get('Pod', `db-${lower}`)),
		);
		return missing === undefined ? undefined : `started before db-${missing} was ready`;
	}
	const isMarked = object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp;
	if (!isMarked) return undefined;
	const {rule, values} = watched.cluster.journal.decisions.at(-1)!;
	const others = watched.pods().filter(pod => ordinalOf(pod) > ordinal);
	if (rule === 'stateful-set/scale-down' && values.pod === object.metadata.name) {
		if (others.length > 0) return `removed while ${others[0]!.metadata.name} was still there`;
		const unready = ordinals(statefulSet).find(each => !isServing(watched.get('Pod', `db-${each}`)));
		return unready === undefined ? undefined : `removed while db-${unready} wasn't ready`;
	}
	if (rule === 'stateful-set/update-pod' && values.pod === object.metadata.name) {
		if (ordinal < partitionOf(statefulSet)) return 'updated below the partition';
		const outdated = others.find(pod => !isServing(pod) || pod.metadata.labels?.[REVISION] !== values.to);
		return outdated ? `updated before ${outdated.metadata.name} was` : undefined;
	}
	return undefined;
}

function judgeEnd({type, object}: Change): Verdict {
	if (type !== 'DELETED' || object.kind !== 'Pod') return undefined;
	const running = object.status.containerStatuses?.find(({state}) => state?.running);
	return running ? `gone while its container ${running.name} was running` : undefined;
}

function judgeRest(watched: WatchedCluster): Verdict {
	const statefulSet = watched.get('StatefulSet', 'db')!;
	const wanted = ordinals(statefulSet).map(ordinal => `db-${ordinal}`);
	const present = watched.pods().map(({metadata}) => metadata.name);
	if (present.sort().join() !== wanted.sort().join()) return `Pods ${present}, wanted ${wanted}`;
	const {updateRevision} = statefulSet.status;
	for (const pod of watched.pods()) {
		if (!isServing(pod)) return `${pod.metadata.name} isn't ready`;
		const revision = pod.metadata.labels?.[REVISION];
		if (ordinalOf(pod) >= partitionOf(statefulSet) && revision !== updateRevision)
			return `${pod.metadata.name} isn't updated`;
	}
	return undefined;
}

function ordinals({spec}: StatefulSet): number[] {
	return Array.from({length: spec.replicas ?? 0}, (_, index) => (spec.ordinals?.start ?? 0) + index);
}

function partitionOf({spec}: StatefulSet): number {
	return (spec.ordinals?.start ?? 0) + (spec.updateStrategy?.rollingUpdate?.partition ?? 0);
}

function ordinalOf(pod: Pod): number {
	return Number(pod.metadata.name.split('-').at(-1));
}

function isServing(pod: Pod | undefined): boolean {
	const isReady = pod?.status.conditions?.some(({type, status}) => type === 'Ready' && status === 'True');
	return pod?.status.phase === 'Running' && isReady === true && !pod.metadata.deletionTimestamp;
}
