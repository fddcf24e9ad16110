import {localText} from '../lessons/course.ts';
import {fullPoints} from '../lessons/exam/exam-format.ts';
import {formatElapsed} from '../lessons/step-goals.ts';
import {advanceTime} from './advance-word.ts';
import {FLAG} from './exam-report.ts';
import type {ExamRun} from './exam-run.ts';
import type {LabWord} from './lab-words.ts';
import {proseOf} from './lesson-view.ts';
import type {Session} from './session.ts';
import {formatDetail} from './session-words.ts';
import type {LabText} from './text/en.ts';

/** What the words of the lab do in an exam. */
export class ExamWords {
	constructor(
		private readonly session: Session,
		private readonly exam: ExamRun,
		private readonly text: LabText,
	) {}

	/** Returns the lines that answer the word. */
	run(word: LabWord): readonly string[] {
		const {exam} = this;
		if (word.word === 'finish') return this.#finish();
		exam.isFinishAsked = false;
		switch (word.word) {
			case 'task':
				return this.#task(word.number);
			case 'next':
				return this.#task((((exam.state.current ?? -1) + 1) % this.#lesson.steps.length) + 1);
			case 'tasks':
				return this.#tasks();
			case 'flag':
				return this.#flag(word.number);
			case 'clock':
				if (word.clock === undefined) return [this.text.exam.clockUsage];
				return [exam.setClock(word.clock) ? this.text.exam.clockSet(word.clock) : this.text.exam.clockTooLate];
			case 'answer':
				return this.#answer(word.text);
			case 'goals':
				return this.#goals();
			case 'solution':
				return this.#solution();
			case 'advance':
				return advanceTime(this.session, word.durationMs, this.text);
			case 'hint':
			case 'predict':
			case 'skip':
				return [this.text.exam.notHere];
			default:
				return [];
		}
	}

	get #lesson() {
		return this.exam.lesson;
	}

	#task(number: number | undefined): string[] {
		const {steps} = this.#lesson;
		if (number === undefined || !this.exam.open(number - 1)) return [this.text.exam.taskUsage(steps.length)];
		return [this.text.exam.opened(number, this.#titleOf(number - 1))];
	}

	#tasks(): string[] {
		const {exam, text} = this;
		const {current, flags, opened, report} = exam.state;
		const {paper} = exam;
		const lines = paper.tasks.map((task, index) => {
			const topic = localText(paper.topics.find(({id}) => id === task.topicId)?.title ?? {}, this.session.locale);
			const marks = `${index === current ? '▸' : ' '} ${flags.has(index) ? FLAG : opened.has(index) ? '·' : ' '}`;
			const points = report
				? text.exam.points(report.tasks[index]!.points, report.tasks[index]!.maxPoints)
				: text.exam.worth(fullPoints(task));
			return `${marks} ${String(index + 1).padStart(2)}  ${this.#titleOf(index)}${text.exam.aside(topic, points)}`;
		});
		return [...lines, report ? text.exam.isOver : text.exam.left(formatElapsed(exam.limitMs - exam.usedMs))];
	}

	#flag(number: number | undefined): string[] {
		const index = number === undefined ? this.exam.state.current : number - 1;
		const isMarked = index === undefined ? undefined : this.exam.toggleFlag(index);
		if (isMarked === undefined) return [this.text.exam.taskUsage(this.#lesson.steps.length)];
		return [isMarked ? this.text.exam.flagged(index! + 1) : this.text.exam.unflagged(index! + 1)];
	}

	#answer(answer: string): string[] {
		if (answer === '') return [this.text.answerUsage];
		if (this.exam.state.current === undefined) return [this.text.exam.taskUsage(this.#lesson.steps.length)];
		return [this.exam.answer(answer) ? this.text.exam.answerKept : this.text.noQuestion];
	}

	#finish(): string[] {
		const {exam, text} = this;
		const {phase, flags, opened} = exam.state;
		if (phase === 'over') {
			exam.showReport();
			return [text.exam.isOver];
		}
		if (!exam.isFinishAsked) {
			exam.isFinishAsked = true;
			return [text.exam.finishConfirm(this.#lesson.steps.length - opened.size, flags.size)];
		}
		exam.finish();
		return [text.exam.result(exam.state.report!), text.exam.afterwards];
	}

	// Before the end nobody learns what is right.
	#goals(): string[] {
		const {report, current} = this.exam.state;
		if (!report) return [this.text.exam.notHere];
		if (current === undefined) return [this.text.exam.taskUsage(this.#lesson.steps.length)];
		const task = report.tasks[current]!;
		return [
			this.text.exam.scored(task.title, this.text.exam.points(task.points, task.maxPoints)),
			...task.goals.flatMap(goal => [
				`${goal.met ? '✔' : goal.broken ? '✘' : '○'} ${goal.text}`,
				...goal.details.map(detail => `    ${formatDetail(detail, this.text)}`),
			]),
		];
	}

	#solution(): string[] {
		const {phase, current} = this.exam.state;
		if (phase !== 'over') return [this.text.exam.notHere];
		if (current === undefined) return [this.text.exam.taskUsage(this.#lesson.steps.length)];
		const {solution} = this.exam.paper.tasks[current]!;
		return [this.text.exam.solutionTitle, ...solution.trimEnd().split('\n')];
	}

	#titleOf(index: number): string {
		const {id} = this.#lesson.steps[index]!;
		return proseOf(this.#lesson, this.session.locale).steps.get(id)?.title ?? id;
	}
}
