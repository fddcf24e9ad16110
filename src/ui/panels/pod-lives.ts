import {podStatus} from '../../cluster/core/pod-columns.ts';
import type {JournalEntry} from '../../cluster/journal.ts';
import {controllerOf, type Pod} from '../../cluster/objects.ts';
import type {Store} from '../../cluster/store.ts';
import type {Glyphs} from '../theme.ts';

export type LifeState = keyof Glyphs['life'];

/** One Pod through a stretch of time. */
export interface PodLife {
	/** As it is now, or as it was last. */
	readonly pod: Pod;
	/** What it was at the start of the stretch; undefined if it didn't exist yet. */
	readonly before: LifeState | undefined;
	/** Every later state in order; undefined when the Pod is gone. */
	readonly turns: readonly {readonly atMs: number; readonly state: LifeState | undefined}[];
}

export interface Lives {
	readonly pods: readonly PodLife[];
	/** Pods that lived in this stretch and aren't among `pods`. */
	readonly hiddenCount: number;
	/** Times at which CronJobs started Jobs, by the uid of the CronJob; oldest first. */
	readonly runs: ReadonlyMap<string, readonly number[]>;
}

/**
 * The lives of at most `limit` Pods since `fromMs`: those that changed last, then those that stayed as they were. Costs what changed since
 * then, and the Pods that are returned.
 */
export function podLives(store: Store, changes: readonly JournalEntry[], fromMs: number, limit: number): Lives {
	const changed = new Map<string, JournalEntry[]>();
	const runs = new Map<string, number[]>();
	let goneCount = 0;
	for (let i = changes.length - 1; i >= 0 && changes[i]!.atMs > fromMs; i--) {
		const entry = changes[i]!;
		const {object, type} = entry.change;
		if (object.kind === 'Pod') {
			if (type === 'DELETED') goneCount++;
			const entries = changed.get(object.metadata.uid);
			if (entries) entries.push(entry);
			else if (changed.size < limit) changed.set(object.metadata.uid, [entry]);
		} else if (object.kind === 'Job' && type === 'ADDED') {
			const owner = controllerOf(object);
			if (owner?.kind === 'CronJob') runs.set(owner.uid, [entry.atMs, ...(runs.get(owner.uid) ?? [])]);
		}
	}
	const pods = [...changed.values()].map(lifeOf);
	if (pods.length < limit) {
		for (const pod of store.list('Pod')) {
			if (pods.length === limit) break;
			if (!changed.has(pod.metadata.uid)) pods.push({pod, before: stateOf(pod), turns: []});
		}
	}
	return {pods, hiddenCount: store.count('Pod') + goneCount - pods.length, runs};
}

// Takes a Pod's changes, newest first.
function lifeOf(entries: readonly JournalEntry[]): PodLife {
	const {previous} = entries.at(-1)!.change;
	return {
		pod: entries[0]!.change.object as Pod,
		before: previous && stateOf(previous as Pod),
		turns: entries.toReversed().map(({atMs, change}) => ({
			atMs,
			state: change.type === 'DELETED' ? undefined : stateOf(change.object as Pod),
		})),
	};
}

function stateOf(pod: Pod): LifeState {
	const {phase} = pod.status;
	if (pod.metadata.deletionTimestamp) return 'ending';
	if (phase === 'Succeeded') return 'done';
	if (phase === 'Failed') return 'failed';
	const {status} = podStatus(pod);
	if (status === 'Running' || status === 'NotReady') {
		const isReady = pod.status.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True');
		return isReady ? 'ready' : 'running';
	}
	if (status === 'Pending' || status === 'SchedulingGated') return 'pending';
	if (status === 'Completed') return 'done';
	return /^(ContainerCreating|PodInitializing|Init:\d+\/\d+)$/.test(status) ? 'starting' : 'failed';
}
