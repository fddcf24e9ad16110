import fc from 'fast-check';
import {test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Deployment, Pod} from '../../../src/cluster/objects.ts';
import {parseTime} from '../../../src/shell/calendar.ts';
import {tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

interface Rollout {
	readonly replicas: number;
	readonly maxSurge: number | string;
	readonly maxUnavailable: number | string;
	readonly minReadySeconds: number;
	readonly probe: {readonly initialDelaySeconds: number; readonly periodSeconds: number} | undefined;
}

type Step =
	| {readonly do: 'update'; readonly image: string; readonly isNeverReady: boolean}
	| {readonly do: 'scale'; readonly replicas: number}
	| {readonly do: 'undo'}
	| {readonly do: 'wait'; readonly seconds: number};

const amount = fc.oneof(
	fc.integer({min: 0, max: 4}),
	fc.constantFrom('0%', '1%', '20%', '25%', '30%', '50%', '75%', '100%'),
);
const rollouts: fc.Arbitrary<Rollout> = fc
	.record({
		replicas: fc.integer({min: 0, max: 8}),
		maxSurge: amount,
		maxUnavailable: amount,
		minReadySeconds: fc.constantFrom(0, 0, 1, 5, 20),
		probe: fc.option(
			fc.record({initialDelaySeconds: fc.integer({min: 0, max: 10}), periodSeconds: fc.integer({min: 1, max: 10})}),
			{nil: undefined},
		),
	})
	// The server refuses a strategy that leaves no room at all.
	.filter(({maxSurge, maxUnavailable}) => Number.parseInt(`${maxSurge}${maxUnavailable}`.replace('%', ''), 10) > 0);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({
			do: fc.constant('update' as const),
			image: fc.constantFrom('nginx:1.26', 'nginx:1.27', 'nginx:1.28', 'nginx:nope'),
			isNeverReady: fc.boolean(),
		}),
		fc.record({do: fc.constant('scale' as const), replicas: fc.integer({min: 0, max: 8})}),
		fc.record({do: fc.constant('undo' as const)}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.integer({min: 0, max: 60})}),
	),
	{maxLength: 8},
);

test('a rolling update never has fewer available Pods, nor more Pods, than its strategy allows', () => {
	fc.assert(
		fc.property(rollouts, steps, (rollout, script) => {
			const watched = new WatchedCluster();
			new Bounds(watched).watch();
			watched.create('Deployment', 'web', {spec: specOf(rollout)});
			for (const step of script) {
				take(watched, rollout, step);
				watched.advance(3);
			}
			watched.advance(60);
			watched.expectSound();
		}),
		tries(80),
	);
});

test('however a Deployment was updated and scaled, a good template at last takes over all of it', () => {
	fc.assert(
		fc.property(rollouts, steps, (rollout, script) => {
			const watched = new WatchedCluster();
			watched.create('Deployment', 'web', {spec: specOf(rollout)});
			for (const step of script) {
				take(watched, rollout, step);
				watched.advance(3);
			}
			take(watched, rollout, {do: 'update', image: 'nginx:1.29', isNeverReady: false});
			watched.advance(1800);
			const {spec, status} = watched.get('Deployment', 'web')!;
			const counts = [status.replicas, status.updatedReplicas, status.availableReplicas].map(count => count ?? 0);
			const verdict = counts.some(count => count !== spec.replicas) ? `${counts} of ${spec.replicas}` : undefined;
			if (verdict) throw new Error(verdict);
			watched.expectSound();
		}),
		tries(40),
	);
});

function specOf({replicas, maxSurge, maxUnavailable, minReadySeconds, probe}: Rollout): {[key: string]: Json} {
	return {
		replicas,
		minReadySeconds,
		strategy: {rollingUpdate: {maxSurge, maxUnavailable}},
		selector: {matchLabels: {app: 'web'}},
		template: {
			metadata: {labels: {app: 'web'}},
			spec: {
				terminationGracePeriodSeconds: 5,
				containers: [
					{
						name: 'web',
						image: 'nginx:1.25',
						...(probe && {readinessProbe: {httpGet: {port: 80, path: '/'}, ...probe}}),
					},
				],
			},
		},
	};
}

