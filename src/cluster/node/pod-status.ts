import type {IContainer} from 'kubernetes-models/v1/Container';
import type {IContainerStatus} from 'kubernetes-models/v1/ContainerStatus';
import {formatTime} from '../../shell/calendar.ts';
import type {Pod} from '../objects.ts';
import type {Container} from './container.ts';
import {podConditions} from './pod-conditions.ts';
import {podPhase} from './pod-phase.ts';

type ContainerState = NonNullable<IContainerStatus['state']>;

/** Why a container waits, as the kubelet remembers it between two looks at a Pod. */
export interface WaitingReason {
	readonly reason: string;
	readonly message: string;
}

/** What the kubelet knows of one container of a Pod. */
export interface ContainerFacts {
	readonly spec: IContainer;
	readonly kind: 'init' | 'sidecar' | 'app';
	readonly current: Container | undefined;
	readonly previous: Container | undefined;
	/** Results of the probes; true where there is none. */
	readonly isStarted: boolean;
	readonly isReady: boolean;
	readonly waiting: WaitingReason | undefined;
}

/** What the kubelet knows of a Pod when it writes the status. */
export interface PodFacts {
	readonly pod: Pod;
	readonly containers: readonly ContainerFacts[];
	readonly hostIP: string;
	/** Undefined until the sandbox stands, and after it is gone. */
	readonly podIP: string | undefined;
	readonly hasSandbox: boolean;
	/** The containers won't be restarted any more, whatever the policy says. */
	readonly isTerminating: boolean;
	readonly nowMs: number;
	/** Set when the kubelet ended the Pod itself: `DeadlineExceeded`, `Evicted`. */
	readonly failure?: {readonly reason: string; readonly message: string};
}

// Every new container has these; they are shared, since objects of the store never change.
const NOTHING = {};
const INITIALIZING: ContainerState = {waiting: {reason: 'PodInitializing'}};
const CREATING: ContainerState = {waiting: {reason: 'ContainerCreating'}};

/** The status of a Pod, complete. */
export function podStatus(facts: PodFacts): Pod['status'] {
	const {pod, containers, failure} = facts;
	const old = pod.status;
	const inits = containers.filter(({kind}) => kind !== 'app');
	const apps = containers.filter(({kind}) => kind === 'app');
	const initStatuses = inits.map(container => containerStatus(container, facts));
	const statuses = apps.map(container => containerStatus(container, facts));
	let phase = podPhase(pod, statuses, initStatuses, facts.isTerminating);
	if (old.phase === 'Failed' || old.phase === 'Succeeded') phase = old.phase;
	if (failure) phase = 'Failed';
	const kept = phase === old.phase ? {reason: old.reason, message: old.message} : {};
	const {reason, message} = failure ?? kept;
	const podIP = facts.podIP ?? old.podIP;
	return {
		observedGeneration: pod.metadata.generation,
		phase,
		conditions: podConditions(facts, phase, statuses, initStatuses),
		...(message && {message}),
		...(reason && {reason}),
		...(old.nominatedNodeName && {nominatedNodeName: old.nominatedNodeName}),
		hostIP: facts.hostIP,
		hostIPs: addresses(old.hostIPs, facts.hostIP),
		...(podIP && {podIP, podIPs: addresses(old.podIPs, podIP)}),
		startTime: old.startTime ?? formatTime(facts.nowMs),
		...(initStatuses.length > 0 && {initContainerStatuses: initStatuses}),
		containerStatuses: statuses,
		qosClass: old.qosClass,
	};
}

// What stays the same is shared with the status before.
function addresses<T extends readonly {ip: string}[]>(old: T | undefined, ip: string): T | {ip: string}[] {
	return old?.length === 1 && old[0]!.ip === ip ? old : [{ip}];
}

function containerStatus(facts: ContainerFacts, {pod, containers}: PodFacts): IContainerStatus {
	const {spec, current, previous, kind} = facts;
	const state = currentState(
		facts,
		pod,
		containers.some(({kind}) => kind !== 'app'),
	);
	const ended = state.waiting && current?.termination ? current : previous;
	const isStarted = state.running !== undefined && facts.isStarted;
	const isReady =
		kind === 'init' ? state.terminated?.exitCode === 0 : state.running !== undefined && isStarted && facts.isReady;
	const resources: NonNullable<IContainer['resources']> = spec.resources ?? NOTHING;
	return {
		...(current && resources.requests && {allocatedResources: resources.requests}),
		...(current && {containerID: current.id}),
		image: spec.image ?? '',
		imageID: current ? current.image : '',
		lastState: ended?.termination ? {terminated: terminatedState(ended)} : NOTHING,
		name: spec.name,
		ready: isReady,
		...(current && {resources}),
		restartCount: current?.attempt ?? 0,
		started: isStarted,
		state,
		...(spec.volumeMounts?.length && {
			volumeMounts: spec.volumeMounts.map(({name, mountPath, readOnly}) => ({
				mountPath,
				name,
				...(readOnly && {readOnly, recursiveReadOnly: 'Disabled'}),
			})),
		}),
	};
}

function currentState({spec, kind, current, waiting}: ContainerFacts, pod: Pod, hasInit: boolean): ContainerState {
	if (current?.isRunning) return {running: {startedAt: formatTime(current.startedAtMs)}};
	const isDone = kind === 'init' && current?.termination?.exitCode === 0;
	if (waiting && !isDone && shouldRestart(spec, kind, pod, current))
		return {waiting: {...(waiting.message && {message: waiting.message}), reason: waiting.reason}};
	if (current?.termination) return {terminated: terminatedState(current)};
	return hasInit ? INITIALIZING : CREATING;
}

function terminatedState({id, startedAtMs, termination}: Container): NonNullable<ContainerState['terminated']> {
	const {exitCode, finishedAtMs, reason, message} = termination!;
	return {
		containerID: id,
		exitCode,
		finishedAt: formatTime(finishedAtMs),
		...(message && {message}),
		reason,
		startedAt: formatTime(startedAtMs),
	};
}

/** Whether the restart policy wants an ended container (or one that never ran) to be started. */
export function shouldRestart(
	spec: IContainer,
	kind: ContainerFacts['kind'],
	pod: Pod,
	current: Container | undefined,
): boolean {
	if (pod.metadata.deletionTimestamp) return false;
	if (!current) return true;
	if (current.isRunning) return false;
	if (kind === 'sidecar') return true;
	const policy = (kind === 'app' && spec.restartPolicy) || pod.spec.restartPolicy || 'Always';
	const exitCode = current.termination!.exitCode;
	if (kind === 'init') return exitCode !== 0 && policy !== 'Never';
	return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}
