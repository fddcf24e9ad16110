import {join} from 'node:path';
import fc from 'fast-check';
import {beforeAll, describe, expect, it} from 'vitest';
import {decodeInputs} from '../../src/lab/inputs.ts';
import {playScript} from '../../src/lab/play.ts';
import {createLab, type Lab} from '../../src/lab.ts';
import type {ExamClock, ExamReport, ExamView} from '../../src/lab-view.ts';
import {loadExam} from '../../src/lessons/exam/exam-loader.ts';
import {drawExam} from '../../src/lessons/exam/exam-paper.ts';
import type {Lesson} from '../../src/lessons/format.ts';

const MINUTE_MS = 60_000;
const SEED = 4;

let paper: Lesson;

beforeAll(async () => {
	paper = drawExam(await loadExam(join(import.meta.dirname, '../fixtures/exam'), 'exam/small', ['en', 'zh-CN']), SEED);
});

function open(options: {examClock?: ExamClock; resumed?: Lab} = {}): Lab {
	const {resumed, examClock} = options;
	return createLab({
		lesson: paper,
		seed: SEED,
		locale: 'en',
		...(examClock && {examClock}),
		...(resumed && {
			inputs: decodeInputs(JSON.parse(JSON.stringify(resumed.inputs)))!,
			elapsedMs: resumed.elapsedMs,
		}),
	});
}

function exam(lab: Lab): ExamView {
	return lab.view().lesson!.exam!;
}

function report(lab: Lab): ExamReport {
	return exam(lab).report!;
}

/** The last lines that the lab said. */
function said(lab: Lab, count = 1): string[] {
	return lab
		.view()
		.scrollback.filter(line => line.kind === 'note')
		.slice(-count)
		.map(line => line.text);
}

/** Number and lines of a task that this paper drew. */
function task(id: string): {number: number; solution: string} {
	const index = paper.steps.findIndex(step => step.id === id);
	return {number: index + 1, solution: paper.exam!.tasks[index]!.solution};
}

describe('a sitting', () => {
	it('begins with the first task; until then the clock can be chosen', () => {
		const lab = open();
		lab.advance(5 * MINUTE_MS);
		expect(exam(lab)).toMatchObject({phase: 'ready', clock: 'virtual', leftMs: 10 * MINUTE_MS});
		lab.submit('clock sun');
		expect(said(lab)).toEqual(['usage: clock virtual, or clock wall']);
		lab.submit('clock virtual');
		lab.submit('task 2');
		expect(said(lab)).toEqual([`Task 2: ${lab.view().lesson!.steps[1]!.title}`]);
		lab.advance(MINUTE_MS);
		expect(exam(lab)).toMatchObject({phase: 'running', current: 1, leftMs: 9 * MINUTE_MS});
		lab.submit('clock wall');
		expect(said(lab)).toEqual(['The exam has begun: its clock stays.']);
		lab.submit('task 3');
		expect(said(lab)).toEqual(['usage: task N, with N from 1 to 2']);
		lab.submit('next');
		expect(exam(lab).current).toBe(0);
	});

	it('begins with the first command, too', () => {
		const lab = open();
		lab.submit('kubectl get pods -A');
		expect(exam(lab)).toMatchObject({phase: 'running', current: 0});
	});

	it('marks tasks and lists them without a verdict', () => {
		const lab = open();
		const {number, solution} = task('scale');
		lab.submit(`task ${number}`);
		for (const line of solution.trim().split('\n')) lab.submit(line);
		lab.runUntilQuiet(MINUTE_MS);
		lab.submit('flag');
		expect(said(lab)).toEqual([`Task ${number} is marked.`]);
		expect(lab.view().lesson).toMatchObject({goals: [], steps: [{solved: false}, {solved: false}]});
		lab.submit('tasks');
		expect(said(lab, 3)[number - 1]).toBe(`▸ ⚑  ${number}  More of it (Scaling, 4 points)`);
		for (const word of ['goals', 'hint', 'solution', 'skip', 'undo', 'redo', 'reset']) {
			lab.submit(word);
			expect(said(lab)).toEqual(['Not in an exam. When it is over, "goals" and "solution" show what was asked for.']);
		}
		lab.submit(`flag ${number}`);
		expect(exam(lab).tasks.map(each => each.flagged)).toEqual([false, false]);
	});

	it('asks once more before it is handed in', () => {
		const lab = open();
		lab.submit('task 1');
		lab.submit('finish');
		expect(said(lab)).toEqual(['Type "finish" once more to hand in. Tasks you have not opened: 1; marked: 0.']);
		lab.submit('kubectl get pods');
		lab.submit('finish');
		expect(exam(lab).phase).toBe('running');
		lab.submit('finish');
		expect(exam(lab).phase).toBe('over');
	});
});

