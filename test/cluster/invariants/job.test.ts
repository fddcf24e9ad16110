import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Job, Pod} from '../../../src/cluster/objects.ts';
import type {Change} from '../../../src/cluster/store.ts';
import {tries, type Verdict, WatchedCluster} from './watched-cluster.ts';

const INDEX = 'batch.kubernetes.io/job-completion-index';
// What a Pod does: nothing can be known beforehand of those that throw a die.
const COMMANDS = [
	'true',
	'sleep 5',
	'exit 1',
	'sleep $((RANDOM % 20)); exit $((RANDOM % 2))',
	'sleep 3; exit $((RANDOM % 4 == 0))',
	'trap "exit 0" TERM; sleep 30',
];

type Step =
	| {readonly do: 'suspend'; readonly suspend: boolean}
	| {readonly do: 'parallelism'; readonly parallelism: number}
	| {readonly do: 'kill'; readonly position: number}
	| {readonly do: 'fail'; readonly node: string}
	| {readonly do: 'heal'; readonly node: string}
	| {readonly do: 'wait'; readonly seconds: number};

const jobs = fc.record({
	completions: fc.option(fc.integer({min: 0, max: 6}), {nil: undefined}),
	parallelism: fc.integer({min: 0, max: 4}),
	isIndexed: fc.boolean(),
	backoffLimit: fc.integer({min: 0, max: 6}),
	backoffLimitPerIndex: fc.option(fc.integer({min: 0, max: 2}), {nil: undefined}),
	command: fc.constantFrom(...COMMANDS),
	restartPolicy: fc.constantFrom('Never', 'Never', 'OnFailure'),
	podReplacementPolicy: fc.constantFrom('Failed', 'TerminatingOrFailed'),
	suspend: fc.boolean(),
});
type Options = typeof jobs extends fc.Arbitrary<infer T> ? T : never;

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		fc.record({do: fc.constant('suspend' as const), suspend: fc.boolean()}),
		fc.record({do: fc.constant('parallelism' as const), parallelism: fc.integer({min: 0, max: 4})}),
		fc.record({do: fc.constant('kill' as const), position: fc.nat(3)}),
		fc.record({do: fc.constant('fail' as const), node: fc.constant('worker-1')}),
		fc.record({do: fc.constant('heal' as const), node: fc.constant('worker-1')}),
		fc.record({do: fc.constant('wait' as const), seconds: fc.integer({min: 0, max: 40})}),
	),
	{maxLength: 8},
);

test('a Job never runs more Pods than its parallelism, nor more than it still needs, nor an index twice', () => {
	fc.assert(
		fc.property(jobs, steps, fc.nat(), (options, script, seed) => {
			const watched = new WatchedCluster({seed});
			const limits = new Limits(watched);
			watched.always(change => limits.judge(change));
			watched.whenSettled(() => limits.judgeRest());
			watched.create('Job', 'work', {spec: specOf(options)});
			for (const step of script) take(watched, step);
			watched.advance(60);
			watched.expectSound();
		}),
		tries(150),
	);
});

test('a Job that may run comes to its end, and then has counted every success once and runs nothing', () => {
	fc.assert(
		fc.property(jobs, steps, fc.nat(), (options, script, seed) => {
			const watched = new WatchedCluster({seed});
			watched.create('Job', 'work', {spec: specOf(options)});
			for (const step of script) take(watched, step);
			take(watched, {do: 'heal', node: 'worker-1'});
			take(watched, {do: 'suspend', suspend: false});
			if ((watched.get('Job', 'work')?.spec.parallelism ?? 0) === 0) take(watched, {do: 'parallelism', parallelism: 2});
			watched.advance(4 * 3600);
			expect(endOf(watched.get('Job', 'work')!, watched.pods())).toBe('sound');
			watched.expectSound();
		}),
		tries(100),
	);
});

function specOf(options: Options): {[key: string]: Json} {
	const {completions, parallelism, isIndexed, backoffLimit, backoffLimitPerIndex, command, restartPolicy} = options;
	const {podReplacementPolicy, suspend} = options;
	// Both are for Indexed Jobs alone, and only Pods that aren't restarted can fail an index.
	const perIndex = isIndexed && restartPolicy === 'Never' ? backoffLimitPerIndex : undefined;
	return {
		...{parallelism, backoffLimit, podReplacementPolicy, suspend},
		...(isIndexed
			? {completionMode: 'Indexed', completions: completions ?? 3}
			: completions !== undefined && {completions}),
		...(perIndex !== undefined && {backoffLimitPerIndex: perIndex}),
		template: {
			spec: {
				restartPolicy,
				terminationGracePeriodSeconds: 5,
				containers: [{name: 'work', image: 'busybox:1.36', command: ['sh', '-c', command]}],
			},
		},
	};
}

