import type {ExamClock, ExamReport, ExamTaskReport, Locale} from '../lab-view.ts';
import {localText} from '../lessons/course.ts';
import {type ExamPaper, fullPoints} from '../lessons/exam/exam-format.ts';
import type {Lesson} from '../lessons/format.ts';
import {formatElapsed, type GoalStatus} from '../lessons/step-goals.ts';
import {proseOf} from './lesson-view.ts';
import {formatDetail} from './session-words.ts';
import type {LabText} from './text/en.ts';

/** How a sitting went, apart from the goals. */
export interface Sitting {
	readonly clock: ExamClock;
	readonly flags: ReadonlySet<number>;
	readonly usedMs: number;
	readonly isTimeUp: boolean;
}

/** Counts the points of a paper. `statuses` has the goals of each task as they stand at the end. */
export function examReport(
	lesson: Lesson,
	paper: ExamPaper,
	locale: Locale,
	statuses: readonly (readonly GoalStatus[])[],
	{clock, flags, usedMs, isTimeUp}: Sitting,
): ExamReport {
	const prose = proseOf(lesson, locale);
	const titleOf = (topicId: string) =>
		localText(paper.topics.find(topic => topic.id === topicId)?.title ?? {en: topicId}, locale);
	const tasks = paper.tasks.map((task, index): ExamTaskReport => {
		const texts = prose.steps.get(task.id);
		const goals = statuses[index]!.map(({id, met, broken, details}, goal) => ({
			id,
			text: texts?.goals.get(id) ?? id,
			met,
			broken,
			details,
			points: task.points[goal]!,
		}));
		return {
			id: task.id,
			title: texts?.title ?? task.id,
			text: texts?.text ?? '',
			topic: titleOf(task.topicId),
			points: sum(goals.filter(goal => goal.met).map(goal => goal.points)),
			maxPoints: fullPoints(task),
			flagged: flags.has(index),
			goals,
		};
	});
	const [points, maxPoints] = [sum(tasks.map(task => task.points)), sum(tasks.map(task => task.maxPoints))];
	const percent = Math.floor((points * 100) / maxPoints);
	const topics = paper.topics.flatMap(({id, lessons}) => {
		const ofTopic = tasks.filter((_, index) => paper.tasks[index]!.topicId === id);
		if (ofTopic.length === 0) return [];
		const earned = sum(ofTopic.map(task => task.points));
		return [{id, title: titleOf(id), points: earned, maxPoints: sum(ofTopic.map(task => task.maxPoints)), lessons}];
	});
	const {limitMs, passPercent} = paper;
	const passed = percent >= passPercent;
	return {clock, usedMs, limitMs, isTimeUp, points, maxPoints, percent, passPercent, passed, topics, tasks};
}

/** A report as plain lines: the result, every task with what is missing, the topics. */
export function reportLines(report: ExamReport, text: LabText): string[] {
	const {exam} = text;
	const tasks = report.tasks.flatMap((task, index) => {
		const title = `${index + 1}. ${task.title}${exam.aside(task.topic)}`;
		return [
			`${mark(task)} ${exam.scored(title, exam.points(task.points, task.maxPoints))}${task.flagged ? ` ${FLAG}` : ''}`,
			...task.goals.flatMap(goal => [
				`    ${goal.met ? '✔' : goal.broken ? '✘' : '○'} ${goal.text}${exam.aside(String(goal.points))}`,
				...goal.details.map(detail => `        ${formatDetail(detail, text)}`),
			]),
		];
	});
	const topics = report.topics.map(({title, points, maxPoints, lessons}) => {
		const advice = points < maxPoints && lessons.length > 0 ? exam.practise(lessons) : '';
		return `  ${exam.scored(title, exam.points(points, maxPoints))}${advice}`;
	});
	return [
		exam.result(report),
		exam.timeUsed(formatElapsed(report.usedMs), formatElapsed(report.limitMs), report.clock),
		'',
		exam.byTask,
		...tasks,
		'',
		exam.byTopic,
		...topics,
	];
}

/** Stands beside a marked task. */
export const FLAG = '⚑';

function mark({points, maxPoints}: ExamTaskReport): string {
	return points === maxPoints ? '✔' : points === 0 ? '○' : '◐';
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
