import type {ContainerFacts, PodFacts} from './pod-status.ts';
import type {PodWorker} from './pod-worker.ts';

/** What is known of a Pod at this moment, for its status. */
export function podFacts(worker: PodWorker, isOver: boolean): PodFacts {
	const {kubelet, pod, podIP, hasSandbox, failure} = worker;
	const containers = worker.slots.map(
		({spec, kind, current, previous, probes, waiting}): ContainerFacts => ({
			spec,
			kind,
			current,
			previous,
			waiting,
			isStarted: probes?.isStarted ?? true,
			isReady: probes?.isReady ?? true,
		}),
	);
	return {
		pod,
		containers,
		hostIP: kubelet.hostIP,
		podIP,
		hasSandbox,
		isTerminating: isOver,
		nowMs: kubelet.now(),
		...(failure && {failure}),
	};
}
