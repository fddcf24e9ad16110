import {lstatSync} from 'node:fs';
import {join} from 'node:path';
import {usesCel} from '../compile.ts';
import type {CelLanguage} from '../format.ts';
import {readPackFile} from '../pack.ts';
import {LessonError, type Problem} from '../problem.ts';
import {type Schema, schemaProblems} from '../schema.ts';
import {readYaml, type YamlSource} from '../yaml-source.ts';
import type {Exam, ExamProse, PoolTask, TaskSource, Topic} from './exam-format.ts';
import {parseExamProse} from './exam-prose.ts';
import {EXAM_SCHEMA, FILLED_POOL_SCHEMA, POOL_SCHEMA} from './exam-schema.ts';
import {filled, filledText, unknownPlaceholders, valuesOf} from './placeholders.ts';

interface ExamSource {
	readonly minutes: number;
	readonly draw: number;
	readonly passPercent: number;
	readonly topics: readonly (Omit<Topic, 'lessons'> & {readonly lessons?: readonly string[]})[];
}

/** Whether a lesson of a pack is an exam: its folder has an `exam.yaml`. */
export function isExam(directory: string, id: string): boolean {
	return lstatSync(join(directory, id, 'exam.yaml'), {throwIfNoEntry: false})?.isFile() ?? false;
}

/**
 * Reads an exam of a pack with its pool: `exam.yaml`, `tasks/TOPIC.yaml`, `LOCALE.md`.
 * @param locales languages that must be there
 * Throws LessonError with all problems that were found.
 */
export async function loadExam(directory: string, id: string, locales: readonly string[]): Promise<Exam> {
	const source = readYaml(`${id}/exam.yaml`, readPackFile(directory, `${id}/exam.yaml`));
	const problems = schemaProblems(source, EXAM_SCHEMA);
	if (problems.length > 0) throw new LessonError(problems);
	const exam = source.value as ExamSource;
	for (const [index, {title}] of exam.topics.entries())
		for (const locale of locales)
			if (!Object.hasOwn(title, locale))
				problems.push(source.problem(['topics', index, 'title', locale], 'Required value'));
	const pools = exam.topics.map(topic => {
		const file = `${id}/tasks/${topic.id}.yaml`;
		return readPool(readYaml(file, readPackFile(directory, file)), topic.id, problems);
	});
	const tasks = pools.flat();
	if (problems.length === 0) problems.push(...poolProblems(source, exam, tasks));
	if (problems.length > 0) throw new LessonError(problems);
	const prose = new Map<string, ExamProse>();
	for (const locale of locales) {
		const file = `${id}/${locale}.md`;
		prose.set(locale, parseExamProse(file, readPackFile(directory, file), tasks, problems));
	}
	if (problems.length > 0) throw new LessonError(problems);
	const celLanguage: CelLanguage | undefined = usesCel(tasks.map(task => task.source))
		? (await import('../cel.ts')).celLanguage()
		: undefined;
	const topics = exam.topics.map(topic => ({...topic, lessons: topic.lessons ?? []}));
	return {...exam, id, topics, tasks, prose, ...(celLanguage && {celLanguage})};
}

// With placeholders a file has to have the right shape, and with their first values the right fields.
function readPool(source: YamlSource, topicId: string, problems: Problem[]): PoolTask[] {
	const before = problems.length;
	problems.push(...schemaProblems(source, POOL_SCHEMA));
	if (problems.length > before) return [];
	const tasks = source.value as TaskSource[];
	tasks.forEach((task, index) => {
		const values = valuesOf(task.parameters, () => 0);
		for (const name of unknownPlaceholders({...task, parameters: {}}, values))
			problems.push(source.problem([index], `the task "${task.id}" has no parameter "${name}"`));
	});
	const first = {
		...source,
		value: tasks.map(task =>
			filled(
				task,
				valuesOf(task.parameters, () => 0),
			),
		),
	};
	problems.push(...schemaProblems(first, FILLED_POOL_SCHEMA as Schema));
	return tasks.map((task, index) => ({id: task.id, topicId, source: task, file: source, path: [index]}));
}

function poolProblems(source: YamlSource, {draw}: ExamSource, tasks: readonly PoolTask[]): Problem[] {
	const problems: Problem[] = [];
	const ids = new Set<string>();
	const owners = new Map<string, string>();
	if (draw > tasks.length)
		problems.push(source.problem(['draw'], `Invalid value: ${draw}: the pool has ${tasks.length} tasks`));
	for (const {id, file, path, source: task} of tasks) {
		if (ids.has(id)) problems.push(file.problem([...path, 'id'], `Duplicate value: "${id}"`));
		ids.add(id);
		// Tasks of one paper must not meet: nothing that one does may change what another one finds.
		const nodes = (task.nodes ?? []).flatMap(({name}) => allFilled(name, task.parameters));
		for (const [what, names] of [
			['namespace', (task.parameters.namespace ?? []).map(String)],
			['node', nodes],
		] as const)
			for (const name of new Set(names)) {
				const other = owners.get(`${what} ${name}`);
				if (other !== undefined) problems.push(file.problem(path, `the ${what} "${name}" belongs to "${other}", too`));
				owners.set(`${what} ${name}`, id);
			}
	}
	return problems;
}

// A text with each of the values that its parameters may take.
function allFilled(text: string, parameters: TaskSource['parameters']): string[] {
	const most = Math.max(1, ...Object.values(parameters).map(values => values.length));
	return Array.from({length: most}, (_, index) =>
		filledText(
			text,
			valuesOf(parameters, (_, count) => index % count),
		),
	);
}
