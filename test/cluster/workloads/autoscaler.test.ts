import {describe, expect, it} from 'vitest';
import {disruptionController} from '../../../src/cluster/disruption-controller.ts';
import {deploymentController} from '../../../src/cluster/workloads/deployment-controller.ts';
import {horizontalPodAutoscalerController} from '../../../src/cluster/workloads/horizontal-pod-autoscaler-controller.ts';
import {SimulatedLoad} from '../../../src/cluster/workloads/load.ts';
import {replicaSetController} from '../../../src/cluster/workloads/replica-set-controller.ts';
import {template, World} from './world.ts';

const REQUESTS = {containers: [{name: 'web', image: 'nginx', resources: {requests: {cpu: '100m'}}}]};

function world(): {made: World; load: SimulatedLoad} {
	const loads: SimulatedLoad[] = [];
	const made = new World([
		deploymentController,
		replicaSetController,
		disruptionController,
		context => {
			const load = new SimulatedLoad(context.store);
			loads.push(load);
			return horizontalPodAutoscalerController(context, load);
		},
	]);
	made.create('Deployment', 'web', {replicas: 2, ...template('web', 'nginx', REQUESTS)});
	made.settle();
	made.readyAll();
	made.settle();
	return {made, load: loads[0]!};
}

function autoscale(made: World, spec: object = {}): void {
	const metrics = [{type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 50}}}];
	const scaleTargetRef = {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'};
	made.create('HorizontalPodAutoscaler', 'web', {minReplicas: 2, maxReplicas: 6, scaleTargetRef, metrics, ...spec});
	made.settle();
}

function replicas(made: World): number | undefined {
	return made.get('Deployment', 'web').spec.replicas;
}

function conditions(made: World): string[] {
	const {status} = made.get('HorizontalPodAutoscaler', 'web');
	return (status.conditions ?? []).map(({type, status: value, reason}) => `${type}=${value} ${reason}`);
}

describe('the autoscaler', () => {
	it('looks for the first time after 15 seconds, and knows nothing without metrics', () => {
		const {made} = world();
		autoscale(made);
		made.advance(14);
		expect(made.get('HorizontalPodAutoscaler', 'web').status).toEqual({currentMetrics: null, desiredReplicas: 0});
		made.advance(1);
		expect(made.get('HorizontalPodAutoscaler', 'web').status).toMatchObject({currentReplicas: 2, desiredReplicas: 0});
		expect(conditions(made)).toEqual([
			'AbleToScale=True SucceededGetScale',
			'ScalingActive=False FailedGetResourceMetric',
		]);
		const cause =
			'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
		expect(made.events.filter(text => text.includes('Warning'))).toEqual([
			`web Warning FailedGetResourceMetric ${cause}`,
			`web Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${cause}`,
		]);
	});

	it('brings a size outside of its limits back without any metrics', () => {
		const {made} = world();
		autoscale(made);
		made.change('Deployment', 'web', {replicas: 8});
		made.advance(15);
		expect(replicas(made)).toBe(6);
		expect(made.events).toContain(
			'web Normal SuccessfulRescale New size: 6; reason: Current number of replicas above Spec.MaxReplicas',
		);
	});

	it('scales up at once and down only when the highest of five minutes has passed', () => {
		const {made, load} = world();
		autoscale(made);
		load.set('default', 'web', 100);
		made.advance(15);
		expect(replicas(made)).toBe(4);
		expect(made.events).toContain(
			'web Normal SuccessfulRescale New size: 4; reason: cpu resource utilization (percentage of request) above target',
		);
		made.readyAll();
		made.advance(15);
		expect(made.get('HorizontalPodAutoscaler', 'web').status.currentMetrics).toEqual([
			{type: 'Resource', resource: {name: 'cpu', current: {averageUtilization: 50, averageValue: '50m'}}},
		]);
		load.set('default', 'web', 5);
		made.advance(280);
		expect(replicas(made)).toBe(4);
		expect(conditions(made)[0]).toBe('AbleToScale=True ScaleDownStabilized');
		made.advance(60);
		expect(replicas(made)).toBe(2);
		expect(made.events.at(-1)).toMatch(/Deleted pod|Scaled down/);
	});

	it('leaves differences of a tenth alone', () => {
		const {made, load} = world();
		autoscale(made);
		load.set('default', 'web', 55);
		made.advance(30);
		expect(replicas(made)).toBe(2);
		expect(conditions(made)).toEqual([
			'AbleToScale=True ReadyForNewScale',
			'ScalingActive=True ValidMetricFound',
			'ScalingLimited=False DesiredWithinRange',
		]);
	});

	it('obeys the rates of a behaviour', () => {
		const {made, load} = world();
		autoscale(made, {behavior: {scaleUp: {policies: [{type: 'Pods', value: 1, periodSeconds: 60}]}}});
		load.set('default', 'web', 200);
		made.advance(15);
		expect(replicas(made)).toBe(3);
		made.readyAll();
		made.advance(45);
		expect(replicas(made)).toBe(3);
		expect(conditions(made).at(-1)).toBe('ScalingLimited=True ScaleUpLimit');
		made.advance(15);
		expect(replicas(made)).toBe(4);
	});
});

describe('the disruption controller', () => {
	const budget = (made: World, spec: object) => {
		made.create('PodDisruptionBudget', 'web', {selector: {matchLabels: {app: 'web'}}, ...spec});
		made.settle();
		const {currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods} = made.get(
			'PodDisruptionBudget',
			'web',
		).status;
		return [currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods];
	};

	it.each([
		[{minAvailable: 1}, [2, 1, 1, 2]],
		[{minAvailable: '100%'}, [2, 2, 0, 2]],
		[{maxUnavailable: 1}, [2, 1, 1, 2]],
		[{maxUnavailable: '30%'}, [2, 1, 1, 2]],
		[{minAvailable: 5}, [2, 5, 0, 2]],
	])('counts for %j', (spec, expected) => {
		expect(budget(world().made, spec)).toEqual(expected);
	});

	it('notices when a Pod is no longer ready', () => {
		const {made} = world();
		budget(made, {maxUnavailable: 1});
		made.setPhase(made.pods()[0]!, 'Running', false);
		made.settle();
		expect(made.get('PodDisruptionBudget', 'web').status).toMatchObject({
			currentHealthy: 1,
			disruptionsAllowed: 0,
			conditions: [{type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods'}],
		});
	});
});
