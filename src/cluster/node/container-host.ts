import type {FileTree, Program, Signal} from '../../shell/program.ts';
import {ApiError} from '../api-error.ts';
import type {ContainerHost, LogLine} from '../cluster.ts';
import type {ControllerContext} from '../controller.ts';
import type {Pod} from '../objects.ts';
import type {Container} from './container.ts';
import {type ContainerSpace, failedExec} from './container-space.ts';
import type {Kubelet} from './kubelet.ts';
import type {Slot} from './slot.ts';

const SILENT: Signal = {subscribe: () => () => {}};

/** What the API server asks of kubelets on behalf of `kubectl logs`, `exec` and `cp`. */
export function containerHost(
	context: ControllerContext,
	kubeletOf: (nodeName: string) => Kubelet | undefined,
): ContainerHost {
	const slotOf = (pod: Pod, name: string): Slot | undefined =>
		kubeletOf(pod.spec.nodeName ?? '')
			?.workers.get(pod.metadata.uid)
			?.slots.find(({spec}) => spec.name === name);
	const running = (pod: Pod, name: string): ContainerSpace => {
		if (!pod.spec.nodeName) throw new ApiError('BadRequest', `pod ${pod.metadata.name} does not have a host assigned`);
		const slot = slotOf(pod, name);
		const space = slot?.current?.isRunning ? slot.space : undefined;
		if (space) return space;
		throw new ApiError(
			'InternalError',
			`Internal error occurred: unable to upgrade connection: container not found ("${name}")`,
		);
	};
	return {
		logs: (pod, name, {previous}) => {
			const slot = slotOf(pod, name);
			return chooseInstance(pod, name, slot, previous)?.log.read(context.clock.now()) ?? ([] as LogLine[]);
		},
		logChanges: (pod, name) => slotOf(pod, name)?.current?.log.changes ?? SILENT,
		exec: (pod, name, command, {stdin, tty, handlers}): Program => {
			const started = running(pod, name).program(command, handlers, {hasInput: stdin, isTerminal: tty});
			if ('error' in started) throw failedExec(started.error, () => context.random.next());
			return started.program;
		},
		hangUp: (pod, name, exitCode): void => slotOf(pod, name)?.current?.process?.hangUp?.(exitCode),
		files: (pod, name): FileTree => running(pod, name).files,
	};
}

// Which instance `logs` shows, by what the Pod's status says; throws what the kubelet answers when there is none.
function chooseInstance(pod: Pod, name: string, slot: Slot | undefined, previous: boolean): Container | undefined {
	const title = `container "${name}" in pod "${pod.metadata.name}"`;
	const {containerStatuses = [], initContainerStatuses = []} = pod.status;
	const status = [...containerStatuses, ...initContainerStatuses].find(status => status.name === name);
	if (!status) {
		if (!pod.spec.nodeName) throw new ApiError('BadRequest', `pod ${pod.metadata.name} does not have a host assigned`);
		throw new ApiError('BadRequest', `${title} is not available`);
	}
	const {state, lastState} = status;
	const find = (id: string | undefined) => [slot?.current, slot?.previous].find(container => container?.id === id);
	if (previous) {
		if (!lastState?.terminated) throw new ApiError('BadRequest', `previous terminated ${title} not found`);
		return find(lastState.terminated.containerID);
	}
	if (state?.running) return find(status.containerID);
	if (state?.terminated) return find(state.terminated.containerID);
	if (lastState?.terminated) return find(lastState.terminated.containerID);
	const reason = state?.waiting?.reason;
	if (reason === 'ErrImagePull')
		throw new ApiError('BadRequest', `${title} is waiting to start: image can't be pulled`);
	if (reason === 'ImagePullBackOff')
		throw new ApiError('BadRequest', `${title} is waiting to start: trying and failing to pull image`);
	throw new ApiError('BadRequest', `${title} is waiting to start: ${reason}`);
}
