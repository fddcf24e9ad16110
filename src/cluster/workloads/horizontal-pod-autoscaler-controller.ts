import {formatTime} from '../../shell/calendar.ts';
import {ApiError} from '../api-error.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {type HorizontalPodAutoscaler, keyOf, type Objects, type Pod} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import {AutoscalerMemory, explainStabilization, limited} from './autoscaler-limits.ts';
import {MetricError, type MetricStatus, type Proposal, proposeReplicas} from './autoscaler-metrics.ts';
import {NO_METRICS, type PodMetrics} from './load.ts';
import {semanticallyEqual} from './semantic-equality.ts';

const ACTOR = 'horizontal-pod-autoscaler';
const SYNC_PERIOD_MS = 15_000;

type Status = HorizontalPodAutoscaler['status'];
type Scalable = Objects['Deployment' | 'ReplicaSet' | 'StatefulSet' | 'ReplicationController'];

interface Plan {
	readonly desired: number;
	readonly reason: string;
	readonly metrics?: MetricStatus[];
}

/** Scales workloads by what their Pods use, every 15 seconds; the first time 15 seconds after an autoscaler was made. */
export function horizontalPodAutoscalerController(
	context: ControllerContext,
	metrics: PodMetrics = NO_METRICS,
): Controller {
	const {store, clock} = context;
	const nextMs = new Map<string, number>();
	const memories = new Map<string, AutoscalerMemory>();
	return {
		name: ACTOR,
		watches: {HorizontalPodAutoscaler: ({object}) => [keyOf(object)]},
		reconcile: key => {
			const autoscaler = store.get('HorizontalPodAutoscaler', key);
			if (!autoscaler) {
				nextMs.delete(key);
				return undefined;
			}
			const dueMs = nextMs.get(key) ?? clock.now() + SYNC_PERIOD_MS;
			nextMs.set(key, dueMs);
			if (clock.now() < dueMs) return {requeueAfterMs: dueMs - clock.now()};
			nextMs.set(key, clock.now() + SYNC_PERIOD_MS);
			const {uid} = autoscaler.metadata;
			const memory = memories.get(uid) ?? new AutoscalerMemory();
			memories.set(uid, memory);
			new Look(context, autoscaler, memory, metrics).run();
			return {requeueAfterMs: SYNC_PERIOD_MS};
		},
	};
}

const SCALABLE: readonly string[] = ['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController'];

function isScalable(kind: string): kind is Scalable['kind'] {
	return SCALABLE.includes(kind);
}

/** One look at an autoscaler; gathers the conditions for a single write of the status. */
class Look {
	#conditions: NonNullable<Status['conditions']>;

	constructor(
		private readonly context: ControllerContext,
		private readonly autoscaler: HorizontalPodAutoscaler,
		private readonly memory: AutoscalerMemory,
		private readonly metrics: PodMetrics,
	) {
		this.#conditions = autoscaler.status.conditions ?? [];
	}