function take(watched: WatchedCluster, step: Step): void {
	const {cluster} = watched;
	if (step.do === 'wait') watched.advance(step.seconds);
	else if (step.do === 'fail' || step.do === 'heal') watched.act(() => cluster.machines[step.do](step.node));
	else if (step.do === 'suspend') watched.patch('Job', 'work', {spec: {suspend: step.suspend}});
	else if (step.do === 'parallelism') watched.patch('Job', 'work', {spec: {parallelism: step.parallelism}});
	else {
		const pod = watched.pods()[step.position];
		if (pod) watched.act(() => cluster.api.delete('Pod', 'default', pod.metadata.name));
	}
	watched.advance(1);
}

/** The numbers that hold at any time: new Pods are judged when they come, all of them when the controller has caught up. */
class Limits {
	constructor(private readonly watched: WatchedCluster) {}

	judge({type, object}: Change): Verdict {
		if (type !== 'ADDED' || object.kind !== 'Pod') return undefined;
		const job = this.watched.get('Job', 'work')!;
		if (job.spec.suspend) return 'started although the Job is suspended';
		if (isOver(job)) return 'started although the Job is over';
		return this.#judgeCounts(job) ?? judgeIndex(job, object, this.watched.pods());
	}

	judgeRest(): Verdict {
		const job = this.watched.get('Job', 'work');
		if (!job) return undefined;
		const active = this.#active();
		if (job.spec.suspend) return active > 0 ? `${active} active Pods of a suspended Job` : undefined;
		// After the first success a Job without a number of completions lets its Pods run on, whatever its parallelism.
		const runsOut = job.spec.completions === undefined && (job.status.succeeded ?? 0) > 0;
		return runsOut ? undefined : this.#judgeCounts(job);
	}

	#judgeCounts({spec, status}: Job): Verdict {
		const active = this.#active();
		const {parallelism = 0, completions} = spec;
		const {succeeded = 0} = status;
		if (active > parallelism) return `${active} active Pods, parallelism ${parallelism}`;
		const isOverfull = completions !== undefined && active + succeeded > completions;
		return isOverfull ? `${active} active and ${succeeded} succeeded Pods for ${completions} completions` : undefined;
	}

	#active(): number {
		return this.watched.pods().filter(isActive).length;
	}
}

function judgeIndex({spec, status}: Job, pod: Pod, pods: readonly Pod[]): Verdict {
	if (spec.completionMode !== 'Indexed') return undefined;
	const index = indexOf(pod);
	if (Number(index) >= (spec.completions ?? 0)) return `started index ${index}`;
	const twin = pods.find(other => other !== pod && indexOf(other) === index && (isActive(other) || isSuccess(other)));
	if (twin && twin.metadata.uid !== pod.metadata.uid) return `started index ${index} beside ${twin.metadata.name}`;
	return indexesIn(status.completedIndexes).includes(index) ? `started the completed index ${index}` : undefined;
}

function endOf({spec, status}: Job, pods: readonly Pod[]): string {
	const active = pods.filter(isActive).length;
	const {succeeded = 0, completedIndexes = ''} = status;
	if (active > 0 || (status.active ?? 0) > 0) return `${active} Pods still run`;
	const isComplete = status.conditions?.some(({type}) => type === 'Complete');
	const hasFailed = status.conditions?.some(({type}) => type === 'Failed');
	if (isComplete === hasFailed) return 'neither complete nor failed';
	if (spec.completionMode === 'Indexed' && indexesIn(completedIndexes).length !== succeeded)
		return 'indexes miscounted';
	if (!isComplete) return 'sound';
	const needed = spec.completions ?? 1;
	return spec.completions === undefined
		? succeeded >= needed
			? 'sound'
			: 'no success'
		: succeeded === needed
			? 'sound'
			: `${succeeded} of ${needed}`;
}

// `0,2-4` is written for 0, 2, 3 and 4.
function indexesIn(text = ''): string[] {
	return text
		.split(',')
		.filter(Boolean)
		.flatMap(part => {
			const [first, last = first] = part.split('-').map(Number) as [number, number?];
			return Array.from({length: last - first + 1}, (_, offset) => String(first + offset));
		});
}

function indexOf({metadata}: Pod): string {
	return metadata.annotations?.[INDEX] ?? '';
}

function isOver({status}: Job): boolean {
	return status.conditions?.some(({type}) => type === 'Complete' || type === 'Failed') ?? false;
}

function isActive(pod: Pod): boolean {
	return !pod.metadata.deletionTimestamp && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed';
}

function isSuccess({status}: Pod): boolean {
	return status.phase === 'Succeeded';
}
