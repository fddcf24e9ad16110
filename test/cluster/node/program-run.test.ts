import {expect, test} from 'vitest';
import {Clock} from '../../../src/cluster/clock.ts';
import {ProgramRun} from '../../../src/cluster/node/program-run.ts';
import type {Program, SignalName} from '../../../src/shell/program.ts';

function start(program: Program, clock: Clock, handlers = new Map<SignalName, () => void>()) {
	const seen = {text: '', exitCode: undefined as number | undefined, runs: undefined as ProgramRun | undefined};
	seen.runs = new ProgramRun(program, {
		clock,
		handlers,
		onWrite: text => {
			seen.text += text;
		},
		onExit: exitCode => {
			seen.exitCode = exitCode;
		},
	});
	return seen;
}

function advance(clock: Clock, toMs: number): void {
	for (let next = clock.nextAtMs(); next !== undefined && next <= toMs; next = clock.nextAtMs()) clock.runNext();
	clock.moveTo(toMs);
}

test('a program waits on the clock of the cluster and ends with its exit code', () => {
	const clock = new Clock(0);
	const seen = start(
		(function* (): Program {
			yield {kind: 'write', stream: 'stdout', text: 'before\n'};
			yield {kind: 'wait', untilMs: 5000};
			yield {kind: 'write', stream: 'stdout', text: 'after\n'};
			return 3;
		})(),
		clock,
	);
	advance(clock, 4999);
	expect(seen).toMatchObject({text: 'before\n', exitCode: undefined});
	advance(clock, 5000);
	expect(seen).toMatchObject({text: 'before\nafter\n', exitCode: 3});
});

test('an endless loop of output doesn’t stop the clock', () => {
	const clock = new Clock(0);
	const seen = start(
		(function* (): Program {
			for (;;) yield {kind: 'write', stream: 'stdout', text: 'x'};
		})(),
		clock,
	);
	advance(clock, 1000);
	expect(clock.now()).toBe(1000);
	expect(seen.text.length).toBeGreaterThan(10_000);
	seen.runs!.kill();
	expect(clock.nextAtMs()).toBeUndefined();
});

test('a signal without a handler is ignored, one with a handler ends the wait', () => {
	const clock = new Clock(0);
	const handlers = new Map<SignalName, () => void>();
	let told = false;
	const seen = start(
		(function* (): Program {
			while (!told) yield {kind: 'wait'};
			return 0;
		})(),
		clock,
		handlers,
	);
	expect(seen.runs!.signal('TERM')).toBe(false);
	handlers.set('TERM', () => {
		told = true;
	});
	expect(seen.runs!.signal('TERM')).toBe(true);
	expect(seen.exitCode).toBe(0);
});

test('SIGKILL runs the finally blocks and reports no exit', () => {
	const clock = new Clock(0);
	let cleaned = false;
	const seen = start(
		(function* (): Program {
			try {
				yield {kind: 'wait', untilMs: 60_000};
				return 0;
			} finally {
				cleaned = true;
			}
		})(),
		clock,
	);
	seen.runs!.kill();
	advance(clock, 120_000);
	expect(cleaned).toBe(true);
	expect(seen.exitCode).toBeUndefined();
});
