import {it} from 'vitest';
import {Random} from '../../../../src/cluster/random.ts';
import {nameOf, type Verdict, WatchedCluster} from '../watched-cluster.ts';
import {nextAction, setRight} from './soak-actions.ts';
import {first, isActive, isReady, judgeChange, judgeEnd, judgeRest, podsOf} from './soak-invariants.ts';

/** `SOAK=100000` takes as many actions; each cluster lives through a hundred of them. */
const ACTIONS = Number(process.env.SOAK ?? 4000);
const FIRST_SEED = Number(process.env.SOAK_SEED ?? 1);
const LIFE = 100;

it(`keeps what its controllers promise through ${ACTIONS} random actions`, {timeout: ACTIONS * 500}, () => {
	for (let seed = FIRST_SEED; seed < FIRST_SEED + ACTIONS / LIFE; seed++) {
		const history: string[] = [];
		const verdict = live(seed, history);
		if (verdict !== undefined) throw new Error(`SOAK_SEED=${seed}: ${verdict}\n${history.join('\n')}`);
	}
});

function live(seed: number, history: string[]): Verdict {
	const random = new Random(seed);
	const watched = new WatchedCluster({seed});
	const {cluster} = watched;
	const floors = new Floors(watched);
	let wrong: Verdict;
	cluster.store.watch('*', change => {
		const verdict = judgeChange(change);
		if (verdict !== undefined) wrong ??= `${change.type} ${nameOf(change.object)}: ${verdict}`;
	});
	cluster.changed.subscribe(() => {
		wrong ??= judgeRest(cluster) ?? floors.judge();
	});
	for (let count = 0; count < LIFE && wrong === undefined; count++) {
		const action = nextAction(random);
		history.push(`${cluster.clock.now()} ${action.name}`);
		floors.before(action.disrupts);
		const budgets = action.name.startsWith('evict') ? budgetsOf(watched) : undefined;
		watched.act(() => action.take(watched));
		wrong ??= (budgets && judgeEviction(watched, budgets)) ?? judgeQuiet(watched);
		watched.advance(random.integer(4));
		if (cluster.failures.length > 0) wrong ??= String((cluster.failures[0] as Error).stack);
	}
	if (wrong !== undefined) return wrong;
	setRight(watched);
	watched.advance(4 * 3600);
	const changes: string[] = [];
	// A claim that waits for its first consumer says so again and again.
	cluster.store.watch('*', ({type, object}) => object.kind !== 'Event' && changes.push(`${type} ${nameOf(object)}`));
	watched.advance(3600);
	watched.expectSound();
	if (changes.length > 0) wrong ??= `changes of a cluster at rest: ${changes.slice(0, 5)}`;
	return wrong ?? judgeEnd(cluster);
}

// What has settled is at rest: settling again changes nothing.
function judgeQuiet({cluster}: WatchedCluster): Verdict {
	const {version} = cluster.store;
	cluster.settle();
	return cluster.store.version === version ? undefined : 'settling again changed something';
}

type Budgets = ReadonlyMap<string, {readonly ready: number; readonly total: number}>;

function budgetsOf(watched: WatchedCluster): Budgets {
	return new Map(
		watched.cluster.store.list('PodDisruptionBudget', 'default').map(({metadata, spec}) => {
			const pods = watched
				.pods()
				.filter(pod => isActive(pod) && pod.metadata.labels?.app === spec.selector?.matchLabels?.app);
			return [metadata.name, {ready: pods.filter(isReady).length, total: pods.length}];
		}),
	);
}

// Only Pods that weren't ready may be evicted below the minimum.
function judgeEviction(watched: WatchedCluster, before: Budgets): Verdict {
	const after = budgetsOf(watched);
	return first(watched.cluster.store.list('PodDisruptionBudget', 'default'), ({metadata, spec}) => {
		const [{ready: was}, {ready: is}] = [before.get(metadata.name)!, after.get(metadata.name)!];
		const least = Number(spec.minAvailable);
		return is < was && is < least ? `an eviction left ${is} ready Pods, ${least} needed` : undefined;
	});
}

/** A rollout by itself never takes away what a Deployment has to have: the count of its ready Pods doesn't fall below what was reached. */
class Floors {
	readonly #floors = new Map<string, number>();
	#quietUntilMs = 0;

	constructor(private readonly watched: WatchedCluster) {}

	before(disrupts: boolean): void {
		const {clock} = this.watched.cluster;
		// The cluster notices a dead node after 50 s, and drives Pods out after another 300 s.
		if (disrupts) this.#quietUntilMs = clock.now() + 400_000;
	}

	judge(): Verdict {
		const {store, clock} = this.watched.cluster;
		const isDisturbed = clock.now() < this.#quietUntilMs;
		return first(store.list('Deployment'), deployment => {
			const ready = podsOf(store, deployment).filter(pod => isActive(pod) && isReady(pod)).length;
			const {replicas = 1, strategy} = deployment.spec;
			const least = replicas - Number(strategy?.rollingUpdate?.maxUnavailable ?? 0);
			const floor = isDisturbed ? 0 : (this.#floors.get(deployment.metadata.uid) ?? 0);
			this.#floors.set(deployment.metadata.uid, Math.max(floor, Math.min(ready, least)));
			return ready < floor ? `${nameOf(deployment)} has ${ready} ready Pods, had ${floor}` : undefined;
		});
	}
}
