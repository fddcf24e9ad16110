import {type Cluster, createCluster} from '../src/cluster/cluster.ts';
import {cpuMs, median} from './measurement.ts';

/** A cluster in which a Deployment of that many Pods is ready. */
export function clusterWith(replicas: number, nodeCount: number): Cluster {
	const cluster = createCluster({seed: 1, nodes: nodes(nodeCount)});
	createDeployment(cluster, replicas);
	cluster.advance(120_000);
	if (cluster.store.get('Deployment', 'default/web')?.status.readyReplicas !== replicas)
		throw new Error('the Deployment is not ready');
	return cluster;
}

/** Medians of the CPU milliseconds to replace one Pod in two clusters, taken in turns. */
export function compareReplacement(few: Cluster, many: Cluster, rounds: number): {fewMs: number; manyMs: number} {
	const [fewTimes, manyTimes] = [replacePods(few), replacePods(many)];
	const times = Array.from({length: rounds}, () => [fewTimes.next().value, manyTimes.next().value] as [number, number]);
	return {fewMs: median(times.map(([time]) => time)), manyMs: median(times.map(([, time]) => time))};
}

// CPU milliseconds to delete a Pod and to let it come back, for several Pods one after the other. Which they are is found out before: a list
// costs what it holds, whoever asks for it.
function* replacePods(cluster: Cluster): Generator<number> {
	const names = cluster.store.withLabel('Pod', 'default', 'app', 'web').map(({metadata}) => metadata.name);
	for (const name of names)
		yield cpuMs(() => {
			cluster.api.delete('Pod', 'default', name, {gracePeriodSeconds: 1});
			cluster.advance(10_000);
		});
}

export function nodes(count: number) {
	return Array.from({length: count}, (_, index) => ({name: `node-${index}`}));
}

export function createDeployment({api}: Cluster, replicas: number): void {
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
