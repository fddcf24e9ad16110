import {playScript} from '../lab/play.ts';
import {createLab} from '../lab.ts';
import type {ExamReport} from '../lab-view.ts';
import type {Exam, PoolTask} from '../lessons/exam/exam-format.ts';
import {drawExam, examPaper} from '../lessons/exam/exam-paper.ts';
import {valuesOf} from '../lessons/exam/placeholders.ts';
import type {Lesson} from '../lessons/format.ts';
import {LessonError, type Problem} from '../lessons/problem.ts';

// Whole papers show whether tasks disturb each other.
const PAPER_SEEDS = [1, 2, 3, 4, 5, 6];

/**
 * What is wrong with an exam that could be read. Every task is tried alone with all values of its parameters: its solution has to earn all
 * points, doing nothing none, its near misses what they say. Whole papers have to be solvable, too.
 */
export function examProblems(exam: Exam, lessonIds: readonly string[]): {problems: Problem[]; scripts: number} {
	const problems: Problem[] = [];
	for (const topic of exam.topics)
		for (const id of topic.lessons)
			if (!lessonIds.includes(id))
				problems.push({
					file: `${exam.id}/exam.yaml`,
					message: `the topic "${topic.id}" names a lesson ${id} that is not in the course`,
				});
	let scripts = 0;
	for (const task of exam.tasks) {
		const variants = Math.max(1, ...Object.values(task.source.parameters).map(values => values.length));
		for (let variant = 0; variant < variants; variant++)
			problems.push(...attempt(() => taskProblems(exam, task, variant)));
		scripts += 1 + (task.source.misses?.length ?? 0);
	}
	if (problems.length === 0)
		for (const seed of PAPER_SEEDS) problems.push(...attempt(() => paperProblems(drawExam(exam, seed), seed)));
	return {problems, scripts};
}

// In each variant every parameter takes another of its values, so that all of them are tried.
function taskProblems(exam: Exam, task: PoolTask, variant: number): Problem[] {
	const values = valuesOf(task.source.parameters, (_, count) => variant % count);
	const lesson = examPaper(exam, [{task, values}]);
	const problem = (message: string) => task.file.problem(task.path, `${task.id} (variant ${variant + 1}): ${message}`);
	const {solution, misses} = lesson.exam!.tasks[0]!;
	const solved = sat(lesson, solution);
	const problems = solved.failures.map(failure => problem(`this line fails: ${failure}`));
	if (problems.length > 0) return problems;
	if (solved.report.points < solved.report.maxPoints)
		problems.push(problem(`the solution does not earn all points: ${missing(solved.report)}`));
	const idle = sat(lesson, '').report;
	if (idle.points > 0) problems.push(problem(`earns ${idle.points} points for doing nothing: ${met(idle)}`));
	for (const [index, miss] of misses.entries()) {
		const {report} = sat(lesson, miss.lines);
		if (report.points !== miss.points)
			problems.push(
				problem(`misses[${index}] earns ${report.points} points instead of ${miss.points}: ${missing(report)}`),
			);
		if (miss.points >= report.maxPoints)
			problems.push(problem(`misses[${index}] is no near miss: it earns all points`));
	}
	return problems;
}

function paperProblems(lesson: Lesson, seed: number): Problem[] {
	const file = `${lesson.id}/exam.yaml`;
	const {report} = sat(
		lesson,
		lesson.exam!.tasks.map((task, index) => `task ${index + 1}\n${task.solution}`).join('\n'),
	);
	return report.points === report.maxPoints
		? []
		: [{file, message: `the solutions of the paper with seed ${seed} don't earn all points: ${missing(report)}`}];
}

function sat(lesson: Lesson, script: string): {report: ExamReport; failures: readonly string[]} {
	const lab = createLab({lesson, seed: 1, locale: 'en'});
	playScript(lab, script);
	return {report: lab.view().lesson!.exam!.report!, failures: lab.failures};
}

function missing({tasks, isTimeUp}: ExamReport): string {
	const goals = tasks.flatMap(task =>
		task.goals
			.filter(goal => !goal.met)
			.map(goal =>
				[
					`${task.id}/${goal.id}${goal.broken ? ' (broken)' : ''}`,
					...goal.details.map(({subject, want, have}) => `${subject} want ${want}, have ${have}`),
				].join(': '),
			),
	);
	return [...goals, ...(isTimeUp ? ['the time was up'] : [])].join('; ');
}

function met({tasks}: ExamReport): string {
	return tasks.flatMap(task => task.goals.filter(goal => goal.met).map(goal => goal.id)).join(', ');
}

function attempt(work: () => Problem[]): Problem[] {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof LessonError)) throw error;
		return [...error.problems];
	}
}