describe('the report', () => {
	it('gives all points for all solutions', () => {
		const lab = open();
		const script = paper.exam!.tasks.map((each, index) => `task ${index + 1}\n${each.solution}`).join('\n');
		playScript(lab, script);
		expect(report(lab)).toMatchObject({points: 7, maxPoints: 7, percent: 100, passed: true, isTimeUp: false});
		expect(lab.isSolved()).toBe(true);
	});

	it('gives none for nothing', () => {
		const lab = open();
		playScript(lab, '');
		expect(report(lab)).toMatchObject({points: 0, percent: 0, passed: false, usedMs: 0});
		expect(lab.isSolved()).toBe(false);
	});

	it('counts what is right of a task, waits for what is starting, and says what is missing', () => {
		const lab = open();
		const {number, solution} = task('scale');
		lab.submit(`task ${number}`);
		lab.submit(solution.split('\n')[0]!);
		lab.submit('finish');
		lab.submit('finish');
		const {tasks, topics, percent, passed, usedMs} = report(lab);
		expect(tasks[number - 1]).toMatchObject({points: 3, maxPoints: 4});
		expect(tasks[number - 1]!.goals.map(({id, met, points}) => [id, met, points])).toEqual([
			['replicas', true, 2],
			['ready', true, 1],
			['labelled', false, 1],
		]);
		expect(tasks[number - 1]!.goals[2]!.details).toEqual([
			{subject: 'size', want: expect.stringMatching(/^(north|south)-\d$/), have: 'none'},
		]);
		expect(topics).toEqual([
			{id: 'scaling', title: 'Scaling', points: 3, maxPoints: 4, lessons: []},
			{id: 'questions', title: 'Questions', points: 0, maxPoints: 3, lessons: ['exam/small']},
		]);
		expect({percent, passed}).toEqual({percent: 42, passed: false});
		expect(usedMs).toBeLessThan(MINUTE_MS);
		lab.submit(`task ${number}`);
		lab.submit('goals');
		expect(said(lab, 5)[0]).toBe('More of it: 3 of 4 points');
		lab.submit('solution');
		expect(said(lab, 2)[1]).toBe(solution.trim().split('\n')[1]);
	});

	it('takes what is there at the end, not what was there once', () => {
		const lab = open();
		const {number, solution} = task('scale');
		playScript(
			lab,
			`task ${number}\n${solution}\nkubectl delete deployment web -n north; kubectl delete deployment web -n south`,
		);
		expect(report(lab).points).toBe(0);
	});

	it('takes the last answer to the open task, without telling whether it is right', () => {
		const lab = open();
		const {number, solution} = task('which-node');
		lab.submit('answer nowhere');
		expect(said(lab)).toEqual(['usage: task N, with N from 1 to 2']);
		lab.submit(`task ${number}`);
		lab.submit(solution.split('\n')[0]!);
		lab.submit('answer nowhere');
		expect(said(lab)).toEqual(['Your answer is kept. Another one would take its place.']);
		lab.submit(`task ${task('scale').number}`);
		lab.submit(solution.split('\n')[0]!);
		expect(lab.view().scrollback.at(-1)!.text).toBe('Nothing asks for an answer at the moment.');
		lab.submit('finish');
		lab.submit('finish');
		expect(report(lab).tasks[number - 1]!.goals[0]).toMatchObject({met: false, details: [{have: 'nowhere'}]});
	});
});

describe('the time', () => {
	it("ends an exam by the cluster's clock, wherever it is", () => {
		const lab = open();
		lab.submit(`task ${task('scale').number}`);
		lab.submit(task('scale').solution.split('\n')[0]!);
		lab.submit('sleep 3600');
		lab.advance(9 * MINUTE_MS);
		expect(exam(lab).phase).toBe('running');
		lab.advance(2 * MINUTE_MS);
		expect(report(lab)).toMatchObject({isTimeUp: true, usedMs: 10 * MINUTE_MS, points: 3});
		expect(said(lab, 2)[0]).toBe('The time is up.');
	});

	it('by the clock on the wall only real time counts, the clock of the cluster does not', () => {
		const lab = open({examClock: 'wall'});
		expect(exam(lab).clock).toBe('wall');
		lab.tick(MINUTE_MS);
		lab.submit('task 1');
		lab.advance(60 * MINUTE_MS);
		lab.togglePause();
		for (let second = 0; second < 90; second++) lab.tick(1000);
		expect(exam(lab)).toMatchObject({phase: 'running', leftMs: 8.5 * MINUTE_MS});
		lab.wallPassed(8 * MINUTE_MS);
		expect(exam(lab).leftMs).toBe(MINUTE_MS / 2);
		lab.wallPassed(MINUTE_MS);
		expect(report(lab)).toMatchObject({clock: 'wall', isTimeUp: true, usedMs: 10 * MINUTE_MS});
	});
});

describe('the input log', () => {
	it('brings the same sitting back, also by the clock on the wall', () => {
		const action = fc.oneof(
			fc
				.constantFrom('task 1', 'task 2', 'flag', 'flag 1', 'next', 'finish', 'answer worker-1')
				.map(line => (lab: Lab) => lab.submit(line)),
			fc
				.constantFrom('north', 'south')
				.map(namespace => (lab: Lab) => lab.submit(`kubectl scale deployment web -n ${namespace} --replicas=3`)),
			fc.integer({min: 1, max: 200_000}).map(ms => (lab: Lab) => lab.tick(ms)),
		);
		fc.assert(
			fc.property(
				fc.constantFrom<ExamClock>('virtual', 'wall'),
				fc.array(action, {maxLength: 12}),
				(examClock, actions) => {
					const lab = open({examClock});
					for (const act of actions) act(lab);
					const again = open({resumed: lab});
					expect(again.view().lesson).toEqual(lab.view().lesson);
				},
			),
			{numRuns: 25},
		);
	});

	it('keeps real time without an input in one entry', () => {
		const lab = open({examClock: 'wall'});
		lab.submit('task 1');
		for (let second = 0; second < 60; second++) lab.tick(1000);
		expect(lab.inputs.map(({input}) => input)).toEqual([
			{kind: 'line', text: 'clock wall'},
			{kind: 'line', text: 'task 1'},
			{kind: 'wall', ms: 60_000},
		]);
	});
});
