import {reportLines} from '../lab/exam-report.ts';
import type {LabText} from '../lab/text/en.ts';
import type {LessonView} from '../lab-view.ts';
import type {CliText} from './text/en.ts';

/** What is new in an exam since the last view of it, as plain lines: the introduction, the task that was opened, the report. */
export function examNews(
	{title, story, text: taskText, exam}: LessonView,
	previous: LessonView | undefined,
	text: CliText,
	labText: LabText,
): string[] {
	const before = previous?.exam;
	if (!exam) return [];
	const lines: string[] = [];
	if (!before) {
		const tasks = exam.tasks.map(
			(task, index) =>
				`${String(index + 1).padStart(3)}  ${task.title}${labText.exam.aside(task.topic, labText.exam.worth(task.maxPoints))}`,
		);
		lines.push(`# ${title}`, '', story, '', ...tasks, '', text.leaveWith, '');
	}
	const task = exam.current === undefined ? undefined : exam.tasks[exam.current];
	if (task && exam.current !== before?.current)
		lines.push(
			'',
			`## ${text.task(exam.current! + 1, exam.tasks.length, task.title)}${labText.exam.aside(labText.exam.worth(task.maxPoints))}`,
			'',
			taskText,
			'',
		);
	if (exam.report && !before?.report) lines.push('', ...reportLines(exam.report, labText).slice(1));
	return lines;
}
