import type {Pod} from '../objects.ts';
import {shouldRestart} from './pod-status.ts';
import type {Slot} from './slot.ts';

/** What has to be done with the containers of a Pod now. */
export interface PodActions {
	/** Running containers to stop, with the text of the event. */
	readonly stop: readonly {
		readonly slot: Slot;
		readonly message: string;
		readonly probe?: 'livenessProbe' | 'startupProbe';
	}[];
	/** In the order of their start. */
	readonly start: readonly Slot[];
	/** Nothing is left to run: sidecars may go, too. */
	readonly isOver: boolean;
}

/** Compares what runs with what should run. */
export function podActions(pod: Pod, slots: readonly Slot[]): PodActions {
	const stop: {slot: Slot; message: string; probe?: 'livenessProbe' | 'startupProbe'}[] = [];
	const inits = initActions(pod, slots, stop);
	if (inits === 'failed') return {stop: [], start: [], isOver: true};
	if (!inits.isInitialized) return {stop, start: inits.start, isOver: false};
	const start: Slot[] = [];
	let kept = 0;
	for (const slot of slots) {
		if (slot.kind !== 'app') continue;
		if (!slot.current?.isRunning) {
			if (shouldRestart(slot.spec, slot.kind, pod, slot.current)) start.push(slot);
			continue;
		}
		const verdict = unwanted(slot);
		if (!verdict) {
			kept++;
			continue;
		}
		const restarts = verdict.always || (slot.spec.restartPolicy ?? pod.spec.restartPolicy) !== 'Never';
		if (restarts) start.push(slot);
		const message = restarts ? `${verdict.message}, will be restarted` : verdict.message;
		stop.push({slot, message, ...(verdict.probe && {probe: verdict.probe})});
	}
	if (kept === 0 && start.length === 0) return {stop, start: [], isOver: true};
	return {stop, start: [...inits.start, ...start], isOver: false};
}

// Looks from the last init container back: the latest one that ran tells how far the initialization has come.
function initActions(
	pod: Pod,
	slots: readonly Slot[],
	stop: {slot: Slot; message: string; probe?: 'livenessProbe' | 'startupProbe'}[],
): {start: Slot[]; isInitialized: boolean} | 'failed' {
	const inits = slots.filter(({kind}) => kind !== 'app');
	if (inits.length === 0) return {start: [], isInitialized: true};
	let isInitialized = slots.some(({kind, current}) => kind === 'app' && current?.isRunning);
	let isPast = isInitialized;
	const start: Slot[] = [];
	for (const [index, slot] of [...inits.entries()].reverse()) {
		const {current, kind} = slot;
		const next = (): void => {
			if (index === inits.length - 1) isInitialized = true;
			else if (!isPast) start.push(inits[index + 1]!);
		};
		if (!current) {
			if (isPast && kind === 'sidecar') start.push(slot);
			continue;
		}
		if (isPast && kind === 'init') continue;
		if (current.isRunning && kind === 'sidecar') {
			if (slot.probes?.isStarted ?? true) next();
			const verdict = unwanted(slot);
			if (verdict) {
				stop.push({slot, message: `Init c${verdict.message.slice(1)}`, ...(verdict.probe && {probe: verdict.probe})});
				start.push(slot);
			}
		} else if (!current.isRunning && kind === 'sidecar') start.push(slot);
		else if (current.termination?.exitCode === 0) next();
		else if (current.termination) {
			if (!shouldRestart(slot.spec, kind, pod, current)) return 'failed';
			start.push(slot);
		}
		isPast = true;
	}
	if (!isPast) start.push(inits[0]!);
	return {start: start.reverse(), isInitialized};
}

// Why a running container must go: its image was changed, or a probe says that it doesn't work.
function unwanted({
	spec,
	current,
	probes,
}: Slot): {message: string; always?: boolean; probe?: 'livenessProbe' | 'startupProbe'} | undefined {
	if (current!.image !== spec.image) return {message: `Container ${spec.name} definition changed`, always: true};
	if (probes?.result('livenessProbe') === 'failure')
		return {message: `Container ${spec.name} failed liveness probe`, probe: 'livenessProbe'};
	if (probes?.result('startupProbe') === 'failure')
		return {message: `Container ${spec.name} failed startup probe`, probe: 'startupProbe'};
	return undefined;
}
