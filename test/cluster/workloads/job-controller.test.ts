import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jobController} from '../../../src/cluster/workloads/job-controller.ts';
import {formatIndexes, parseIndexes} from '../../../src/cluster/workloads/job-indexes.ts';
import {jobTtlController} from '../../../src/cluster/workloads/job-ttl-controller.ts';
import {JOB, World} from './world.ts';

function world(): World {
	return new World([jobController, jobTtlController]);
}

function conditions(made: World, name: string): string[] {
	return (made.get('Job', name).status.conditions ?? []).map(({type, status, reason}) => `${type}=${status} ${reason}`);
}

describe('the job controller', () => {
	it('runs to completion and counts exactly', () => {
		const made = world();
		const job = made.create('Job', 'pi', JOB);
		const {uid} = job.metadata;
		expect(job.metadata.labels).toEqual({
			'batch.kubernetes.io/controller-uid': uid,
			'batch.kubernetes.io/job-name': 'pi',
			'controller-uid': uid,
			'job-name': 'pi',
		});
		expect(job.spec.selector).toEqual({matchLabels: {'batch.kubernetes.io/controller-uid': uid}});
		made.settle();
		const [pod] = made.pods();
		expect(pod!.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking']);
		made.end(pod!, 'Succeeded');
		made.advance(3);
		expect(made.get('Job', 'pi').status).toMatchObject({
			ready: 0,
			succeeded: 1,
			terminating: 0,
			startTime: '2026-11-21T10:00:00Z',
			completionTime: '2026-11-21T10:00:01Z',
			uncountedTerminatedPods: {},
		});
		expect(conditions(made, 'pi')).toEqual([
			'SuccessCriteriaMet=True CompletionsReached',
			'Complete=True CompletionsReached',
		]);
		expect(made.pods()[0]!.metadata.finalizers).toBeUndefined();
		expect(made.events).toEqual([
			`pi Normal SuccessfulCreate Created pod: ${pod!.metadata.name}`,
			'pi Normal Completed Job completed',
		]);
	});

	it('tries again after 10 s and 20 s, then gives up', () => {
		const made = world();
		made.create('Job', 'fail', {...JOB, backoffLimit: 2});
		made.settle();
		const starts: number[] = [];
		const began = made.clock.now();
		for (let second = 0; second < 60; second++) {
			for (const pod of made.running()) {
				starts.push(Math.floor((made.clock.now() - began) / 1000));
				made.end(pod, 'Failed');
			}
			made.advance(1);
		}
		expect(starts).toEqual([0, 10, 30]);
		expect(made.get('Job', 'fail').status.failed).toBe(3);
		expect(conditions(made, 'fail')).toEqual([
			'FailureTarget=True BackoffLimitExceeded',
			'Failed=True BackoffLimitExceeded',
		]);
		expect(made.events.at(-1)).toBe('fail Warning BackoffLimitExceeded Job has reached the specified backoff limit');
	});

	it('ends at its deadline, deletes what runs, and has failed only when that is gone', () => {
		const made = world();
		made.create('Job', 'slow', {...JOB, activeDeadlineSeconds: 5});
		made.settle();
		made.readyAll();
		made.advance(6);
		expect(conditions(made, 'slow')).toEqual(['FailureTarget=True DeadlineExceeded']);
		made.reap();
		made.reap();
		made.advance(2);
		expect(conditions(made, 'slow')).toEqual(['FailureTarget=True DeadlineExceeded', 'Failed=True DeadlineExceeded']);
	});

	it('gives each index a Pod of its own and lists the completed ones', () => {
		const made = world();
		made.create('Job', 'render', {...JOB, completionMode: 'Indexed', completions: 5, parallelism: 5});
		made.settle();
		expect(made.pods().map(({metadata}) => metadata.name.replace(/-\w+$/, ''))).toEqual(
			[0, 1, 2, 3, 4].map(index => `render-${index}`),
		);
		const [first, second, , fourth] = made.pods();
		expect(second!.spec).toMatchObject({
			hostname: 'render-1',
			containers: [{env: [{name: 'JOB_COMPLETION_INDEX'}]}],
		});
		for (const pod of [first, second, fourth]) made.end(pod!, 'Succeeded');
		made.advance(2);
		expect(made.get('Job', 'render').status.completedIndexes).toBe('0,1,3');
	});

	it('fails single indexes by their own limit', () => {
		const made = world();
		made.create('Job', 'shards', {
			...JOB,
			completionMode: 'Indexed',
			completions: 2,
			parallelism: 2,
			backoffLimitPerIndex: 1,
		});
		made.settle();
		for (let second = 0; second < 40; second++) {
			for (const pod of made.running()) {
				made.end(
					pod,
					pod.metadata.labels?.['batch.kubernetes.io/job-completion-index'] === '0' ? 'Failed' : 'Succeeded',
				);
			}
			made.advance(1);
		}
		expect(made.get('Job', 'shards').status).toMatchObject({
			completedIndexes: '1',
			failedIndexes: '0',
			succeeded: 1,
			failed: 2,
		});
		expect(conditions(made, 'shards')).toEqual(['FailureTarget=True FailedIndexes', 'Failed=True FailedIndexes']);
	});

	it('follows the Pod failure policy', () => {
		const made = world();
		const rules = [
			{action: 'Ignore', onExitCodes: {operator: 'In', values: [7]}},
			{action: 'FailJob', onExitCodes: {containerName: 'c', operator: 'In', values: [42]}},
		];
		made.create('Job', 'picky', {...JOB, backoffLimit: 1, podFailurePolicy: {rules}});
		for (const exitCode of [7, 7, 7, 42]) {
			for (let second = 0; second < 90 && made.running().length === 0; second++) made.advance(1);
			made.end(made.running()[0]!, 'Failed', exitCode);
			made.advance(2);
		}
		const [condition] = made.get('Job', 'picky').status.conditions ?? [];
		const pod = made.pods().at(-1)!.metadata.name;
		expect(condition?.message).toBe(
			`Container c for pod default/${pod} failed with exit code 42 matching FailJob rule at index 1`,
		);
		expect(made.get('Job', 'picky').status.failed).toBe(1);
	});

	it('deletes active Pods while suspended and starts its clock anew afterwards', () => {
		const made = world();
		made.create('Job', 'later', {...JOB, suspend: true});
		made.settle();
		expect(made.get('Job', 'later').status.startTime).toBeUndefined();
		made.change('Job', 'later', {suspend: false});
		made.advance(2);
		expect(made.running()).toHaveLength(1);
		made.change('Job', 'later', {suspend: true});
		made.settle();
		expect(made.running()).toHaveLength(0);
		expect(conditions(made, 'later')).toEqual(['Suspended=True JobSuspended']);
		made.reap();
		made.advance(5);
		made.change('Job', 'later', {suspend: false});
		made.settle();
		expect(made.get('Job', 'later').status).toMatchObject({startTime: '2026-11-21T10:00:07Z', active: 1});
		expect(made.get('Job', 'later').status.failed).toBeUndefined();
		expect(made.events.filter(text => !text.includes('pod:'))).toEqual([
			'later Normal Suspended Job suspended',
			'later Normal Resumed Job resumed',
			'later Normal Suspended Job suspended',
			'later Normal Resumed Job resumed',
		]);
	});

	it('is cleaned up after its time to live', () => {
		const made = world();
		made.create('Job', 'clean', {...JOB, ttlSecondsAfterFinished: 15});
		made.settle();
		made.end(made.pods()[0]!, 'Succeeded');
		made.advance(14);
		expect(made.store.count('Job')).toBe(1);
		made.advance(3);
		expect(made.store.count('Job')).toBe(0);
	});

	it('never runs more Pods than its parallelism and never counts one twice', () => {
		const step = fc.record({
			index: fc.integer({min: 0, max: 6}),
			ok: fc.boolean(),
			seconds: fc.integer({min: 0, max: 40}),
		});
		fc.assert(
			fc.property(
				fc.integer({min: 1, max: 6}),
				fc.integer({min: 1, max: 4}),
				fc.boolean(),
				fc.array(step, {maxLength: 30}),
				(completions, parallelism, indexed, steps) => {
					const made = world();
					const completionMode = indexed ? 'Indexed' : 'NonIndexed';
					made.create('Job', 'batch', {...JOB, completions, parallelism, completionMode, backoffLimit: 5});
					const check = () => expect(made.running().length).toBeLessThanOrEqual(parallelism);
					made.settle(check);
					let succeeded = 0;
					let failed = 0;
					for (const {index, ok, seconds} of steps) {
						const pod = made.running()[index];
						if (pod) {
							made.end(pod, ok ? 'Succeeded' : 'Failed');
							if (ok) succeeded++;
							else failed++;
						}
						made.advance(seconds, check);
					}
					made.advance(3, check);
					const {status} = made.get('Job', 'batch');
					expect(status.succeeded ?? 0).toBe(succeeded);
					if (conditions(made, 'batch').every(text => !text.startsWith('F'))) expect(status.failed ?? 0).toBe(failed);
				},
			),
			{numRuns: 60},
		);
	});
});

describe('indexes', () => {
	it('are written as ranges and read back', () => {
		expect(formatIndexes([0, 1, 3])).toBe('0,1,3');
		expect(formatIndexes([4, 2, 3, 0])).toBe('0,2-4');
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer({min: 0, max: 60})), indexes => {
				const sorted = [...indexes].sort((a, b) => a - b);
				expect([...parseIndexes(formatIndexes(indexes), 100)]).toEqual(sorted);
			}),
		);
	});
});
