import {controllerOf, type KubeObject, type Pod} from '../objects.ts';
import {quantityMillis} from '../quantity.ts';
import type {Store} from '../store.ts';
import {isActive, isReady} from './pod-state.ts';

/** What a metrics server would measure. */
export interface PodMetrics {
	/** CPU in use, in thousandths of a CPU; undefined for a Pod without measurements. */
	cpuMillicores(pod: Pod): number | undefined;
}

/** Who shares a load. */
export interface LoadSharing {
	readonly readyPods: number;
	/** What those Pods request together, in thousandths of a CPU. */
	readonly requestMillicores: number;
}

/** A cluster without a metrics server. */
export const NO_METRICS: PodMetrics = {cpuMillicores: () => undefined};

const WORKLOADS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'] as const;

/**
 * Work that comes from outside and is shared by the ready Pods of a workload: the more there are, the less each has to do. Nothing is measured
 * until the first load is set.
 */
export class SimulatedLoad implements PodMetrics {
	readonly #totalMillicores = new Map<string, number>();

	constructor(private readonly store: Store) {}

	/**
	 * Makes the present ready Pods of a workload use `percent` of their CPU requests; the work stays the same when their number changes.
	 * @returns undefined when there is no such workload
	 */
	set(namespace: string, name: string, percent: number): LoadSharing | undefined {
		const owner = this.#workload(namespace, name);
		if (!owner) return undefined;
		const pods = this.#pods(owner).filter(pod => isActive(pod) && isReady(pod));
		const requestMillicores = pods.reduce((sum, pod) => sum + cpuRequestMillicores(pod), 0);
		this.#totalMillicores.set(owner.metadata.uid, (requestMillicores * percent) / 100);
		return {readyPods: pods.length, requestMillicores};
	}

	cpuMillicores(pod: Pod): number | undefined {
		if (this.#totalMillicores.size === 0 || !isReady(pod)) return undefined;
		const owner = this.#topOwner(pod);
		const total = owner && this.#totalMillicores.get(owner.metadata.uid);
		if (!owner || total === undefined) return 0;
		const sharing = this.#pods(owner).filter(each => isActive(each) && isReady(each)).length;
		return total / Math.max(1, sharing);
	}

	#workload(namespace: string, name: string): KubeObject | undefined {
		return WORKLOADS.map(kind => this.store.get(kind, `${namespace}/${name}`)).find(owner => owner !== undefined);
	}

	#topOwner(pod: Pod): KubeObject | undefined {
		let owner: KubeObject = pod;
		for (let reference = controllerOf(owner); reference; reference = controllerOf(owner)) {
			const kind = WORKLOADS.find(each => each === reference?.kind);
			const next: KubeObject | undefined = kind && this.store.get(kind, `${pod.metadata.namespace}/${reference.name}`);
			if (!next) break;
			owner = next;
		}
		return owner === pod ? undefined : owner;
	}

	#pods({kind, metadata}: KubeObject): Pod[] {
		const owners = kind === 'Deployment' ? this.store.ownedBy('ReplicaSet', metadata.uid) : [{metadata}];
		return owners.flatMap(owner => this.store.ownedBy('Pod', owner.metadata.uid));
	}
}

/** What the containers of a Pod request together, in thousandths of a CPU. */
export function cpuRequestMillicores({spec}: Pod): number {
	return (spec.containers ?? []).reduce(
		(sum, {resources}) => sum + quantityMillis(String(resources?.requests?.cpu ?? '0')),
		0,
	);
}
