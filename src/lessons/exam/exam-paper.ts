import {DEFAULT_NODES} from '../../cluster/node/nodes.ts';
import {Random} from '../../cluster/random.ts';
import type {Lesson, Step} from '../format.ts';
import {GoalCompiler} from '../goal-compiler.ts';
import {LessonError} from '../problem.ts';
import type {Prose, StepProse} from '../prose.ts';
import type {Exam, ExamProse, PaperTask, PoolTask, TaskSource} from './exam-format.ts';
import {type Choice, filled, filledText, type Values, valuesOf} from './placeholders.ts';

/** A task with the values of its placeholders. */
export interface TaskDraw {
	readonly task: PoolTask;
	readonly values: Values;
}

/** The paper of a seed: the same seed gives the same tasks with the same values in the same order. Throws LessonError. */
export function drawExam(exam: Exam, seed: number): Lesson {
	const random = new Random(seed);
	const choose: Choice = (_, count) => random.integer(count);
	return examPaper(
		exam,
		drawnTasks(exam, random).map(task => ({task, values: valuesOf(task.source.parameters, choose)})),
	);
}

/** A paper as a lesson with one step per task, all in one cluster. Throws LessonError for tasks that can't be compiled with these values. */
export function examPaper(exam: Exam, draws: readonly TaskDraw[]): Lesson {
	const parts = draws.map(draw => taskPart(exam, draw));
	const sources = parts.map(part => part.source);
	return {
		id: exam.id,
		core: false,
		minutes: exam.minutes,
		world: {
			nodes: [...DEFAULT_NODES, ...sources.flatMap(source => source.nodes ?? [])],
			files: new Map(
				parts.flatMap(({source, namespace}) =>
					Object.entries(source.files ?? {}).map(([name, text]) => [`${namespace}/${name}`, text] as const),
				),
			),
			setup: new Map(
				sources.flatMap(({id, manifests}) => (manifests === undefined ? [] : [[`${id}.yaml`, manifests]])),
			),
			run: parts.flatMap(hiddenLines),
			advanceMs: 0,
		},
		steps: parts.map(part => part.step),
		prose: new Map([...exam.prose].map(([locale, prose]) => [locale, paperProse(prose, draws)])),
		solution: sources.map(source => source.solution).join('\n'),
		routes: new Map(),
		...(exam.celLanguage && {celLanguage: exam.celLanguage}),
		exam: {
			limitMs: exam.minutes * 60_000,
			passPercent: exam.passPercent,
			topics: exam.topics,
			tasks: parts.map(part => part.paperTask),
		},
	};
}

// From every topic in turn, so that a paper asks for as many topics as it can.
function drawnTasks(exam: Exam, random: Random): PoolTask[] {
	const pools = shuffled(exam.topics, random).map(topic =>
		shuffled(
			exam.tasks.filter(task => task.topicId === topic.id),
			random,
		),
	);
	const deepest = Math.max(...pools.map(pool => pool.length));
	const inTurn = Array.from({length: deepest}, (_, round) => pools.flatMap(pool => pool[round] ?? [])).flat();
	return shuffled(inTurn.slice(0, exam.draw), random);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
	const result = [...items];
	for (let index = result.length - 1; index > 0; index--) {
		const other = random.integer(index + 1);
		[result[index], result[other]] = [result[other]!, result[index]!];
	}
	return result;
}

interface TaskPart {
	readonly source: TaskSource;
	readonly namespace: string;
	readonly step: Step;
	readonly paperTask: PaperTask;
}

function taskPart(exam: Exam, {task, values}: TaskDraw): TaskPart {
	const source = filled(task.source, values) as TaskSource;
	const namespace = String(values.get('namespace') ?? 'default');
	const compiler = new GoalCompiler(task.file, exam.celLanguage);
	const goals = source.goals.map(({points: _, ...goal}) => ({namespace, ...goal}));
	const step = compiler.step({id: task.id, goals}, task.path);
	if (compiler.problems.length > 0) throw new LessonError(compiler.problems);
	return {
		source,
		namespace,
		step,
		paperTask: {
			id: task.id,
			topicId: task.topicId,
			points: source.goals.map(goal => goal.points ?? 1),
			solution: source.solution,
			misses: source.misses ?? [],
		},
	};
}

function hiddenLines({source, namespace}: TaskPart): string[] {
	return [
		...(namespace === 'default' ? [] : [`kubectl create namespace ${namespace}`]),
		...(source.manifests === undefined ? [] : [`kubectl apply -n ${namespace} -f setup/${source.id}.yaml`]),
		...(source.setup ?? []),
	];
}

function paperProse({title, story, tasks}: ExamProse, draws: readonly TaskDraw[]): Prose {
	const steps = draws.map(({task, values}): [string, StepProse] => {
		const prose = tasks.get(task.id);
		const text = (source: string | undefined) => filledText(source ?? '', values);
		return [
			task.id,
			{
				title: text(prose?.title),
				text: text(prose?.text),
				goals: new Map([...(prose?.goals ?? [])].map(([id, sentence]) => [id, text(sentence)])),
				hints: [],
				remarks: new Map(),
				explanation: '',
			},
		];
	});
	return {title, story, steps: new Map(steps), debrief: ''};
}
