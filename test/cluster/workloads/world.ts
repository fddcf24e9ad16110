import {ApiServer} from '../../../src/cluster/api-server.ts';
import {Clock} from '../../../src/cluster/clock.ts';
import {ControlLoop} from '../../../src/cluster/control-loop.ts';
import type {Controller, ControllerContext} from '../../../src/cluster/controller.ts';
import {garbageCollector} from '../../../src/cluster/garbage-collector.ts';
import {apiVersionOf, kindOf} from '../../../src/cluster/kinds.ts';
import {type Draft, type Kind, keyOf, type Objects, type Pod} from '../../../src/cluster/objects.ts';
import {Random} from '../../../src/cluster/random.ts';
import {Store} from '../../../src/cluster/store.ts';
import {isActive} from '../../../src/cluster/workloads/pod-state.ts';
import {formatTime, parseTime} from '../../../src/shell/calendar.ts';

const START_MS = parseTime('2026-11-21T10:00:00Z');

/** Some controllers on the real server. There are no kubelets: the test itself starts Pods, readies them and ends them. */
export class World {
	readonly clock = new Clock(START_MS);
	readonly store = new Store();
	readonly random = new Random(7);
	readonly api = new ApiServer(this);
	readonly events: string[] = [];
	readonly decisions: {rule: string; values: Readonly<Record<string, string | number>>}[] = [];
	readonly #loop: ControlLoop;
	#check: () => void = () => {};

	/** @param schedule names the node of a new Pod; undefined leaves it waiting */
	constructor(
		make: readonly ((context: ControllerContext) => Controller)[],
		private readonly schedule: (pod: Pod) => string | undefined = () => 'worker-1',
	) {
		const context: ControllerContext = {
			...{store: this.store, api: this.api, clock: this.clock, random: this.random},
			events: {
				record: (_component, object, type, reason, message) =>
					this.events.push(`${object.metadata.name} ${type} ${reason} ${message}`),
			},
			decide: (_actor, _object, rule, values) => this.decisions.push({rule, values}),
		};
		const controllers = [...make, garbageCollector].map(each => each(context));
		this.#loop = new ControlLoop(this.store, this.clock, controllers);
		this.api.create<'Namespace'>({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'default'}});
		this.store.watch('*', () => this.#check());
	}

	/** Lets the controllers work until they have nothing to do; `check` is called after every change. */
	settle(check: () => void = () => {}): void {
		this.#check = check;
		for (let rounds = 0; rounds < 1000; rounds++) {
			this.#loop.settle();
			if (!this.#scheduleOne()) break;
		}
		this.#check = () => {};
		if (this.#loop.failures.length > 0) throw this.#loop.failures[0];
	}

	advance(seconds: number, check?: () => void): void {
		const untilMs = this.clock.now() + seconds * 1000;
		this.settle(check);
		while ((this.clock.nextAtMs() ?? Number.POSITIVE_INFINITY) <= untilMs) {
			this.clock.runNext();
			this.settle(check);
		}
		this.clock.moveTo(untilMs);
	}

	create<K extends Kind>(kind: K, name: string, spec: object, metadata: object = {}): Objects[K] {
		const draft = {apiVersion: apiVersionOf(kindOf(kind) as never), kind, metadata: {name, ...metadata}, spec};
		return this.api.create<K>(draft as unknown as Draft<K>);
	}

	get<K extends Kind>(kind: K, name: string): Objects[K] {
		return this.api.get(kind, 'default', name);
	}

	/** Changes fields of the spec. */
	change<K extends Kind>(kind: K, name: string, spec: object): Objects[K] {
		const object = this.get(kind, name) as Objects[K] & {spec: object};
		return this.api.update<K>({...object, spec: {...object.spec, ...spec}});
	}

	pods(): Pod[] {
		return this.store.list('Pod');
	}

	deletePod(name: string): void {
		this.api.delete('Pod', 'default', name);
	}

	setPhase(pod: Pod, phase: Pod['status']['phase'], isReady: boolean, status: object = {}): void {
		const current = this.store.get('Pod', keyOf(pod));
		if (!current) return;
		const lastTransitionTime = formatTime(this.clock.now());
		const condition = {type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime};
		this.api.updateStatus<'Pod'>({...current, status: {...current.status, ...status, phase, conditions: [condition]}});
	}

	ready(pod: Pod): void {
		this.setPhase(pod, 'Running', true);
	}

	/** Readies every Pod that is pending. */
	readyAll(): void {
		for (const pod of this.pods()) if (pod.status.phase === 'Pending') this.ready(pod);
	}

	/** Lets the container `c` of a Pod end. */
	end(pod: Pod, phase: 'Succeeded' | 'Failed', exitCode = phase === 'Failed' ? 1 : 0): void {
		const terminated = {exitCode, finishedAt: formatTime(this.clock.now())};
		const containerStatuses = [{name: 'c', restartCount: 0, state: {terminated}}];
		this.setPhase(pod, phase, false, {containerStatuses});
	}

	/** Pods that neither have ended nor are being deleted. */
	running(): Pod[] {
		return this.pods().filter(isActive);
	}

	/** Ends Pods that are being deleted, as their kubelet would. */
	reap(): void {
		for (const pod of this.pods()) {
			if (!pod.metadata.deletionTimestamp) continue;
			this.setPhase(pod, 'Failed', false);
			this.api.delete('Pod', 'default', pod.metadata.name, {gracePeriodSeconds: 0});
		}
	}

	#scheduleOne(): boolean {
		for (const pod of this.pods()) {
			const nodeName = pod.spec.nodeName || pod.metadata.deletionTimestamp ? undefined : this.schedule(pod);
			if (nodeName === undefined) continue;
			this.api.bind('default', pod.metadata.name, nodeName);
			return true;
		}
		return false;
	}
}

/** The spec of a Job of one Pod. */
export const JOB = {template: {spec: {restartPolicy: 'Never', containers: [{name: 'c', image: 'busybox'}]}}};

/** A selector and a template that fit each other. */
export function template(app: string, image = 'nginx:1.25', podSpec: object = {}): object {
	return {
		selector: {matchLabels: {app}},
		template: {metadata: {labels: {app}}, spec: {containers: [{name: app, image}], ...podSpec}},
	};
}
