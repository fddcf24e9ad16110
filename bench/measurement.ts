import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** One line of the benchmark's table. */
export interface Measurement {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** What the value must not exceed (or must reach, with `atLeast`). */
	readonly budget?: number;
	readonly atLeast?: boolean;
}

/** The middle of several runs; single runs on a busy machine say little. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** CPU milliseconds that this process spends in `work`. */
export function cpuMs(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** Megabytes of the heap that are in use after a garbage collection. */
export function heapMb(): number {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	collectGarbage();
	return process.memoryUsage().heapUsed / 1e6;
}
