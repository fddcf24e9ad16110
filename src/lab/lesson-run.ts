import type {Cluster} from '../cluster/cluster.ts';
import type {Kind} from '../cluster/objects.ts';
import type {LessonView, Locale} from '../lab-view.ts';
import type {CommandReader, CommandRun} from '../lessons/command-run.ts';
import type {Lesson, Remark, Step} from '../lessons/format.ts';
import type {StepProse} from '../lessons/prose.ts';
import {StepGoals} from '../lessons/step-goals.ts';
import {type LessonState, proseOf} from './lesson-view.ts';
import {labText} from './text/text.ts';

export interface LessonRunOptions {
	readonly lesson: Lesson;
	readonly locale: Locale;
	readonly cluster: Cluster;
	readonly reader: CommandReader;
	/** Virtual time when the session began. */
	readonly startMs: number;
	/** Runs hidden lines of a step. */
	prepare(lines: readonly string[]): void;
}

/** Where a learner is in a lesson: the open step and its goals, predictions, hints, remarks. */
export class LessonRun {
	#stepIndex = 0;
	/** Indexes of the steps that were left unsolved. */
	#skipped: readonly number[] = [];
	#goals: StepGoals | undefined;
	#prediction: string | undefined;
	#hints = 0;
	#remark: Remark | undefined;
	#summary: LessonView['summary'];
	#commands = 0;
	#hintsUsed = 0;
	#lineRuns: CommandRun[] = [];
	#state: LessonState | undefined;

	constructor(private readonly options: LessonRunOptions) {
		this.#begin();
	}

	/** The same value as long as nothing changed. */
	get state(): LessonState {
		const next = this.#currentState();
		const last = this.#state;
		const isSame = last && (Object.keys(next) as (keyof LessonState)[]).every(key => last[key] === next[key]);
		if (!isSame) this.#state = next;
		return this.#state!;
	}

	/** All steps are solved, none was skipped; the learner may not have left the last one yet. */
	get isSolved(): boolean {
		const {length} = this.options.lesson.steps;
		if (this.#skipped.length > 0) return false;
		return this.#stepIndex >= length || (this.#stepIndex === length - 1 && this.isStepSolved);
	}

	get isStepSolved(): boolean {
		return this.#goals?.solvedAtMs !== undefined;
	}

	get step(): Step | undefined {
		return this.options.lesson.steps[this.#stepIndex];
	}

	get prose(): StepProse | undefined {
		return this.step && proseOf(this.options.lesson, this.options.locale).steps.get(this.step.id);
	}

	/** Keys of the prediction that waits for the learner. */
	get choices(): readonly string[] {
		return this.#prediction === undefined ? this.predictionKeys : [];
	}

	/** Keys that mean a prediction as long as the step is open, before and after the choice. */
	get predictionKeys(): readonly string[] {
		return this.isStepSolved ? [] : (this.prose?.prediction?.choices.map(choice => choice.key) ?? []);
	}

	/** The choice that was made in this step. */
	get prediction(): string | undefined {
		return this.#prediction;
	}

	clusterChanged(kinds: ReadonlySet<Kind>): void {
		this.#goals?.clusterChanged(kinds);
		if (this.#remark && !this.#goals?.isApt(this.#remark)) this.#remark = undefined;
	}

	lineStarted(): void {
		this.#lineRuns = [];
		this.#remark = undefined;
		if (this.#stepIndex < this.options.lesson.steps.length) this.#commands++;
	}

	commandStarted(run: CommandRun): void {
		this.#lineRuns.push(run);
		this.#goals?.ran(run);
	}

	commandChanged(): void {
		this.#goals?.commandsChanged();
	}

	/** A line ended, or time passed after it: looks for typical mistakes. */
	lookForMistakes(): void {
		const found = this.#goals?.remark(this.#lineRuns);
		if (found || this.#lineRuns.length === 0) this.#remark = found;
	}

	/** Undefined when nothing asks. Remarks see a wrong answer as a line that failed. */
	answer(text: string): boolean | undefined {
		const isRight = this.isStepSolved ? undefined : this.#goals?.answer(text);
		if (isRight !== undefined) {
			const shape = {program: 'answer', verb: '', objects: [], args: [text], flags: new Map<string, string>()};
			this.#lineRuns = [{line: `answer ${text}`, shape, exitCode: isRight ? 0 : 1, output: ''}];
			this.#remark = this.#goals?.remark(this.#lineRuns);
		}
		return isRight;
	}

	/** Whether there was something to predict with this key. The first choice counts. */
	predict(choice: string): boolean {
		if (!this.choices.includes(choice)) return false;
		this.#prediction = choice;
		return true;
	}

	/** The next hint with its number; undefined when all are told. */
	hint(): {text: string; index: number; count: number} | undefined {
		const hints = this.isStepSolved ? [] : (this.prose?.hints ?? []);
		const text = hints[this.#hints];
		if (text === undefined) return undefined;
		this.#hintsUsed++;
		return {text, index: ++this.#hints, count: hints.length};
	}

	/** Leaves a solved step. False when it is not solved. */
	next(): boolean {
		if (!this.isStepSolved) return false;
		this.#leave();
		return true;
	}

	/** Leaves a step that is not solved. */
	skip(): void {
		this.#skipped = [...this.#skipped, this.#stepIndex];
		this.#leave();
	}

	#leave(): void {
		this.#goals?.close();
		this.#stepIndex++;
		this.#begin();
	}

	#begin(): void {
		this.#prediction = undefined;
		this.#hints = 0;
		this.#remark = undefined;
		this.#lineRuns = [];
		this.#goals = undefined;
		const {step} = this;
		const {lesson, locale, cluster, reader, startMs} = this.options;
		if (!step) {
			this.#summary = {virtualMs: cluster.clock.now() - startMs, commands: this.#commands, hintsUsed: this.#hintsUsed};
			return;
		}
		this.options.prepare(step.prepare);
		const {clock, store, api} = cluster;
		this.#goals = new StepGoals(step, {
			clock,
			store,
			api,
			reader,
			startMs,
			now: () => clock.now(),
			words: labText(locale).goals,
			...(lesson.celLanguage && {celLanguage: lesson.celLanguage}),
		});
	}

	#currentState(): LessonState {
		return {
			stepIndex: this.#stepIndex,
			skipped: this.#skipped,
			statuses: this.#goals?.statuses ?? NOTHING,
			isStepSolved: this.isStepSolved,
			prediction: this.#prediction,
			hints: this.#hints,
			// What was wrong on the way is of no interest any more.
			remarkId: this.isStepSolved ? undefined : this.#remark?.id,
			summary: this.#summary,
		};
	}
}

const NOTHING: LessonState['statuses'] = [];
