import type {Lesson} from '../lessons/format.ts';
import type {Detail} from '../lessons/evaluate.ts';
import {formatDuration} from './duration.ts';
import type {LabWord} from './lab-words.ts';
import {proseOf} from './lesson-view.ts';
import type {Session} from './session.ts';
import type {LabText} from './text/en.ts';

const LONGEST_ADVANCE_MS = 31 * 86_400_000;

/** Does what the words of the lab say, as far as they are part of the session. */
export class SessionWords {
	#isSolutionConfirmed = false;

	constructor(
		private readonly session: Session,
		private readonly text: LabText,
		private readonly lesson: Lesson | undefined,
	) {}

	run(word: LabWord): void {
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
			case 'advance':
				return this.#advance(word.durationMs);
			default:
		}
	}

	#goals(): void {
		const run = this.session.lessonRun;
		if (!run) return this.#note(this.text.noLesson);
		this.#note(this.text.goalsTitle);
		for (const {id, met, broken, details, holdUntilMs} of run.state.statuses) {
			this.#note(`${met ? '✔' : broken ? '✘' : '○'} ${run.prose?.goals.get(id) ?? id}`);
			for (const detail of details) this.#note(`    ${formatDetail(detail, this.text)}`);
			if (holdUntilMs !== undefined) this.#note(`    ${this.text.holding(Math.ceil((holdUntilMs - this.session.cluster.clock.now()) / 1000))}`);
			if (broken) this.#note(`    ${this.text.broken}`);
		}
	}

	#hint(): void {
		const run = this.session.lessonRun;
		if (!run) return this.#note(this.text.noLesson);
		const hint = run.hint();
		if (!hint) return this.#note(this.text.noMoreHints);
		this.#note(`${this.text.hint(hint.index, hint.count)}: ${hint.text}`);
	}

	#answer(text: string): void {
		const run = this.session.lessonRun;
		if (!run) return this.#note(this.text.noLesson);
		if (text === '') return this.#note(this.text.answerUsage);
		const isRight = run.answer(text);
		if (isRight === undefined) return this.#note(this.text.noQuestion);
		this.session.changed();
		this.#note(isRight ? this.text.rightAnswer : this.text.wrongAnswer);
	}

	#predict(choice: string): void {
		const run = this.session.lessonRun;
		if (!run) return this.#note(this.text.noLesson);
		const {choices} = run;
		if (choices.length === 0) return this.#note(this.text.noPrediction);
		if (!run.predict(choice)) return this.#note(this.text.predictUsage(choices.join('|')));
		this.session.changed();
		this.#note(this.text.predicted(choice));
	}

	#solution(): void {
		if (!this.lesson) return this.#note(this.text.noLesson);
		if (!this.#isSolutionConfirmed) {
			this.#isSolutionConfirmed = true;
			return this.#note(this.text.solutionConfirm);
		}
		this.#note(this.text.solutionTitle);
		this.#note(this.lesson.solution.trimEnd());
	}

	#next(): void {
		const run = this.session.lessonRun;
		if (!run) return this.#note(this.text.noLesson);
		const title = run.prose?.title;
		if (!run.next()) {
			// After the debrief there is nothing left of this lesson: on to the next one.
			if (!run.step) this.session.request = {kind: 'next-lesson'};
			else this.#note(this.text.notSolvedYet);
			return;
		}
		this.session.changed();
		if (title !== undefined) this.#note(this.text.stepSolved(title));
		if (!run.step && this.lesson) this.#note(this.text.lessonSolved(proseOf(this.lesson, this.session.locale).title));
	}

	#advance(durationMs: number | 'next' | undefined): void {
		if (durationMs === undefined) return this.#note(this.text.advanceUsage);
		const beforeMs = this.session.elapsedMs;
		if (durationMs === 'next') {
			if (!this.session.advanceToNext()) return this.#note(this.text.nothingScheduled);
		} else if (durationMs > LONGEST_ADVANCE_MS) return this.#note(this.text.advanceTooFar);
		else {
			this.session.changed();
			this.session.advance(durationMs);
		}
		this.#note(this.text.advanced(formatDuration(this.session.elapsedMs - beforeMs)));
	}

	#note(text: string): void {
		this.session.scrollback.add('note', text);
	}
}

/** `readyReplicas: want 3, have 1` */
export function formatDetail({subject, want, have}: Detail, text: Pick<LabText, 'want' | 'have'>): string {
	return `${subject ? `${subject}: ` : ''}${text.want} ${want}, ${text.have} ${have}`;
}
