import type {IPodTemplateSpec} from 'kubernetes-models/v1/PodTemplateSpec';
import {ApiError} from '../api-error.ts';
import type {ControllerContext} from '../controller.ts';
import type {Draft, Job, Pod} from '../objects.ts';
import {type BackoffRecord, backoffRemainingMs, finishedAtMs} from './job-backoff.ts';
import {
	COMPLETION_INDEX,
	completionIndexOf,
	failureCountOf,
	INDEX_FAILURE_COUNT,
	INDEX_IGNORED_FAILURE_COUNT,
	ignoredFailureCountOf,
	isIndexed,
} from './job-indexes.ts';
import {judgeFailure} from './job-policies.ts';
import {allFailuresOf, hasLimitPerIndex, JOB_TRACKING, type JobState, replacesFailedOnly} from './job-state.ts';
import {isReady} from './pod-state.ts';
import {podsToDelete} from './pods-to-delete.ts';
import {createPod, deletePod, podFromTemplate} from './template-pods.ts';

export const ACTOR = 'job-controller';

// Kubernetes creates and deletes at most this many Pods of a Job at once.
const BURST = 500;

/** What creating and deleting did to the counts. */
export interface Managed {
	readonly active: number;
	readonly ready: number;
	/** Pods that were deleted just now. */
	readonly deleted: number;
	/** Set while the back-off delays the next Pod. */
	readonly retryAfterMs?: number;
	/** Why a Pod couldn't be created. The status is written all the same. */
	readonly failure?: ApiError;
}

/** Brings the number of active Pods to what parallelism, completions and suspension want. */
export function managePods(context: ControllerContext, state: JobState, backoff: BackoffRecord): Managed {
	const {job, active} = state;
	const ready = active.filter(isReady).length;
	const wanted = wantedActive(state);
	const surplus = surplusPods(context, state, Math.max(0, active.length - wanted)).slice(0, BURST);
	if (surplus.length > 0) {
		const rule = job.spec.suspend ? 'job/suspend' : 'job/too-many-pods';
		context.decide(ACTOR, job, rule, {active: active.length, wanted, deleted: surplus.length});
		for (const pod of surplus) deletePod(context, ACTOR, job, withoutTracking(context, pod));
		const deletedReady = surplus.filter(isReady).length;
		return {active: active.length - surplus.length, ready: ready - deletedReady, deleted: surplus.length};
	}
	const terminating = replacesFailedOnly(job) ? state.terminating.length : 0;
	const missing = Math.min(wanted - terminating - active.length, BURST);
	if (missing <= 0) return {active: active.length, ready, deleted: 0};
	const retryAfterMs = hasLimitPerIndex(job) ? 0 : backoffRemainingMs(backoff, context.clock.now());
	if (retryAfterMs > 0) {
		context.decide(ACTOR, job, 'job/back-off', {failures: backoff.failures, delayMs: retryAfterMs});
		return {active: 0, ready, deleted: 0, retryAfterMs};
	}
	return {...createMissing(context, state, missing, wanted), ready};
}

/** Deletes all active Pods of a Job that is about to end. Their finalizer goes when they are counted. */
export function deleteActive(context: ControllerContext, {job, active}: JobState): Managed {
	for (const pod of active) deletePod(context, ACTOR, job, pod);
	return {active: 0, ready: 0, deleted: active.length};
}

/** Takes the tracking finalizer off a Pod: the Job has counted it, so it may be removed. Returns the Pod as it is then. */
export function withoutTracking({api, store}: ControllerContext, pod: Pod): Pod {
	const {namespace, name} = pod.metadata;
	const current = store.get('Pod', `${namespace}/${name}`);
	if (!current?.metadata.finalizers?.includes(JOB_TRACKING)) return current ?? pod;
	const {finalizers, ...metadata} = current.metadata;
	const others = finalizers.filter(finalizer => finalizer !== JOB_TRACKING);
	return api.update<'Pod'>({
		...current,
		metadata: {...metadata, ...(others.length > 0 && {finalizers: others})},
	});
}

function wantedActive({job, active, succeeded}: JobState): number {
	const {suspend, completions, parallelism = 1} = job.spec;
	if (suspend) return 0;
	// A work queue starts no more Pods once one of them has found nothing left to do.
	if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
	return Math.max(0, Math.min(completions - succeeded, parallelism));
}

// An Indexed Job first loses Pods of indexes that have several, or that don't exist any more.
function surplusPods({clock}: ControllerContext, {job, active}: JobState, atLeast: number): Pod[] {
	const superfluous: Pod[] = [];
	const left: Pod[] = [];
	const seen = new Set<number>();
	for (const pod of active) {
		const index = completionIndexOf(pod);
		const needless = isIndexed(job) && (index === undefined || index >= (job.spec.completions ?? 0) || seen.has(index));
		(needless ? superfluous : left).push(pod);
		if (index !== undefined) seen.add(index);
	}
	const more = Math.max(0, atLeast - superfluous.length);
	const chosen = more > 0 ? podsToDelete(left, [], more, clock.now()).map(({pod}) => pod) : [];
	return [...superfluous, ...chosen];
}

