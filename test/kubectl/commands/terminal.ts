import {ApiError} from '../../../src/cluster/api-error.ts';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';
import {CommandError, type Subcommand} from '../../../src/kubectl/command.ts';
import {annotate} from '../../../src/kubectl/commands/annotate.ts';
import {autoscale} from '../../../src/kubectl/commands/autoscale.ts';
import {cordon, uncordon} from '../../../src/kubectl/commands/cordon.ts';
import {describe} from '../../../src/kubectl/commands/describe.ts';
import {drain} from '../../../src/kubectl/commands/drain.ts';
import {events} from '../../../src/kubectl/commands/events.ts';
import {exec} from '../../../src/kubectl/commands/exec.ts';
import {expose} from '../../../src/kubectl/commands/expose.ts';
import {label} from '../../../src/kubectl/commands/label.ts';
import {logs} from '../../../src/kubectl/commands/logs.ts';
import {rollout} from '../../../src/kubectl/commands/rollout.ts';
import {run} from '../../../src/kubectl/commands/run.ts';
import {scale} from '../../../src/kubectl/commands/scale.ts';
import {set} from '../../../src/kubectl/commands/set.ts';
import {taint} from '../../../src/kubectl/commands/taint.ts';
import {top} from '../../../src/kubectl/commands/top.ts';
import {wait} from '../../../src/kubectl/commands/wait.ts';
import {failureText} from '../../../src/kubectl/failure-text.ts';
import {parseFlags} from '../../../src/kubectl/flags.ts';
import {GLOBAL_FLAGS} from '../../../src/kubectl/global-flags.ts';
import type {Process, Program} from '../../../src/shell/program.ts';

const COMMANDS: readonly Subcommand[] = [
	...[annotate, autoscale, cordon, describe, drain, events, exec, expose, label, logs],
	...[rollout, run, scale, set, taint, top, uncordon, wait],
];

export interface Result {
	readonly out: string;
	readonly err: string;
	readonly code: number;
}

/** A cluster and somebody who types at it. */
export class Terminal {
	readonly cluster: Cluster = createCluster({seed: 1});

	/** Runs `kubectl …`; words are split at blanks, single quotes hold them together. Waiting costs virtual time only. */
	kubectl(line: string | readonly string[]): Result {
		const words = typeof line === 'string' ? splitWords(line) : line;
		let command = COMMANDS.find(({name}) => name === words[0])!;
		let rest = words.slice(1);
		const below = command.subcommands?.find(({name}) => name === rest[0]);
		if (below) [command, rest] = [below, rest.slice(1)];
		const {args, dashAt, flags} = parseFlags([...command.flags, ...GLOBAL_FLAGS], rest);
		const process = {hasInput: false, isTerminal: true} as unknown as Process;
		const namespace = flags.string('namespace') || 'default';
		return this.#drive(
			command.run!({
				args,
				dashAt,
				flags,
				cluster: this.cluster,
				namespace,
				process,
				commandLine: '',
				fieldManager: 'kubectl',
			}),
		);
	}

	/** Lets time pass. */
	advance(seconds: number): void {
		this.cluster.advance(seconds * 1000);
	}

	#drive(program: Program): Result {
		let out = '';
		let err = '';
		try {
			for (;;) {
				const {done, value} = program.next(undefined);
				if (done) return {out, err, code: value};
				if (value.kind === 'write' && value.stream === 'stdout') out += value.text;
				else if (value.kind === 'write') err += value.text;
				else if (value.kind === 'wait') this.#wait(value.untilMs);
			}
		} catch (error) {
			if (!(error instanceof ApiError) && !(error instanceof CommandError)) throw error;
			return {out, err: err + failureText(error), code: error instanceof CommandError ? error.exitCode : 1};
		} finally {
			this.cluster.settle();
		}
	}

	#wait(untilMs = Number.POSITIVE_INFINITY): void {
		const {clock} = this.cluster;
		this.cluster.settle();
		const nextMs = Math.min(untilMs, clock.nextAtMs() ?? untilMs);
		if (nextMs === Number.POSITIVE_INFINITY) throw new Error('waits for ever');
		this.cluster.advance(Math.max(0, nextMs - clock.now()));
	}
}

function splitWords(line: string): string[] {
	return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}
