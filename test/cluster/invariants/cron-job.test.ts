import fc from 'fast-check';
import {test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Job} from '../../../src/cluster/objects.ts';
import {tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

type Step =
	| {readonly do: 'change'; readonly spec: {readonly [key: string]: Json}}
	| {readonly do: 'fail'; readonly node: string}
	| {readonly do: 'heal'; readonly node: string}
	| {readonly do: 'kill'; readonly position: number}
	| {readonly do: 'wait'; readonly minutes: number};

const schedules = fc.constantFrom('* * * * *', '*/2 * * * *', '*/5 * * * *', '1-59/3 * * * *', '0 * * * *');
const limits = fc.integer({min: 0, max: 3});
interface Options {
	readonly schedule: string;
	readonly concurrencyPolicy: string;
	/** How long each Pod runs. */
	readonly seconds: number;
	/** One Pod in so many succeeds. */
	readonly dice: number;
	readonly successfulJobsHistoryLimit: number;
	readonly failedJobsHistoryLimit: number;
	readonly startingDeadlineSeconds: number | undefined;
}

const cronJobs: fc.Arbitrary<Options> = fc.record({
	schedule: schedules,
	concurrencyPolicy: fc.constantFrom('Forbid', 'Forbid', 'Replace', 'Replace', 'Allow'),
	seconds: fc.constantFrom(1, 30, 90, 200),
	dice: fc.constantFrom(1, 2, 4),
	successfulJobsHistoryLimit: limits,
	failedJobsHistoryLimit: limits,
	startingDeadlineSeconds: fc.constantFrom(undefined, 5, 30, 200),
});

const changes: fc.Arbitrary<{readonly [key: string]: Json}> = fc.oneof(
	fc.record({suspend: fc.boolean()}),
	fc.record({schedule: schedules}),
	fc.record({successfulJobsHistoryLimit: limits, failedJobsHistoryLimit: limits}),
);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({do: fc.constant('wait' as const), minutes: fc.integer({min: 0, max: 12})}),
		fc.record({do: fc.constant('change' as const), spec: changes}),
		fc.record({do: fc.constant('kill' as const), position: fc.nat(3)}),
		fc.record({do: fc.constant('fail' as const), node: fc.constant('worker-1')}),
		fc.record({do: fc.constant('heal' as const), node: fc.constant('worker-1')}),
	),
	{maxLength: 8},
);

test('Forbid and Replace leave one active Job at most, and finished ones go beyond the history limits', () => {
	fc.assert(
		fc.property(cronJobs, steps, fc.nat(), (options, script, seed) => {
			const watched = new WatchedCluster({seed});
			if (options.concurrencyPolicy === 'Forbid') watched.always(() => judgeActive(watched));
			watched.whenSettled(() => judgeActive(watched) ?? judgeHistory(watched) ?? judgeReferences(watched));
			watched.create('CronJob', 'tick', {spec: specOf(options)});
			for (const step of script) take(watched, step);
			watched.advance(600);
			watched.expectSound();
		}),
		tries(70),
	);
});

test('a CronJob that may run and whose Jobs end in time starts one Job each time its schedule names', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 1, max: 6}),
			fc.constantFrom('Forbid', 'Replace', 'Allow'),
			(minutes, concurrencyPolicy) => {
				const watched = new WatchedCluster();
				const started: number[] = [];
				watched.always(({type, object}) => {
					if (type === 'ADDED' && object.kind === 'Job') started.push(Number(object.metadata.name.split('-')[1]));
					return undefined;
				});
				const options = {schedule: `*/${minutes} * * * *`, concurrencyPolicy, seconds: 20, dice: 2};
				const history = {successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 1, startingDeadlineSeconds: undefined};
				watched.create('CronJob', 'tick', {spec: specOf({...options, ...history})});
				watched.whenSettled(() => {
					const wrong = started.find(
						(at, index) => at % minutes !== 0 || (index > 0 && at - started[index - 1]! !== minutes),
					);
					return wrong === undefined ? undefined : `started ${started}`;
				});
				watched.advance(3001);
				watched.expectSound();
				if (started.length !== Math.floor(50 / minutes)) throw new Error(`${started.length} Jobs in 50 minutes`);
			},
		),
		tries(8),
	);
});

function specOf(options: Options): {[key: string]: Json} {
	const {seconds, dice, startingDeadlineSeconds, ...spec} = options;
	const command = `sleep ${seconds}; exit $((RANDOM % ${dice} != 0))`;
	const containers = [{name: 'tick', image: 'busybox:1.36', command: ['sh', '-c', command]}];
	const template = {spec: {restartPolicy: 'Never', terminationGracePeriodSeconds: 5, containers}};
	return {
		...spec,
		...(startingDeadlineSeconds !== undefined && {startingDeadlineSeconds}),
		jobTemplate: {spec: {backoffLimit: 1, template}},
	};
}

function take(watched: WatchedCluster, step: Step): void {
	const {cluster} = watched;
	if (step.do === 'wait') watched.advance(step.minutes * 60 + 7);
	else if (step.do === 'change') watched.patch('CronJob', 'tick', {spec: step.spec});
	else if (step.do === 'fail' || step.do === 'heal') watched.act(() => cluster.machines[step.do](step.node));
	else {
		const pod = watched.pods()[step.position];
		if (pod) watched.act(() => cluster.api.delete('Pod', 'default', pod.metadata.name));
	}
}

function judgeActive(watched: WatchedCluster): Verdict {
	if (watched.get('CronJob', 'tick')?.spec.concurrencyPolicy === 'Allow') return undefined;
	const active = jobsOf(watched).filter(job => !hasEnded(job, 'Complete') && !hasEnded(job, 'Failed'));
	return active.length > 1 ? `${active.length} active Jobs` : undefined;
}

function judgeHistory(watched: WatchedCluster): Verdict {
	const cronJob = watched.get('CronJob', 'tick');
	if (!cronJob) return undefined;
	const {successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1} = cronJob.spec;
	for (const [type, limit] of [
		['Complete', successfulJobsHistoryLimit],
		['Failed', failedJobsHistoryLimit],
	] as const) {
		const kept = jobsOf(watched).filter(job => hasEnded(job, type)).length;
		if (kept > limit) return `${kept} Jobs kept that are ${type}, the limit is ${limit}`;
	}
	return undefined;
}

function judgeReferences(watched: WatchedCluster): Verdict {
	const gone = watched.get('CronJob', 'tick')?.status.active?.find(({name = ''}) => !watched.get('Job', name));
	return gone && `${gone.name} is listed as active, yet is gone`;
}

function jobsOf({cluster}: WatchedCluster): Job[] {
	return cluster.store.list('Job', 'default').filter(({metadata}) => !metadata.deletionTimestamp);
}

function hasEnded({status}: Job, type: 'Complete' | 'Failed'): boolean {
	return status.conditions?.some(condition => condition.type === type && condition.status === 'True') ?? false;
}
