import {ApiError} from '../api-error.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {keyOf, type Node, type Pod} from '../objects.ts';
import type {Change} from '../store.ts';
import {ClusterCache, isFinished, occupies} from './cluster-cache.ts';
import {type PodToPlace, podToPlace, type Rejection, reject} from './filters.ts';
import {namedNodes} from './node-affinity.ts';
import type {NodeInfo} from './node-info.ts';
import {unschedulableStatus} from './pod-conditions.ts';
import {PodVolumes} from './pod-volumes.ts';
import {findPreemption, nodesUnavailable} from './preemption.ts';
import {SchedulingQueue, type Waiting} from './scheduling-queue.ts';
import {scoreNodes} from './scores.ts';
import {isConcerned, topologyChecks} from './topology.ts';
import {attempt, preempt, withdrawLower} from './victims.ts';

const NAME = 'default-scheduler';
const NONE: readonly string[] = [];
const NO_ROOM = /Insufficient|Too many pods|free ports/;
/** kube-scheduler stops looking for feasible nodes at a share of large clusters, never below this number. */
const ENOUGH_NODES = 100;

/**
 * Gives each Pod a node: filters, then scores, then binds. A Pod that fits nowhere rests until a change could help it; nothing is
 * tried again just because time passes.
 */
export function scheduler(context: ControllerContext): Controller {
	const run = new Scheduler(context);
	// The scheduler has a queue of its own, ordered by priority: the key only says what woke it.
	const wake = ({object}: Change) => (run.hasWork ? [object.metadata.name] : NONE);
	return {
		name: NAME,
		watches: {
			Pod: wake,
			Node: wake,
			PersistentVolumeClaim: wake,
			PersistentVolume: wake,
			StorageClass: wake,
			Namespace: wake,
		},
		reconcile: () => {
			run.scheduleAll();
			return undefined;
		},
	};
}

class Scheduler {
	readonly #cache: ClusterCache;
	readonly #queue: SchedulingQueue;
	readonly #volumes: PodVolumes;
	#start = 0;

