import type {Detail} from '../lessons/evaluate.ts';
import type {Lesson} from '../lessons/format.ts';
import {advanceTime} from './advance-word.ts';
import type {LabWord} from './lab-words.ts';
import {proseOf} from './lesson-view.ts';
import type {Session} from './session.ts';
import type {LabText} from './text/en.ts';

/** What the words of the lab do, as far as they are part of the session. */
export class SessionWords {
	#isSolutionConfirmed = false;

	constructor(
		private readonly session: Session,
		private readonly text: LabText,
		private readonly lesson: Lesson | undefined,
	) {}

	/** Returns the lines that answer the word. */
	run(word: LabWord): readonly string[] {
		switch (word.word) {
			case 'goals':
				return this.#goals();
			case 'hint':
				return this.#hint();
			case 'answer':
				return this.#answer(word.text);
			case 'predict':
				return this.#predict(word.choice);
			case 'solution':
				return this.#solution();
			case 'next':
				return this.#next();
			case 'skip':
				return this.#skip();
			case 'advance':
				return advanceTime(this.session, word.durationMs, this.text);
			default:
				return [];
		}
	}

	#goals(): string[] {
		const run = this.session.lessonRun;
		if (!run) return [this.text.noLesson];
		const {text} = this;
		const lines = run.state.statuses.flatMap(({id, met, broken, details, holdUntilMs}) => [
			`${met ? '✔' : broken ? '✘' : '○'} ${run.prose?.goals.get(id) ?? id}`,
			...details.map(detail => `    ${formatDetail(detail, text)}`),
			...(holdUntilMs === undefined ? [] : [`    ${text.holding(this.#secondsUntil(holdUntilMs))}`]),
			...(broken ? [`    ${text.broken}`] : []),
		]);
		return [text.goalsTitle, ...lines];
	}

	#hint(): string[] {
		const run = this.session.lessonRun;
		if (!run) return [this.text.noLesson];
		if (run.isStepSolved) return [this.text.solvedGoOn];
		const hint = run.hint();
		return [hint ? this.text.hint(hint.index, hint.count, hint.text) : this.text.noMoreHints];
	}

	#answer(answer: string): string[] {
		const run = this.session.lessonRun;
		if (!run) return [this.text.noLesson];
		if (answer === '') return [this.text.answerUsage];
		const isRight = run.answer(answer);
		if (isRight === undefined) return [this.text.noQuestion];
		this.session.changed();
		return [isRight ? this.text.rightAnswer : this.text.wrongAnswer];
	}

	#predict(choice: string): string[] {
		const run = this.session.lessonRun;
		if (!run) return [this.text.noLesson];
		const {choices} = run;
		if (choices.length === 0)
			return [run.prediction === undefined ? this.text.noPrediction : this.text.predictedAlready(run.prediction)];
		if (!run.predict(choice)) return [this.text.predictUsage(choices.join('|'))];
		this.session.changed();
		return [this.text.predicted(choice)];
	}

	#solution(): string[] {
		if (!this.lesson) return [this.text.noLesson];
		if (this.#isSolutionConfirmed) return [this.text.solutionTitle, ...this.#solutionLines(this.lesson)];
		this.#isSolutionConfirmed = true;
		return [this.text.solutionConfirm];
	}

	// The solution's `next` lines part the steps.
	#solutionLines({solution}: Lesson): string[] {
		const parts = solution.split(/^next$/m).map(part => part.trim());
		const index = this.session.lessonRun?.state.stepIndex ?? 0;
		return (parts[index] || solution.trim()).split('\n');
	}

	#next(): string[] {
		const run = this.session.lessonRun;
		if (!run || !this.lesson) return [this.text.noLesson];
		const title = run.prose?.title;
		if (title === undefined) {
			// After the debrief there is nothing left of this lesson: on to the next one.
			this.session.request = {kind: 'next-lesson'};
			return [];
		}
		if (!run.next()) return [this.text.notSolvedYet];
		this.session.changed();
		const solved = [this.text.stepSolved(title)];
		return !run.isSolved
			? solved
			: [...solved, this.text.lessonSolved(proseOf(this.lesson, this.session.locale).title)];
	}

	#skip(): string[] {
		const run = this.session.lessonRun;
		if (!run) return [this.text.noLesson];
		const title = run.prose?.title;
		if (title === undefined || run.isStepSolved) return this.#next();
		run.skip();
		this.session.changed();
		return [this.text.stepSkipped(title)];
	}

	#secondsUntil(timeMs: number): number {
		return Math.ceil((timeMs - this.session.cluster.clock.now()) / 1000);
	}
}

/** `readyReplicas: want 3, have 1` */
export function formatDetail({subject, want, have}: Detail, text: Pick<LabText, 'detail'>): string {
	return `${subject ? `${subject}: ` : ''}${text.detail(want, have)}`;
}
