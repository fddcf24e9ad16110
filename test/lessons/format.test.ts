import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {loadLesson} from '../../src/lessons/loader.ts';
import {loadCourse} from '../../src/lessons/pack.ts';
import {LessonError} from '../../src/lessons/problem.ts';

const LESSON = `formatVersion: 1
minutes: 5
steps:
- id: start
  predict: {correct: a}
  goals:
  - id: runs
    object: {deploy/web: {spec.replicas: 3}}
    hold: 1m30s
  - id: asked
    answer: {countOf: {kind: pods}}
  remarks:
  - id: bare
    when: {count: {kind: po, atLeast: 1}}
`;
const PROSE = `# Title

Story.

## start: First step

Text with a list:

- one

### predict

What?

- a: this
- b: that

#### outcome

This.

### goals

- runs: It runs
- asked: How many?

### hints

1. One
2. Two,
   in two lines
3. \`three\`

### remark bare

A bare Pod.

### explanation

\`\`\`sh
# no heading
\`\`\`

## debrief

#### Links

End.
`;

let directory: string;

function put(path: string, text: string): void {
	mkdirSync(dirname(join(directory, path)), {recursive: true});
	writeFileSync(join(directory, path), text);
}

async function problems(): Promise<string[]> {
	try {
		await loadLesson(directory, 'x/one', ['en']);
		return [];
	} catch (error) {
		if (error instanceof LessonError) return error.message.split('\n');
		throw error;
	}
}

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'kubekata-lessons-'));
	put('x/one/lesson.yaml', LESSON);
	put('x/one/en.md', PROSE);
	put('x/one/solution.sh', 'kubectl get pods\n');
});
afterEach(() => rmSync(directory, {recursive: true, force: true}));

describe('a lesson', () => {
	it('is read with its prose, files and routes', async () => {
		put('x/one/files/app/web.yaml', 'kind: Pod\n');
		put('x/one/not-now.sh', 'true\n');
		const lesson = await loadLesson(directory, 'x/one', ['en']);
		const [step] = lesson.steps;
		expect(step?.goals.map(({id, holdMs, once}) => ({id, holdMs, once}))).toEqual([
			{id: 'runs', holdMs: 90_000, once: false},
			{id: 'asked', holdMs: undefined, once: true},
		]);
		expect(step?.goals[0]?.check).toMatchObject({objects: [{reference: {kind: 'Deployment', key: 'default/web'}}]});
		const prose = lesson.prose.get('en')!;
		expect(prose).toMatchObject({title: 'Title', story: 'Story.', debrief: '#### Links\n\nEnd.'});
		expect(prose.steps.get('start')).toEqual({
			title: 'First step',
			text: 'Text with a list:\n\n- one',
			prediction: {
				question: 'What?',
				choices: [
					{key: 'a', text: 'this'},
					{key: 'b', text: 'that'},
				],
				outcome: 'This.',
			},
			goals: new Map([
				['runs', 'It runs'],
				['asked', 'How many?'],
			]),
			hints: ['One', 'Two,\nin two lines', '`three`'],
			remarks: new Map([['bare', 'A bare Pod.']]),
			explanation: '```sh\n# no heading\n```',
		});
		expect([...lesson.world.files]).toEqual([['app/web.yaml', 'kind: Pod\n']]);
		expect([...lesson.routes.keys()]).toEqual(['not-now.sh', 'solution.sh']);
	});

	it('says what is wrong in lesson.yaml, and where', async () => {
		put(
			'x/one/lesson.yaml',
			LESSON.replace('spec.replicas', 'spec..replicas')
				.replace('deploy/web', 'deploi/web')
				.replace('kind: pods', 'kind: boats'),
		);
		expect(await problems()).toEqual([
			'x/one/lesson.yaml:8:14: steps[0].goals[0].object[deploi/web]: Invalid value: "deploi/web": unknown kind "deploi"',
			'x/one/lesson.yaml:11:24: steps[0].goals[1].answer.countOf.kind: Invalid value: "boats": unknown kind',
		]);
		put('x/one/lesson.yaml', LESSON.replace('hold:', 'holds:').replace('minutes: 5', 'minutes: soon'));
		expect(await problems()).toEqual([
			'x/one/lesson.yaml:2:1: minutes: Invalid type: got string, expected integer',
			'x/one/lesson.yaml:9:5: steps[0].goals[0].holds: unknown field, did you mean "hold"?',
		]);
		put('x/one/lesson.yaml', LESSON.replace('    object:', '    absent: pod/web\n    object:'));
		expect(await problems()).toEqual([
			'x/one/lesson.yaml:7:5: steps[0].goals[0]: Invalid value: needs exactly one of object, count, absent, command, answer, cel; has object, absent',
		]);
		put('x/one/lesson.yaml', LESSON.replace('id: asked', 'id: runs').replace('{correct: a}', '{correct: a, why: x}'));
		expect(await problems()).toEqual([
			'x/one/lesson.yaml:5:25: steps[0].predict.why: unknown field, known are: correct',
		]);
		put('x/one/lesson.yaml', 'a: [1\nb: 2');
		expect((await problems())[0]).toMatch(/^x\/one\/lesson\.yaml:2:\d+: /);
	});

	it('says what is wrong in the prose, and where', async () => {
		put(
			'x/one/en.md',
			PROSE.replace('- asked: How many?\n', '')
				.replace('### hints', '### hint')
				.replace('#### outcome', '#### result')
				.replace('## debrief', '## end'),
		);
		expect(await problems()).toEqual([
			'x/one/en.md:48: the section "## debrief" is missing',
			'x/one/en.md:43: no step has the id "end"',
			'x/one/en.md:26: "### hint" is none of predict, goals, hints, remark ID, explanation',
			'x/one/en.md:11: "#### outcome" is missing',
			'x/one/en.md:22: the goal "asked" has no text',
			'x/one/en.md:5: "### hints" is missing in the step "start"',
			'x/one/en.md:5: needs 3 hints, has 0',
		]);
	});

	it('has a cheat card as its last section, or none', async () => {
		const lines = ['- `a: b`: one', '- `c`：two', '- `d` : `three`', '- `e`: four: five'];
		put('x/one/en.md', `${PROSE}\n## card\n\n${lines.join('\n')}\n`);
		expect((await loadLesson(directory, 'x/one', ['en'])).prose.get('en')?.card).toEqual([
			{command: 'a: b', text: 'one'},
			{command: 'c', text: 'two'},
			{command: 'd', text: '`three`'},
			{command: 'e', text: 'four: five'},
		]);
		put('x/one/en.md', `${PROSE}\n## card\n\nkubectl: why\n`);
		expect(await problems()).toEqual([
			'x/one/en.md:50: a card has lines "- `command`: phrase", this is none: kubectl: why',
			'x/one/en.md:50: a card has 4 to 9 lines, this one 0',
		]);
	});

	it('wants a bad expression mended', async () => {
		put('x/one/lesson.yaml', LESSON.replace('object: {deploy/web: {spec.replicas: 3}}', "cel: 'pods.('"));
		expect((await problems())[0]).toMatch(/^x\/one\/lesson\.yaml:8:5: steps\[0\]\.goals\[0\]\.cel: Invalid value: /);
	});
});