	constructor(private readonly context: ControllerContext) {
		const {store} = context;
		this.#cache = new ClusterCache(store);
		this.#queue = new SchedulingQueue(context.clock, () => this.scheduleAll());
		this.#volumes = new PodVolumes(context);
		for (const pod of store.list('Pod')) this.#podChanged({type: 'ADDED', object: pod, version: 0});
		store.watch('Pod', change => this.#podChanged(change));
		store.watch('Node', change => this.#nodeChanged(change));
		for (const kind of ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'] as const)
			store.watch(kind, () => this.#volumesChanged());
	}

	get hasWork(): boolean {
		return this.#queue.size > 0 || this.#volumes.hasWork;
	}

	/** Tries every Pod that may be tried now. */
	scheduleAll(): void {
		for (const {pod, node} of this.#volumes.takeReady()) this.#bind(pod, node);
		for (let waiting = this.#queue.take(); waiting; waiting = this.#queue.take()) this.#schedule(waiting);
	}

	#schedule(waiting: Waiting): void {
		const pod = this.context.store.get('Pod', waiting.key);
		if (!pod || pod.metadata.uid !== waiting.uid || !isWaiting(pod)) {
			this.#queue.remove(waiting.uid);
			return;
		}
		const volumes = this.#volumes.check(pod);
		if (volumes.problem) {
			const message = `0/${this.#cache.order.length} nodes are available: ${volumes.problem}. not found`;
			this.#fail(waiting, pod, message);
			return;
		}
		const place = podToPlace(pod, {
			...topologyChecks(pod, this.#cache, this.context.store),
			volumes: volumes.filter,
		});
		const rejections = new Map<NodeInfo, Rejection>();
		const feasible = this.#findFeasible(place, rejections);
		if (feasible.length === 0) this.#giveUp(waiting, place, rejections);
		else this.#place(waiting, place, feasible);
	}

	#place(waiting: Waiting, place: PodToPlace, feasible: NodeInfo[]): void {
		const {pod} = place;
		const node = this.#best(place, feasible);
		this.context.decide(NAME, pod, 'scheduler/bind', {
			node: node.name,
			feasible: feasible.length,
			nodes: this.#cache.order.length,
		});
		if (!this.#volumes.reserve(pod, node)) this.#bind(pod, node.name);
		else {
			// The Pod already counts on its node while its volumes are made.
			node.add(pod);
			this.#queue.remove(waiting.uid);
		}
	}

	// Goes round the nodes, beginning where the last attempt ended, so that large clusters fill evenly.
	#findFeasible(place: PodToPlace, rejections: Map<NodeInfo, Rejection>): NodeInfo[] {
		const names = namedNodes(place.pod);
		const nominated = this.#cache.nodes.get(place.pod.status.nominatedNodeName ?? '');
		if (nominated && !reject(place, nominated)) return [nominated];
		const nodes = names ? this.#cache.order.filter(info => names.has(info.name)) : this.#cache.order;
		const feasible: NodeInfo[] = [];
		let checked = 0;
		for (; checked < nodes.length && feasible.length < ENOUGH_NODES; checked++) {
			const info = nodes[(this.#start + checked) % nodes.length]!;
			const rejection = reject(place, info);
			if (rejection) rejections.set(info, rejection);
			else feasible.push(info);
		}
		if (!names && nodes.length) this.#start = (this.#start + checked) % nodes.length;
		return feasible;
	}

	#best(place: PodToPlace, feasible: NodeInfo[]): NodeInfo {
		if (feasible.length === 1) return feasible[0]!;
		const scores = scoreNodes(place, feasible, this.#cache, this.context.store);
		let best = 0;
		let equals = 1;
		for (let index = 1; index < feasible.length; index++) {
			if (scores[index]! < scores[best]!) continue;
			if (scores[index]! > scores[best]!) {
				best = index;
				equals = 1;
			} else if (this.context.random.integer(++equals) === 0) best = index;
		}
		return feasible[best]!;
	}

	#bind(pod: Pod, nodeName: string): void {
		const {api, events} = this.context;
		this.#forget(pod);
		try {
			api.bind(pod.metadata.namespace!, pod.metadata.name, nodeName);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (isWaiting(pod) && this.context.store.get('Pod', keyOf(pod))) this.#queue.add(pod);
			return;
		}
		events.record(NAME, pod, 'Normal', 'Scheduled', `Successfully assigned ${keyOf(pod)} to ${nodeName}`);
	}

	#giveUp(waiting: Waiting, place: PodToPlace, rejections: Map<NodeInfo, Rejection>): void {
		const {order} = this.#cache;
		const reasons = new Map<string, number>();
		const count = (reason: string, by: number) => reasons.set(reason, (reasons.get(reason) ?? 0) + by);
		for (const rejection of rejections.values()) for (const reason of rejection.reasons) count(reason, 1);
		const unchecked = order.length - rejections.size;
		if (unchecked > 0) count("node(s) didn't satisfy plugin(s) [NodeAffinity]", unchecked);
		const message = order.length ? nodesUnavailable(order.length, reasons) : 'no nodes available to schedule pods';
		if (order.length === 0) {
			this.#fail(waiting, place.pod, message);
			return;
		}
		const preemption = findPreemption(place, this.#cache, rejections, this.context.store.list('PodDisruptionBudget'));
		if ('failure' in preemption) {
			const text = `${message} no new claims to deallocate, preemption: ${preemption.failure}`;
			this.#fail(waiting, place.pod, text, place);
			return;
		}
		// The Pod rests before its victims go: some are gone at once, and that has to wake it.
		this.#fail(waiting, place.pod, message, place, preemption.node);
		this.#makeRoom(place, preemption.node, preemption.victims);
	}

	// Whoever is less important and waited for room on the same node has to look elsewhere.
	#makeRoom(place: PodToPlace, node: NodeInfo, victims: readonly Pod[]): void {
		const {uid} = place.pod.metadata;
		this.#cache.nodes.get(place.pod.status.nominatedNodeName ?? '')?.withdraw(uid);
		const ousted = withdrawLower(this.context, node, place.priority);
		node.nominate(place.pod, place.requests);
		preempt(this.context, place.pod, node.name, victims);
		this.#wake(waiting => ousted.has(waiting.uid));
	}

	#fail(waiting: Waiting, pod: Pod, message: string, place?: PodToPlace, nominated?: NodeInfo): void {
		const {api, clock, events, store} = this.context;
		const topology = Boolean(place?.spread || place?.affinity);
		const volumes = place === undefined || place.volumes !== undefined;
		this.#queue.rest(waiting, {volumes, topology, room: NO_ROOM.test(message)});
		events.record(NAME, pod, 'Warning', 'FailedScheduling', message);
		this.context.decide(NAME, pod, 'scheduler/no-node-fits', {message});
		const current = store.get('Pod', waiting.key);
		if (!current) return;
		const status = unschedulableStatus(current, message, clock.now(), nominated?.name);
		if (status) attempt(() => api.updateStatus({...current, status}));
	}

	#podChanged({type, object: pod, previous}: Change<'Pod'>): void {
		const {uid} = pod.metadata;
		if (type === 'DELETED' || pod.spec.nodeName || isFinished(pod)) {
			this.#queue.remove(uid);
			const meant = this.#volumes.forget(uid);
			if (meant !== undefined && !occupies(pod)) this.#cache.nodes.get(meant)?.remove(uid);
		}
		if (type === 'ADDED' && isWaiting(pod)) {
			this.#queue.add(pod);
			return;
		}
		const wasThere = previous !== undefined && occupies(previous);
		const isThere = type !== 'DELETED' && occupies(pod);
		if (wasThere && !isThere) this.#roomOn(pod.spec.nodeName!, pod);
		else if (type === 'DELETED') this.#forget(pod);
		else if (isThere && !wasThere)
			this.#wake(waiting => waiting.blockedBy!.topology && this.#isConcerned(waiting, pod));
		else if (!isThere && previous && previous.spec !== pod.spec && isWaiting(pod))
			this.#wake(waiting => waiting.uid === uid && previous.metadata.generation !== pod.metadata.generation);
	}

	#nodeChanged({type, object: node, previous}: Change<'Node'>): void {
		if (type === 'DELETED' || (previous && !schedulingDiffers(previous, node))) return;
		this.#roomOn(node.metadata.name);
	}

	// A node changed, or a Pod left it. What blocks a Pod by its neighbours goes away only with those that it means.
	#roomOn(nodeName: string, gone?: Pod): void {
		const info = this.#cache.nodes.get(nodeName);
		this.#wake(waiting => {
			const {blockedBy, key} = waiting;
			if (blockedBy!.volumes) return true;
			if (blockedBy!.topology && (!gone || this.#isConcerned(waiting, gone))) return true;
			if (blockedBy!.topology && !blockedBy!.room) return false;
			const pod = this.context.store.get('Pod', key);
			return pod !== undefined && info !== undefined && !reject(podToPlace(pod), info);
		});
	}

	#isConcerned({key}: Waiting, other: Pod): boolean {
		const pod = this.context.store.get('Pod', key);
		return pod !== undefined && isConcerned(pod, other, this.context.store);
	}

