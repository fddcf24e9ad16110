import {controllerOf, type Pod} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';

export interface DrainOptions {
	readonly force: boolean;
	readonly ignoreDaemonSets: boolean;
	readonly deleteEmptyDirData: boolean;
}

/** Which Pods of a node a drain may remove, and what kubectl says about the others. */
export interface DrainPlan {
	readonly pods: readonly Pod[];
	/** `ignoring DaemonSet-managed Pods: default/agent-x; deleting Pods …`, or '' */
	readonly warning: string;
	/** Why the node can't be drained; empty if it can. */
	readonly errors: readonly string[];
}

interface Verdict {
	readonly remove: boolean;
	readonly kind?: 'warning' | 'error';
	readonly message?: string;
}

const OKAY: Verdict = {remove: true};

/** Sorts the Pods out: DaemonSet Pods stay, local storage and Pods without controller need a flag, finished Pods may always go. */
export function planDrain(pods: readonly Pod[], options: DrainOptions, store: Store): DrainPlan {
	const removed: Pod[] = [];
	const warnings = new Map<string, string[]>();
	const errors = new Map<string, string[]>();
	for (const pod of pods) {
		const verdict = judge(pod, options, store);
		if (verdict.remove) removed.push(pod);
		const group = verdict.kind === 'error' ? errors : verdict.kind === 'warning' ? warnings : undefined;
		if (!group) continue;
		const names = group.get(verdict.message!) ?? [];
		group.set(verdict.message!, [...names, `${pod.metadata.namespace}/${pod.metadata.name}`]);
	}
	return {
		pods: removed,
		warning: [...warnings].map(([message, names]) => `${message}: ${names.join(', ')}`).join('; '),
		errors: [...errors].map(([message, names]) => `cannot delete ${message}: ${names.join(', ')}`),
	};
}

// The last filter that has something to say wins; the first that forbids ends the examination.
function judge(pod: Pod, options: DrainOptions, store: Store): Verdict {
	let verdict = OKAY;
	for (const filter of [daemonSetFilter, localStorageFilter, unreplicatedFilter]) {
		verdict = filter(pod, options, store);
		if (!verdict.remove) return verdict;
	}
	return verdict;
}

function daemonSetFilter(pod: Pod, {force, ignoreDaemonSets}: DrainOptions, store: Store): Verdict {
	const controller = controllerOf(pod);
	if (controller?.kind !== 'DaemonSet' || isFinished(pod)) return OKAY;
	if (!store.get('DaemonSet', `${pod.metadata.namespace}/${controller.name}`)) {
		const message = `daemonsets.apps "${controller.name}" not found`;
		return force ? {remove: true, kind: 'warning', message} : {remove: false, kind: 'error', message};
	}
	if (ignoreDaemonSets) return {remove: false, kind: 'warning', message: 'ignoring DaemonSet-managed Pods'};
	return {
		remove: false,
		kind: 'error',
		message: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)',
	};
}

function localStorageFilter(pod: Pod, {deleteEmptyDirData}: DrainOptions): Verdict {
	if (!pod.spec.volumes?.some(({emptyDir}) => emptyDir) || isFinished(pod)) return OKAY;
	if (deleteEmptyDirData) return {remove: true, kind: 'warning', message: 'deleting Pods with local storage'};
	return {
		remove: false,
		kind: 'error',
		message: 'Pods with local storage (use --delete-emptydir-data to override)',
	};
}

// "cannot delete" twice in a row is what kubectl really prints.
function unreplicatedFilter(pod: Pod, {force}: DrainOptions): Verdict {
	if (isFinished(pod) || controllerOf(pod)) return OKAY;
	if (force) return {remove: true, kind: 'warning', message: 'deleting Pods that declare no controller'};
	return {
		remove: false,
		kind: 'error',
		message: 'cannot delete Pods that declare no controller (use --force to override)',
	};
}

function isFinished({status}: Pod): boolean {
	return status.phase === 'Succeeded' || status.phase === 'Failed';
}