	run(): void {
		const {clock, events} = this.context;
		const target = this.#target();
		if (!target) return;
		const got = "the HPA controller was able to get the target's current scale";
		this.#setCondition('AbleToScale', 'True', 'SucceededGetScale', got);
		const replicas = target.spec.replicas ?? 0;
		this.memory.begin(replicas, clock.now());
		let plan: Plan;
		try {
			plan = this.#plan(target, replicas);
		} catch (error) {
			if (!(error instanceof MetricError)) throw error;
			const {desiredReplicas} = this.autoscaler.status;
			const unknown = (this.autoscaler.spec.metrics ?? []).map(() => ({type: ''}));
			this.#save({currentReplicas: replicas, desiredReplicas: desiredReplicas ?? 0, currentMetrics: unknown});
			const count = unknown.length;
			const text = `invalid metrics (${count} invalid out of ${count}), first error is: failed to get cpu resource metric value: ${error.message}`;
			events.record(ACTOR, this.autoscaler, 'Warning', 'FailedComputeMetricsReplicas', text);
			return;
		}
		const scaled = plan.desired !== replicas && this.#scale(target, replicas, plan);
		this.#save({
			currentReplicas: replicas,
			desiredReplicas: scaled || plan.desired === replicas ? plan.desired : replicas,
			currentMetrics: plan.metrics ?? (null as unknown as undefined),
			...(scaled && {lastScaleTime: formatTime(clock.now())}),
		});
	}

	#target(): Scalable | undefined {
		const {scaleTargetRef} = this.autoscaler.spec;
		const {namespace} = this.autoscaler.metadata;
		const {kind, name, apiVersion = ''} = scaleTargetRef;
		try {
			if (!isScalable(kind)) {
				const group = JSON.stringify(apiVersion.includes('/') ? apiVersion.split('/')[0] : '');
				throw new ApiError('NotFound', `no matches for kind ${JSON.stringify(kind)} in group ${group}`);
			}
			return this.context.api.get(kind, namespace, name);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			this.context.events.record(ACTOR, this.autoscaler, 'Warning', 'FailedGetScale', error.message);
			const text = `the HPA controller was unable to get the target's current scale: ${error.message}`;
			this.#setCondition('AbleToScale', 'False', 'FailedGetScale', text);
			this.#save({});
			return undefined;
		}
	}

	#plan(target: Scalable, replicas: number): Plan {
		const {minReplicas = 1, maxReplicas} = this.autoscaler.spec;
		if (replicas === 0 && minReplicas !== 0) {
			const text = 'scaling is disabled since the replica count of the target is zero';
			this.#setCondition('ScalingActive', 'False', 'ScalingDisabled', text);
			return {desired: 0, reason: ''};
		}
		if (replicas > maxReplicas) {
			return {desired: maxReplicas, reason: 'Current number of replicas above Spec.MaxReplicas'};
		}
		if (replicas < minReplicas) {
			return {desired: minReplicas, reason: 'Current number of replicas below Spec.MinReplicas'};
		}
		const proposals = this.#proposals(target, replicas);
		const highest = proposals.reduce((best, each) => (each.replicas > best.replicas ? each : best));
		const wanted = highest.replicas;
		const desired = this.#normalized(replicas, wanted);
		this.context.decide(ACTOR, this.autoscaler, 'horizontal-pod-autoscaler/recommend', {
			replicas,
			wanted,
			desired,
			current: highest.current,
			target: highest.target,
		});
		const reason = wanted > replicas ? `${highest.metric} above target` : 'All metrics below target';
		return {desired, reason, metrics: proposals.map(({status}) => status)};
	}

	#proposals(target: Scalable, replicas: number): [Proposal, ...Proposal[]] {
		const pods = this.#podsOf(target);
		const nowMs = this.context.clock.now();
		const specs = this.autoscaler.spec.metrics ?? [];
		try {
			const proposals = specs.map(spec => proposeReplicas(spec, pods, replicas, this.metrics, nowMs));
			const [first, ...others] = proposals;
			if (!first) throw new MetricError('FailedGetResourceMetric', 'no metrics');
			const text = `the HPA was able to successfully calculate a replica count from ${first.metric}`;
			this.#setCondition('ScalingActive', 'True', 'ValidMetricFound', text);
			return [first, ...others];
		} catch (error) {
			if (error instanceof MetricError) {
				this.context.events.record(ACTOR, this.autoscaler, 'Warning', error.reason, error.message);
				const text = `the HPA was unable to compute the replica count: ${error.message}`;
				this.#setCondition('ScalingActive', 'False', error.reason, text);
			}
			throw error;
		}
	}

	#podsOf(target: Scalable): Pod[] {
		const selector =
			target.kind === 'ReplicationController' ? {matchLabels: target.spec.selector} : target.spec.selector;
		const owners =
			target.kind === 'Deployment' ? this.context.store.ownedBy('ReplicaSet', target.metadata.uid) : [target];
		return owners
			.flatMap(({metadata}) => this.context.store.ownedBy('Pod', metadata.uid))
			.filter(({metadata}) => matchesLabelSelector(selector, metadata.labels ?? {}));
	}

	#normalized(replicas: number, wanted: number): number {
		const nowMs = this.context.clock.now();
		const {behavior} = this.autoscaler.spec;
		const stabilized = this.memory.stabilized(wanted, replicas, behavior, nowMs);
		const {reason, message} = explainStabilization(wanted, stabilized, behavior !== undefined);
		this.#setCondition('AbleToScale', 'True', reason, message);
		const limit = limited(this.autoscaler, replicas, stabilized, this.memory, nowMs);
		const isLimited = limit.replicas === stabilized ? 'False' : 'True';
		this.#setCondition('ScalingLimited', isLimited, limit.reason, limit.message);
		return limit.replicas;
	}

	#scale(target: Scalable, from: number, {desired, reason}: Plan): boolean {
		const {api, events, clock, decide} = this.context;
		const {namespace = '', name} = target.metadata;
		try {
			api.scale(target.kind, namespace, name, desired, {fieldManager: 'kube-controller-manager'});
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const text = `New size: ${desired}; reason: ${reason}; error: ${error.message}`;
			events.record(ACTOR, this.autoscaler, 'Warning', 'FailedRescale', text);
			const message = `the HPA controller was unable to update the target scale: ${error.message}`;
			this.#setCondition('AbleToScale', 'False', 'FailedUpdateScale', message);
			return false;
		}
		const message = `the HPA controller was able to update the target scale to ${desired}`;
		this.#setCondition('AbleToScale', 'True', 'SucceededRescale', message);
		const text = `New size: ${desired}; reason: ${reason}`;
		events.record(ACTOR, this.autoscaler, 'Normal', 'SuccessfulRescale', text);
		this.memory.recordChange(desired - from, clock.now());
		decide(ACTOR, this.autoscaler, 'horizontal-pod-autoscaler/scale', {from, to: desired, reason});
		return true;
	}

	#setCondition(type: string, status: string, reason: string, message: string): void {
		const index = this.#conditions.findIndex(condition => condition.type === type);
		const present = this.#conditions[index];
		const now = formatTime(this.context.clock.now());
		const lastTransitionTime = present?.status === status ? present.lastTransitionTime : now;
		const condition = {type, status, reason, message, lastTransitionTime};
		this.#conditions = present ? this.#conditions.with(index, condition) : [...this.#conditions, condition];
	}

	#save(fields: Partial<Status>): void {
		const {api, store} = this.context;
		const autoscaler = store.get('HorizontalPodAutoscaler', keyOf(this.autoscaler));
		if (!autoscaler) return;
		const status: Status = {...autoscaler.status, ...fields, conditions: this.#conditions};
		if (!semanticallyEqual(status, autoscaler.status)) {
			api.updateStatus<'HorizontalPodAutoscaler'>({...autoscaler, status});
		}
	}
}
