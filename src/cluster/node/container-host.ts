import type {FileTree, Program, Reply, Signal} from '../../shell/program.ts';
import {ApiError} from '../api-error.ts';
import type {ContainerHost, LogLine} from '../cluster.ts';
import type {ControllerContext} from '../controller.ts';
import type {Pod} from '../objects.ts';
import type {Container} from './container.ts';
import {type ContainerSpace, failedExec} from './container-space.ts';
import type {Kubelet} from './kubelet.ts';
import type {Slot} from './slot.ts';

const SILENT: Signal = {subscribe: () => () => {}};
/** What is left of a command whose container has ended: it was killed. */
const KILLED = 137;

/** What the API server asks of kubelets on behalf of `kubectl logs`, `exec` and `cp`. */
export function containerHost(
	context: ControllerContext,
	kubeletOf: (nodeName: string) => Kubelet | undefined,
): ContainerHost {
	const slotOf = (pod: Pod, name: string): Slot | undefined =>
		kubeletOf(pod.spec.nodeName ?? '')
			?.workers.get(pod.metadata.uid)
			?.slots.find(({spec}) => spec.name === name);
	/** The insides of containers that somebody has had in hand, with their versions at the beginning. */
	const touched = new Map<ContainerSpace, number>();
	const running = (pod: Pod, name: string): {container: Container; space: ContainerSpace} => {
		if (!pod.spec.nodeName) throw new ApiError('BadRequest', `pod ${pod.metadata.name} does not have a host assigned`);
		const slot = slotOf(pod, name);
		const container = slot?.current;
		const space = slot?.space;
		if (container?.isRunning && space) {
			if (!touched.has(space) && space.files) touched.set(space, space.version);
			return {container, space};
		}
		throw new ApiError(
			'InternalError',
			`Internal error occurred: unable to upgrade connection: container not found ("${name}")`,
		);
	};
	return {
		get version() {
			let version = 0;
			for (const [space, first] of touched) version += space.version - first;
			return version;
		},
		logs: (pod, name, {previous}) => {
			const slot = slotOf(pod, name);
			return chooseInstance(pod, name, slot, previous)?.log.read(context.clock.now()) ?? ([] as LogLine[]);
		},
		logChanges: (pod, name) => slotOf(pod, name)?.current?.log.changes ?? SILENT,
		exec: (pod, name, command, {stdin, tty, handlers}): Program => {
			const {container, space} = running(pod, name);
			const started = space.program(command, handlers, {hasInput: stdin, isTerminal: tty});
			if ('error' in started) throw failedExec(started.error, () => context.random.next());
			return untilEnd(container, started.program);
		},
		hangUp: (pod, name, exitCode): void => slotOf(pod, name)?.current?.process?.hangUp?.(exitCode),
		files: (pod, name): FileTree => running(pod, name).space.files,
	};
}

// No command outlives its container. One that waits for input notices that only when it gets some.
function* untilEnd(container: Container, program: Program): Program {
	const end: Signal = {subscribe: wake => container.whenEnded(wake)};
	let reply: Reply;
	try {
		for (;;) {
			const {done, value} = program.next(reply);
			if (done) return value;
			if (!container.isRunning) return KILLED;
			reply = yield value.kind === 'wait' ? {...value, on: [...(value.on ?? []), end]} : value;
			if (!container.isRunning) return KILLED;
		}
	} finally {
		program.return(KILLED);
	}
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
