import {formatTime, parseTime} from '../../shell/calendar.ts';
import type {Controller, ControllerContext} from '../controller.ts';
import {controllerOf, type Job, keyOf, type Pod} from '../objects.ts';
import {matchesLabelSelector} from '../selectors.ts';
import type {Change, Store} from '../store.ts';
import {claimDependents, concernedOwners} from './controller-references.ts';
import {afterFinished, type BackoffRecord} from './job-backoff.ts';
import {SyncBatches} from './job-batches.ts';
import {isFinishedJob, type JobCondition, jobCondition, withCondition} from './job-conditions.ts';
import {countPodsAsFinished, finishCondition} from './job-finish.ts';
import {ACTOR, deleteActive, type Managed, managePods, withoutTracking} from './job-pods.ts';
import {countPods, isTracked, type JobState} from './job-state.ts';

// Pods that outlive their Job are keys of their own: somebody has to take the tracking finalizer off them.
const ORPHAN = 'orphan pod ';

/** Runs the Pods of each Job until enough have succeeded or too many have failed. */
export function jobController(context: ControllerContext): Controller {
	const {store, clock} = context;
	const batches = new SyncBatches();
	const backoffs = new Map<string, BackoffRecord>();
	return {
		name: ACTOR,
		watches: {
			Job: change => {
				const key = keyOf(change.object);
				if (change.type === 'DELETED') {
					backoffs.delete(change.object.metadata.uid);
					return store.ownedBy('Pod', change.object.metadata.uid).filter(isTracked).map(orphanKey);
				}
				if (change.previous?.metadata.generation === change.object.metadata.generation) batches.add(key, clock.now());
				else batches.addNow(key);
				return [key];
			},
			Pod: change =>
				podKeys(store, change).map(key => {
					batches.add(key, clock.now());
					return key;
				}),
		},
		reconcile: key => {
			if (key.startsWith(ORPHAN)) return releaseOrphan(context, key.slice(ORPHAN.length));
			const job = store.get('Job', key);
			if (!job) return undefined;
			// News of Pods is gathered for a second, as the real controller does.
			const waitMs = batches.waitMs(key, clock.now());
			if (waitMs > 0) return {requeueAfterMs: waitMs};
			if (isFinishedJob(job) || isManagedElsewhere(job)) return undefined;
			return reconcile(context, backoffs, job);
		},
	};
}

function podKeys(store: Store, change: Change<'Pod'>): readonly string[] {
	const keys = concernedOwners(store, 'Job', change, ({spec}, labels) => matchesLabelSelector(spec.selector, labels));
	const {type, object: pod} = change;
	if (type === 'DELETED' || !isTracked(pod)) return keys;
	const owner = store.get('Job', keys[0] ?? '');
	return !owner || isFinishedJob(owner) ? [...keys, orphanKey(pod)] : keys;
}

function orphanKey(pod: Pod): string {
	return ORPHAN + keyOf(pod);
}

function releaseOrphan(context: ControllerContext, podKey: string): undefined {
	const pod = context.store.get('Pod', podKey);
	if (!pod) return;
	const owner = controllerOf(pod);
	const job = owner && context.store.get('Job', `${pod.metadata.namespace}/${owner.name}`);
	if (job && job.metadata.uid === owner.uid && !isFinishedJob(job)) return;
	withoutTracking(context, pod);
}

function isManagedElsewhere({spec}: Job): boolean {
	return spec.managedBy !== undefined && spec.managedBy !== 'kubernetes.io/job-controller';
}

function reconcile(
	context: ControllerContext,
	backoffs: Map<string, BackoffRecord>,
	job: Job,
): {requeueAfterMs?: number} {
	const {uid, deletionTimestamp} = job.metadata;
	const nowMs = context.clock.now();
	const pods = claimDependents(context, job, 'Pod', labels => matchesLabelSelector(job.spec.selector, labels));
	const state = countPods(withStartTime(job, nowMs), pods);
	const backoff = afterFinished(backoffs.get(uid) ?? {failures: 0}, state.newlySucceeded, state.newlyFailed);
	let ending = finishCondition(context, state);
	let managed: Managed;
	if (ending) managed = deleteActive(context, state);
	else if (deletionTimestamp === undefined) managed = managePods(context, state, backoff);
	else managed = {active: state.active.length, ready: 0, deleted: 0};
	ending ??= completion(context, state, managed);
	const suspension = ending || deletionTimestamp !== undefined ? state.job : noteSuspension(context, state.job);
	backoffs.set(uid, backoff);
	countPodsAsFinished(context, {...state, job: suspension}, managed, ending);
	if (managed.failure) throw managed.failure;
	const delays = [managed.retryAfterMs, untilDeadlineMs(suspension, nowMs)].filter(delay => delay !== undefined);
	return !ending && delays.length > 0 ? {requeueAfterMs: Math.min(...delays)} : {};
}

function withStartTime(job: Job, nowMs: number): Job {
	if (job.spec.suspend || job.status.startTime) return job;
	return {...job, status: {...job.status, startTime: formatTime(nowMs)}};
}

function completion(
	{clock}: ControllerContext,
	{job, succeeded}: JobState,
	{active}: Managed,
): JobCondition | undefined {
	const {completions} = job.spec;
	const enough = completions === undefined ? succeeded > 0 : succeeded >= completions;
	if (!enough || active > 0) return undefined;
	const message = 'Reached expected number of succeeded pods';
	return jobCondition('SuccessCriteriaMet', 'True', 'CompletionsReached', message, clock.now());
}

// Resuming starts the Job's clock anew.
function noteSuspension({events, clock}: ControllerContext, job: Job): Job {
	const suspended = job.spec.suspend ?? false;
	const message = `Job ${suspended ? 'suspended' : 'resumed'}`;
	const reason = suspended ? 'JobSuspended' : 'JobResumed';
	const wanted = jobCondition('Suspended', suspended ? 'True' : 'False', reason, message, clock.now());
	const conditions = withCondition(job.status.conditions ?? [], wanted);
	if (!conditions) return job;
	events.record(ACTOR, job, 'Normal', suspended ? 'Suspended' : 'Resumed', message);
	const startTime = suspended ? job.status.startTime : formatTime(clock.now());
	return {...job, status: {...job.status, conditions, ...(startTime && {startTime})}};
}

function untilDeadlineMs({spec, status}: Job, nowMs: number): number | undefined {
	if (spec.activeDeadlineSeconds === undefined || spec.suspend || !status.startTime) return undefined;
	return Math.max(0, parseTime(status.startTime) + spec.activeDeadlineSeconds * 1000 - nowMs);
}
