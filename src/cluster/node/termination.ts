import type {Container} from './container.ts';
import {type HookRunner, runHook} from './hooks.ts';
import {delay, firstOf, type Steps, together} from './pause.ts';
import type {Slot} from './slot.ts';

/** Containers get at least this long between SIGTERM and SIGKILL, whatever the grace period says. */
const LEAST_GRACE_SECONDS = 2;

interface StopOptions {
	readonly graceSeconds: number;
	/** Text of the event; the default is `Stopping container NAME`. */
	readonly message?: string;
}

/** Stops a running container: preStop hook, SIGTERM, and SIGKILL when the grace period is over. */
export function* stopContainer(slot: Slot, runner: HookRunner, {graceSeconds, message}: StopOptions): Steps {
	const container = slot.current;
	if (!container?.isRunning) return;
	const {clock} = runner;
	runner.event(slot, 'Normal', 'Killing', message || `Stopping container ${slot.spec.name}`);
	let graceMs = graceSeconds * 1000;
	const {preStop} = slot.spec.lifecycle ?? {};
	if (preStop && graceMs > 0) {
		const startMs = clock.now();
		const failure = yield* runHook(preStop, slot, runner, graceMs);
		if (failure !== undefined) runner.event(slot, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
		graceMs -= clock.now() - startMs;
	}
	yield* terminate(slot, container, Math.max(graceMs, LEAST_GRACE_SECONDS * 1000), runner);
}

/** Stops all containers of a Pod: the app containers at once, then the sidecars, the last one first. */
export function* stopAll(slots: readonly Slot[], runner: HookRunner, graceSeconds: number): Steps {
	const running = slots.filter(({current}) => current?.isRunning);
	const sidecars = running.filter(({kind}) => kind === 'sidecar').reverse();
	const others = running.filter(({kind}) => kind !== 'sidecar');
	const deadlineMs = runner.clock.now() + graceSeconds * 1000;
	yield* together(others.map(slot => stopContainer(slot, runner, {graceSeconds})));
	for (const slot of sidecars) {
		const leftSeconds = Math.max(0, (deadlineMs - runner.clock.now()) / 1000);
		yield* stopContainer(slot, runner, {graceSeconds: leftSeconds});
	}
}

function* terminate(slot: Slot, container: Container, graceMs: number, runner: HookRunner): Steps {
	const {clock} = runner;
	if (!container.isRunning) return;
	container.process?.terminate();
	if (!container.isRunning) return;
	yield firstOf(resume => container.whenEnded(resume), delay(clock, graceMs));
	if (!container.isRunning) return;
	runner.decide('kubelet/kill-container', slot, {graceSeconds: graceMs / 1000});
	container.process?.kill();
	container.end({exitCode: 137, reason: 'Error', finishedAtMs: clock.now()});
}
