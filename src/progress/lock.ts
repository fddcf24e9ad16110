import {mkdirSync, rmdirSync, statSync} from 'node:fs';

const PATIENCE_MS = 2000;
const PAUSE_MS = 5;
// Whoever holds it longer has crashed: writing takes milliseconds.
const STALE_MS = 5000;

/**
 * Does some work while no other process does any under the same lock, which is a directory. Who can't make it, or has waited for two
 * seconds, goes on without: better a rare collision than no progress at all.
 */
export function withLock<T>(path: string, work: () => T): T {
	const isMine = take(path);
	try {
		return work();
	} finally {
		if (isMine) attempt(() => rmdirSync(path));
	}
}

function take(path: string): boolean {
	const untilMs = Date.now() + PATIENCE_MS;
	for (;;) {
		const problem = attempt(() => mkdirSync(path));
		if (problem === undefined) return true;
		if (problem !== 'EEXIST' || Date.now() > untilMs) return false;
		if (isStale(path)) attempt(() => rmdirSync(path));
		else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
	}
}

function isStale(path: string): boolean {
	const stat = statSync(path, {throwIfNoEntry: false});
	return stat !== undefined && Date.now() - stat.mtimeMs > STALE_MS;
}

// The code of what went wrong.
function attempt(work: () => void): string | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? 'unknown';
	}
}
