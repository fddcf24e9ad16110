import type {Network} from '../../shell/program.ts';
import type {Clock} from '../clock.ts';
import type {DecisionRule} from '../decision-rules.ts';
import {minutesAndSeconds} from '../duration.ts';
import {type ImageName, parseImageName} from '../images/image.ts';
import {findImage} from '../images/known-images.ts';
import {Container} from './container.ts';
import {ContainerSpace, type Mount} from './container-space.ts';
import {commandLine, startProcess} from './container-start.ts';
import {checkUser} from './container-user.ts';
import {ContainerConfigError, containerEnvironment, type EnvironmentSource} from './environment.ts';
import {type ExecResult, type HookRunner, runHook} from './hooks.ts';
import {ensureImage} from './image-pull.ts';
import {networkFiles} from './network-files.ts';
import {delay, firstOf, type Steps} from './pause.ts';
import type {WaitingReason} from './pod-status.ts';
import type {PodWorker} from './pod-worker.ts';
import {podTitle} from './pod-writes.ts';
import {ContainerProbes} from './probes.ts';
import {ProgramRun} from './program-run.ts';
import {RestartBackOff} from './restart-back-off.ts';
import type {Slot} from './slot.ts';
import {stopContainer} from './termination.ts';
import {PodVolumes} from './volumes.ts';

/** Starts the containers of one Pod and runs commands in them. */
export class ContainerStarter implements HookRunner {
	#backOff: RestartBackOff | undefined;
	#pullErrors: Map<string, string> | undefined;
	#network: Network | undefined;

	constructor(private readonly worker: PodWorker) {}

	get clock(): Clock {
		return this.worker.kubelet.context.clock;
	}

	get podIP(): string {
		return this.worker.podIP ?? '';
	}

	get network(): Network {
		this.#network ??= this.worker.kubelet.network(this.worker.pod);
		return this.#network;
	}

	/** Notes why the kubelet did something to a container. */
	decide(rule: DecisionRule, slot: Slot, values: Readonly<Record<string, string | number>> = {}): void {
		const {kubelet, pod} = this.worker;
		kubelet.context.decide('kubelet', pod, rule, {container: slot.spec.name, node: kubelet.name, ...values});
	}

	event(slot: Slot, type: 'Normal' | 'Warning', reason: string, message: string): void {
		this.worker.kubelet.event(this.worker.pod, type, reason, message, slot.fieldPath);
	}

