import {type Cluster, createCluster} from '../src/cluster/cluster.ts';
import {cpuMs, heapMb, type Measurement, median} from './measurement.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Costs of the simulator that must not grow with what exists: an idle day, and the replacement of one Pod among few and among many. With
 * `--all` also what takes long: the rollout of a large Deployment, and a hundred thousand Pods.
 */
export async function measure(): Promise<Measurement[]> {
	const isAll = process.argv.includes('--all');
	const results = [...replacement(), ...serviceReplacement(), startRate(), idleDay()];
	return isAll ? [...results, rollout(), ...podsAtScale()] : results;
}

function replacement(): Measurement[] {
	const few = clusterWith(100, 5);
	const many = clusterWith(10_000, 500);
	const rounds = Array.from({length: 51}, () => ({few: replaceOnePodMs(few), many: replaceOnePodMs(many)}));
	const fewMs = median(rounds.map(round => round.few));
	const manyMs = median(rounds.map(round => round.many));
	return [
		{name: 'flat-cost-ratio', value: manyMs / fewMs, unit: '', budget: 2},
		{name: 'replace-one-of-100-ms', value: fewMs, unit: 'ms'},
	];
}

// The same behind a Service: its slices hold at most a hundred endpoints each, its Endpoints at most a thousand addresses.
function serviceReplacement(): Measurement[] {
	const few = withService(clusterWith(100, 5));
	const many = withService(clusterWith(10_000, 500));
	const rounds = Array.from({length: 31}, () => ({few: replaceOnePodMs(few), many: replaceOnePodMs(many)}));
	const fewMs = median(rounds.map(round => round.few));
	const manyMs = median(rounds.map(round => round.many));
	return [
		{name: 'service-cost-ratio', value: manyMs / fewMs, unit: '', budget: 4},
		{name: 'replace-behind-service-ms', value: manyMs, unit: 'ms'},
	];
}

function withService(cluster: Cluster): Cluster {
	cluster.api.create<'Service'>({
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'web', namespace: 'default'},
		spec: {selector: {app: 'web'}, ports: [{port: 80}]},
	});
	cluster.advance(1000);
	return cluster;
}

function idleDay(): Measurement {
	const idle = createCluster({seed: 1});
	// The first day carries what the start left behind (events that expire).
	idle.advance(DAY_MS);
	const value = median(Array.from({length: 5}, () => cpuMs(() => idle.advance(DAY_MS))));
	return {name: 'idle-day-ms', value, unit: 'ms', budget: 50};
}

function clusterWith(replicas: number, nodeCount: number): Cluster {
	const cluster = createCluster({seed: 1, nodes: nodes(nodeCount)});
	createDeployment(cluster, replicas);
	cluster.advance(120_000);
	if (cluster.store.get('Deployment', 'default/web')?.status.readyReplicas !== replicas)
		throw new Error('the Deployment is not ready');
	return cluster;
}

// Which Pod it is was found out before: a list costs what it holds, whoever asks for it.
function replaceOnePodMs(cluster: Cluster): number {
	const [pod] = cluster.store.withLabel('Pod', 'default', 'app', 'web');
	return cpuMs(() => {
		cluster.api.delete('Pod', 'default', pod!.metadata.name, {gracePeriodSeconds: 1});
		cluster.advance(10_000);
	});
}

// kube-scheduler's own benchmark has 5,000 nodes; every Pod is scheduled and started.
function startRate(): Measurement {
	const replicas = 10_000;
	const spentMs = median(Array.from({length: 3}, () => startMs(replicas)));
	return {name: 'pods-per-cpu-second', value: replicas / (spentMs / 1000), unit: '/s', budget: 5000, atLeast: true};
}

function startMs(replicas: number): number {
	const cluster = createCluster({seed: 1, nodes: nodes(5000)});
	const spentMs = cpuMs(() => {
		createDeployment(cluster, replicas);
		cluster.advance(60_000);
	});
	if (cluster.store.get('Deployment', 'default/web')?.status.readyReplicas !== replicas)
		throw new Error('the Deployment is not ready');
	return spentMs;
}

function rollout(): Measurement {
	const replicas = 10_000;
	const cluster = clusterWith(replicas, 500);
	const image = {spec: {template: {spec: {containers: [{name: 'web', image: 'nginx:1.26'}]}}}};
	const spentMs = cpuMs(() => {
		cluster.api.patch('Deployment', 'default', 'web', {type: 'strategic', body: image});
		cluster.advance(10 * 60_000);
	});
	const {updatedReplicas, availableReplicas, replicas: all} = cluster.store.get('Deployment', 'default/web')!.status;
	if (updatedReplicas !== replicas || availableReplicas !== replicas || all !== replicas)
		throw new Error('the rollout is not complete');
	return {name: 'rollout-10k', value: spentMs / 1000, unit: 'CPU s', budget: 10};
}

function podsAtScale(): Measurement[] {
	let cluster: Cluster | undefined;
	const spentMs = cpuMs(() => {
		cluster = clusterWith(100_000, 5000);
	});
	const usedMb = heapMb();
	if (cluster?.store.count('Pod') !== 100_000) throw new Error('Pods are missing');
	const few = clusterWith(100, 5);
	const many = cluster;
	const rounds = Array.from({length: 31}, () => ({few: replaceOnePodMs(few), many: replaceOnePodMs(many)}));
	const ratio = median(rounds.map(round => round.many)) / median(rounds.map(round => round.few));
	return [
		{name: 'flat-cost-ratio-100k', value: ratio, unit: '', budget: 2},
		{name: 'pods-at-scale', value: usedMb, unit: 'MB', budget: 1500},
		{name: 'pods-at-scale-cpu', value: spentMs / 1000, unit: 'CPU s'},
	];
}

function nodes(count: number) {
	return Array.from({length: count}, (_, index) => ({name: `node-${index}`}));
}

function createDeployment({api}: Cluster, replicas: number): void {
	api.create<'Deployment'>({
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web', namespace: 'default'},
		spec: {
			replicas,
			selector: {matchLabels: {app: 'web'}},
			template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'web', image: 'nginx:1.25'}]}},
		},
	});
}
