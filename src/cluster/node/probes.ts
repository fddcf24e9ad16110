import type {IProbe} from 'kubernetes-models/v1/Probe';
import type {HookRunner} from './hooks.ts';
import {drive} from './pause.ts';
import {check} from './probe-check.ts';
import type {Slot} from './slot.ts';

export type ProbeName = 'startupProbe' | 'readinessProbe' | 'livenessProbe';
type Result = 'success' | 'failure' | 'unknown';

const NAMES: readonly ProbeName[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];
// What holds before the first result: alive, not ready, not started.
const INITIAL = {startupProbe: 'unknown', readinessProbe: 'failure', livenessProbe: 'success'} as const;
const LOOKS_AFTER_START = 3;
const WORD = {startupProbe: 'Startup', readinessProbe: 'Readiness', livenessProbe: 'Liveness'} as const;

/** The probes of one container. Exists only where a probe is declared, and sets timers only while the container runs. */
export class ContainerProbes {
	readonly #workers = new Map<ProbeName, ProbeWorker>();
	#asked = 0;

	/**
	 * @param sinceMs turns are counted from here
	 * @param onChange called when a result changed and the Pod has to be looked at
	 */
	constructor(slot: Slot, runner: HookRunner, sinceMs: number, onChange: (name: ProbeName) => void) {
		for (const name of NAMES) {
			const probe = slot.spec[name];
			if (probe)
				this.#workers.set(name, new ProbeWorker(name, probe, slot, runner, this, sinceMs, () => onChange(name)));
		}
	}

	/** The result so far; containers without the probe always succeed. */
	result(name: ProbeName): Result {
		return this.#workers.get(name)?.result ?? 'success';
	}

	get isStarted(): boolean {
		return this.result('startupProbe') === 'success';
	}

	get isReady(): boolean {
		return this.isStarted && this.result('readinessProbe') === 'success';
	}

	/** A new instance of the container runs: all begins anew. */
	begin(): void {
		this.#asked = 0;
		for (const worker of this.#workers.values()) worker.begin();
	}

	/**
	 * The kubelet saw the container started and unready: it asks at once instead of at the next turn. Returns whether the kubelet
	 * should look at the Pod again soon, because the first answers change what it knows.
	 */
	askReadiness(): boolean {
		const worker = this.#workers.get('readinessProbe');
		if (!worker || !this.isStarted || this.isReady) return false;
		worker.probeNow();
		return ++this.#asked < LOOKS_AFTER_START;
	}

	/** The Pod is being deleted: only readiness still counts. */
	keepReadinessOnly(): void {
		this.#workers.get('startupProbe')?.stop();
		this.#workers.get('livenessProbe')?.stop();
	}

	stop(): void {
		for (const worker of this.#workers.values()) worker.stop();
	}
}

// One probe of one container: every period a check, from when the Pod came to the node; a result counts after its threshold.
class ProbeWorker {
	result: Result;
	#run = 0;
	#last: Result = 'unknown';
	#cancel: (() => void) | undefined;
	#instance: Slot['current'];

	constructor(
		private readonly name: ProbeName,
		private readonly probe: IProbe,
		private readonly slot: Slot,
		private readonly runner: HookRunner,
		private readonly siblings: ContainerProbes,
		private baseMs: number,
		private readonly onChange: () => void,
	) {
		this.result = INITIAL[name];
	}

	begin(): void {
		this.stop();
		this.#instance = this.slot.current;
		this.result = INITIAL[this.name];
		this.#run = 0;
		this.#last = 'unknown';
		this.#waitForTurn();
	}

	probeNow(): void {
		if (this.#instance !== this.slot.current) return;
		this.#cancel?.();
		this.baseMs = this.runner.clock.now();
		if (this.#mayProbe()) this.#probe();
		else this.#waitForTurn();
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}

	get #periodMs(): number {
		return (this.probe.periodSeconds ?? 10) * 1000;
	}

	#waitForTurn(): void {
		const {clock} = this.runner;
		const turns = Math.floor((clock.now() - this.baseMs) / this.#periodMs) + 1;
		this.#cancel = clock.setTimer(this.baseMs + turns * this.#periodMs, () => {
			if (this.#instance !== this.slot.current || !this.slot.current?.isRunning) return;
			if (this.#mayProbe()) this.#probe();
			else this.#waitForTurn();
		});
	}

	#mayProbe(): boolean {
		const {current} = this.slot;
		if (!current?.isRunning) return false;
		// Start times are kept in whole seconds.
		const ageSeconds = Math.floor(this.runner.clock.now() / 1000 - Math.floor(current.startedAtMs / 1000));
		if (ageSeconds < (this.probe.initialDelaySeconds ?? 0)) return false;
		return (this.name === 'startupProbe') !== this.siblings.isStarted;
	}

	#probe(): void {
		let outcome: 'success' | 'failure' | 'error' = 'error';
		const {slot, runner, probe} = this;
		const worker = this;
		this.#cancel = drive(
			(function* () {
				const result = yield* check(probe, slot, runner);
				outcome = result.kind;
				if (worker.#instance !== slot.current || !slot.current?.isRunning) return;
				if (result.kind === 'failure')
					runner.event(slot, 'Warning', 'Unhealthy', `${WORD[worker.name]} probe failed: ${result.output}`);
				else if (result.kind === 'error')
					runner.event(
						slot,
						'Warning',
						'Unhealthy',
						`${WORD[worker.name]} probe errored and resulted in unknown state: ${result.output}`,
					);
			})(),
			() => this.#conclude(outcome),
		);
	}

	#conclude(outcome: 'success' | 'failure' | 'error'): void {
		this.#cancel = undefined;
		if (this.#instance !== this.slot.current || !this.slot.current?.isRunning) return;
		if (outcome === 'error') {
			this.#waitForTurn();
			return;
		}
		this.#run = this.#last === outcome ? this.#run + 1 : 1;
		this.#last = outcome;
		const threshold = outcome === 'failure' ? (this.probe.failureThreshold ?? 3) : (this.probe.successThreshold ?? 1);
		const isHeld =
			this.#run >= threshold &&
			(this.name === 'startupProbe' || (this.name === 'livenessProbe' && outcome === 'failure'));
		// After a verdict a startup or liveness probe holds still until a new instance runs.
		if (!isHeld) this.#waitForTurn();
		if (this.#run < threshold || this.result === outcome) return;
		this.result = outcome;
		this.runner.decide('kubelet/probe-result', this.slot, {probe: WORD[this.name], result: outcome, times: this.#run});
		this.onChange();
	}
}
