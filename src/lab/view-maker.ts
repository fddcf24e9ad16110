import type {GoalView, LabView, LessonView, Locale, PromptView, TimeView} from '../lab-view.ts';
import type {Lesson} from '../lessons/format.ts';
import type {GoalStatus} from '../lessons/step-goals.ts';
import {ExamViewMaker} from './exam-view.ts';
import type {LabOptions} from './lab-options.ts';
import {type LessonState, lessonView, proseOf} from './lesson-view.ts';
import type {Prompt} from './prompt.ts';
import type {Session} from './session.ts';
import type {Steering} from './steering.ts';

/** Makes immutable views. A part that did not change keeps its identity, and so does the view when no part changed. */
export class ViewMaker {
	#view: LabView | undefined;
	#lessonState: LessonState | undefined;
	#holdSeconds = '';
	#examViewMaker: ExamViewMaker | undefined;
	readonly #goalViews = new WeakMap<GoalStatus, GoalView>();

	readonly #locale: Locale;
	readonly #lesson: Lesson | undefined;
	readonly #chapterTitle: string;

	constructor({locale, lesson, chapterTitle = ''}: Pick<LabOptions, 'locale' | 'lesson' | 'chapterTitle'>) {
		this.#locale = locale;
		this.#lesson = lesson;
		this.#chapterTitle = chapterTitle;
	}

	make(session: Session, prompt: Prompt, steering: Steering): LabView {
		const last = this.#view;
		const lesson = this.#lessonView(session);
		const {cluster} = session;
		const request = steering.request ?? session.request;
		const next: LabView = {
			locale: this.#locale,
			...(lesson && {lesson}),
			prompt: kept(last?.prompt, promptView(session, prompt)),
			scrollback: session.scrollback.lines,
			time: kept(last?.time, timeView(session, steering)),
			clusterVersion: cluster.store.version,
			store: cluster.store,
			journal: cluster.journal,
			...(request && {request}),
		};
		this.#view = kept(last, next);
		return this.#view;
	}

	#lessonView(session: Session): LessonView | undefined {
		if (session.examRun && this.#lesson) {
			this.#examViewMaker ??= new ExamViewMaker(this.#lesson, this.#locale, this.#chapterTitle);
			return this.#examViewMaker.make(session.examRun);
		}
		const run = session.lessonRun;
		if (!run || !this.#lesson) return undefined;
		const {state} = run;
		const nowMs = session.cluster.clock.now();
		const holdSeconds = state.statuses.map(status => holdLeftMs(status, nowMs) ?? '').join();
		const last = this.#view?.lesson;
		if (last && state === this.#lessonState && holdSeconds === this.#holdSeconds) return last;
		this.#lessonState = state;
		this.#holdSeconds = holdSeconds;
		return lessonView(this.#lesson, this.#locale, this.#chapterTitle, state, status =>
			this.#goalView(status, run.step?.id, nowMs),
		);
	}

	#goalView(status: GoalStatus, stepId: string | undefined, nowMs: number): GoalView {
		const left = holdLeftMs(status, nowMs);
		const last = this.#goalViews.get(status);
		if (last && last.holdLeftMs === left) return last;
		const text = (stepId && proseOf(this.#lesson!, this.#locale).steps.get(stepId)?.goals.get(status.id)) || status.id;
		const {id, met, broken, details} = status;
		const view: GoalView = {id, text, met, broken, details, ...(left !== undefined && {holdLeftMs: left})};
		this.#goalViews.set(status, view);
		return view;
	}
}

// Whole seconds: more often nobody looks.
function holdLeftMs({holdUntilMs}: GoalStatus, nowMs: number): number | undefined {
	return holdUntilMs === undefined ? undefined : Math.max(0, Math.ceil((holdUntilMs - nowMs) / 1000) * 1000);
}

function promptView(session: Session, prompt: Prompt): PromptView {
	return {prefix: session.prefix, busy: session.isBusy && !session.isReading, ...prompt.line};
}

function timeView(session: Session, {speed, isPaused}: Steering): TimeView {
	const elapsedMs = Math.floor(session.elapsedMs / 1000) * 1000;
	return {elapsedMs, nowMs: session.startMs + elapsedMs, speed, paused: isPaused};
}

function kept<T extends object>(last: T | undefined, next: T): T {
	if (!last) return next;
	const keys = Object.keys(next) as (keyof T)[];
	return keys.length === Object.keys(last).length && keys.every(key => last[key] === next[key]) ? last : next;
}