	#volumesChanged(): void {
		this.#volumes.changed();
		this.#wake(waiting => waiting.blockedBy!.volumes);
	}

	#wake(wanted: (waiting: Waiting) => boolean): void {
		if (this.#queue.resting.size === 0) return;
		for (const waiting of [...this.#queue.resting]) if (wanted(waiting)) this.#queue.wake(waiting);
	}

	// A Pod that got its node or vanished no longer waits, and keeps no room by nomination.
	#forget(pod: Pod): void {
		this.#queue.remove(pod.metadata.uid);
		this.#cache.nodes.get(pod.status.nominatedNodeName ?? '')?.withdraw(pod.metadata.uid);
	}
}

function isWaiting(pod: Pod): boolean {
	const {nodeName, schedulerName = NAME, schedulingGates} = pod.spec;
	return (
		!nodeName &&
		schedulerName === NAME &&
		!schedulingGates?.length &&
		!pod.metadata.deletionTimestamp &&
		!isFinished(pod)
	);
}

function schedulingDiffers(a: Node, b: Node): boolean {
	const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);
	return !(
		a.spec.unschedulable === b.spec.unschedulable &&
		isSame(a.spec.taints, b.spec.taints) &&
		isSame(a.metadata.labels, b.metadata.labels) &&
		isSame(a.status.allocatable, b.status.allocatable)
	);
}