	/**
	 * Pulls, creates and starts a container. Returns why it still waits; undefined when it was started.
	 *
	 * @param wasStopped the kubelet itself has stopped it, to start it anew: it counts the pause from the end before that one, because it
	 * looked at the container before it stopped it
	 */
	*start(slot: Slot, wasStopped: boolean): Steps<WaitingReason | undefined> {
		const waits = this.#backOffRestart(slot, wasStopped ? slot.previous : slot.current);
		if (waits) return waits;
		const missing = yield* ensureImage(slot, {
			images: this.worker.kubelet.images,
			backOff: this.#backOff,
			beginBackOff: () => this.#backOffs(),
			pullErrors: () => (this.#pullErrors ??= new Map()),
			now: () => this.clock.now(),
			event: (of, type, reason, message) => this.event(of, type, reason, message),
		});
		if (missing) {
			this.decide('kubelet/no-image', slot, {image: slot.spec.image ?? '', reason: missing.reason});
			return missing;
		}
		let space: ContainerSpace;
		try {
			space = this.#makeSpace(slot);
		} catch (error) {
			if (!(error instanceof ContainerConfigError)) throw error;
			this.event(slot, 'Warning', 'Failed', `Error: ${error.message}`);
			return {reason: 'CreateContainerConfigError', message: error.message};
		}
		return yield* this.#run(slot, space);
	}

	/** Volumes of the Pod, not yet mounted. */
	makeVolumes(): PodVolumes {
		return new PodVolumes(this.source(), this.worker.kubelet.directories);
	}

	source(): EnvironmentSource {
		const {kubelet, pod} = this.worker;
		const node = kubelet.node;
		return {pod, store: kubelet.context.store, podIP: this.podIP, hostIP: kubelet.hostIP, ...(node && {node})};
	}

	*exec(slot: Slot, command: readonly string[], timeoutMs: number): Steps<ExecResult> {
		const {clock} = this;
		const started = slot.space?.program(command);
		if (!started || 'error' in started) {
			const reason = started?.error ?? 'container not running';
			return {
				exitCode: undefined,
				output: '',
				error: `rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${reason}`,
			};
		}
		let output = '';
		let exitCode: number | undefined;
		let resume: (() => void) | undefined;
		const run = new ProgramRun(started.program, {
			clock,
			handlers: new Map(),
			onWrite: text => {
				output += text;
			},
			onExit: code => {
				exitCode = code;
				resume?.();
			},
		});
		if (exitCode === undefined)
			yield firstOf(
				wake => {
					resume = wake;
					return () => run.kill();
				},
				delay(clock, timeoutMs),
			);
		return {exitCode, output};
	}

	*#run(slot: Slot, space: ContainerSpace): Steps<WaitingReason | undefined> {
		const {worker, clock} = this;
		const {pod} = worker;
		const image = slot.spec.image ?? '';
		const attempt = slot.current ? slot.current.attempt + 1 : 0;
		const {name, namespace, uid} = pod.metadata;
		// Joined at once: a string that is put together piece by piece keeps all its pieces.
		const id = `containerd://${[name, namespace, uid, 0, slot.spec.name, attempt].join('_')}`;
		const argv = commandLine(slot, findImage(nameOf(image)), space);
		const canStart = argv.length === 0 || !('error' in space.resolve(argv));
		const container = new Container(id, attempt, image, canStart ? clock.now() : 0, () => worker.containerChanged());
		slot.previous = slot.current;
		slot.current = container;
		slot.waiting = undefined;
		slot.space = space;
		this.decide('kubelet/start-container', slot, {attempt});
		this.event(slot, 'Normal', 'Created', `Created container: ${slot.spec.name}`);
		worker.containerChanged();
		if (canStart) this.event(slot, 'Normal', 'Started', `Started container ${slot.spec.name}`);
		const error = startProcess(slot, container, argv, space, clock, worker.kubelet.servers, uid);
		if (error) {
			this.event(slot, 'Warning', 'Failed', `Error: ${error}`);
			return {reason: 'RunContainerError', message: error};
		}
		this.#beginProbes(slot);
		const {postStart} = slot.spec.lifecycle ?? {};
		if (!postStart) return undefined;
		const failure = yield* runHook(postStart, slot, this, Number.MAX_SAFE_INTEGER / 2);
		if (failure === undefined) return undefined;
		this.event(slot, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
		const graceSeconds = pod.spec.terminationGracePeriodSeconds ?? 30;
		yield* stopContainer(slot, this, {graceSeconds, message: 'FailedPostStartHook'});
		return {reason: 'PostStartHookError', message: failure};
	}

	#backOffRestart(slot: Slot, ended: Container | undefined): WaitingReason | undefined {
		const {spec} = slot;
		if (!ended?.termination) return undefined;
		const key = `container ${spec.name}`;
		const backOff = this.#backOffs();
		const {finishedAtMs} = ended.termination;
		if (!backOff.isWaiting(key, finishedAtMs, this.clock.now())) {
			backOff.next(key, finishedAtMs, this.clock.now());
			return undefined;
		}
		const title = podTitle(this.worker.pod);
		this.decide('kubelet/back-off', slot, {seconds: backOff.delayMs(key) / 1000, restarts: slot.current?.attempt ?? 0});
		this.event(slot, 'Warning', 'BackOff', `Back-off restarting failed container ${spec.name} in pod ${title}`);
		return {
			reason: 'CrashLoopBackOff',
			message: `back-off ${minutesAndSeconds(backOff.delayMs(key))} restarting failed container=${spec.name} pod=${title}`,
		};
	}

	#backOffs(): RestartBackOff {
		this.#backOff ??= new RestartBackOff();
		return this.#backOff;
	}

	#beginProbes(slot: Slot): void {
		const {spec, kind} = slot;
		if (kind === 'init' || !(spec.startupProbe || spec.readinessProbe || spec.livenessProbe)) return;
		slot.probes ??= new ContainerProbes(slot, this, this.worker.sinceMs, name => this.worker.probeChanged(name));
		slot.probes.begin();
	}

	// Throws ContainerConfigError when values are missing that the container's variables need, or when it may not run as its user.
	#makeSpace(slot: Slot): ContainerSpace {
		const {spec} = slot;
		const {kubelet, pod, volumes} = this.worker;
		const name = nameOf(spec.image ?? '');
		const image = findImage(name);
		const environment = () => containerEnvironment(spec, image.env ?? {}, this.source());
		// Values are those of now, even if nobody asks for them before they change.
		const values = spec.env?.length || spec.envFrom?.length ? environment() : undefined;
		checkUser(pod, spec);
		const mounts = (spec.volumeMounts ?? []).map(
			(mount): Mount => ({
				path: mount.mountPath.length > 1 ? mount.mountPath.replace(/\/+$/, '') : mount.mountPath,
				readOnly: mount.readOnly ?? false,
				contents: () => volumes!.contents(mount.name),
				...(mount.subPath && {subPath: mount.subPath}),
			}),
		);
		return new ContainerSpace({
			image,
			name,
			mounts,
			hostname: pod.spec.hostname || pod.metadata.name,
			networkFiles: () => networkFiles(this.worker.pod, this.podIP, this.network.dnsServer),
			environment: values ? () => values : environment,
			network: () => this.network,
			now: () => kubelet.now(),
			random: () => kubelet.context.random.next(),
			workingDirectory: spec.workingDir || image.workingDirectory || '/',
		});
	}
}

function nameOf(image: string): ImageName {
	return parseImageName(image) ?? {full: image, repository: image, tag: 'latest'};
}