function createMissing(
	context: ControllerContext,
	state: JobState,
	missing: number,
	wanted: number,
): Omit<Managed, 'ready'> {
	const {job, active} = state;
	const {indexes, retryAfterMs} = isIndexed(job)
		? indexesToStart(context, state, missing)
		: {indexes: Array.from({length: missing}, () => undefined), retryAfterMs: undefined};
	if (indexes.length === 0) return {active: retryAfterMs ? 0 : active.length, deleted: 0, retryAfterMs};
	context.decide(ACTOR, job, 'job/create-pods', {
		wanted,
		active: active.length,
		created: indexes.length,
		succeeded: state.succeeded,
	});
	let created = 0;
	try {
		for (const index of indexes) {
			createPod(context, ACTOR, job, jobPod(state, index));
			created++;
		}
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		return {active: active.length + created, deleted: 0, failure: error};
	}
	return {active: active.length + created, deleted: 0};
}

function indexesToStart(
	{clock}: ControllerContext,
	state: JobState,
	count: number,
): {indexes: number[]; retryAfterMs?: number} {
	const {job, awaitingReplacement} = state;
	const pending = pendingIndexes(state, count);
	if (!hasLimitPerIndex(job)) return {indexes: pending};
	const delays = pending.map(index => {
		const failed = awaitingReplacement.get(index);
		if (!failed) return 0;
		const record = {failures: allFailuresOf(failed) + 1, lastFailureMs: finishedAtMs(failed)};
		return backoffRemainingMs(record, clock.now());
	});
	const indexes = pending.filter((_, position) => delays[position] === 0);
	return indexes.length > 0 || delays.length === 0 ? {indexes} : {indexes, retryAfterMs: Math.min(...delays)};
}

// The lowest indexes that neither have succeeded nor failed nor run.
function pendingIndexes(state: JobState, count: number): number[] {
	const {job, active, terminating, succeededIndexes, failedIndexes} = state;
	const busy = new Set([...active, ...(replacesFailedOnly(job) ? terminating : [])].map(completionIndexOf));
	const pending: number[] = [];
	for (let index = 0; index < (job.spec.completions ?? 0) && pending.length < count; index++) {
		if (!busy.has(index) && !succeededIndexes.has(index) && !failedIndexes?.has(index)) pending.push(index);
	}
	return pending;
}

function jobPod(state: JobState, index: number | undefined): Draft<'Pod'> {
	const {job} = state;
	const template = job.spec.template;
	const pod = podFromTemplate(job, template);
	const finalizers = [...(pod.metadata.finalizers ?? []).filter(name => name !== JOB_TRACKING), JOB_TRACKING];
	if (index === undefined) return {...pod, metadata: {...pod.metadata, finalizers}};
	return {
		...pod,
		metadata: {
			...pod.metadata,
			generateName: `${job.metadata.name}-${index}-`,
			finalizers,
			labels: {...pod.metadata.labels, [COMPLETION_INDEX]: String(index)},
			annotations: {
				...pod.metadata.annotations,
				[COMPLETION_INDEX]: String(index),
				...failureCounts(job, state.awaitingReplacement.get(index)),
			},
		},
		spec: {...withIndexVariable(template), hostname: `${job.metadata.name}-${index}`},
	};
}

function failureCounts(job: Job, failed: Pod | undefined): Record<string, string> {
	if (!hasLimitPerIndex(job)) return {};
	const counts = failed ? judgeFailure(job, failed).counts : false;
	const failures = failed ? failureCountOf(failed) + (counts ? 1 : 0) : 0;
	const ignored = failed ? ignoredFailureCountOf(failed) + (counts ? 0 : 1) : 0;
	return {
		[INDEX_FAILURE_COUNT]: String(failures),
		...(ignored > 0 && {[INDEX_IGNORED_FAILURE_COUNT]: String(ignored)}),
	};
}

// Every container learns its index from an environment variable, unless it sets that variable itself.
function withIndexVariable({spec}: IPodTemplateSpec): NonNullable<IPodTemplateSpec['spec']> {
	const name = 'JOB_COMPLETION_INDEX';
	const variable = {name, valueFrom: {fieldRef: {fieldPath: `metadata.labels['${COMPLETION_INDEX}']`}}};
	const extended = <C extends {env?: {name: string}[]}>(container: C): C =>
		container.env?.some(each => each.name === name)
			? container
			: {...container, env: [...(container.env ?? []), variable]};
	const {containers = [], initContainers} = spec ?? {};
	return {
		...spec,
		containers: containers.map(extended),
		...(initContainers && {initContainers: initContainers.map(extended)}),
	};
}
