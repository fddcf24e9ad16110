import {useLayoutEffect} from 'react';
import type {Lab} from '../lab.ts';

const TICK_MS = 100;
// After a suspended laptop or a stopped process, time goes on where it was instead of leaping ahead.
const LONGEST_TICK_MS = 1000;

/** The one place where real time becomes the cluster's time. While the cluster rests, only a clock on the wall goes on. */
export function useTicker(lab: Lab, isRunning: boolean): void {
	// Before the effect that opens an editor, so that all of its time is counted.
	useLayoutEffect(() => {
		let lastMs = performance.now();
		if (!isRunning) return () => lab.wallPassed(performance.now() - lastMs);
		const timer = setInterval(() => {
			const nowMs = performance.now();
			lab.tick(Math.min(nowMs - lastMs, LONGEST_TICK_MS));
			lastMs = nowMs;
		}, TICK_MS);
		return () => clearInterval(timer);
	}, [lab, isRunning]);
}
