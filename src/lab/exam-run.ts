import type {Cluster} from '../cluster/cluster.ts';
import type {Kind} from '../cluster/objects.ts';
import type {ExamClock, ExamReport, Locale} from '../lab-view.ts';
import type {CommandReader, CommandRun} from '../lessons/command-run.ts';
import type {ExamPaper} from '../lessons/exam/exam-format.ts';
import type {Lesson} from '../lessons/format.ts';
import {StepGoals} from '../lessons/step-goals.ts';
import {examReport} from './exam-report.ts';
import {labText} from './text/text.ts';
import {untilQuiet} from './until-quiet.ts';

export interface ExamRunOptions {
	readonly lesson: Lesson;
	readonly paper: ExamPaper;
	readonly locale: Locale;
	readonly cluster: Cluster;
	readonly reader: CommandReader;
	/** Virtual time when the session began. */
	readonly startMs: number;
	/** Says something at the prompt. */
	note(text: string): void;
}

/** What a session knows of where its learner is in an exam. Unchanged parts keep their identity. */
export interface ExamState {
	readonly phase: 'ready' | 'running' | 'over';
	readonly clock: ExamClock;
	readonly current: number | undefined;
	/** Indexes of the marked tasks. */
	readonly flags: ReadonlySet<number>;
	/** Indexes of the tasks that were looked at. */
	readonly opened: ReadonlySet<number>;
	readonly report: ExamReport | undefined;
}

// What was just applied may still be starting when the paper is handed in, and some controllers look only every 15 seconds.
const LEAST_GRACE_MS = 20_000;
const MOST_GRACE_MS = 2 * 60_000;

/** A sitting of an exam: all tasks are open at once, and nothing is judged before the end. */
export class ExamRun {
	readonly #tasks: readonly StepGoals[];
	#state: ExamState = {
		phase: 'ready',
		clock: 'virtual',
		current: undefined,
		flags: new Set(),
		opened: new Set(),
		report: undefined,
	};
	#begunAtMs = 0;
	#wallMs = 0;
	/** Frozen when the paper was handed in. */
	#usedMs: number | undefined;
	#stopTimer: (() => void) | undefined;
	/** The learner was asked whether they mean it. */
	isFinishAsked = false;

	constructor(private readonly options: ExamRunOptions) {
		const {lesson, cluster, reader, startMs, locale} = options;
		const {clock, store, api} = cluster;
		this.#tasks = lesson.steps.map(
			step =>
				new StepGoals(step, {
					clock,
					store,
					api,
					reader,
					startMs,
					staysOpen: true,
					now: () => clock.now(),
					words: labText(locale).goals,
					...(lesson.celLanguage && {celLanguage: lesson.celLanguage}),
				}),
		);
	}

	/** The same value as long as nothing changed. */
	get state(): ExamState {
		return this.#state;
	}

	get lesson(): Lesson {
		return this.options.lesson;
	}

	get paper(): ExamPaper {
		return this.options.paper;
	}

	get limitMs(): number {
		return this.options.paper.limitMs;
	}

	/** How much of the time is used up. */
	get usedMs(): number {
		if (this.#usedMs !== undefined) return this.#usedMs;
		if (this.#state.phase === 'ready') return 0;
		return this.#state.clock === 'wall' ? this.#wallMs : this.options.cluster.clock.now() - this.#begunAtMs;
	}

	/** The exam is passed; false until it is over. */
	get isSolved(): boolean {
		return this.#state.report?.passed ?? false;
	}

	/** Real time counts at the moment. */
	get isOnWallClock(): boolean {
		return this.#state.phase === 'running' && this.#state.clock === 'wall';
	}

	/** Chooses what counts as time. False once the exam has begun. */
	setClock(clock: ExamClock): boolean {
		if (this.#state.phase !== 'ready') return false;
		this.#change({clock});
		return true;
	}

	/** Opens a task; with the first one the time begins. False when there is no such task. */
	open(index: number): boolean {
		if (!this.options.lesson.steps[index]) return false;
		this.#begin();
		this.#change({current: index, opened: new Set([...this.#state.opened, index])});
		return true;
	}

	/** Marks a task, or takes the mark away. Returns whether it is marked now; undefined when there is no such task. */
	toggleFlag(index: number): boolean | undefined {
		if (!this.options.lesson.steps[index]) return undefined;
		const flags = new Set(this.#state.flags);
		const isMarked = !flags.delete(index);
		if (isMarked) flags.add(index);
		this.#change({flags});
		return isMarked;
	}

	/** Keeps an answer for the open task. False when it asks for none, or none is open. */
	answer(text: string): boolean {
		const {current, phase} = this.#state;
		if (current === undefined || phase === 'over') return false;
		return this.#tasks[current]!.answer(text) !== undefined;
	}

	/** Real time passed. */
	wallPassed(durationMs: number): void {
		if (!this.isOnWallClock) return;
		this.#wallMs += durationMs;
		if (this.#wallMs >= this.limitMs) this.#timeIsUp();
	}

	/** Hands the paper in. What is starting gets a moment to be ready; then everything is judged. */
	finish(): void {
		this.#begin();
		if (this.#state.phase !== 'running') return;
		this.#stopClock();
		this.options.cluster.advance(LEAST_GRACE_MS);
		untilQuiet(this.options.cluster, MOST_GRACE_MS);
		this.#judge(false);
	}

	/** Closes the open task, so that the report is in sight again. */
	showReport(): void {
		if (this.#state.phase === 'over') this.#change({current: undefined});
	}

	/** A line for the shell; the first one begins the exam. */
	lineStarted(): void {
		this.isFinishAsked = false;
		if (this.#state.phase === 'ready') this.open(0);
	}

	clusterChanged(kinds: ReadonlySet<Kind>): void {
		if (this.#state.phase !== 'over') for (const task of this.#tasks) task.clusterChanged(kinds);
	}

	commandStarted(run: CommandRun): void {
		for (const task of this.#tasks) task.ran(run);
	}

	commandChanged(): void {
		if (this.#state.phase !== 'over') for (const task of this.#tasks) task.commandsChanged();
	}

	#begin(): void {
		if (this.#state.phase !== 'ready') return;
		const {clock} = this.options.cluster;
		this.#begunAtMs = clock.now();
		if (this.#state.clock === 'virtual')
			this.#stopTimer = clock.setTimer(this.#begunAtMs + this.limitMs, () => this.#timeIsUp());
		this.#change({phase: 'running'});
	}

	#stopClock(): void {
		this.#usedMs = Math.min(this.usedMs, this.limitMs);
		this.#stopTimer?.();
		this.#stopTimer = undefined;
	}

	#timeIsUp(): void {
		this.#stopClock();
		this.#judge(true);
		const text = labText(this.options.locale).exam;
		this.options.note(text.timeIsUp);
		this.options.note(text.result(this.#state.report!));
	}

	#judge(isTimeUp: boolean): void {
		for (const task of this.#tasks) {
			task.judgeAgain();
			task.close();
		}
		const {lesson, paper, locale} = this.options;
		const {clock, flags} = this.#state;
		const sitting = {clock, flags, usedMs: this.usedMs, isTimeUp};
		const statuses = this.#tasks.map(task => task.statuses);
		this.#change({phase: 'over', current: undefined, report: examReport(lesson, paper, locale, statuses, sitting)});
	}

	#change(change: Partial<ExamState>): void {
		this.#state = {...this.#state, ...change};
	}
}
