import {formatTime} from '../../shell/calendar.ts';
import {Directory} from '../../shell/files.ts';
import type {Network} from '../../shell/program.ts';
import type {ControllerContext} from '../controller.ts';
import type {Servers} from '../network/servers.ts';
import {keyOf, type Node, type Pod} from '../objects.ts';
import {refuse} from './admission.ts';
import {furnishNode} from './host-paths.ts';
import {ImagePuller} from './image-puller.ts';
import type {Pause} from './pause.ts';
import {PodWorker} from './pod-worker.ts';
import {attempt} from './pod-writes.ts';
import type {SharedTimers} from './shared-timers.ts';
import type {LastingDirectories} from './volumes.ts';

/** A kubelet asks its container runtime once a second what has changed. */
const RELIST_MS = 1000;
/** How long the first change after a quiet time waits for such a look. */
const FIRST_RELIST_MS = 300;
/** ConfigMaps and Secrets in volumes are brought up to date at the next regular look at the Pod. */
const VOLUME_UPDATE_MS = 60_000;
const COMPONENT = 'kubelet';
const IMAGES_LISTED = 50;

/** The kubelet of one node with its containers. Without changes it does nothing, whatever runs. */
export class Kubelet {
	readonly images: ImagePuller;
	readonly directories: LastingDirectories;
	readonly workers = new Map<string, PodWorker>();
	/** When the node was cut off; undefined while it reports. */
	downSinceMs: number | undefined;
	/** The node was removed. */
	isGone = false;
	/** Of the workers, by the keys of their Pods. */
	readonly #uids = new Map<string, string>();
	readonly #changed = new Set<PodWorker>();
	readonly #addresses = new Set<number>();
	readonly #references = new Map<string, Set<PodWorker>>();
	#hostIP: string | undefined;
	/** What the addresses of its Pods begin with: `10.244.1.` */
	#range: string | undefined;
	#lastAddress = 1;
	#lastRelistMs = 0;
	#isRelistPlanned = false;
	#root: Directory | undefined;
	#onRelist: (() => void)[] = [];

