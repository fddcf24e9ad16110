import type {Cluster} from '../cluster/cluster.ts';

/** Nothing changed for so long: nothing more is expected to happen soon. */
const QUIET_MS = 5_000;

/**
 * Lets time pass until nothing has changed in the cluster for a few seconds.
 * @param limitMs gives up after so long (a crash loop is never quiet)
 * @param isEnough ends earlier
 * @param advance moves time; the cluster's own by default
 */
export function untilQuiet(
	cluster: Cluster,
	limitMs: number,
	isEnough: () => boolean = () => false,
	advance: (durationMs: number) => void = durationMs => cluster.advance(durationMs),
): void {
	const {clock, store} = cluster;
	const deadlineMs = clock.now() + limitMs;
	let version = store.version;
	let quietSinceMs = clock.now();
	while (!isEnough() && clock.now() < deadlineMs) {
		const untilMs = Math.min(clock.nextAtMs() ?? Number.POSITIVE_INFINITY, quietSinceMs + QUIET_MS, deadlineMs);
		advance(Math.max(0, untilMs - clock.now()));
		if (store.version !== version) {
			version = store.version;
			quietSinceMs = clock.now();
		} else if (clock.now() >= quietSinceMs + QUIET_MS) return;
	}
}

/**
 * Moves time to the next change of the cluster. Timers that change nothing (a probe that still succeeds) are passed over, and so are
 * Events that only repeat themselves or expire.
 * @returns `nothing` when nothing can come any more within `limitMs`, `given-up` when so much was passed over that the rest stays unknown
 */
export function untilChange(
	cluster: Cluster,
	limitMs: number,
	advance: (durationMs: number) => void,
): 'changed' | 'nothing' | 'given-up' {
	const {clock, store} = cluster;
	const deadlineMs = clock.now() + limitMs;
	let isChanged = false;
	const unwatch = store.watch('*', ({type, object}) => {
		isChanged ||= type === 'ADDED' || object.kind !== 'Event';
	});
	try {
		for (let timers = 0; timers < MAX_TIMERS; timers++) {
			const nextMs = clock.nextAtMs();
			if (nextMs === undefined || nextMs > deadlineMs) return 'nothing';
			advance(Math.max(0, nextMs - clock.now()));
			if (isChanged) return 'changed';
		}
		return 'given-up';
	} finally {
		unwatch();
	}
}

const MAX_TIMERS = 30_000;
