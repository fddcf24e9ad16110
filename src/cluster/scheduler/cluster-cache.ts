import type {Node, Pod} from '../objects.ts';
import type {Store} from '../store.ts';
import {NodeInfo} from './node-info.ts';

/** What runs where, kept up to date change by change; never computed anew. */
export class ClusterCache {
	readonly nodes = new Map<string, NodeInfo>();
	/** Nodes in the order of their creation; scheduling goes round this list. */
	readonly order: NodeInfo[] = [];
	/** Pods on nodes that refuse company (required anti-affinity), by uid. */
	readonly loners = new Map<string, Pod>();
	/** Pods on nodes that prefer or avoid company, by uid. */
	readonly social = new Map<string, Pod>();
	/** How many nodes have an image. */
	readonly images = new Map<string, number>();

	constructor(private readonly store: Store) {
		for (const node of store.list('Node')) this.#setNode(node);
		for (const pod of store.list('Pod')) if (occupies(pod)) this.#add(pod);
		store.watch('Node', ({type, object}) => (type === 'DELETED' ? this.#removeNode(object) : this.#setNode(object)));
		store.watch('Pod', ({type, object, previous}) => {
			const before = previous && occupies(previous);
			const after = type !== 'DELETED' && occupies(object);
			if (before && after && previous.spec === object.spec && previous.metadata.labels === object.metadata.labels)
				this.nodes.get(object.spec.nodeName!)?.refresh(object);
			else if (after) this.#add(object);
			else if (before) this.#remove(object);
		});
	}

	#add(pod: Pod): void {
		const {uid} = pod.metadata;
		this.nodes.get(pod.spec.nodeName!)?.add(pod);
		const {podAffinity, podAntiAffinity} = pod.spec.affinity ?? {};
		if (podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length) this.loners.set(uid, pod);
		if (podAffinity || podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution?.length)
			this.social.set(uid, pod);
	}

	#remove(pod: Pod): void {
		const {uid} = pod.metadata;
		this.nodes.get(pod.spec.nodeName!)?.remove(uid);
		this.loners.delete(uid);
		this.social.delete(uid);
	}

	#setNode(node: Node): void {
		const known = this.nodes.get(node.metadata.name);
		this.#countImages(known?.node, -1);
		this.#countImages(node, 1);
		if (known) {
			known.update(node);
			return;
		}
		const info = new NodeInfo(node);
		this.nodes.set(info.name, info);
		this.order.push(info);
		for (const pod of this.store.onNode(info.name)) if (occupies(pod)) this.#add(pod);
	}

	#removeNode(node: Node): void {
		const info = this.nodes.get(node.metadata.name);
		if (!info) return;
		this.#countImages(info.node, -1);
		this.nodes.delete(info.name);
		this.order.splice(this.order.indexOf(info), 1);
	}

	#countImages(node: Node | undefined, by: number): void {
		for (const {names} of node?.status.images ?? [])
			for (const name of names ?? []) this.images.set(name, (this.images.get(name) ?? 0) + by);
	}
}

/** Whether a Pod takes room on a node: bound, and not finished. */
export function occupies(pod: Pod): boolean {
	return Boolean(pod.spec.nodeName) && !isFinished(pod);
}

export function isFinished(pod: Pod): boolean {
	return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}
