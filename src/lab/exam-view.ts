import type {ExamView, LessonView, Locale} from '../lab-view.ts';
import {localText} from '../lessons/course.ts';
import {fullPoints} from '../lessons/exam/exam-format.ts';
import type {Lesson} from '../lessons/format.ts';
import type {ExamRun, ExamState} from './exam-run.ts';
import {proseOf} from './lesson-view.ts';

/** Makes what the screen shows of an exam; the same value as long as nothing changed. */
export class ExamViewMaker {
	#view: LessonView | undefined;
	#state: ExamState | undefined;

	constructor(
		private readonly lesson: Lesson,
		private readonly locale: Locale,
		private readonly chapterTitle: string,
	) {}

	make(run: ExamRun): LessonView {
		const {state} = run;
		const leftMs = Math.ceil((run.limitMs - run.usedMs) / 1000) * 1000;
		if (this.#view && this.#state === state && this.#view.exam?.leftMs === leftMs) return this.#view;
		this.#state = state;
		this.#view = this.#lessonView(run, leftMs);
		return this.#view;
	}

	#lessonView(run: ExamRun, leftMs: number): LessonView {
		const {lesson, locale, chapterTitle} = this;
		const {state, limitMs} = run;
		const {phase, clock, current, report} = state;
		const prose = proseOf(lesson, locale);
		const steps = lesson.steps.map(({id}, index) => {
			const task = report?.tasks[index];
			return {
				id,
				title: prose.steps.get(id)?.title ?? id,
				solved: task !== undefined && task.points === task.maxPoints,
			};
		});
		const exam: ExamView = {
			phase,
			clock,
			limitMs,
			leftMs,
			...(current !== undefined && {current}),
			tasks: examTasks(lesson, run, locale),
			...(report && {report}),
		};
		const step = current === undefined ? undefined : lesson.steps[current];
		return {
			id: lesson.id,
			title: prose.title,
			chapterTitle,
			stepIndex: current ?? 0,
			steps,
			story: prose.story,
			text: (step && prose.steps.get(step.id)?.text) ?? '',
			goals: (current !== undefined && report?.tasks[current]?.goals) || [],
			hints: [],
			hintsLeft: 0,
			exam,
		};
	}
}

function examTasks(lesson: Lesson, {paper, state}: ExamRun, locale: Locale): ExamView['tasks'] {
	const prose = proseOf(lesson, locale);
	return paper.tasks.map((task, index) => ({
		id: task.id,
		title: prose.steps.get(task.id)?.title ?? task.id,
		topic: localText(paper.topics.find(topic => topic.id === task.topicId)?.title ?? {}, locale),
		maxPoints: fullPoints(task),
		flagged: state.flags.has(index),
		opened: state.opened.has(index),
	}));
}
