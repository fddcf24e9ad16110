import {type Cluster, createCluster} from '../src/cluster/cluster.ts';
import {cpuMs} from './measurement.ts';

/** A cluster in which a Deployment of that many Pods is ready. */
export function clusterWith(replicas: number, nodeCount: number): Cluster {
	const cluster = createCluster({seed: 1, nodes: nodes(nodeCount)});
	createDeployment(cluster, replicas);
	cluster.advance(120_000);
	if (cluster.store.get('Deployment', 'default/web')?.status.readyReplicas !== replicas)
		throw new Error('the Deployment is not ready');
	return cluster;
}

/** CPU milliseconds to delete a Pod and to let it come back. Which Pod it is was found out before: a list costs what it holds, whoever asks for it. */
export function replaceOnePodMs(cluster: Cluster): number {
	const [pod] = cluster.store.withLabel('Pod', 'default', 'app', 'web');
	return cpuMs(() => {
		cluster.api.delete('Pod', 'default', pod!.metadata.name, {gracePeriodSeconds: 1});
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
