import type {Clock} from '../cluster/clock.ts';
import type {Kind} from '../cluster/objects.ts';
import {type CommandReader, type CommandRun, judgeCommand} from './command-run.ts';
import {type Detail, evaluateState, type GoalContext, isRightAnswer, kindsOf, type Verdict} from './evaluate.ts';
import type {CommandCheck, Goal, Remark, Step} from './format.ts';

/** How one goal stands. Unchanged goals keep their identity. */
export interface GoalStatus {
	readonly id: string;
	readonly met: boolean;
	readonly broken: boolean;
	readonly details: readonly Detail[];
	/** When a `hold` will be over, while the rest is met; virtual milliseconds since 1970. */
	readonly holdUntilMs?: number;
}

export interface StepGoalsOptions extends GoalContext {
	readonly clock: Clock;
	readonly reader: CommandReader;
	/** Virtual time when the session began, for "broken at". */
	readonly startMs: number;
	/** Never rests: the goals are judged once more at the end, and the last answer counts. */
	readonly staysOpen?: boolean;
}

const RUNS_KEPT = 200;

/** Follows the goals of one step. What it costs depends on what changed: a goal is looked at again only when a kind it reads has changed. */
export class StepGoals {
	#goals: readonly Tracked[];
	#runs: CommandRun[] = [];
	#statuses: readonly GoalStatus[] = [];
	#solvedAtMs: number | undefined;

