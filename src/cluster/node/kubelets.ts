import {Directory} from '../../shell/files.ts';
import type {Network} from '../../shell/program.ts';
import type {ContainerHost} from '../cluster.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import type {Servers} from '../network/servers.ts';
import {keyOf, type Pod} from '../objects.ts';
import type {Change} from '../store.ts';
import {containerHost} from './container-host.ts';
import {Kubelet} from './kubelet.ts';
import {SharedTimers} from './shared-timers.ts';

export interface KubeletOptions {
	/** Where servers in Pods open their ports. */
	readonly servers: Servers;
	/** The network as seen from a Pod. */
	readonly network: (pod: Pod) => Network;
}

export interface Kubelets {
	/** To be run like every other controller: tells each kubelet of changes of its Pods. */
	readonly controllers: readonly Controller[];
	/** What `kubectl logs`, `exec` and `cp` talk to. */
	readonly host: ContainerHost;
	/** The kubelet of a node; undefined if no node of that name ever existed. */
	kubelet(nodeName: string): Kubelet | undefined;
	/** Calls `listener` whenever a node stops reporting. */
	onCutOff(listener: (nodeName: string) => void): void;
}

/** The kubelets of all nodes, present and future. */
export function createKubelets(context: ControllerContext, {servers, network}: KubeletOptions): Kubelets {
	const kubelets = new Map<string, Kubelet>();
	const volumes = new Map<string, Directory>();
	const timers = new SharedTimers(context.clock);
	const cutOffListeners: ((nodeName: string) => void)[] = [];
	const persistent = (name: string): Directory => {
		const directory = volumes.get(name) ?? new Directory(() => context.clock.now());
		volumes.set(name, directory);
		return directory;
	};
	const kubeletOf = (nodeName: string): Kubelet | undefined => {
		const known = kubelets.get(nodeName);
		// A node of the name of one that was removed is another node.
		if ((known && !known.isGone) || !context.store.get('Node', nodeName)) return known;
		const kubelet = new Kubelet(nodeName, context, servers, network, persistent, timers, () => {
			for (const listener of cutOffListeners) listener(nodeName);
		});
		kubelets.set(nodeName, kubelet);
		return kubelet;
	};
	context.store.watch('PersistentVolume', ({type, object}) => {
		if (type === 'DELETED') volumes.delete(object.metadata.name);
	});
	for (const kind of ['ConfigMap', 'Secret'] as const)
		context.store.watch(kind, ({object}) => {
			for (const kubelet of kubelets.values()) kubelet.referenceChanged(`${kind}/${keyOf(object)}`);
		});
	// Nodes by the keys of their Pods that changed. All are handed out in one go, so that what follows from them is worked out once.
	const changed = new Map<string, string>();
	const handOut = (key: string, nodeName: string): void => {
		const pod = context.store.get('Pod', key);
		kubeletOf(nodeName)?.podChanged(pod?.spec.nodeName === nodeName ? pod : undefined, key);
	};
	const note = (pod: Pod): readonly string[] => {
		const key = keyOf(pod);
		const nodeName = pod.spec.nodeName!;
		const other = changed.get(key);
		changed.set(key, nodeName);
		// A Pod of the same name on another node: the one before is gone.
		if (other !== undefined && other !== nodeName) handOut(key, other);
		return [nodeName];
	};
	const controller: Controller = {
		name: 'kubelet',
		watches: {
			Pod: change => (concerns(change) ? note(change.object) : []),
			Node: ({type, object}) => (type === 'ADDED' ? context.store.onNode(object.metadata.name).flatMap(note) : []),
		},
		reconcile() {
			for (const [key, nodeName] of changed) {
				changed.delete(key);
				handOut(key, nodeName);
			}
			return undefined;
		},
	};
	return {
		controllers: [controller],
		host: containerHost(context, kubeletOf),
		kubelet: kubeletOf,
		onCutOff: listener => cutOffListeners.push(listener),
	};
}

// Status updates are the kubelet's own, but for conditions that others set for readiness gates.
function concerns({type, object, previous}: Change<'Pod'>): boolean {
	if (!object.spec.nodeName) return false;
	if (type !== 'MODIFIED' || !previous) return true;
	return (
		previous.spec.nodeName !== object.spec.nodeName ||
		previous.metadata.generation !== object.metadata.generation ||
		previous.metadata.deletionTimestamp !== object.metadata.deletionTimestamp ||
		previous.metadata.deletionGracePeriodSeconds !== object.metadata.deletionGracePeriodSeconds ||
		(object.spec.readinessGates !== undefined && previous.status.conditions !== object.status.conditions)
	);
}
