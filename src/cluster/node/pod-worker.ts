import {parseTime} from '../../shell/calendar.ts';
import type {Pod} from '../objects.ts';
import {ContainerStarter} from './container-starter.ts';
import type {Kubelet} from './kubelet.ts';
import {drive, type Steps, together} from './pause.ts';
import {podActions} from './pod-actions.ts';
import {podFacts} from './pod-facts.ts';
import type {WaitingReason} from './pod-status.ts';
import {type PodFacts, podStatus} from './pod-status.ts';
import {attempt} from './pod-writes.ts';
import type {ProbeName} from './probes.ts';
import {type Slot, slotsOf} from './slot.ts';
import {stopAll, stopContainer} from './termination.ts';
import {mountVolumes, type PodVolumes} from './volumes.ts';

/** A failed look at a Pod is repeated after 10 to 15 s; here always after their mean. */
const RETRY_MS = 12_500;

/**
 * Everything a kubelet does for one Pod. It looks at the Pod ("sync") when the spec changed, when a container started or ended,
 * when a probe changed its mind and some seconds after a failure. Each look first writes the status from what is known then, and
 * only then acts: that is why a crashed container shows `Error` for a while before `CrashLoopBackOff`.
 */
export class PodWorker {
	readonly slots: Slot[];
	readonly starter: ContainerStarter;
	podIP: string | undefined;
	hasSandbox = false;
	/** Set once the volumes are mounted; never for a Pod without volumes. */
	volumes: PodVolumes | undefined;
	failure: PodFacts['failure'];
	isDone = false;
	/** How the Pod ended while its node was cut off. */
	#unreportedEnd: Pod['status'] | undefined;
	#isTerminating = false;
	#stopWork: (() => void) | undefined;
	#isSyncing = false;
	#again = false;
	#waitsForRelist = false;
	#sandboxChanged = false;
	#containersChanged = false;
	#lastSyncMs = -1;
	/** When the Pod came to the node: turns of probes are counted from here. */
	readonly sinceMs: number;
	#cancelRetry: (() => void) | undefined;
	#cancelDeadline: (() => void) | undefined;

	constructor(
		readonly kubelet: Kubelet,
		public pod: Pod,
	) {
		this.slots = slotsOf(pod);
		this.sinceMs = kubelet.now();
		this.starter = new ContainerStarter(this);
		this.#watchDeadline();
	}

	get isTerminating(): boolean {
		return this.#isTerminating;
	}

