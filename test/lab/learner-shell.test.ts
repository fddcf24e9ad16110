import {expect, test} from 'vitest';
import {createCluster} from '../../src/cluster/cluster.ts';
import {LearnerShell} from '../../src/lab/learner-shell.ts';
import {runToEnd} from '../../src/lab/run-to-end.ts';
import type {CommandRun} from '../../src/lessons/command-run.ts';

test('goals and remarks are told of a command that there is not', () => {
	const cluster = createCluster({seed: 1});
	const runs: CommandRun[] = [];
	const changed: CommandRun[] = [];
	const watcher = {started: (run: CommandRun) => runs.push(run), changed: (run: CommandRun) => changed.push(run)};
	const shell = new LearnerShell(cluster, new Map(), watcher);
	expect(runToEnd(cluster, shell.start('kubctl get pods'), 1000).err).toBe('bash: kubctl: command not found\n');
	expect(runs).toMatchObject([
		{line: 'kubctl get pods', exitCode: 127, output: 'kubctl: command not found', shape: {program: 'kubctl'}},
	]);
	expect(changed).toEqual(runs);
});
