import {parseTime} from '../../shell/calendar.ts';
import type {HorizontalPodAutoscaler, Pod} from '../objects.ts';
import {quantityMillis} from '../quantity.ts';
import {cpuRequestMillicores, type PodMetrics} from './load.ts';
import {isActive, isReady} from './pod-state.ts';

export type MetricSpec = NonNullable<HorizontalPodAutoscaler['spec']['metrics']>[number];
export type MetricStatus = NonNullable<HorizontalPodAutoscaler['status']['currentMetrics']>[number];

// Differences of up to a tenth are noise.
const TOLERANCE = 0.1;

// A Pod that isn't ready counts as still starting for so long after its start.
const CPU_INITIALIZATION_MS = 300_000;

/** How many Pods one metric asks for. */
export interface Proposal {
	readonly replicas: number;
	/** As the reason of an event names it. */
	readonly metric: string;
	readonly status: MetricStatus;
	/** Present use in percent of the requests; of one Pod in thousandths of a CPU where the target is a value. */
	readonly current: number;
	readonly target: number;
}

/** A metric that can't be computed; reason and message of the condition. */
export class MetricError extends Error {
	constructor(
		readonly reason: string,
		message: string,
	) {
		super(message);
	}
}

/**
 * How many Pods would bring a metric to its target, given what the present ones use. Throws MetricError.
 * @param pods all Pods of the scaled object
 * @param replicas the present size
 */
export function proposeReplicas(
	spec: MetricSpec,
	pods: readonly Pod[],
	replicas: number,
	metrics: PodMetrics,
	nowMs: number,
): Proposal {
	const {name, target} = spec.resource ?? {};
	if (spec.type !== 'Resource' || name !== 'cpu' || !target) throw noMetric(spec);
	const groups = groupPods(pods, metrics, nowMs);
	if (groups.measured.size === 0) throw noMetric(spec);
	if (target.averageUtilization !== undefined) {
		return proposeByUtilization(groups, replicas, target.averageUtilization);
	}
	return proposeByValue(groups, replicas, quantityMillis(String(target.averageValue ?? '0')));
}

interface Groups {
	/** Use of the Pods that count, by Pod. */
	readonly measured: ReadonlyMap<Pod, number>;
	readonly starting: readonly Pod[];
	readonly missing: readonly Pod[];
}

function groupPods(pods: readonly Pod[], metrics: PodMetrics, nowMs: number): Groups {
	const measured = new Map<Pod, number>();
	const starting: Pod[] = [];
	const missing: Pod[] = [];
	for (const pod of pods.filter(isActive)) {
		const use = metrics.cpuMillicores(pod);
		const startMs = parseTime(pod.status.startTime ?? '');
		const young = Number.isNaN(startMs) || startMs + CPU_INITIALIZATION_MS > nowMs;
		if (pod.status.phase === 'Pending' || (!isReady(pod) && young)) starting.push(pod);
		else if (use === undefined) missing.push(pod);
		else measured.set(pod, use);
	}
	return {measured, starting, missing};
}

function proposeByUtilization(groups: Groups, replicas: number, target: number): Proposal {
	const request = (pod: Pod) => {
		const millicores = cpuRequestMillicores(pod);
		if (millicores > 0) return millicores;
		const container = pod.spec.containers?.[0]?.name ?? '';
		const cause = `missing request for cpu in container ${container} of Pod ${pod.metadata.name}`;
		throw new MetricError('FailedGetResourceMetric', `failed to get cpu utilization: ${cause}`);
	};
	const ratioOf = (use: ReadonlyMap<Pod, number>) => {
		const requests = sum([...use.keys()].map(request));
		return {utilization: Math.trunc((sum([...use.values()]) * 100) / requests), use};
	};
	const {utilization} = ratioOf(groups.measured);
	const average = Math.trunc(sum([...groups.measured.values()]) / groups.measured.size);
	const wanted = replicasFor(groups, replicas, utilization / target, {
		missingUse: pod => (request(pod) * target) / 100,
		ratio: use => ratioOf(use).utilization / target,
	});
	return {
		replicas: wanted,
		metric: 'cpu resource utilization (percentage of request)',
		status: {
			type: 'Resource',
			resource: {name: 'cpu', current: {averageUtilization: utilization, averageValue: `${average}m`}},
		},
		current: utilization,
		target,
	};
}

function proposeByValue(groups: Groups, replicas: number, target: number): Proposal {
	const averageOf = (use: ReadonlyMap<Pod, number>) => Math.trunc(sum([...use.values()]) / use.size);
	const average = averageOf(groups.measured);
	const wanted = replicasFor(groups, replicas, average / target, {
		missingUse: () => target,
		ratio: use => averageOf(use) / target,
	});
	return {
		replicas: wanted,
		metric: 'cpu resource',
		status: {type: 'Resource', resource: {name: 'cpu', current: {averageValue: `${average}m`}}},
		current: average,
		target,
	};
}

// Pods without measurements are assumed to make the change smaller: idle when more Pods are wanted, right on target when fewer are.
function replicasFor(
	{measured, starting, missing}: Groups,
	replicas: number,
	ratio: number,
	assume: {missingUse(pod: Pod): number; ratio(use: ReadonlyMap<Pod, number>): number},
): number {
	const countStarting = starting.length > 0 && ratio > 1;
	if (!countStarting && missing.length === 0) {
		return isNear(ratio) ? replicas : Math.ceil(ratio * measured.size);
	}
	const use = new Map(measured);
	for (const pod of missing) use.set(pod, ratio < 1 ? assume.missingUse(pod) : 0);
	if (countStarting) for (const pod of starting) use.set(pod, 0);
	const corrected = assume.ratio(use);
	if (isNear(corrected) || ratio < 1 !== corrected < 1) return replicas;
	const wanted = Math.ceil(corrected * use.size);
	return corrected < 1 === wanted < replicas ? wanted : replicas;
}

function isNear(ratio: number): boolean {
	// A little slack, so that a ratio of exactly 1.1 isn't moved out by binary fractions.
	return Math.abs(1 - ratio) <= TOLERANCE + 1e-9;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function noMetric(spec: MetricSpec): MetricError {
	const missing = 'the server could not find the requested resource';
	if (spec.type === 'Resource') {
		const {name = '', target} = spec.resource ?? {};
		const api = `unable to fetch metrics from resource metrics API: ${missing} (get pods.metrics.k8s.io)`;
		const kind = target?.averageUtilization === undefined ? 'usage' : 'utilization';
		const text = `failed to get ${name} ${kind}: unable to get metrics for resource ${name}: ${api}`;
		return new MetricError('FailedGetResourceMetric', text);
	}
	const api = spec.type === 'External' ? 'external' : 'custom';
	const source = `unable to fetch metrics from ${api} metrics API: no ${api} metrics API (${api}.metrics.k8s.io) registered`;
	return new MetricError(`FailedGet${spec.type}Metric`, `failed to get ${spec.type.toLowerCase()} metric: ${source}`);
}
