import {parseTime} from '../../shell/calendar.ts';
import {ageOf} from '../duration.ts';
import type {Column} from '../kind.ts';
import type {Pod} from '../objects.ts';
import {ageColumn, nameColumn} from '../workloads/columns.ts';
import type {ContainerStatus} from './pod-types.ts';

export const podColumns: readonly Column<'Pod'>[] = [
	nameColumn,
	{
		name: 'Ready',
		cell: pod => {
			const {ready, total} = podStatus(pod);
			return `${ready}/${total}`;
		},
	},
	{name: 'Status', cell: pod => podStatus(pod).status},
	{
		name: 'Restarts',
		cell: (pod, context) => {
			const {restarts, lastRestart} = podStatus(pod);
			return restarts > 0 && lastRestart ? `${restarts} (${ageOf(lastRestart, context.now())} ago)` : String(restarts);
		},
	},
	ageColumn,
	{name: 'IP', wide: true, cell: ({status}) => status.podIPs?.[0]?.ip || status.podIP || '<none>'},
	{name: 'Node', wide: true, cell: ({spec}) => spec.nodeName || '<none>'},
	{name: 'Nominated Node', wide: true, cell: ({status}) => status.nominatedNodeName || '<none>'},
	{name: 'Readiness Gates', wide: true, cell: readinessGates},
];

/** What `kubectl get pods` tells about a Pod. */
export interface PodSummary {
	/** The most telling state: a phase, a reason of the Pod or of one of its containers, or `Init:1/2`. */
	readonly status: string;
	readonly ready: number;
	readonly total: number;
	readonly restarts: number;
	/** When the last container that was restarted had ended; RFC 3339. */
	readonly lastRestart?: string;
}

export function podStatus(pod: Pod): PodSummary {
	const {spec, status, metadata} = pod;
	const gated = status.conditions?.some(({type, reason}) => type === 'PodScheduled' && reason === 'SchedulingGated');
	const summary = new Summary(gated ? 'SchedulingGated' : status.reason || status.phase || 'Unknown');
	const sidecars = new Set(
		(spec.initContainers ?? []).filter(({restartPolicy}) => restartPolicy === 'Always').map(({name}) => name),
	);
	const total = spec.containers.length + sidecars.size;
	const initialized = status.conditions?.find(({type}) => type === 'Initialized')?.status === 'True';
	const initializing = summary.readInitContainers(pod, sidecars);
	if (!initializing || initialized) summary.readContainers(pod, sidecars);
	if (metadata.deletionTimestamp && status.reason === 'NodeLost') summary.status = 'Unknown';
	else if (metadata.deletionTimestamp && status.phase !== 'Succeeded' && status.phase !== 'Failed') {
		summary.status = 'Terminating';
	}
	return {
		status: summary.status,
		ready: summary.ready,
		total,
		restarts: summary.restarts,
		...(summary.lastRestart && {lastRestart: summary.lastRestart}),
	};
}

class Summary {
	ready = 0;
	restarts = 0;
	lastRestart: string | undefined;

	constructor(public status: string) {}

	/** Reads the init containers up to the one that the Pod still waits for; tells whether there is one. */
	readInitContainers({spec, status}: Pod, sidecars: ReadonlySet<string>): boolean {
		for (const [index, container] of (status.initContainerStatuses ?? []).entries()) {
			this.#countRestarts(container);
			const {terminated, waiting} = container.state ?? {};
			if (terminated?.exitCode === 0) continue;
			if (sidecars.has(container.name) && container.started) {
				if (container.ready) this.ready++;
				continue;
			}
			if (terminated) this.status = `Init:${endOf(terminated)}`;
			else if (waiting?.reason && waiting.reason !== 'PodInitializing') this.status = `Init:${waiting.reason}`;
			else this.status = `Init:${index}/${spec.initContainers?.length ?? 0}`;
			return true;
		}
		return false;
	}

	/** Once the Pod is initialized, restarts of its init containers no longer count, except those of sidecars. */
	readContainers({status}: Pod, sidecars: ReadonlySet<string>): void {
		this.restarts = 0;
		this.lastRestart = undefined;
		for (const container of status.initContainerStatuses ?? []) {
			if (sidecars.has(container.name)) this.#countRestarts(container);
		}
		let hasRunning = false;
		// Backwards, so that the first container has the last word.
		for (const container of (status.containerStatuses ?? []).toReversed()) {
			this.#countRestarts(container);
			const {waiting, terminated, running} = container.state ?? {};
			if (waiting?.reason) this.status = waiting.reason;
			else if (terminated) this.status = endOf(terminated);
			else if (container.ready && running) {
				hasRunning = true;
				this.ready++;
			}
		}
		if (this.status !== 'Completed' || !hasRunning) return;
		const isReady = status.conditions?.some(one => one.type === 'Ready' && one.status === 'True');
		this.status = isReady ? 'Running' : 'NotReady';
	}

	#countRestarts({restartCount, lastState}: ContainerStatus): void {
		this.restarts += restartCount;
		const finished = lastState?.terminated?.finishedAt;
		if (!finished) return;
		if (!this.lastRestart || parseTime(finished) > parseTime(this.lastRestart)) this.lastRestart = finished;
	}
}

function endOf({reason, signal, exitCode}: {reason?: string; signal?: number; exitCode: number}): string {
	return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}

function readinessGates({spec, status}: Pod): string {
	const gates = spec.readinessGates ?? [];
	if (gates.length === 0) return '<none>';
	const open = gates.filter(
		({conditionType}) => status.conditions?.find(({type}) => type === conditionType)?.status === 'True',
	);
	return `${open.length}/${gates.length}`;
}
