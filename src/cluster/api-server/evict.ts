import {formatTime} from '../../shell/calendar.ts';
import type {DeleteOptions} from '../api.ts';
import {ApiError} from '../api-error.ts';
import type {Pod, PodDisruptionBudget} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {deleteObject} from './delete.ts';
import {forbiddenObject} from './refusals.ts';
import {definitionOf, type ServerState, stored} from './server-state.ts';
import {updateStatus} from './update.ts';

/** Deletes a Pod if its PodDisruptionBudget allows it, and counts it there. Throws TooManyRequests otherwise. */
export function evict(server: ServerState, namespace: string, podName: string, options: DeleteOptions = {}): void {
	const definition = definitionOf('Pod');
	const pod = stored(server, definition, namespace, podName) as Pod;
	if (!needsNoBudget(pod)) {
		const budget = budgetOf(server, pod);
		if (budget && !isBrokenAnyway(pod, budget)) spend(server, pod, budget, options.dryRun ?? false);
		if (!options.dryRun) updateStatus(server, {...pod, status: withDisruptionTarget(server, pod)});
	}
	deleteObject(server, definition, namespace, podName, options);
}

function needsNoBudget({metadata, status}: Pod): boolean {
	const {phase} = status;
	return phase === 'Succeeded' || phase === 'Failed' || phase === 'Pending' || metadata.deletionTimestamp !== undefined;
}

function budgetOf({store}: ServerState, {metadata}: Pod): PodDisruptionBudget | undefined {
	const budgets = store
		.list('PodDisruptionBudget', metadata.namespace)
		.filter(({spec}) => matchesLabelSelector(spec.selector, metadata.labels));
	if (budgets.length < 2) return budgets[0];
	const problem = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
	throw new ApiError('InternalError', problem);
}

// A Pod that isn't ready helps nobody: its eviction costs nothing, always or while the healthy ones suffice.
function isBrokenAnyway({status}: Pod, {spec, status: budget}: PodDisruptionBudget): boolean {
	if (status.conditions?.some(({type, status: state}) => type === 'Ready' && state === 'True')) return false;
	if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
	const {desiredHealthy = 0, currentHealthy = 0} = budget;
	return desiredHealthy > 0 && currentHealthy >= desiredHealthy;
}

function spend(server: ServerState, pod: Pod, budget: PodDisruptionBudget, dryRun: boolean): void {
	const {status, metadata} = budget;
	const {desiredHealthy = 0, currentHealthy = 0, disruptionsAllowed = 0} = status;
	if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
		throw refused(`The disruption budget ${metadata.name} is still being processed by the server.`);
	}
	if (disruptionsAllowed < 0) {
		throw forbiddenObject(definitionOf('PodDisruptionBudget'), metadata.name, 'pdb disruptions allowed is negative');
	}
	if (disruptionsAllowed === 0) {
		throw refused(
			`The disruption budget ${metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
		);
	}
	const disruptedPods = {...status.disruptedPods, [pod.metadata.name]: formatTime(server.clock.now())};
	const spent = {...status, disruptionsAllowed: disruptionsAllowed - 1, disruptedPods};
	if (!dryRun) updateStatus(server, {...budget, status: spent});
}

function refused(cause: string): ApiError {
	const text = "Cannot evict pod as it would violate the pod's disruption budget.";
	return new ApiError('TooManyRequests', text, {causes: [{type: 'Forbidden', path: '', text: cause}]});
}

function withDisruptionTarget({clock}: ServerState, {status}: Pod): Pod['status'] {
	const others = (status.conditions ?? []).filter(({type}) => type !== 'DisruptionTarget');
	const condition = {
		lastProbeTime: null as unknown as undefined,
		lastTransitionTime: formatTime(clock.now()),
		message: 'Eviction API: evicting',
		reason: 'EvictionByEvictionAPI',
		status: 'True',
		type: 'DisruptionTarget',
	};
	return {...status, conditions: [...others, condition]};
}
