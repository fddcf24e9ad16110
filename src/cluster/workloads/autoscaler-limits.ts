import type {HorizontalPodAutoscaler} from '../objects.ts';

type Rules = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']['behavior']>['scaleUp']>;

const DOWNSCALE_WINDOW_SECONDS = 300;

/** A number that a condition explains. */
export interface Explained {
	readonly replicas: number;
	readonly reason: string;
	readonly message: string;
}

/** What an autoscaler remembers of the last minutes: its recommendations and its changes. */
export class AutoscalerMemory {
	#recommendations: {atMs: number; replicas: number}[] = [];
	#changes: {atMs: number; added: number}[] = [];

	/** Begins with the present size, so that the first look doesn't scale down at once. */
	begin(replicas: number, nowMs: number): void {
		if (this.#recommendations.length === 0) this.#recommendations.push({atMs: nowMs, replicas});
	}

	recordChange(added: number, nowMs: number): void {
		this.#changes.push({atMs: nowMs, added});
	}

	/** Replicas added (or, negative, removed) within a period. */
	addedWithin(periodSeconds: number, nowMs: number): number {
		return this.#changes
			.filter(({atMs}) => atMs > nowMs - periodSeconds * 1000)
			.reduce((sum, {added}) => sum + added, 0);
	}

	/**
	 * The recommendation after looking back: without a behaviour the highest of the last five minutes; with one, growing as little as any of
	 * the recent ones wanted and shrinking as little as any of them wanted.
	 */
	stabilized(
		wanted: number,
		replicas: number,
		behavior: HorizontalPodAutoscaler['spec']['behavior'],
		nowMs: number,
	): number {
		const upSeconds = behavior?.scaleUp?.stabilizationWindowSeconds ?? 0;
		const downSeconds = behavior?.scaleDown?.stabilizationWindowSeconds ?? DOWNSCALE_WINDOW_SECONDS;
		const longestMs = Math.max(upSeconds, downSeconds, DOWNSCALE_WINDOW_SECONDS) * 1000;
		this.#recommendations = this.#recommendations.filter(({atMs}) => atMs >= nowMs - longestMs);
		this.#changes = this.#changes.filter(({atMs}) => atMs >= nowMs - 3_600_000);
		const within = (seconds: number) =>
			this.#recommendations.filter(({atMs}) => atMs > nowMs - seconds * 1000).map(each => each.replicas);
		const lowest = Math.min(wanted, ...within(upSeconds));
		const highest = Math.max(wanted, ...within(downSeconds));
		this.#recommendations.push({atMs: nowMs, replicas: wanted});
		return behavior ? Math.min(Math.max(replicas, lowest), highest) : highest;
	}
}

/** Explains the stabilised recommendation, for the condition `AbleToScale`. */
export function explainStabilization(wanted: number, stabilized: number, mayWaitUpwards: boolean): Explained {
	if (wanted === stabilized) {
		return {replicas: stabilized, reason: 'ReadyForNewScale', message: 'recommended size matches current size'};
	}
	const [reason, recent, applied] =
		mayWaitUpwards && stabilized < wanted
			? ['ScaleUpStabilized', 'lower', 'lowest']
			: ['ScaleDownStabilized', 'higher', 'highest'];
	const message = `recent recommendations were ${recent} than current one, applying the ${applied} recent recommendation`;
	return {replicas: stabilized, reason, message};
}

/** Keeps a recommendation between minimum and maximum, and within what may change at once; for the condition `ScalingLimited`. */
export function limited(
	{spec}: HorizontalPodAutoscaler,
	replicas: number,
	wanted: number,
	memory: AutoscalerMemory,
	nowMs: number,
): Explained {
	const {minReplicas = 1, maxReplicas, behavior} = spec;
	const upLimit = behavior?.scaleUp
		? Math.max(replicas, policyLimit(behavior.scaleUp, replicas, memory, nowMs, 1))
		: Math.max(2 * replicas, 4);
	const highest = Math.min(maxReplicas, upLimit);
	if (wanted > highest) {
		if (maxReplicas > upLimit) return explain(highest, 'ScaleUpLimit', 'increasing faster than the maximum scale rate');
		return explain(highest, 'TooManyReplicas', 'more than the maximum replica count');
	}
	const downLimit = behavior?.scaleDown
		? Math.min(replicas, policyLimit(behavior.scaleDown, replicas, memory, nowMs, -1))
		: Number.NEGATIVE_INFINITY;
	const lowest = wanted < replicas ? Math.max(minReplicas, downLimit) : minReplicas;
	if (wanted < lowest) {
		if (minReplicas < downLimit)
			return explain(lowest, 'ScaleDownLimit', 'decreasing faster than the maximum scale rate');
		return explain(lowest, 'TooFewReplicas', 'less than the minimum replica count');
	}
	return {
		replicas: wanted,
		reason: 'DesiredWithinRange',
		message: 'the desired count is within the acceptable range',
	};
}

function explain(replicas: number, reason: string, what: string): Explained {
	return {replicas, reason, message: `the desired replica count is ${what}`};
}

function policyLimit(
	{policies = [], selectPolicy}: Rules,
	replicas: number,
	memory: AutoscalerMemory,
	nowMs: number,
	direction: 1 | -1,
): number {
	if (selectPolicy === 'Disabled' || policies.length === 0) return replicas;
	const proposals = policies.map(({type, value, periodSeconds}) => {
		const before = replicas - memory.addedWithin(periodSeconds, nowMs);
		if (type === 'Pods') return before + direction * value;
		const exact = before * (1 + (direction * value) / 100);
		return direction > 0 ? Math.ceil(exact) : Math.trunc(exact);
	});
	const farthest = (selectPolicy !== 'Min') === direction > 0;
	return farthest ? Math.max(...proposals) : Math.min(...proposals);
}
