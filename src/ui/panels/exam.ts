import type {ExamReport, ExamTaskView, ExamView, GoalView, LessonView} from '../../lab-view.ts';
import {formatElapsed} from '../../lessons/step-goals.ts';
import {clip, type Line, line, lineWidth, type Span} from '../line.ts';
import {renderMarkdown} from '../markdown.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';
import {goalRows, goalsRule} from './goals.ts';

/** What stands in the lesson's pane: how the exam goes, the open task, or the report. */
export function examRows(lesson: LessonView, exam: ExamView, width: number, theme: Theme, text: Text): Line[] {
	const task = exam.current === undefined ? undefined : exam.tasks[exam.current];
	if (task)
		return [...taskTitle(task, exam.current!, exam, width, text), [], ...renderMarkdown(lesson.text, width, theme)];
	if (exam.report) return reportRows(exam.report, width, theme, text);
	return [
		line({text: lesson.title, bold: true, role: 'title'}),
		[],
		...renderMarkdown(lesson.story, width, theme),
		[],
		...examTaskRows(exam, width, theme, text),
	];
}

/** What stays in sight below it: the time that is left and the tasks; of a judged task its goals. */
export function examFoot(
	{goals, exam}: LessonView & {readonly exam: ExamView},
	{width, height}: {readonly width: number; readonly height: number},
	theme: Theme,
	text: Text,
): Line[] {
	const most = Math.ceil(height / 2) - 1;
	if (goals.length > 0)
		return [
			clip(goalsRule(goals, width, theme, text), width, ''),
			...goalRows(goals, {width, room: most}, theme, text).slice(0, most),
		];
	if (exam.phase === 'over') return [];
	const isLate = exam.leftMs < LATE_MS;
	const title = exam.phase === 'ready' ? text.exam.begin : text.exam.left(formatElapsed(exam.leftMs));
	const rule = line(
		{text: `${title} `, bold: true, role: isLate ? 'bad' : 'accent'},
		{text: theme.glyphs.box[4].repeat(width), role: 'border'},
	);
	return [clip(rule, width, ''), ...(exam.phase === 'ready' ? [] : numberRows(exam, width, theme))];
}

/** All tasks, one a row: the open one, the marked ones, titles, topics, points. */
export function examTaskRows({tasks, current, report}: ExamView, width: number, theme: Theme, text: Text): Line[] {
	return tasks.flatMap((task, index) => {
		const earned = report?.tasks[index]?.points;
		const points = earned === undefined ? text.exam.worth(task.maxPoints) : text.exam.points(earned, task.maxPoints);
		return wrap(
			line(
				{
					text: `${index === current ? theme.glyphs.pointer : ' '}${task.flagged ? theme.glyphs.flag : ' '} `,
					role: 'busy',
				},
				{text: `${String(index + 1).padStart(2)}  `, role: 'accent'},
				{text: task.title, ...(task.opened ? {} : {role: 'muted' as const})},
				{text: text.exam.aside(task.topic, points), role: 'muted'},
			),
			width,
			7,
		);
	});
}

const LATE_MS = 5 * 60_000;

function taskTitle(task: ExamTaskView, index: number, exam: ExamView, width: number, text: Text): Line[] {
	const earned = exam.report?.tasks[index]?.points;
	const points = earned === undefined ? text.exam.worth(task.maxPoints) : text.exam.points(earned, task.maxPoints);
	return wrap(
		line(
			{text: `${text.exam.task(index + 1, exam.tasks.length)}  `, bold: true, role: 'accent'},
			{text: task.title, bold: true, role: 'title'},
			{text: text.exam.aside(task.topic, points), role: 'muted'},
		),
		width,
	);
}

// `1 2⚑ ▸3 4`: unopened ones are muted.
function numberRows({tasks, current}: ExamView, width: number, theme: Theme): Line[] {
	const {glyphs} = theme;
	const rows: Span[][] = [[]];
	tasks.forEach(({flagged, opened}, index) => {
		const isOpen = index === current;
		const label = `${isOpen ? glyphs.pointer : ' '}${index + 1}${flagged ? glyphs.flag : ' '}`;
		const span: Span = {
			text: label,
			...(isOpen ? {bold: true, role: 'focus'} : flagged ? {role: 'busy'} : opened ? {} : {role: 'muted'}),
		};
		if (lineWidth([...rows.at(-1)!, span]) > width) rows.push([]);
		rows.at(-1)!.push(span);
	});
	return rows;
}

function reportRows(report: ExamReport, width: number, theme: Theme, text: Text): Line[] {
	const {glyphs} = theme;
	const heading = (title: string): Line[] => [[], line({text: title, bold: true, role: 'accent'})];
	const row = (...parts: Span[]) => wrap(line(...parts), width, 2);
	const result: Span = {
		text: `${report.passed ? glyphs.done : glyphs.unmet} ${text.exam.result(report)}`,
		bold: true,
		role: report.passed ? 'good' : 'busy',
	};
	const used = text.exam.timeUsed(formatElapsed(report.usedMs), formatElapsed(report.limitMs), report.clock);
	const topics = report.topics.flatMap(({title, points, maxPoints, lessons}) =>
		row(
			{text: text.exam.scored(title, text.exam.points(points, maxPoints))},
			{text: points < maxPoints && lessons.length > 0 ? text.exam.practise(lessons) : '', role: 'muted'},
		),
	);
	const tasks = report.tasks.flatMap((task, index) => [
		...row(
			{
				text: `${task.points === task.maxPoints ? glyphs.met : glyphs.unmet} `,
				role: task.points === task.maxPoints ? 'good' : 'busy',
			},
			{text: text.exam.scored(`${index + 1}. ${task.title}`, text.exam.points(task.points, task.maxPoints))},
			{text: task.flagged ? ` ${glyphs.flag}` : '', role: 'busy'},
		),
		...unmetRows(task.goals, width, theme, text),
	]);
	return [
		...row(result),
		...row({text: used, role: 'muted'}),
		...heading(text.exam.byTopic),
		...topics,
		...heading(text.exam.byTask),
		...tasks,
	];
}

function unmetRows(goals: readonly GoalView[], width: number, theme: Theme, text: Text): Line[] {
	const unmet = goals.filter(goal => !goal.met);
	return goalRows(unmet, {width: width - 2, room: Number.POSITIVE_INFINITY}, theme, text).map(
		(row): Line => [{text: '  '}, ...row],
	);
}