	constructor(
		readonly step: Step,
		private readonly options: StepGoalsOptions,
	) {
		this.#goals = step.goals.map(goal => ({
			goal,
			kinds: kindsRead(goal),
			dirty: true,
			verdict: UNKNOWN,
			everMet: false,
		}));
		this.#evaluate();
	}

	/** All statuses in the order of the step; the same array as long as nothing changed. */
	get statuses(): readonly GoalStatus[] {
		return this.#statuses;
	}

	/** When all goals were met at once for the first time; from then on the step rests. */
	get solvedAtMs(): number | undefined {
		return this.#solvedAtMs;
	}

	/** To be called after every settling that changed something. */
	clusterChanged(kinds: ReadonlySet<Kind>): void {
		if (this.#solvedAtMs !== undefined) return;
		let any = false;
		for (const tracked of this.#goals) {
			if (tracked.kinds === 'none' || (tracked.kinds && !tracked.kinds.some(kind => kinds.has(kind)))) continue;
			tracked.dirty = true;
			any = true;
		}
		if (any) this.#evaluate();
	}

	/** A command started; its exit code and output may still change: call `commandsChanged` then. */
	ran(run: CommandRun): void {
		this.#runs = [...this.#runs.slice(-RUNS_KEPT), run];
	}

	commandsChanged(): void {
		if (this.#solvedAtMs !== undefined) return;
		for (const tracked of this.#goals)
			if (tracked.goal.check.kind === 'command' && !tracked.everMet) tracked.dirty = true;
		this.#evaluate();
	}

	/** Offers an answer to every open answer goal. Returns whether one of them takes it; undefined when the step has none (left). */
	answer(text: string): boolean | undefined {
		let result: boolean | undefined;
		for (const tracked of this.#goals) {
			const {check} = tracked.goal;
			if (check.kind !== 'answer' || (tracked.everMet && !this.options.staysOpen) || result) continue;
			result = isRightAnswer(check, text, this.options);
			tracked.everMet = result;
			tracked.answer = text;
			tracked.dirty = true;
		}
		this.#evaluate();
		return result;
	}

	/** Looks at everything anew, whether it changed or not. */
	judgeAgain(): void {
		for (const tracked of this.#goals) tracked.dirty = true;
		this.#evaluate();
	}

	/** The first remark whose conditions hold, looking at the commands of the last line. */
	remark(lastRuns: readonly CommandRun[]): Remark | undefined {
		if (this.#solvedAtMs !== undefined) return undefined;
		return this.step.remarks.find(
			remark =>
				(!remark.command || (lastRuns.length > 0 && judgeCommand(remark.command, lastRuns, this.options.reader).met)) &&
				this.isApt(remark),
		);
	}

	/** Whether what a remark says of the cluster is still so. */
	isApt({state}: Remark): boolean {
		return state.every(check => evaluateState(check, this.options).met);
	}

	/** Ends what waits on the clock. */
	close(): void {
		for (const tracked of this.#goals) tracked.cancelHold?.();
	}

	#evaluate(): void {
		const nowMs = this.options.now();
		for (const tracked of this.#goals) {
			if (!tracked.dirty) continue;
			tracked.dirty = false;
			this.#judge(tracked, nowMs);
		}
		this.#publish();
		if (!this.options.staysOpen && this.#solvedAtMs === undefined && this.#statuses.every(status => status.met)) {
			this.#solvedAtMs = nowMs;
			this.close();
		}
	}

	#judge(tracked: Tracked, nowMs: number): void {
		const {goal} = tracked;
		if (goal.once && tracked.everMet) tracked.verdict = MET;
		else tracked.verdict = this.#verdict(tracked);
		if (goal.throughout && tracked.everMet && !tracked.verdict.met && !tracked.broken) {
			const time = formatElapsed(nowMs - this.options.startMs);
			tracked.broken = tracked.verdict.details.map(detail => ({
				...detail,
				have: this.options.words.brokenAt(detail.have, time),
			}));
		}
		if (!tracked.verdict.met) {
			tracked.cancelHold?.();
			tracked.cancelHold = undefined;
			tracked.holdUntilMs = undefined;
			return;
		}
		if (goal.holdMs === undefined) tracked.everMet = true;
		else if (tracked.holdUntilMs === undefined) {
			tracked.holdUntilMs = nowMs + goal.holdMs;
			tracked.cancelHold = this.options.clock.setTimer(tracked.holdUntilMs, () => {
				tracked.everMet = true;
				tracked.dirty = true;
				this.#evaluate();
			});
		}
	}

	#verdict(tracked: Tracked): Verdict {
		const {check} = tracked.goal;
		if (check.kind === 'command') return this.#commandVerdict(check);
		if (check.kind !== 'answer') return evaluateState(check, this.options);
		if (tracked.everMet) return MET;
		const {answer, anAnswer} = this.options.words;
		return tracked.answer === undefined ? UNKNOWN : unmet(answer, anAnswer, tracked.answer);
	}

	#commandVerdict(check: CommandCheck): Verdict {
		const {words, reader} = this.options;
		const verdict = judgeCommand(check, this.#runs, reader);
		if (verdict.met) return MET;
		// The goal's sentence says it all until something was tried.
		if (verdict.reason === 'not-run') return UNKNOWN;
		const have = verdict.reason === 'exit-code' ? words.exitCode(verdict.exitCode) : words.otherOutput;
		return unmet(words.command, words.aCommand, have);
	}

	#publish(): void {
		const nowMs = this.options.now();
		const statuses = this.#goals.map((tracked, index) => {
			const status = statusOf(tracked, nowMs);
			const previous = this.#statuses[index];
			return previous && JSON.stringify(previous) === JSON.stringify(status) ? previous : status;
		});
		if (statuses.some((status, index) => status !== this.#statuses[index])) this.#statuses = statuses;
	}
}

interface Tracked {
	readonly goal: Goal;
	/** Undefined: any kind. */
	readonly kinds: readonly Kind[] | 'none' | undefined;
	dirty: boolean;
	verdict: Verdict;
	everMet: boolean;
	/** What was there when a `throughout` goal broke. */
	broken?: readonly Detail[];
	holdUntilMs?: number | undefined;
	cancelHold?: (() => void) | undefined;
	/** The last answer. */
	answer?: string;
}

const MET: Verdict = {met: true, details: []};
const UNKNOWN: Verdict = {met: false, details: []};

function unmet(subject: string, want: string, have: string): Verdict {
	return {met: false, details: [{subject, want, have}]};
}

function kindsRead({check}: Goal): readonly Kind[] | 'none' | undefined {
	return check.kind === 'command' || check.kind === 'answer' ? 'none' : kindsOf(check);
}

function statusOf({goal, verdict, broken, holdUntilMs}: Tracked, nowMs: number): GoalStatus {
	const {id} = goal;
	if (broken) return {id, met: false, broken: true, details: broken};
	const holding = verdict.met && holdUntilMs !== undefined && nowMs < holdUntilMs;
	return {id, met: verdict.met && !holding, broken: false, details: verdict.details, ...(holding && {holdUntilMs})};
}

/** `00:04:12` */
export function formatElapsed(elapsedMs: number): string {
	const seconds = Math.floor(elapsedMs / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
