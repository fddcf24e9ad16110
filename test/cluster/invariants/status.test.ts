import fc from 'fast-check';
import {test} from 'vitest';
import type {Pod, ReplicaSet, StatefulSet} from '../../../src/cluster/objects.ts';
import {parseTime} from '../../../src/shell/calendar.ts';
import {nameOf, tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

type Step =
	| {readonly do: 'scale'; readonly kind: 'Deployment' | 'StatefulSet'; readonly replicas: number}
	| {readonly do: 'update'; readonly kind: 'Deployment' | 'StatefulSet'; readonly image: string}
	| {readonly do: 'kill'; readonly position: number; readonly isForced: boolean}
	| {readonly do: 'release'; readonly position: number}
	| {readonly do: 'fail'; readonly node: string}
	| {readonly do: 'heal'; readonly node: string}
	| {readonly do: 'wait'; readonly seconds: number};

const kind = fc.constantFrom('Deployment' as const, 'StatefulSet' as const);
const node = fc.constantFrom('worker-1', 'worker-2');
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({do: fc.constant('scale' as const), kind, replicas: fc.integer({min: 0, max: 5})}),
		fc.record({
			do: fc.constant('update' as const),
			kind,
			image: fc.constantFrom('nginx:1.26', 'nginx:1.27', 'nginx:nope'),
		}),
		fc.record({do: fc.constant('kill' as const), position: fc.nat(6), isForced: fc.boolean()}),
		fc.record({do: fc.constant('release' as const), position: fc.nat(6)}),
		fc.record({do: fc.constant('fail' as const), node}),
		fc.record({do: fc.constant('heal' as const), node}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.constantFrom(3, 20, 80, 400)}),
	),
	{maxLength: 10},
);

test('whenever the cluster has come to rest a status tells what is there', () => {
	fc.assert(
		fc.property(fc.constantFrom(0, 5, 15), steps, (minReadySeconds, script) => {
			const watched = new WatchedCluster();
			watched.whenSettled(() => judgeReplicaSets(watched) ?? judgeDeployment(watched) ?? judgeStatefulSet(watched));
			const template = (app: string) => ({
				selector: {matchLabels: {app}},
				template: {metadata: {labels: {app}}, spec: {containers: [{name: 'app', image: 'nginx:1.25'}]}},
			});
			watched.create('Deployment', 'it', {spec: {replicas: 3, minReadySeconds, ...template('web')}});
			watched.create('StatefulSet', 'it', {spec: {replicas: 2, minReadySeconds, serviceName: 'it', ...template('db')}});
			for (const step of script) take(watched, step);
			watched.advance(60);
			watched.expectSound();
		}),
		tries(120),
	);
});

function take(watched: WatchedCluster, step: Step): void {
	const {api, machines} = watched.cluster;
	if (step.do === 'wait') watched.advance(step.seconds);
	else if (step.do === 'scale') watched.patch(step.kind, 'it', {spec: {replicas: step.replicas}});
	else if (step.do === 'update') {
		watched.patch(step.kind, 'it', {spec: {template: {spec: {containers: [{name: 'app', image: step.image}]}}}});
	} else if (step.do === 'fail' || step.do === 'heal') watched.act(() => machines[step.do](step.node));
	else {
		const name = watched.pods()[step.position]?.metadata.name;
		if (name === undefined) return;
		// Without its label a Pod has no owner any more.
		if (step.do === 'release') watched.patch('Pod', name, {metadata: {labels: {app: 'nobody'}}});
		else watched.act(() => api.delete('Pod', 'default', name, step.isForced ? {gracePeriodSeconds: 0} : {}));
	}
	watched.advance(1);
}

function judgeReplicaSets(watched: WatchedCluster): Verdict {
	for (const replicaSet of watched.cluster.store.list('ReplicaSet', 'default')) {
		const pods = podsOf(watched, replicaSet).filter(isActive);
		const {status, spec} = replicaSet;
		const {replicas, readyReplicas = 0, availableReplicas = 0} = status;
		const real = [pods.length, pods.filter(isReady).length];
		if ([replicas, readyReplicas].join() !== real.join()) {
			return `${nameOf(replicaSet)} tells ${replicas},${readyReplicas}, there are ${real}`;
		}
		// Of those that become available at this very moment the controller may not have heard yet.
		const sinceMs = watched.cluster.clock.now() - (spec.minReadySeconds ?? 0) * 1000;
		const least = pods.filter(pod => readySinceMs(pod) < sinceMs).length;
		const most = pods.filter(pod => readySinceMs(pod) <= sinceMs).length;
		if (availableReplicas < least || availableReplicas > most) {
			return `${nameOf(replicaSet)} tells ${availableReplicas} available Pods, there are ${most}`;
		}
		if (pods.length !== spec.replicas)
			return `${nameOf(replicaSet)} has ${pods.length} Pods instead of ${spec.replicas}`;
	}
	return undefined;
}

function judgeDeployment(watched: WatchedCluster): Verdict {
	const deployment = watched.get('Deployment', 'it');
	if (!deployment) return undefined;
	const replicaSets = watched.cluster.store.list('ReplicaSet', 'default');
	const sum = (count: (replicaSet: ReplicaSet) => number | undefined) =>
		replicaSets.reduce((total, replicaSet) => total + (count(replicaSet) ?? 0), 0);
	const {replicas = 0, readyReplicas = 0, availableReplicas = 0} = deployment.status;
	const told = [replicas, readyReplicas, availableReplicas];
	const real = [
		sum(each => each.status.replicas),
		sum(each => each.status.readyReplicas),
		sum(each => each.status.availableReplicas),
	];
	return told.join() === real.join() ? undefined : `the Deployment tells ${told}, its ReplicaSets ${real}`;
}

function judgeStatefulSet(watched: WatchedCluster): Verdict {
	const statefulSet = watched.get('StatefulSet', 'it');
	if (!statefulSet) return undefined;
	// Its controller makes Pods one after the other and counts those that are on their way out, too.
	const pods = podsOf(watched, statefulSet);
	const {replicas, readyReplicas = 0} = statefulSet.status;
	const told = [replicas, readyReplicas];
	const real = [pods.length, pods.filter(isReady).length];
	return told.join() === real.join() ? undefined : `the StatefulSet tells ${told}, there are ${real}`;
}

function podsOf({cluster}: WatchedCluster, {metadata}: ReplicaSet | StatefulSet): Pod[] {
	return cluster.store.ownedBy('Pod', metadata.uid);
}

function isActive({metadata, status}: Pod): boolean {
	return !metadata.deletionTimestamp && status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

function isReady(pod: Pod): boolean {
	return readySinceMs(pod) < Number.POSITIVE_INFINITY;
}

function readySinceMs({status}: Pod): number {
	const ready = status.conditions?.find(({type}) => type === 'Ready');
	return ready?.status === 'True' ? parseTime(ready.lastTransitionTime!) : Number.POSITIVE_INFINITY;
}
