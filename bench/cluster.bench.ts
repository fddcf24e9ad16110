import {type Cluster, createCluster} from '../src/cluster/cluster.ts';
import {cpuMs, type Measurement, median} from './measurement.ts';
import {clusterWith, compareReplacement, createDeployment, nodes} from './worlds.ts';

const DAY_MS = 24 * 3_600_000;

/** Costs of the simulator that must not grow with what exists: an idle day, and the replacement of one Pod among few and among many. */
export async function measure(): Promise<Measurement[]> {
	return [...replacement(), ...serviceReplacement(), startRate(), idleDay()];
}

function replacement(): Measurement[] {
	const few = clusterWith(100, 5);
	const many = clusterWith(10_000, 500);
	const {fewMs, manyMs} = compareReplacement(few, many, 51);
	return [
		{name: 'flat-cost-ratio-10k', value: manyMs / fewMs, unit: '', budget: 2},
		{name: 'replace-one-of-100-ms', value: fewMs, unit: 'ms'},
	];
}

// The same behind a Service: its slices hold at most a hundred endpoints each, its Endpoints at most a thousand addresses.
function serviceReplacement(): Measurement[] {
	const few = withService(clusterWith(100, 5));
	const many = withService(clusterWith(10_000, 500));
	const {fewMs, manyMs} = compareReplacement(few, many, 31);
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
