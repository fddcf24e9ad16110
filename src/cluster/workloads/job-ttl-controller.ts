import {parseTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {type Job, keyOf} from '../objects.ts';
import {trueCondition} from './job-conditions.ts';

const ACTOR = 'ttl-after-finished-controller';

/** Deletes finished Jobs, with their Pods, `ttlSecondsAfterFinished` after their end. */
export function jobTtlController(context: ControllerContext): Controller {
	const {store, api, clock, decide} = context;
	return {
		name: ACTOR,
		watches: {
			Job: ({type, object}) => (type !== 'DELETED' && expiresAtMs(object) !== undefined ? [keyOf(object)] : []),
		},
		reconcile: key => {
			const job = store.get('Job', key);
			const atMs = job && expiresAtMs(job);
			if (!job || atMs === undefined) return undefined;
			if (atMs > clock.now()) return {requeueAfterMs: atMs - clock.now()};
			const {namespace, name, uid} = job.metadata;
			decide(ACTOR, job, 'job/ttl-expired', {ttlSeconds: job.spec.ttlSecondsAfterFinished ?? 0});
			api.delete('Job', namespace, name, {propagationPolicy: 'Foreground', uid});
			return undefined;
		},
	};
}

function expiresAtMs(job: Job): number | undefined {
	const {ttlSecondsAfterFinished} = job.spec;
	const end = trueCondition(job, 'Complete') ?? trueCondition(job, 'Failed');
	if (ttlSecondsAfterFinished === undefined || !end || job.metadata.deletionTimestamp) return undefined;
	return parseTime(end.lastTransitionTime ?? '') + ttlSecondsAfterFinished * 1000;
}