	/** The Pod's object changed: a new image, a deletion, conditions of readiness gates. */
	update(pod: Pod): void {
		const previous = this.pod;
		this.pod = pod;
		if (this.isDone) {
			if (this.#unreportedEnd) this.#reportEnd(this.#unreportedEnd);
			if (pod.metadata.deletionTimestamp && pod.metadata.deletionGracePeriodSeconds !== 0) this.#deleteObject();
			return;
		}
		if (pod.metadata.deletionTimestamp) {
			const grace = pod.metadata.deletionGracePeriodSeconds;
			if (!this.#isTerminating || grace !== previous.metadata.deletionGracePeriodSeconds) this.#terminate();
			return;
		}
		const specs = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
		for (const [index, slot] of this.slots.entries()) (slot as {spec: Slot['spec']}).spec = specs[index] ?? slot.spec;
		if (previous.spec.activeDeadlineSeconds !== pod.spec.activeDeadlineSeconds) this.#watchDeadline();
		this.requestSync();
	}

	/** Looks at the Pod as soon as possible: now, after the look that is going on, or when the runtime's state is fresh. */
	requestSync(): void {
		if (this.isDone || this.#isTerminating) return;
		if (this.#isSyncing) this.#again = true;
		else if (this.kubelet.isFreshSince(this.#lastSyncMs)) this.#sync();
		else {
			this.#waitsForRelist = true;
			this.kubelet.noteChange(this);
		}
	}

	/** The kubelet's regular look at the container runtime found changes of this Pod. */
	relist(): void {
		const events = Number(this.#sandboxChanged) + Number(this.#containersChanged);
		const isDue = this.#waitsForRelist;
		this.#sandboxChanged = false;
		this.#containersChanged = false;
		this.#waitsForRelist = false;
		if (this.isDone || this.#isTerminating) return;
		if (isDue) this.#sync();
		else if (events > 0) this.requestSync();
		// A second event is one more look, unless the first found everything as it should be.
		if (events + Number(isDue) > 1 && !this.#isQuiet()) this.requestSync();
	}

	containerChanged(): void {
		this.#containersChanged = true;
		this.kubelet.noteChange(this);
	}

	probeChanged(name: ProbeName): void {
		if (this.isDone) return;
		if (name === 'readinessProbe' || this.#isTerminating) {
			this.writeStatus();
			if (this.#isTerminating) return;
		}
		if (name !== 'readinessProbe') this.requestSync();
	}

	/** The object is gone, or the node is: nothing may go on. */
	abandon(): void {
		this.#stop();
		for (const {current, probes} of this.slots) {
			probes?.stop();
			if (!current?.isRunning) continue;
			current.process?.kill();
			current.end({exitCode: 137, reason: 'Error', finishedAtMs: this.kubelet.now()});
		}
		this.#release();
		this.isDone = true;
	}

	/** Writes the status as far as it is known. */
	writeStatus(isOver = false, status = podStatus(podFacts(this, isOver))): void {
		this.pod = this.kubelet.writeStatus(this.pod, status) ?? this.pod;
		if (this.#isTerminating || isOver) return;
		let looksAgain = false;
		for (const {probes, current} of this.slots) if (current?.isRunning && probes?.askReadiness()) looksAgain = true;
		if (looksAgain) this.requestSync();
	}

	#sync(): void {
		this.#cancelRetry?.();
		this.#cancelRetry = undefined;
		this.#isSyncing = true;
		this.#stopWork = drive(this.#steps(), isFine => {
			this.#isSyncing = false;
			this.#stopWork = undefined;
			this.#lastSyncMs = this.kubelet.now();
			if (this.isDone || this.#isTerminating) return;
			if (!isFine)
				this.#cancelRetry = this.kubelet.context.clock.setTimer(this.kubelet.now() + RETRY_MS, () =>
					this.requestSync(),
				);
			if (!this.#again) return;
			this.#again = false;
			this.requestSync();
		});
		// Work that never had to wait is over here and must not be kept.
		if (!this.#isSyncing) this.#stopWork = undefined;
	}

	// One look at the Pod. Returns false when something failed and has to be tried again.
	*#steps(): Steps<boolean> {
		const status = podStatus(podFacts(this, false));
		if (status.phase === 'Succeeded' || status.phase === 'Failed') {
			this.#finish();
			return true;
		}
		this.writeStatus(false, status);
		if (!this.volumes && this.pod.spec.volumes?.length) yield* this.#mountVolumes();
		if (!this.hasSandbox) this.#makeSandbox();
		const {stop, start, isOver} = podActions(this.pod, this.slots);
		if (isOver) {
			yield* stopAll(this.slots, this.starter, this.#graceSeconds());
			return true;
		}
		yield* together(
			stop.map(({slot, message, probe}) => {
				const own = probe && slot.spec[probe]?.terminationGracePeriodSeconds;
				return stopContainer(slot, this.starter, {graceSeconds: own ?? this.#graceSeconds(), message});
			}),
		);
		let isFine = true;
		for (const slot of start) {
			const failure: WaitingReason | undefined = yield* this.starter.start(
				slot,
				stop.some(({slot: stopped}) => stopped === slot),
			);
			slot.waiting = failure;
			if (!failure) continue;
			isFine = false;
			if (slot.kind === 'init') break;
		}
		return isFine;
	}

	*#mountVolumes(): Steps {
		const volumes = this.starter.makeVolumes();
		yield* mountVolumes(volumes, this.kubelet.context.clock, message =>
			this.kubelet.event(this.pod, 'Warning', 'FailedMount', message),
		);
		this.volumes = volumes;
		this.kubelet.rememberReferences(this);
	}

	#makeSandbox(): void {
		this.hasSandbox = true;
		this.podIP = this.pod.spec.hostNetwork ? this.kubelet.hostIP : this.kubelet.takeAddress();
		this.#sandboxChanged = true;
		this.kubelet.noteChange(this);
	}

	#isQuiet(): boolean {
		if (this.#isSyncing || this.#cancelRetry) return false;
		return this.slots.every(
			({kind, current}) => current?.isRunning || (kind === 'init' && current?.termination?.exitCode === 0),
		);
	}

	#watchDeadline(): void {
		this.#cancelDeadline?.();
		const seconds = this.pod.spec.activeDeadlineSeconds;
		if (seconds === undefined) return;
		const since = parseTime(String(this.pod.status.startTime ?? ''));
		const startMs = Number.isNaN(since) ? this.kubelet.now() : since;
		this.#cancelDeadline = this.kubelet.context.clock.setTimer(startMs + seconds * 1000, () => {
			const message = 'Pod was active on the node longer than the specified deadline';
			this.failure = {reason: 'DeadlineExceeded', message};
			this.kubelet.event(this.pod, 'Normal', 'DeadlineExceeded', message);
			this.#terminate();
		});
	}

	// The Pod has run to its end by itself.
	#finish(): void {
		for (const {probes} of this.slots) probes?.stop();
		this.hasSandbox = false;
		this.#reportEnd(podStatus(podFacts(this, true)));
		this.#release();
		this.isDone = true;
	}

	#reportEnd(status: Pod['status']): void {
		this.#unreportedEnd = this.kubelet.isDown ? status : undefined;
		this.writeStatus(true, status);
	}

	// The Pod is deleted or has used up its time: stop everything, write how it ended, let the object go.
	#terminate(): void {
		this.#stop();
		this.#isTerminating = true;
		this.#isSyncing = false;
		for (const {probes} of this.slots) probes?.keepReadinessOnly();
		if (this.failure) this.writeStatus();
		const hasRun = this.slots.some(({current}) => current?.isRunning);
		this.#stopWork = drive(
			(function* (worker: PodWorker): Steps {
				yield* stopAll(worker.slots, worker.starter, worker.#graceSeconds());
				if (hasRun) yield worker.kubelet.nextRelist();
			})(this),
			() => {
				this.#finish();
				if (this.pod.metadata.deletionTimestamp) this.#deleteObject();
			},
		);
	}

	#deleteObject(): void {
		if (this.kubelet.isDown) return;
		const {namespace, name, uid} = this.pod.metadata;
		const {api} = this.kubelet.context;
		attempt(() => api.delete('Pod', namespace, name, {gracePeriodSeconds: 0, uid}));
	}

	#graceSeconds(): number {
		const {metadata, spec} = this.pod;
		return metadata.deletionGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
	}

	#stop(): void {
		this.#stopWork?.();
		this.#stopWork = undefined;
		this.#cancelRetry?.();
		this.#cancelRetry = undefined;
		this.#cancelDeadline?.();
	}

	#release(): void {
		this.#cancelDeadline?.();
		if (this.podIP && !this.pod.spec.hostNetwork) this.kubelet.releaseAddress(this.podIP);
		this.podIP = undefined;
		this.hasSandbox = false;
		this.kubelet.forgetReferences(this);
	}
}
