import type {Network, Signal} from '../shell/program.ts';
import type {Api} from './api.ts';
import type {Clock} from './clock.ts';
import type {Journal} from './journal.ts';
import type {Pod} from './objects.ts';
import type {Random} from './random.ts';
import type {Store} from './store.ts';

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
	/** The network as seen from the learner's terminal (`namespace` undefined) or from a Pod. */
	network(from?: Pod): Network;
}

/** The kubelets of all nodes, as kubectl reaches them for logs, exec and the like. */
export interface ContainerHost {
	/** Log lines of the current or previous instance of a container, oldest first; throws the kubelet's ApiError. */
	logs(pod: Pod, container: string, options: {previous: boolean}): readonly LogLine[];
	/** Speaks when the container writes or ends. */
	logChanges(pod: Pod, container: string): Signal;
	/** Starts a command in a running container: a program to run in the learner's terminal. Throws the kubelet's ApiError. */
	exec(
		pod: Pod,
		container: string,
		command: readonly string[],
		options: {stdin: boolean; tty: boolean},
	): import('../shell/program.ts').Program;
	/** The file tree of a running container, for `kubectl cp`. */
	files(pod: Pod, container: string): import('../shell/program.ts').FileTree;
}
