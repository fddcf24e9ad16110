import type {IContainerStatus} from 'kubernetes-models/v1/ContainerStatus';
import type {IPodCondition} from 'kubernetes-models/v1/PodCondition';
import {formatTime} from '../../shell/calendar.ts';
import type {PodFacts} from './pod-status.ts';

type Verdict = Pick<IPodCondition, 'status' | 'reason' | 'message'>;

const OWNED = new Set(['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']);
const TRUE: Verdict = {status: 'True'};
const FALSE: Verdict = {status: 'False'};

/** The conditions of a Pod; those of others come first, a condition keeps its transition time while its status stays. */
export function podConditions(
	facts: PodFacts,
	phase: string,
	statuses: readonly IContainerStatus[],
	initStatuses: readonly IContainerStatus[],
): IPodCondition[] {
	const old = facts.pod.status.conditions ?? [];
	const containersReady = containersReadyVerdict(facts, phase, statuses, initStatuses);
	const ready = containersReady.status === 'True' ? gatesVerdict(facts) : containersReady;
	const initialized = initializedVerdict(facts, phase, statuses, initStatuses);
	const others = old.filter(({type}) => !OWNED.has(type));
	const owned = [
		condition(facts, 'PodReadyToStartContainers', facts.hasSandbox ? TRUE : FALSE),
		condition(facts, 'Initialized', initialized),
		condition(facts, 'Ready', ready),
		condition(facts, 'ContainersReady', containersReady),
		condition(facts, 'PodScheduled', TRUE),
	];
	// A list that is spread takes more room than it needs, and there is one for each Pod.
	return others.length > 0 ? [...others, ...owned] : owned;
}

function condition({pod, nowMs}: PodFacts, type: string, verdict: Verdict): IPodCondition {
	const known = pod.status.conditions?.find(condition => condition.type === type);
	const isSame = known?.status === verdict.status;
	if (
		isSame &&
		known.lastProbeTime === null &&
		known.message === verdict.message &&
		known.reason === verdict.reason &&
		known.observedGeneration === pod.metadata.generation
	)
		return known;
	return shared({
		// The API shows this field of a Pod's conditions although nobody sets it.
		lastProbeTime: null as unknown as undefined,
		lastTransitionTime: isSame ? known.lastTransitionTime : formatTime(nowMs),
		...(verdict.message && {message: verdict.message}),
		observedGeneration: pod.metadata.generation,
		...(verdict.reason && {reason: verdict.reason}),
		status: verdict.status,
		type,
	});
}

// Pods that come and go together have the same conditions: those made last are kept, so that thousands of Pods can share one object.
const latest = new Map<string, IPodCondition>();

function shared(condition: IPodCondition): IPodCondition {
	const like = latest.get(condition.type);
	if (
		like?.status === condition.status &&
		like.reason === condition.reason &&
		like.message === condition.message &&
		like.lastTransitionTime === condition.lastTransitionTime &&
		like.observedGeneration === condition.observedGeneration
	)
		return like;
	latest.set(condition.type, condition);
	return condition;
}

function containersReadyVerdict(
	{containers}: PodFacts,
	phase: string,
	statuses: readonly IContainerStatus[],
	initStatuses: readonly IContainerStatus[],
): Verdict {
	if (phase === 'Succeeded') return {status: 'False', reason: 'PodCompleted'};
	if (phase === 'Failed') return {status: 'False', reason: 'PodFailed'};
	if (initStatuses.length === 0 && statuses.every(({ready}) => ready)) return TRUE;
	const sidecars = new Set(containers.filter(({kind}) => kind === 'sidecar').map(({spec}) => spec.name));
	const unready = [...initStatuses.filter(({name}) => sidecars.has(name)), ...statuses]
		.filter(({ready}) => !ready)
		.map(({name}) => name);
	if (unready.length === 0) return TRUE;
	return {
		status: 'False',
		reason: 'ContainersNotReady',
		message: `containers with unready status: [${unready.join(' ')}]`,
	};
}

function gatesVerdict({pod}: PodFacts): Verdict {
	if (!pod.spec.readinessGates?.length) return TRUE;
	const messages = pod.spec.readinessGates.flatMap(({conditionType}) => {
		const condition = pod.status.conditions?.find(({type}) => type === conditionType);
		if (!condition) return `corresponding condition of pod readiness gate "${conditionType}" does not exist.`;
		return condition.status === 'True'
			? []
			: `the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`;
	});
	if (messages.length === 0) return TRUE;
	return {status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ')};
}

function initializedVerdict(
	{containers}: PodFacts,
	phase: string,
	statuses: readonly IContainerStatus[],
	initStatuses: readonly IContainerStatus[],
): Verdict {
	if (phase === 'Succeeded') return {status: 'True', reason: 'PodCompleted'};
	if (initStatuses.length === 0) return TRUE;
	if (statuses.some(({state, lastState}) => state?.running || state?.terminated || lastState?.terminated)) return TRUE;
	const sidecars = new Set(containers.filter(({kind}) => kind === 'sidecar').map(({spec}) => spec.name));
	const incomplete = initStatuses
		.filter(({name, started, ready}) => (sidecars.has(name) ? !started : !ready))
		.map(({name}) => name);
	if (incomplete.length === 0) return TRUE;
	return {
		status: 'False',
		reason: 'ContainersNotInitialized',
		message: `containers with incomplete status: [${incomplete.join(' ')}]`,
	};
}