	constructor(
		readonly name: string,
		readonly context: ControllerContext,
		readonly servers: Servers,
		readonly network: (pod: Pod) => Network,
		persistent: (volumeName: string) => Directory,
		private readonly timers: SharedTimers,
		/** Called when the node stops reporting, so that its absence is noticed. */
		private readonly onCutOff: () => void,
	) {
		this.images = new ImagePuller(context.clock, timers, (image, sizeBytes) => this.#listImage(image, sizeBytes));
		const make = () => new Directory(() => context.clock.now());
		this.directories = {make, ofVolume: persistent, ofNode: () => this.#ownFiles(make)};
	}

	get node(): Node | undefined {
		return this.context.store.get('Node', this.name);
	}

	get hostIP(): string {
		this.#hostIP ??= this.node?.status.addresses?.find(({type}) => type === 'InternalIP')?.address;
		return this.#hostIP ?? '172.18.0.2';
	}

	/** While the node is cut off nothing is started, stopped or reported. */
	get isDown(): boolean {
		return this.downSinceMs !== undefined;
	}

	now(): number {
		return this.context.clock.now();
	}

	/** The network to the node is gone, and with it all news from there. What runs there runs on. */
	cutOff(): void {
		if (this.isDown) return;
		this.downSinceMs = this.now();
		this.servers.setCutOff(this.name, true);
		this.onCutOff();
	}

	/** The node reports again: it learns what was wanted meanwhile and tells what happened. */
	reconnect(): void {
		if (this.isGone) return;
		this.downSinceMs = undefined;
		this.servers.setCutOff(this.name, false);
		const {store} = this.context;
		for (const worker of [...this.workers.values()]) {
			const key = keyOf(worker.pod);
			const pod = store.get('Pod', key);
			this.podChanged(pod?.metadata.uid === worker.pod.metadata.uid ? pod : undefined, key);
			if (!worker.isDone && !worker.isTerminating) worker.writeStatus();
		}
		for (const pod of store.onNode(this.name)) this.podChanged(pod, keyOf(pod));
	}

	/** The node is gone for good. */
	shutDown(): void {
		for (const worker of this.workers.values()) worker.abandon();
		this.workers.clear();
		this.#uids.clear();
		this.isGone = true;
		this.downSinceMs ??= this.now();
		this.servers.setCutOff(this.name, false);
	}

	/** A Pod of this node is new, has changed or is gone. */
	podChanged(pod: Pod | undefined, key: string): void {
		if (this.isDown) return;
		const former = this.#uids.get(key);
		if (former !== undefined && former !== pod?.metadata.uid) {
			this.workers.get(former)?.abandon();
			this.workers.delete(former);
			this.#uids.delete(key);
		}
		if (!pod) return;
		const known = this.workers.get(pod.metadata.uid);
		if (known) {
			known.update(pod);
			return;
		}
		if (this.#refused(pod)) return;
		const worker = new PodWorker(this, pod);
		this.workers.set(pod.metadata.uid, worker);
		this.#uids.set(key, pod.metadata.uid);
		if (pod.metadata.deletionTimestamp) worker.update(pod);
		else if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') worker.isDone = true;
		else worker.requestSync();
	}

	/** Whether the runtime was asked after a time, so that what is known of it is up to date. */
	isFreshSince(timeMs: number): boolean {
		const isQuiet = this.now() - Math.max(timeMs, this.#lastRelistMs) > RELIST_MS;
		return timeMs < 0 || this.#lastRelistMs > timeMs || isQuiet;
	}

	/** A container or sandbox of a Pod changed: the next look at the runtime finds it. */
	noteChange(worker: PodWorker): void {
		this.#changed.add(worker);
		this.#planRelist();
	}

	/** Waits for the next look at the runtime. */
	nextRelist(): Pause {
		return resume => {
			this.#onRelist.push(resume);
			this.#planRelist();
			return () => {
				this.#onRelist = this.#onRelist.filter(other => other !== resume);
			};
		};
	}

	event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void {
		if (!this.isDown) this.context.events.record(COMPONENT, pod, type, reason, message, fieldPath);
	}

	/** Stores a status unless nothing changed. Returns the stored Pod; undefined if it is gone. */
	writeStatus(pod: Pod, status: Pod['status']): Pod | undefined {
		if (this.isDown) return undefined;
		const current = this.context.store.get('Pod', keyOf(pod));
		if (current?.metadata.uid !== pod.metadata.uid) return undefined;
		return attempt(() => this.context.api.updateStatus<'Pod'>({...current, status}));
	}

	/** The next free IP address of the node's range for Pods. */
	takeAddress(): string {
		do this.#lastAddress = this.#lastAddress >= 254 ? 2 : this.#lastAddress + 1;
		while (this.#addresses.has(this.#lastAddress) && this.#addresses.size < 253);
		this.#addresses.add(this.#lastAddress);
		this.#range ??= (this.node?.spec.podCIDR ?? '10.244.0.0/24').replace(/\d+\/\d+$/, '');
		return this.#range + this.#lastAddress;
	}

	releaseAddress(address: string): void {
		this.#addresses.delete(Number(address.slice(address.lastIndexOf('.') + 1)));
	}

	/** Notes which ConfigMaps and Secrets the volumes of a Pod are made of. */
	rememberReferences(worker: PodWorker): void {
		for (const reference of worker.volumes!.references()) {
			const workers = this.#references.get(reference) ?? new Set();
			this.#references.set(reference, workers.add(worker));
		}
	}

	forgetReferences(worker: PodWorker): void {
		for (const reference of worker.volumes?.references() ?? []) {
			const workers = this.#references.get(reference);
			workers?.delete(worker);
			if (workers?.size === 0) this.#references.delete(reference);
		}
	}

	/** A ConfigMap or Secret changed: Pods that mount it see that within a minute. */
	referenceChanged(reference: string): void {
		const workers = this.#references.get(reference);
		if (!workers) return;
		this.context.clock.setTimer(this.now() + VOLUME_UPDATE_MS, () => {
			for (const worker of workers) if (!worker.isDone) worker.volumes?.update(worker.starter.source());
		});
	}

	// Pods from the scheduler fit; only those that name the node themselves have to be checked.
	#refused(pod: Pod): boolean {
		const {node} = this;
		const isScheduled = pod.status.conditions?.some(({type}) => type === 'PodScheduled') ?? false;
		if (!node || isScheduled || pod.status.startTime || pod.metadata.deletionTimestamp) return false;
		const refusal = refuse(pod, node, this.context.store.onNode(this.name));
		if (!refusal) return false;
		const {reason, message} = refusal;
		this.event(pod, 'Warning', reason, message);
		this.context.decide(COMPONENT, pod, 'kubelet/refuse-pod', {node: this.name, reason});
		this.writeStatus(pod, {
			...pod.status,
			observedGeneration: pod.metadata.generation,
			phase: 'Failed',
			reason,
			message: `Pod was rejected: ${message}`,
			startTime: formatTime(this.now()),
		});
		return true;
	}

	#planRelist(): void {
		if (this.#isRelistPlanned) return;
		this.#isRelistPlanned = true;
		const atMs = Math.max(this.#lastRelistMs + RELIST_MS, this.now() + FIRST_RELIST_MS);
		this.timers.at(atMs, () => {
			this.#isRelistPlanned = false;
			this.#lastRelistMs = this.now();
			const changed = [...this.#changed];
			this.#changed.clear();
			for (const resume of this.#onRelist.splice(0)) resume();
			for (const worker of changed) worker.relist();
		});
	}

	#ownFiles(make: () => Directory): Directory {
		if (this.#root) return this.#root;
		this.#root = make();
		furnishNode(this.#root, this.name);
		return this.#root;
	}

	// The node's status lists the images, the largest first.
	#listImage(image: string, sizeBytes: number): void {
		const {node} = this;
		if (!node || this.isDown) return;
		const images = [...(node.status.images ?? []), {names: [image], sizeBytes}];
		images.sort((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0));
		// By assignment: extended by spreading, the status of every node would get a V8 shape of its own.
		const status = Object.assign({}, node.status, {images: images.slice(0, IMAGES_LISTED)});
		attempt(() => this.context.api.updateStatus({...node, status}));
	}
}
