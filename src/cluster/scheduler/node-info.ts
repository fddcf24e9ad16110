import {controllerOf, type Node, type Pod} from '../objects.ts';
import {account, noResources, parseResources, podRequests, type Requests, type Resources} from './resources.ts';

/** What the scheduler knows of one node; sums are kept up to date Pod by Pod. */
export class NodeInfo {
	readonly name: string;
	node: Node;
	allocatable: Resources;
	allowedPods: number;
	/** Neither tainted nor cordoned. */
	isOpen: boolean;
	/** Bytes of each image that the node has. */
	images: ReadonlyMap<string, number>;
	/** A Pod in `pods` counts until it is deleted or has finished. */
	readonly pods = new Map<string, {pod: Pod; requests: Requests}>();
	readonly requested = noResources();
	nonZeroMilliCpu = 0;
	nonZeroMemory = 0;
	/** Host ports in use: `TCP/8080` → how many Pods. */
	readonly ports = new Map<string, number>();
	/** Pods by the uid of their controller, for spreading. */
	readonly #replicas = new Map<string, number>();
	readonly #nominated = new Map<string, {pod: Pod; requests: Requests}>();
	/** Requests that are known to fit beside what is here. Pods of one template share their requests, so the answer holds for many. */
	#fitting: Requests | undefined;
	/** The controller whose Pods were counted last, and how many there are. */
	#countedFor: string | undefined;
	#replicaCount = 0;
	#scored: Requests | undefined;
	#score = 0;

	constructor(node: Node) {
		this.name = node.metadata.name;
		this.node = node;
		this.allocatable = noResources();
		this.allowedPods = 0;
		this.isOpen = true;
		this.images = NO_IMAGES;
		this.update(node);
	}

	update(node: Node): void {
		const list = (node.status.allocatable ?? node.status.capacity) as Record<string, string> | undefined;
		this.node = node;
		this.allocatable = parseResources(list);
		this.#forget();
		this.isOpen = !node.spec.unschedulable && !node.spec.taints?.length;
		this.allowedPods = Number(list?.pods ?? 110);
		this.images = imagesOn(node);
	}

	add(pod: Pod, requests: Requests = podRequests(pod)): void {
		const known = this.pods.get(pod.metadata.uid);
		if (known) this.#count(known, -1);
		const entry = {pod, requests};
		this.pods.set(pod.metadata.uid, entry);
		this.#count(entry, 1);
	}

	/** Replaces a Pod of which only the status changed. */
	refresh(pod: Pod): void {
		const known = this.pods.get(pod.metadata.uid);
		if (known) known.pod = pod;
	}

	remove(uid: string): void {
		const known = this.pods.get(uid);
		if (!known) return;
		this.pods.delete(uid);
		this.#count(known, -1);
	}

	/** Pods that preempted others here and wait for their room. */
	get nominated(): ReadonlyMap<string, {readonly pod: Pod; readonly requests: Requests}> {
		return this.#nominated;
	}

	nominate(pod: Pod, requests: Requests): void {
		this.#nominated.set(pod.metadata.uid, {pod, requests});
		this.#forget();
	}

	/** Ends the nomination of a Pod, if there is one. */
	withdraw(uid: string): void {
		this.#nominated.delete(uid);
	}

	/** A copy to try things on: what would be if these Pods were gone? */
	without(uids: ReadonlySet<string>): NodeInfo {
		const copy = new NodeInfo(this.node);
		for (const [uid, {pod, requests}] of this.pods) if (!uids.has(uid)) copy.add(pod, requests);
		for (const [uid, entry] of this.#nominated) copy.#nominated.set(uid, entry);
		return copy;
	}

	/** How many Pods of a controller are here. Pods of one controller are scheduled one after the other: the answer is kept for the next. */
	replicasOf(controllerUid: string): number {
		if (this.#countedFor !== controllerUid) {
			this.#countedFor = controllerUid;
			this.#replicaCount = this.#replicas.get(controllerUid) ?? 0;
		}
		return this.#replicaCount;
	}

	/** A score that follows from these requests and the node's sums alone; it is worked out again only when the sums have changed. */
	score(requests: Requests, work: (requests: Requests, info: NodeInfo) => number): number {
		if (this.#scored !== requests) {
			this.#scored = requests;
			this.#score = work(requests, this);
		}
		return this.#score;
	}

	/** Whether requests are known to fit. False says nothing. */
	isKnownToFit(requests: Requests): boolean {
		return this.#fitting === requests;
	}

	/** Notes that requests fit, whoever makes them. */
	noteFit(requests: Requests): void {
		if (this.#nominated.size === 0) this.#fitting = requests;
	}

	// The sums have changed.
	#forget(): void {
		this.#fitting = undefined;
		this.#scored = undefined;
	}

	#count({pod, requests}: {pod: Pod; requests: Requests}, sign: 1 | -1): void {
		this.#forget();
		account(this.requested, requests, sign);
		this.nonZeroMilliCpu += sign * requests.nonZeroMilliCpu;
		this.nonZeroMemory += sign * requests.nonZeroMemory;
		for (const port of hostPorts(pod)) bump(this.ports, port, sign);
		const controller = controllerOf(pod);
		if (!controller) return;
		bump(this.#replicas, controller.uid, sign);
		this.#countedFor = undefined;
	}
}

/** `TCP/8080` for each host port of a Pod. */
export function hostPorts(pod: Pod): string[] {
	const ports: string[] = [];
	for (const container of pod.spec.containers)
		for (const port of container.ports ?? [])
			if (port.hostPort) ports.push(`${port.protocol ?? 'TCP'}/${port.hostPort}`);
	return ports;
}

const NO_IMAGES: ReadonlyMap<string, number> = new Map();

function imagesOn({status}: Node): ReadonlyMap<string, number> {
	if (!status.images?.length) return NO_IMAGES;
	const sizes = new Map<string, number>();
	for (const {names, sizeBytes = 0} of status.images)
		for (const name of names ?? []) if (!sizes.has(name)) sizes.set(name, sizeBytes);
	return sizes;
}

function bump(counts: Map<string, number>, key: string, by: number): void {
	const count = (counts.get(key) ?? 0) + by;
	if (count === 0) counts.delete(key);
	else counts.set(key, count);
}
