import {plainText} from '../plain-text.ts';
import type {Problem} from '../problem.ts';
import {goalTexts, type Report} from '../prose.ts';
import {type Section, sections} from '../sections.ts';
import type {ExamProse, PoolTask, TaskProse} from './exam-format.ts';
import {unknownPlaceholders, valuesOf} from './placeholders.ts';

/** Reads the words of an exam and compares them with its pool. Problems are added to `problems`. */
export function parseExamProse(file: string, text: string, tasks: readonly PoolTask[], problems: Problem[]): ExamProse {
	const report: Report = (line, message) => problems.push({file, line, message});
	const root = sections(plainText(text));
	const top = root.children[0];
	if (top?.level !== 1) report(1, 'the first line must be "# Title"');
	const lastLine = text.split('\n').length;
	const found = new Map<string, TaskProse>();
	for (const section of top?.children ?? []) {
		const id = section.title.split(/[:：]/)[0]!.trim();
		const task = tasks.find(each => each.id === id);
		if (found.has(id)) report(section.line, `the section "${id}" stands here a second time`);
		else if (task) found.set(id, taskProse(section, task, report));
		else report(section.line, `no task has the id "${id}"`);
	}
	for (const {id} of tasks) if (!found.has(id)) report(lastLine, `the section "## ${id}: Title" is missing`);
	return {title: top?.title ?? '', story: top?.body ?? '', tasks: found};
}

function taskProse(section: Section, {id, source}: PoolTask, report: Report): TaskProse {
	const title = /[:：]\s*(.+)$/.exec(section.title)?.[1] ?? '';
	if (!title) report(section.line, `"## ${id}: Title" has no title`);
	if (!section.body) report(section.line, `the task "${id}" has no text`);
	const goals = section.children.find(child => child.title === 'goals');
	for (const child of section.children) if (child !== goals) report(child.line, `"### ${child.title}" is not goals`);
	if (!goals) report(section.line, `"### goals" is missing in the task "${id}"`);
	const prose = {
		title,
		text: section.body,
		goals: goals ? goalTexts(goals, source, report) : new Map<string, string>(),
	};
	const values = valuesOf(source.parameters, () => 0);
	for (const name of unknownPlaceholders([title, prose.text, ...prose.goals.values()], values))
		report(section.line, `the task "${id}" has no parameter "${name}"`);
	return prose;
}
