import type {Cluster} from '../src/cluster/cluster.ts';
import {cpuMs, heapMb, type Measurement} from './measurement.ts';
import {clusterWith, compareReplacement} from './worlds.ts';

/** What takes long to measure: the rollout of a large Deployment, and a hundred thousand Pods. Left out with `--quick`. */
export async function measure(): Promise<Measurement[]> {
	return process.argv.includes('--quick') ? [] : [rollout(), ...podsAtScale()];
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
	const {fewMs, manyMs} = compareReplacement(few, many, 51);
	return [
		{name: 'flat-cost-ratio', value: manyMs / fewMs, unit: '', budget: 2},
		{name: 'pods-at-scale', value: usedMb, unit: 'MB', budget: 1500},
		{name: 'pods-at-scale-cpu', value: spentMs / 1000, unit: 'CPU s'},
	];
}
