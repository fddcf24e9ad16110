import type {Cluster} from '../cluster/cluster.ts';
import {Foreground} from './foreground.ts';
import type {Runnable} from './learner-shell.ts';

export interface RunResult {
	readonly out: string;
	readonly err: string;
	readonly code: number;
}

/**
 * Runs a program to its end, as long as that takes in virtual time; after `limitMs` it is interrupted, and the exit code is 130. There is
 * nobody who types or edits: standard input is empty, an editor is left without saving.
 */
export function runToEnd(cluster: Cluster, {program, handlers}: Runnable, limitMs: number): RunResult {
	const written = {stdout: '', stderr: ''};
	let code: number | undefined;
	const foreground = new Foreground(program, handlers, {
		clock: cluster.clock,
		write: (stream, text) => {
			written[stream] += text;
		},
		clear: () => {},
		edit: () => {},
		worked: work => work(),
		ended: exitCode => {
			code = exitCode;
		},
	});
	const deadlineMs = cluster.clock.now() + limitMs;
	foreground.start();
	cluster.advance(0);
	while (code === undefined) {
		if (foreground.isReading) foreground.input(undefined);
		else if (foreground.isEditing) foreground.edited(undefined);
		else if (cluster.clock.now() >= deadlineMs) foreground.interrupt();
		else
			cluster.advance(Math.max(0, Math.min(cluster.clock.nextAtMs() ?? deadlineMs, deadlineMs) - cluster.clock.now()));
	}
	cluster.settle();
	return {out: written.stdout, err: written.stderr, code};
}