describe('a pack of a stranger', () => {
	it('reads nothing outside itself', async () => {
		symlinkSync('/etc/hostname', join(directory, 'x/one/files'));
		expect(await problems()).toEqual(['x/one/files: is not a folder']);
		rmSync(join(directory, 'x/one/files'));
		mkdirSync(join(directory, 'x/one/files'));
		symlinkSync('/etc/hostname', join(directory, 'x/one/files/name'));
		expect(await problems()).toEqual(['x/one/files/name: is not an ordinary file']);
		rmSync(join(directory, 'x/one/files'), {recursive: true});
		await expect(loadLesson(directory, '../one', ['en'])).rejects.toThrow('../one: is not the name of a lesson');
		put(
			'course.yaml',
			'formatVersion: 1\ntitle: {en: T}\nchapters: [{id: a, title: {en: A}, lessons: [x/../../etc]}]\n',
		);
		expect(() => loadCourse(directory)).toThrow(
			'course.yaml:3:46: chapters[0].lessons[0]: Invalid value: "x/../../etc": must match',
		);
	});

	it('is bounded in size and YAML aliases, and cannot speak to the terminal', async () => {
		put('x/one/files/big.txt', 'x'.repeat(300_000));
		expect(await problems()).toEqual(['x/one/files/big.txt: is larger than 256 KiB']);
		rmSync(join(directory, 'x/one/files'), {recursive: true});
		const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a]', 'c: [*b,*b,*b,*b,*b,*b,*b,*b]'].join(
			'\n',
		);
		put('x/one/lesson.yaml', bomb);
		expect((await problems())[0]).toContain('Excessive alias count');
		put('x/one/lesson.yaml', `${LESSON}__proto__: {core: true}\n`);
		expect((await problems())[0]).toContain('__proto__: unknown field');
		put('x/one/lesson.yaml', LESSON);
		put('x/one/en.md', PROSE.replace('Story.', 'St\u001b]0;title\u0007o\u001b[31mr\u009by\u202e.'));
		expect((await loadLesson(directory, 'x/one', ['en'])).prose.get('en')?.story).toBe('Story.');
	});
});
