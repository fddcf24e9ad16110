import type {ILifecycleHandler} from 'kubernetes-models/v1/LifecycleHandler';
import type {Network} from '../../shell/program.ts';
import type {Clock} from '../clock.ts';
import type {DecisionRule} from '../decision-rules.ts';
import {delay, type Steps} from './pause.ts';
import {portNumber} from './ports.ts';
import type {Slot} from './slot.ts';

/** What hooks and probes need of their Pod. */
export interface HookRunner {
	readonly clock: Clock;
	readonly podIP: string;
	readonly network: Network;
	decide(rule: DecisionRule, slot: Slot, values?: Readonly<Record<string, string | number>>): void;
	event(slot: Slot, type: 'Normal' | 'Warning', reason: string, message: string): void;
	/** Runs a command in the container until it ends or the time is over. */
	exec(slot: Slot, command: readonly string[], timeoutMs: number): Steps<ExecResult>;
}

export interface ExecResult {
	/** Undefined when the time was over first. */
	readonly exitCode: number | undefined;
	/** Both streams, as written. */
	readonly output: string;
	/** The runtime's message when the command could not even be started. */
	readonly error?: string;
}

/** Runs a postStart or preStop handler. Returns what went wrong; undefined if it worked. */
export function* runHook(
	handler: ILifecycleHandler,
	slot: Slot,
	runner: HookRunner,
	timeoutMs: number,
): Steps<string | undefined> {
	if (handler.exec) {
		const {exitCode, output, error} = yield* runner.exec(slot, handler.exec.command ?? [], timeoutMs);
		if (exitCode === 0) return undefined;
		return error ?? `command '${handler.exec.command?.join(' ')}' exited with ${exitCode}: ${output}`;
	}
	if (handler.sleep) {
		yield delay(runner.clock, Math.min(handler.sleep.seconds * 1000, timeoutMs));
		return undefined;
	}
	if (handler.httpGet) {
		const {host = runner.podIP, path = '/', port} = handler.httpGet;
		const response = runner.network.http({
			method: 'GET',
			host,
			port: portNumber(port, slot.spec) ?? 80,
			path,
			headers: {},
		});
		if ('failure' in response) return `Get "http://${host}${path}": connection ${response.failure}`;
		return response.status < 400 ? undefined : `HTTP status ${response.status}`;
	}
	return undefined;
}
