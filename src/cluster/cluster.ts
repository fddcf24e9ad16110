import type {FileTree, Network, Program, Signal, SignalName} from '../shell/program.ts';
import type {Api} from './api.ts';
import {ApiServer} from './api-server.ts';
import {bootstrap} from './bootstrap.ts';
import {Clock} from './clock.ts';
import {ControlLoop} from './control-loop.ts';
import type {ControllerContext} from './controller.ts';
import {allControllers} from './controllers.ts';
import {createEventRecorder} from './event-recorder.ts';
import {Journal, referenceTo} from './journal.ts';
import {createNetwork} from './network/network.ts';
import {Servers} from './network/servers.ts';
import {createKubelets} from './node/kubelets.ts';
import {addNode, DEFAULT_NODES, failNode, healNode, removeNode} from './node/nodes.ts';
import type {Pod} from './objects.ts';
import {Random} from './random.ts';
import {Store} from './store.ts';
import {SimulatedLoad} from './workloads/load.ts';

export interface ClusterOptions {
	/** Same seed and same inputs at the same times: the same run. */
	readonly seed: number;
	/** Milliseconds since 1970 at which the cluster starts. */
	readonly startMs?: number;
	/** Nodes to start with; the default is control-plane (tainted), worker-1 and worker-2. */
	readonly nodes?: readonly NodeOptions[];
}

export interface NodeOptions {
	readonly name: string;
	readonly labels?: Readonly<Record<string, string>>;
	readonly taints?: readonly {
		readonly key: string;
		readonly value?: string;
		readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
	}[];
	/** Kubernetes quantities; 4 CPUs and 8Gi by default. Extended resources such as `nvidia.com/gpu` may be added. */
	readonly capacity?: Readonly<Record<string, string>>;
}

/** One line of a container's log. */
export interface LogLine {
	readonly atMs: number;
	readonly stream: 'stdout' | 'stderr';
	/** Without its line end. */
	readonly text: string;
	/** Set for a last line whose end was never written. */
	readonly partial?: boolean;
}

/** A whole simulated cluster: API server, controllers, scheduler, nodes, network. */
export interface Cluster {
	readonly clock: Clock;
	readonly random: Random;
	readonly store: Store;
	readonly api: Api;
	readonly journal: Journal;
	readonly nodes: ContainerHost;
	/** Speaks once after each settling in which anything changed. Programs such as `kubectl get -w` wait on it. */
	readonly changed: Signal;
	/** Lets every controller, the scheduler and the kubelets work until nothing is left to do at this moment. Bounded; throws never. */
	settle(): void;
	/** Moves time: runs every timer that falls due in order, settling after each. */
	advance(durationMs: number): void;
	/** The network as seen from the learner's terminal (`from` undefined) or from a Pod. */
	network(from?: Pod): Network;
	/** CPU use that comes from outside; nothing is measured until some is set. */
	readonly load: SimulatedLoad;
	/** Nodes that join, leave, break and heal while the cluster runs. */
	readonly machines: {
		add(options: NodeOptions): void;
		remove(name: string): void;
		fail(name: string): void;
		heal(name: string): void;
	};
	/** Calls `listener` once for each controller that doesn't come to rest over an object: it is made to pause, and the cluster goes on. */
	whenRestless(listener: (controller: string, key: string) => void): void;
	/** Errors that were no refusals of the API: defects of the simulator, empty in a sound one. */
	readonly failures: readonly unknown[];
}

// 5 January 2026, 09:00 UTC: a Monday morning.
const DEFAULT_START_MS = 1_767_603_600_000;
// The cluster is a little older than the learner's session, as every real one is.
const AGE_AT_START_MS = 6 * 60_000;

/** Starts a cluster with its nodes, namespaces and default StorageClass; everything in it is settled. */
export function createCluster({seed, startMs = DEFAULT_START_MS, nodes = DEFAULT_NODES}: ClusterOptions): Cluster {
	const clock = new Clock(startMs - AGE_AT_START_MS);
	const random = new Random(seed);
	const store = new Store();
	const journal = new Journal();
	const servers = new Servers();
	const api = new ApiServer({store, clock, random});
	const events = createEventRecorder({store, clock, random});
	const context: ControllerContext = {
		...{store, api, clock, random, events},
		decide: (actor, object, rule, values) =>
			journal.recordDecision({atMs: clock.now(), actor, object: referenceTo(object), rule, values}),
	};
	const network = createNetwork({store, servers, random});
	const kubelets = createKubelets(context, {servers, network});
	const load = new SimulatedLoad(store);
	const restless = new Set<(controller: string, key: string) => void>();
	const loop = new ControlLoop(store, clock, allControllers(context, kubelets, load), (controller, key) => {
		for (const listener of restless) listener(controller, key);
	});
	const changed = new ChangeSignal();
	let settledVersion = 0;

	const settle = (): void => {
		loop.settle();
		if (store.version === settledVersion) return;
		settledVersion = store.version;
		changed.speak();
	};
	const advance = (durationMs: number): void => {
		settle();
		const endMs = clock.now() + durationMs;
		for (let nextMs = clock.nextAtMs(); nextMs !== undefined && nextMs <= endMs; nextMs = clock.nextAtMs()) {
			clock.runNext();
			settle();
		}
		clock.moveTo(endMs);
	};

	store.watch('*', change => journal.recordChange(clock.now(), change));
	bootstrap(context);
	let nodeCount = 0;
	const add = (options: NodeOptions): void => {
		addNode(context, options, nodeCount + 1);
		nodeCount++;
	};
	for (const node of nodes) add(node);
	advance(AGE_AT_START_MS);
	return {
		...{clock, random, store, api, journal, changed, settle, advance, network, load},
		nodes: kubelets.host,
		machines: {
			add,
			remove: name => removeNode(context, kubelets, name),
			fail: name => failNode(kubelets, name),
			heal: name => healNode(context, kubelets, name),
		},
		failures: loop.failures,
		whenRestless: listener => void restless.add(listener),
	};
}

class ChangeSignal implements Signal {
	readonly #listeners = new Set<() => void>();

	subscribe(wake: () => void): () => void {
		this.#listeners.add(wake);
		return () => this.#listeners.delete(wake);
	}

	speak(): void {
		for (const wake of [...this.#listeners]) wake();
	}
}

/** The kubelets of all nodes, as kubectl reaches them for logs, exec and the like. */
export interface ContainerHost {
	/** Grows with what is done inside of containers by `exec` and `files`: changed files, signals to process 1. */
	readonly version: number;
	/** Log lines of the current or previous instance of a container, oldest first; throws the kubelet's ApiError. */
	logs(pod: Pod, container: string, options: {previous: boolean}): readonly LogLine[];
	/** Speaks when the container writes or ends. */
	logChanges(pod: Pod, container: string): Signal;
	/** Starts a command in a running container: a program to run in the learner's terminal. Throws the kubelet's ApiError. */
	exec(
		pod: Pod,
		container: string,
		command: readonly string[],
		/** `handlers` are those of the terminal, so that Ctrl-C reaches the command. */
		options: {stdin: boolean; tty: boolean; handlers?: Map<SignalName, () => void>},
	): Program;
	/** Ends a container that lives as long as somebody is attached to its standard input. */
	hangUp(pod: Pod, container: string, exitCode: number): void;
	/** The file tree of a running container, for `kubectl cp`. */
	files(pod: Pod, container: string): FileTree;
}
