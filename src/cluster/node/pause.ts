import type {Clock} from '../clock.ts';

/** Something to wait for: calls `resume` when it is there. Returns how to stop waiting. */
export type Pause = (resume: () => void) => () => void;

/** Work that goes on over time: it yields whenever it has to wait. */
export type Steps<T = void> = Generator<Pause, T, void>;

/** Runs steps until they are done, then calls `done`. Returns how to break them off (their `finally` blocks run). */
export function drive<T>(steps: Steps<T>, done: (result: T) => void): () => void {
	let stopWaiting: (() => void) | undefined;
	let isOver = false;
	const advance = (): void => {
		for (;;) {
			stopWaiting = undefined;
			const next = steps.next();
			if (isOver) return;
			if (next.done) {
				isOver = true;
				done(next.value);
				return;
			}
			// What is there already resumes inside the call: then go round instead of deeper.
			let isInside = true;
			let isResumed = false;
			stopWaiting = next.value(() => {
				if (isOver || isResumed) return;
				isResumed = true;
				if (!isInside) advance();
			});
			isInside = false;
			if (!isResumed) return;
		}
	};
	advance();
	return () => {
		if (isOver) return;
		isOver = true;
		stopWaiting?.();
		steps.return(undefined as T);
	};
}

/** Does several things at the same time and waits for all. */
export function* together(all: readonly Steps[]): Steps {
	if (all.length === 0) return;
	yield resume => {
		let left = all.length;
		const stops = all.map(steps =>
			drive(steps, () => {
				if (--left === 0) resume();
			}),
		);
		return () => {
			for (const stop of stops) stop();
		};
	};
}

/** Waits some milliseconds. */
export function delay(clock: Clock, ms: number): Pause {
	return resume => clock.setTimer(clock.now() + ms, resume);
}

/** Waits for whichever comes first. */
export function firstOf(...pauses: readonly Pause[]): Pause {
	return resume => {
		const stops: (() => void)[] = [];
		let isDone = false;
		const once = () => {
			if (isDone) return;
			isDone = true;
			for (const stop of stops) stop();
			resume();
		};
		for (const pause of pauses) {
			if (isDone) break;
			stops.push(pause(once));
		}
		return () => {
			for (const stop of stops) stop();
		};
	};
}
