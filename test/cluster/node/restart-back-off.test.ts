import {expect, test} from 'vitest';
import {RestartBackOff} from '../../../src/cluster/node/restart-back-off.ts';

test('waits double from 10 s to 5 minutes', () => {
	const backOff = new RestartBackOff();
	const waits: number[] = [];
	let nowMs = 0;
	for (let restart = 0; restart < 8; restart++) {
		backOff.next('app', nowMs, nowMs);
		waits.push(backOff.delayMs('app') / 1000);
		expect(backOff.isWaiting('app', nowMs, nowMs + backOff.delayMs('app') - 1)).toBe(true);
		nowMs += backOff.delayMs('app');
		expect(backOff.isWaiting('app', nowMs - backOff.delayMs('app'), nowMs)).toBe(false);
	}
	expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

test('a container that ran for ten minutes starts from 10 s again', () => {
	const backOff = new RestartBackOff();
	for (let restart = 0; restart < 5; restart++) backOff.next('app', 0, 0);
	const failedMs = 600_001;
	expect(backOff.isWaiting('app', failedMs, failedMs)).toBe(false);
	backOff.next('app', failedMs, failedMs);
	expect(backOff.delayMs('app')).toBe(10_000);
});
