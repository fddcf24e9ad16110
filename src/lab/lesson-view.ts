import type {GoalView, LessonView, Locale, PredictionView} from '../lab-view.ts';
import type {Lesson} from '../lessons/format.ts';
import type {Prose, StepProse} from '../lessons/prose.ts';
import type {GoalStatus} from '../lessons/step-goals.ts';

/** What a session knows of where its learner is in the lesson. */
export interface LessonState {
	/** Equals the number of steps when all were solved and left. */
	readonly stepIndex: number;
	/** Indexes of the steps that were left unsolved. */
	readonly skipped: readonly number[];
	readonly statuses: readonly GoalStatus[];
	readonly isStepSolved: boolean;
	readonly prediction: string | undefined;
	readonly hints: number;
	readonly remarkId: string | undefined;
	readonly summary: NonNullable<LessonView['summary']> | undefined;
}

/** The prose of a lesson in a language; English where it is missing. */
export function proseOf(lesson: Lesson, locale: Locale): Prose {
	const prose = lesson.prose.get(locale) ?? lesson.prose.get('en') ?? [...lesson.prose.values()][0];
	if (!prose) throw new Error(`${lesson.id} has no prose`);
	return prose;
}

/** What the screen shows of a lesson. Unchanged goals keep their identity through `goalView`. */
export function lessonView(
	lesson: Lesson,
	locale: Locale,
	chapterTitle: string,
	state: LessonState,
	goalView: (status: GoalStatus) => GoalView,
): LessonView {
	const prose = proseOf(lesson, locale);
	const step = lesson.steps[state.stepIndex];
	const texts = step && prose.steps.get(step.id);
	const steps = lesson.steps.map((each, index) => ({
		id: each.id,
		title: prose.steps.get(each.id)?.title ?? each.id,
		solved:
			(index < state.stepIndex && !state.skipped.includes(index)) || (index === state.stepIndex && state.isStepSolved),
	}));
	return {
		id: lesson.id,
		title: prose.title,
		chapterTitle,
		stepIndex: state.stepIndex,
		steps,
		story: prose.story,
		text: texts?.text ?? '',
		...(step?.predict &&
			texts?.prediction && {prediction: predictionView(texts.prediction, step.predict.correct, state)}),
		goals: state.statuses.map(goalView),
		...(texts && state.isStepSolved && {explanation: texts.explanation}),
		hints: texts?.hints.slice(0, state.hints) ?? [],
		hintsLeft: Math.max(0, (texts?.hints.length ?? 0) - state.hints),
		...(state.remarkId !== undefined &&
			texts?.remarks.has(state.remarkId) && {remark: texts.remarks.get(state.remarkId)!}),
		...(!step && {debrief: prose.debrief, ...(prose.card && {card: prose.card})}),
		...(state.summary && {summary: state.summary}),
	};
}

function predictionView(
	{question, choices, outcome}: NonNullable<StepProse['prediction']>,
	correct: string,
	state: LessonState,
): PredictionView {
	return {
		question,
		choices,
		...(state.prediction !== undefined && {chosen: state.prediction}),
		...(state.isStepSolved && {outcome: {correct, text: outcome}}),
	};
}
