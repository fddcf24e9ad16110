import {describe, expect, it} from 'vitest';
import {cronJobController} from '../../../src/cluster/workloads/cron-job-controller.ts';
import {jobController} from '../../../src/cluster/workloads/job-controller.ts';
import {JOB, World} from './world.ts';

function world(): World {
	return new World([jobController, cronJobController]);
}

describe('the cron job controller', () => {
	const cron = (spec: object) => ({schedule: '* * * * *', jobTemplate: {spec: JOB}, ...spec});

	it('starts a Job a minute, named after the minute, and sleeps in between', () => {
		const made = world();
		made.create('CronJob', 'tick', cron({}));
		made.settle();
		expect(made.clock.nextAtMs()).toBe(made.clock.now() + 60_100);
		made.advance(61);
		const [job] = made.store.list('Job');
		expect(job!.metadata.name).toBe(`tick-${Math.floor(made.clock.now() / 60_000)}`);
		expect(job!.metadata.annotations).toEqual({
			'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-11-21T10:01:00Z',
		});
		expect(made.get('CronJob', 'tick').status).toMatchObject({
			lastScheduleTime: '2026-11-21T10:01:00Z',
			active: [{name: job!.metadata.name}],
		});
		made.end(made.pods()[0]!, 'Succeeded');
		made.advance(3);
		expect(made.get('CronJob', 'tick').status).toEqual({
			lastScheduleTime: '2026-11-21T10:01:00Z',
			lastSuccessfulTime: made.get('Job', job!.metadata.name).status.completionTime,
		});
		expect(made.events.filter(text => text.startsWith('tick '))).toEqual([
			`tick Normal SuccessfulCreate Created job ${job!.metadata.name}`,
			`tick Normal SawCompletedJob Saw completed job: ${job!.metadata.name}, condition: Complete`,
		]);
	});

	it('under Forbid never runs two Jobs, under Replace keeps the newest, under Allow all', () => {
		for (const [concurrencyPolicy, left] of [
			['Forbid', 1],
			['Replace', 1],
			['Allow', 3],
		] as const) {
			const made = world();
			made.create('CronJob', 'slow', cron({concurrencyPolicy}));
			made.advance(185, () => {
				if (concurrencyPolicy !== 'Allow') expect(made.store.count('Job')).toBeLessThanOrEqual(1);
			});
			expect(made.store.count('Job')).toBe(left);
			const minutes = made.store.list('Job').map(({metadata}) => Number(metadata.name.split('-')[1]) % 10);
			expect(minutes).toHaveLength(left);
		}
	});

	it('does not make up for times that a new schedule names in the past', () => {
		const made = world();
		made.create('CronJob', 'rare', cron({schedule: '0 0 1 1 *'}));
		made.advance(1830);
		made.change('CronJob', 'rare', {schedule: '*/5 * * * *'});
		made.settle();
		expect(made.store.count('Job')).toBe(0);
		made.advance(280);
		expect(made.store.list('Job').map(({metadata}) => metadata.annotations)).toEqual([
			{'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-11-21T10:35:00Z'},
		]);
	});

	it('runs nothing while suspended, and one late run afterwards unless the deadline has passed', () => {
		for (const [startingDeadlineSeconds, jobs] of [
			[undefined, 1],
			[10, 0],
		] as const) {
			const made = world();
			const deadline = startingDeadlineSeconds === undefined ? {} : {startingDeadlineSeconds};
			made.create('CronJob', 'nap', cron({schedule: '*/10 * * * *', suspend: true, ...deadline}));
			made.advance(630);
			expect(made.store.count('Job')).toBe(0);
			made.change('CronJob', 'nap', {suspend: false});
			made.settle();
			expect(made.store.count('Job')).toBe(jobs);
		}
	});

	it('keeps as many finished Jobs as the limits say', () => {
		const made = world();
		made.create('CronJob', 'hello', cron({successfulJobsHistoryLimit: 2, failedJobsHistoryLimit: 0}));
		for (let minute = 0; minute < 5; minute++) {
			made.advance(61);
			for (const pod of made.running()) made.end(pod, 'Succeeded');
			made.advance(3);
		}
		expect(made.store.count('Job')).toBe(2);
		expect(made.events.filter(text => text.includes('Deleted job'))).toHaveLength(3);
	});
});
