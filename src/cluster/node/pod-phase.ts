import type {IContainerStatus} from 'kubernetes-models/v1/ContainerStatus';
import type {Pod} from '../objects.ts';

/**
 * The phase that follows from the containers' states.
 *
 * @param isTerminating nothing will be restarted any more, whatever the policy says
 */
export function podPhase(
	pod: Pod,
	statuses: readonly IContainerStatus[],
	initStatuses: readonly IContainerStatus[],
	isTerminating: boolean,
): 'Pending' | 'Running' | 'Succeeded' | 'Failed' {
	const policy = pod.spec.restartPolicy ?? 'Always';
	const hasStarted = statuses.some(
		({state, lastState}) => state?.running || state?.terminated || lastState?.terminated,
	);
	let running = 0;
	for (const [index, status] of initStatuses.entries()) {
		const spec = pod.spec.initContainers![index]!;
		const ended = status.state?.terminated ?? status.lastState?.terminated;
		if (spec.restartPolicy === 'Always') {
			if (status.state?.running) running++;
			const isPending = status.state?.running ? !status.started : !ended;
			if (isPending && !hasStarted) return isTerminating ? 'Failed' : 'Pending';
		} else if (status.state?.terminated ? status.state.terminated.exitCode !== 0 : Boolean(ended)) {
			if (policy === 'Never' || isTerminating) return 'Failed';
			return 'Pending';
		} else if (!status.state?.terminated) return isTerminating ? 'Failed' : 'Pending';
	}
	let stopped = 0;
	let succeeded = 0;
	for (const {state, lastState} of statuses) {
		if (state?.running) running++;
		else if (state?.terminated || lastState?.terminated) {
			stopped++;
			if (state?.terminated?.exitCode === 0) succeeded++;
		} else return isTerminating ? 'Failed' : 'Pending';
	}
	if (statuses.some(({state}) => state?.running)) return 'Running';
	if (isTerminating) return running > 0 ? 'Running' : stopped === succeeded ? 'Succeeded' : 'Failed';
	if (running > 0 && policy === 'Always') return 'Running';
	if (policy === 'Always') return 'Running';
	if (stopped === succeeded) return running > 0 ? 'Running' : 'Succeeded';
	if (policy === 'Never') return running > 0 ? 'Running' : 'Failed';
	return 'Running';
}
