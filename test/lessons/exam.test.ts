import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {loadExam} from '../../src/lessons/exam/exam-loader.ts';
import {drawExam} from '../../src/lessons/exam/exam-paper.ts';
import {filled, filledText, unknownPlaceholders} from '../../src/lessons/exam/placeholders.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import {LessonError} from '../../src/lessons/problem.ts';

const SMALL = join(import.meta.dirname, '../fixtures/exam');
const BUILT_IN = join(import.meta.dirname, '../../lessons');

let directory: string;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'kubekata-exam-'));
	cpSync(SMALL, directory, {recursive: true});
});
afterEach(() => rmSync(directory, {recursive: true, force: true}));

function change(file: string, from: string, to: string): void {
	const path = join(directory, 'exam/small', file);
	const text = readFileSync(path, 'utf8');
	expect(text).toContain(from);
	writeFileSync(path, text.replace(from, to));
}

async function problems(): Promise<string[]> {
	try {
		await loadExam(directory, 'exam/small', ['en', 'zh-CN']);
	} catch (error) {
		if (error instanceof LessonError) return error.message.split('\n');
		throw error;
	}
	return [];
}

// Everything that a learner of a paper meets.
function contentOf(lesson: Lesson): unknown {
	return {
		steps: lesson.steps,
		world: lesson.world,
		texts: [...lesson.prose.get('en')!.steps.values()].map(({title, text, goals}) => [title, text, [...goals]]),
		solution: lesson.solution,
	};
}

describe('placeholders', () => {
	const values = new Map<string, unknown>([
		['replicas', 3],
		['app.name', 'web'],
	]);

	it('are filled in texts and keys; a text that is nothing else becomes the value itself', () => {
		expect(filled({'pod/{{app.name}}': ['{{replicas}}', ' {{ replicas }} of {{app.name}}', true]}, values)).toEqual({
			'pod/web': [3, ' 3 of web', true],
		});
	});

	it("leave kubectl's templates and shell variables alone, and name what is unknown", () => {
		expect(filledText('{{.metadata.name}} $HOME {{nothing}}', values)).toBe('{{.metadata.name}} $HOME {{nothing}}');
		expect(unknownPlaceholders(['{{nothing}}', '{{app.name}} {{.items}}', '{{nothing}}'], values)).toEqual(['nothing']);
	});
});

describe('a paper', () => {
	it('is the same for the same seed, and another one for others', async () => {
		const exam = await loadExam(BUILT_IN, 'exam/workloads', ['en']);
		const papers = [1, 2, 3, 4, 5].map(seed => drawExam(exam, seed));
		papers.forEach((paper, index) => {
			expect(contentOf(paper)).toEqual(contentOf(drawExam(exam, index + 1)));
			expect(new Set(paper.steps.map(step => step.id)).size).toBe(exam.draw);
		});
		expect(new Set(papers.map(paper => JSON.stringify(contentOf(paper)))).size).toBe(papers.length);
	});

	it('asks for every topic of the pool', async () => {
		const exam = await loadExam(BUILT_IN, 'exam/workloads', ['en']);
		expect(exam.tasks.length).toBeGreaterThanOrEqual(30);
		for (let seed = 0; seed < 50; seed++) {
			const topics = drawExam(exam, seed).exam!.tasks.map(task => task.topicId);
			expect(new Set(topics).size).toBe(Math.min(exam.draw, exam.topics.length));
		}
	});

	it('has the values of its draw everywhere', async () => {
		const exam = await loadExam(directory, 'exam/small', ['en', 'zh-CN']);
		const paper = drawExam(exam, 3);
		const prose = paper.prose.get('zh-CN')!;
		const {text} = prose.steps.get('scale')!;
		const [, namespace, replicas] = /`(north|south)` 里的 `web` 扩到 (\d)/.exec(text)!;
		expect(prose.steps.get('scale')!.goals.get('ready')).toBe(`${replicas} 个已就绪`);
		expect(paper.world.run).toContain(`kubectl create namespace ${namespace}`);
		expect(paper.solution).toContain(`--replicas=${replicas}`);
		expect(paper.steps.find(step => step.id === 'scale')!.goals[0]!.check).toMatchObject({
			objects: [{reference: {key: `${namespace}/web`}, fields: [{matcher: [{value: Number(replicas)}]}]}],
		});
		expect([...paper.world.files]).toEqual([
			['east/note.txt', expect.stringMatching(/^(web runs nginx:1\.27|db runs redis:7\.2)$/)],
		]);
	});
});

describe('an exam', () => {
	it('names unknown placeholders in tasks and in texts', async () => {
		change('tasks/scaling.yaml', '--replicas={{replicas}}', '--replicas={{copies}}');
		expect(await problems()).toEqual([
			'exam/small/tasks/scaling.yaml:1:3: [0]: the task "scale" has no parameter "copies"',
		]);
		change('tasks/scaling.yaml', '{{copies}}', '{{replicas}}');
		change('zh-CN.md', '{{app.name}}', '{{app.nom}}');
		expect(await problems()).toEqual(['exam/small/zh-CN.md:15: the task "which-node" has no parameter "app.nom"']);
	});

	it('checks goals as those of lessons, with the values filled in', async () => {
		change('tasks/scaling.yaml', '{spec.replicas: "{{replicas}}"}', '{spec..replicas: "{{replicas}}"}');
		change('tasks/questions.yaml', 'points: 2', 'points: many');
		expect(await problems()).toEqual([
			'exam/small/tasks/questions.yaml:18:5: [0].goals[0].points: Invalid type: got string, expected integer',
		]);
		change('tasks/questions.yaml', 'points: many', 'points: 2');
		const exam = await loadExam(directory, 'exam/small', ['en']);
		expect(() => drawExam(exam, 1)).toThrow('spec..replicas');
	});

	it('is bounded: values are short and plain', async () => {
		change('tasks/scaling.yaml', '[2, 3, 4]', `[2, "${'x'.repeat(201)}", [3]]`);
		change('tasks/questions.yaml', '{name: web,', '{name: {deep: web},');
		expect(await problems()).toEqual([
			'exam/small/tasks/scaling.yaml:4:19: [0].parameters.replicas[1]: Too long: may not be more than 200 characters',
			expect.stringContaining('[0].parameters.replicas[2]: Invalid type: got array'),
			expect.stringContaining(
				'[0].parameters.app[0].name: Invalid type: got object, expected string or number or boolean',
			),
		]);
	});

	it('wants texts for every task and goal, in every language', async () => {
		change('en.md', '## which-node', '## which-pod');
		change('zh-CN.md', '- kept: 你记下了它\n', '');
		expect(await problems()).toEqual([
			'exam/small/en.md:15: no task has the id "which-pod"',
			'exam/small/en.md:23: the section "## which-node: Title" is missing',
			'exam/small/zh-CN.md:19: the goal "kept" has no text',
		]);
	});

	it('keeps its tasks apart', async () => {
		change('tasks/questions.yaml', '[east]', '[east, south]');
		expect(await problems()).toEqual([
			'exam/small/tasks/questions.yaml:1:3: [0]: the namespace "south" belongs to "scale", too',
		]);
		change('exam.yaml', 'draw: 2', 'draw: 3');
		expect(await problems()).toContain('exam/small/exam.yaml:3:1: draw: Invalid value: 3: the pool has 2 tasks');
	});
});
