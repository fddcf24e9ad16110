import type {CommandCheck} from './format.ts';
import {matchesValue} from './matcher.ts';

/** One command that ran in the learner's terminal; a typed line may run several (pipes, loops, `a && b`). */
export interface CommandRun {
	/** The typed line. */
	readonly line: string;
	readonly shape: CommandShape;
	/** Undefined while it runs and after an interrupt. */
	exitCode: number | undefined;
	/** Both streams, bounded. */
	output: string;
}

/** A command without accidents of spelling: aliases, flag order, plural or short names of kinds. */
export interface CommandShape {
	/** `kubectl`, `nslookup`, … */
	readonly program: string;
	/** kubectl: `get`, `rollout undo`; other programs: ''. */
	readonly verb: string;
	/** `pod/web`, or `pod` for all or any of a kind. */
	readonly objects: readonly string[];
	/** Operands that name no object: `web=nginx:1.27`, a host name. */
	readonly args: readonly string[];
	/** By long name without dashes. */
	readonly flags: ReadonlyMap<string, string>;
}

/** How lines are read; kubectl and the shell provide it. */
export interface CommandReader {
	/** The commands of a line; empty when it can't be read. */
	read(line: string): readonly CommandShape[];
}

/** How far a command is from what is wanted: the run that matches, or the reason why the nearest one does not. */
export type CommandVerdict =
	| {readonly met: true}
	| {readonly met: false; readonly reason: 'not-run' | 'other-output'}
	| {readonly met: false; readonly reason: 'exit-code'; readonly exitCode: number};

/** Whether one of the runs is what a goal or remark wants. */
export function judgeCommand(check: CommandCheck, runs: readonly CommandRun[], reader: CommandReader): CommandVerdict {
	const wanted = check.like.map(line => reader.read(line).at(-1)).filter(shape => shape !== undefined);
	let nearest: CommandVerdict = {met: false, reason: 'not-run'};
	for (const run of runs) {
		if (check.like.length > 0 && !wanted.some(shape => isLike(shape, run.shape))) continue;
		if (check.pattern && !check.pattern.test(run.line)) continue;
		if (!endedAs(run, check.exitCode)) {
			// Of the commands that were not asked for, nobody wants to know how they ended.
			if (run.exitCode !== undefined && (check.like.length > 0 || check.pattern))
				nearest = {met: false, reason: 'exit-code', exitCode: run.exitCode};
		} else if (check.output && !matchesValue(check.output, run.output)) nearest = {met: false, reason: 'other-output'};
		else return {met: true};
	}
	return nearest;
}

// A watch or a followed log has no end of its own: what it printed counts.
function endedAs(run: CommandRun, wanted: number | 'any'): boolean {
	if (wanted === 'any') return run.exitCode !== undefined || run.output !== '';
	return run.exitCode === undefined ? wanted === 0 && run.output !== '' : run.exitCode === wanted;
}

/** Whether a command does what another one does: it may say more, but nothing else. */
export function isLike(wanted: CommandShape, given: CommandShape): boolean {
	return (
		wanted.program === given.program &&
		wanted.verb === given.verb &&
		wanted.objects.every(object =>
			given.objects.some(other => other === object || (!object.includes('/') && other.startsWith(`${object}/`))),
		) &&
		wanted.args.every(argument => given.args.includes(argument)) &&
		[...wanted.flags].every(([name, value]) => given.flags.get(name) === value)
	);
}
