import {type Cluster, createCluster} from '../src/cluster/cluster.ts';
import {cpuMs, type Measurement, median} from './measurement.ts';

const DAY_MS = 24 * 3_600_000;

/** Costs of the simulator that must not grow with what exists: an idle day, and the replacement of one Pod among few and among many. */
export async function measure(): Promise<Measurement[]> {
	const few = clusterWith(100, 5);
	const many = clusterWith(10_000, 500);
	const rounds = Array.from({length: 9}, () => ({
		few: cpuMs(() => replaceOnePod(few)),
		many: cpuMs(() => replaceOnePod(many)),
	}));
	const idle = createCluster({seed: 1});
	// The first day carries what the start left behind (events that expire).
	idle.advance(DAY_MS);
	const {startedPerSecond} = startRate();
	return [
		{name: 'pods-per-cpu-second', value: startedPerSecond, unit: '/s', budget: 5000, atLeast: true},
		{
			name: 'flat-cost-ratio',
			value: median(rounds.map(round => round.many)) / median(rounds.map(round => round.few)),
			unit: '',
			budget: 2,
		},
		{name: 'replace-one-of-100-ms', value: median(rounds.map(round => round.few)), unit: 'ms'},
		{
			name: 'idle-day-ms',
			value: median(Array.from({length: 5}, () => cpuMs(() => idle.advance(DAY_MS)))),
			unit: 'ms',
			budget: 50,
		},
	];
}

function clusterWith(replicas: number, nodeCount: number): Cluster {
	const cluster = createCluster({seed: 1, nodes: nodes(nodeCount)});
	createDeployment(cluster, replicas);
	cluster.advance(120_000);
	if (cluster.store.get('Deployment', 'default/web')?.status.readyReplicas !== replicas)
		throw new Error('the Deployment is not ready');
	return cluster;
}

function replaceOnePod(cluster: Cluster): void {
	const [pod] = cluster.store.withLabel('Pod', 'default', 'app', 'web');
	cluster.api.delete('Pod', 'default', pod!.metadata.name, {gracePeriodSeconds: 1});
	cluster.advance(10_000);
}

// kube-scheduler's own benchmark has 5,000 nodes; every Pod is scheduled and started.
function startRate(): {startedPerSecond: number} {
	const cluster = createCluster({seed: 1, nodes: nodes(5000)});
	const replicas = 10_000;
	const spentMs = cpuMs(() => {
		createDeployment(cluster, replicas);
		cluster.advance(60_000);
	});
	const started = cluster.store.get('Deployment', 'default/web')?.status.readyReplicas ?? 0;
	return {startedPerSecond: started / (spentMs / 1000)};
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