function take(watched: WatchedCluster, {probe}: Rollout, step: Step): void {
	if (step.do === 'wait') watched.advance(step.seconds);
	else if (step.do === 'scale') watched.patch('Deployment', 'web', {spec: {replicas: step.replicas}});
	else if (step.do === 'update') {
		const readinessProbe = {httpGet: {port: 80, path: step.isNeverReady ? '/nowhere' : '/'}, ...probe};
		const container = {
			name: 'web',
			image: step.image,
			readinessProbe: probe || step.isNeverReady ? readinessProbe : null,
		};
		watched.patch('Deployment', 'web', {spec: {template: {spec: {containers: [container]}}}});
	} else {
		const [oldest] = watched.cluster.store.list('ReplicaSet', 'default');
		const containers = (oldest?.spec.template?.spec?.containers ?? []) as unknown as Json;
		if (oldest) watched.patch('Deployment', 'web', {spec: {template: {spec: {containers}}}});
	}
}

/**
 * What a strategy promises. Its upper bound always holds; a Deployment that was made smaller meets it as soon as the controllers have
 * reacted. Its lower bound holds once it was reached; before that, and after scaling, which follows other rules, a rollout may at least
 * not take away what serves. `minReadySeconds` has a gap: a ReplicaSet that has to give Pods away prefers unready ones, yet doesn't tell a
 * Pod that has just become ready from one that is available. So nothing is promised while an old ReplicaSet has such Pods.
 */
class Bounds {
	#replicas = 0;
	#isReacting = false;
	#mostBefore = 0;
	#floor = 0;

	constructor(private readonly watched: WatchedCluster) {}

	watch(): void {
		this.watched.always(() => this.#judge());
		this.watched.whenSettled(() => {
			this.#isReacting = false;
			return this.#judge();
		});
	}

	#judge(): Verdict {
		const deployment = this.watched.get('Deployment', 'web');
		if (!deployment) return undefined;
		const {replicas, most, least} = boundsOf(deployment);
		if (replicas !== this.#replicas) {
			this.#replicas = replicas;
			this.#isReacting = true;
		}
		const pods = this.watched.pods().filter(isActive);
		const {minReadySeconds = 0} = deployment.spec;
		const available = pods.filter(pod => this.#isAvailable(pod, minReadySeconds)).length;
		if (this.#isReacting) {
			this.#floor = 0;
			const allowed = Math.max(most, this.#mostBefore);
			return pods.length > allowed ? `${pods.length} Pods while scaling, at most ${allowed} allowed` : undefined;
		}
		this.#mostBefore = most;
		if (pods.length > most) return `${pods.length} Pods, at most ${most} allowed`;
		if (available < this.#floor) return `${available} available Pods, at least ${this.#floor} needed`;
		const mixesUp = pods.some(
			pod => readiness(pod) && !this.#isAvailable(pod, minReadySeconds) && !isCurrent(pod, deployment),
		);
		this.#floor = mixesUp ? 0 : Math.max(this.#floor, Math.min(available, least));
		return undefined;
	}

	#isAvailable(pod: Pod, minReadySeconds: number): boolean {
		const ready = readiness(pod);
		return (
			ready !== undefined &&
			parseTime(ready.lastTransitionTime!) + minReadySeconds * 1000 <= this.watched.cluster.clock.now()
		);
	}
}

function boundsOf({spec}: Deployment): {replicas: number; most: number; least: number} {
	const {replicas = 0, strategy} = spec;
	const share = (value: number | string = 0, round: (value: number) => number) =>
		typeof value === 'number' ? value : round((Number.parseInt(value, 10) * replicas) / 100);
	const surge = share(strategy?.rollingUpdate?.maxSurge, Math.ceil);
	const unavailable = share(strategy?.rollingUpdate?.maxUnavailable, Math.floor);
	// When rounding leaves no room, one Pod may be missing.
	return {replicas, most: replicas + surge, least: replicas - (surge + unavailable === 0 ? 1 : unavailable)};
}

function isActive({metadata, status}: Pod): boolean {
	return !metadata.deletionTimestamp && status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

function readiness({status}: Pod): NonNullable<Pod['status']['conditions']>[number] | undefined {
	return status.conditions?.find(condition => condition.type === 'Ready' && condition.status === 'True');
}

// Whether a Pod has the image and the probe that the Deployment's template asks for.
function isCurrent({spec}: Pod, deployment: Deployment): boolean {
	const [wanted, present] = [deployment.spec.template?.spec?.containers[0], spec.containers[0]];
	return (
		present?.image === wanted?.image &&
		JSON.stringify(present?.readinessProbe) === JSON.stringify(wanted?.readinessProbe)
	);
}
