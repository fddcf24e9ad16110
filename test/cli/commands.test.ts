import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Environment} from '../../src/cli/environment.ts';
import {main} from '../../src/cli/main.ts';
import {openLesson} from '../../src/cli/open-lesson.ts';

let home: string;
const fixtures = join(import.meta.dirname, '../fixtures/lessons');

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'kubekata-cli-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

async function call(
	args: string[],
	input: string[] = [],
	lessonsDirectory = fixtures,
): Promise<{code: number; out: string; err: string}> {
	const written = {out: '', err: ''};
	const environment: Environment = {
		env: {KUBEKATA_HOME: home},
		lessonsDirectory,
		lessonSchema: join(import.meta.dirname, '../../src/lessons/lesson-schema.json'),
		version: '1.2.3',
		isTerminal: false,
		out: text => {
			written.out += text;
		},
		err: text => {
			written.err += text;
		},
		async *lines() {
			yield* input;
		},
	};
	return {code: await main(args, environment), ...written};
}

/** Those of the texts that stand in `out`, each after the one before it. */
function inOrder(out: string, texts: readonly string[]): string[] {
	let at = 0;
	return texts.filter(text => {
		const found = out.indexOf(text, at);
		at = Math.max(at, found);
		return found >= 0;
	});
}

const SOLVING = [
	'kubectl scale deployment web --replicas=3',
	'kubectl get pods -o wide',
	'answer 3',
	'next',
	'kubectl delete deploy/web cm/setup-was-here',
];

describe('kubekata LESSON without a terminal', () => {
	it('prints lesson, output and goals as lines, and leaves with 0 when solved', async () => {
		const {code, out, err} = await call(['basics/scale', '--seed', '3'], SOLVING);
		expect({code, err}).toEqual({code: 0, err: ''});
		const told = [
			'# Three instead of two',
			'## Step 1/2: One more',
			'  b) nothing',
			'  ○ Three Pods are ready',
			'$ kubectl scale deployment web --replicas=3',
			'deployment.apps/web scaled',
			'  ✔ Three Pods are ready',
			'Right.',
			'### What happened',
			'It was b. They stay.',
			'## Step 2/2: Clean up',
			'All gone.',
			'## What to take with you',
			'## Card',
			'kubectl get nodes                          the nodes',
			'3 commands',
		];
		expect(inOrder(out, told)).toEqual(told);
		expect((await call(['list'])).out).toContain('Three instead of two (5 min, solved)');
	});

	it('leaves with 1 when unsolved, and keeps stderr apart', async () => {
		const {code, out, err} = await call(['basics/scale'], ['kubectl get pod nothing']);
		expect({code, err}).toEqual({code: 1, err: 'Error from server (NotFound): pods "nothing" not found\n'});
		expect(out).not.toContain('NotFound');
	});

	it('needs no lesson in the sandbox', async () => {
		const {code, out} = await call(['sandbox', '--lang', 'zh-CN'], ['kubectl get nodes -o name', 'goals']);
		expect(code).toBe(0);
		expect(out).toContain('node/control-plane\nnode/worker-1\nnode/worker-2\n');
		expect(out).toContain('这里是沙盒，没有目标。');
	});

	it('knows no other lesson', async () => {
		expect(await call(['basics/scail'])).toEqual({
			code: 2,
			out: '',
			err: 'kubekata: unknown command or lesson: basics/scail\nSee "kubekata --help".\n'.replace(
				'\nSee',
				'\nDid you mean "basics/scale"?\nSee',
			),
		});
	});
});

describe('kubekata card', () => {
	it('prints the commands of a lesson in two columns, in the language of the learner', async () => {
		expect(await call(['card', 'basics/scale'])).toEqual({
			code: 0,
			out: [
				'Three instead of two',
				'',
				'kubectl scale deployment web --replicas=3  so many Pods',
				'kubectl get pods -o wide                   with their nodes',
				'kubectl get nodes                          the nodes',
				'kubectl delete deployment web              and its Pods',
				'',
			].join('\n'),
			err: '',
		});
		const chinese = await call(['card', 'basics/scale', '--lang', 'zh-CN']);
		expect(chinese.out).toContain('kubectl get nodes                          节点\n');
	});

	it('knows which lesson has none, and which is none', async () => {
		cpSync(fixtures, home, {recursive: true});
		const prose = join(home, 'basics/scale/en.md');
		writeFileSync(prose, readFileSync(prose, 'utf8').replace(/## card[\s\S]*/, ''));
		expect(await call(['card', 'basics/scale'], [], home)).toEqual({
			code: 1,
			out: '',
			err: 'kubekata: the lesson basics/scale has no card\n',
		});
		expect(await call(['card', 'scale'])).toMatchObject({code: 2, err: expect.stringContaining('"basics/scale"')});
	});
});

describe('kubekata run', () => {
	it('tells which goals a script meets', async () => {
		const script = join(home, 'script.sh');
		writeFileSync(script, 'kubectl scale deployment web --replicas=4\n');
		const {code, out} = await call(['run', 'basics/scale', '--script', script]);
		expect(code).toBe(1);
		expect(out.replace(/\(00:.*\)/, '(time)').split('\n')).toEqual([
			'○ Step 1/2: One more',
			'  ○ Three Pods are ready',
			'      readyReplicas: want 3, have 4',
			'  ✔ Two are always available',
			'  ○ You saw the nodes',
			'  ○ How many Pods are there?',
			'○ Step 2/2: Clean up',
			'The lesson is not solved: step 1 of 2 is open. (time)',
			'',
		]);
	});

	it('tells what is wrong with a broken lesson', async () => {
		const pack = join(home, 'pack');
		cpSync(fixtures, pack, {recursive: true});
		writeFileSync(join(pack, 'basics/scale/lesson.yaml'), 'formatVersion: 1\nminutes: many\nsteps: []\n');
		const {code, out, err} = await call(['run', 'basics/scale', '--script', '/dev/null'], [], pack);
		expect({code, out}).toEqual({code: 1, out: ''});
		expect(err).toMatch(/^basics\/scale\/lesson\.yaml:2:\d+: minutes: Invalid type: got string, expected integer/);
	});

	it('says so in JSON when it is solved', async () => {
		const {code, out} = await call([
			'run',
			'basics/scale',
			'--script',
			join(fixtures, 'basics/scale/solution.sh'),
			'--json',
		]);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			lesson: 'basics/scale',
			solved: true,
			steps: [
				{id: 'scale', solved: true},
				{id: 'clean', solved: true},
			],
		});
	});

	it('complains about a script that is not there', async () => {
		expect(await call(['run', 'basics/scale', '--script', join(home, 'none.sh')])).toMatchObject({
			code: 1,
			out: '',
			err: expect.stringMatching(/^kubekata: cannot read .*none\.sh: ENOENT/),
		});
	});
});

describe('kubekata replay', () => {
	it('prints what each step printed, streams apart', async () => {
		const file = join(home, 'case.yaml');
		writeFileSync(
			file,
			`title: a case
files: {pod.yaml: "apiVersion: v1\\nkind: Pod\\nmetadata: {name: web}\\nspec: {containers: [{name: web, image: nginx}]}\\n"}
steps:
- {run: kubectl apply -f pod.yaml}
- {settle: true}
- {advance: 1m}
- {run: "kubectl get pod web none --no-headers"}
`,
		);
		const {code, out} = await call(['replay', file, '--json']);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toEqual([
			{
				file,
				steps: [
					{run: 'kubectl apply -f pod.yaml', out: 'pod/web created\n', err: '', code: 0},
					{
						run: 'kubectl get pod web none --no-headers',
						out: expect.stringMatching(/^web {3}1\/1 {3}Running {3}0 {5}\d+s\n$/),
						err: 'Error from server (NotFound): pods "none" not found\n',
						code: 1,
					},
				],
			},
		]);
	});
});

describe('kubekata check', () => {
	it('finds nothing wrong with a good pack', async () => {
		expect(await call(['check'])).toEqual({code: 0, out: '1 lesson, 4 scripts: all good\n', err: ''});
	});

	it('finds routes that fail, near misses that solve, broken links, missing cards, lost lessons and failing preparations', async () => {
		const pack = join(home, 'pack');
		cpSync(fixtures, pack, {recursive: true});
		const at = (name: string) => join(pack, 'basics/scale', name);
		writeFileSync(at('also-nothing.sh'), 'kubectl get pods\n');
		writeFileSync(at('not-solution.sh'), readFileSync(at('solution.sh')));
		writeFileSync(
			at('zh-CN.md'),
			readFileSync(at('zh-CN.md'), 'utf8')
				.replace('https://kubernetes.io/docs/', 'http://kubernetes.io/')
				.replace(/## card[\s\S]*/, ''),
		);
		cpSync(at('.'), join(pack, 'basics/lost'), {recursive: true});
		const {code, err} = await call(['check', pack]);
		expect(code).toBe(1);
		expect(err.split('\n').map(line => line.slice(0, 90))).toEqual([
			'basics/scale/zh-CN.md: the link http://kubernetes.io/ must begin with https://',
			'basics/scale/zh-CN.md: the section "## card" is missing',
			'basics/scale/also-nothing.sh: does not solve the lesson: step scale: replicas: readyReplicas want 3, have 2; listed'.slice(
				0,
				90,
			),
			'basics/scale/not-solution.sh: solves the lesson, and should not',
			'basics/lost/lesson.yaml: is in no chapter of course.yaml',
			'5 problems',
			'',
		]);
		writeFileSync(
			at('lesson.yaml'),
			readFileSync(at('lesson.yaml'), 'utf8').replace('setup/web.yaml', 'setup/none.yaml'),
		);
		expect((await call(['check', pack])).err).toContain(
			'basics/scale/lesson.yaml: world.run: this line fails: kubectl apply -f setup/none.yaml',
		);
	});
});

describe('kubekata progress', () => {
	it('shows, exports, forgets and imports', async () => {
		const file = join(home, 'export.json');
		await call(['basics/scale'], SOLVING);
		expect((await call(['progress'])).out).toMatch(/^1 of 1 lessons solved\n {2}basics\/scale {2}solved\nkept in /);
		expect(await call(['progress', 'export', file])).toMatchObject({code: 0, out: `Progress written to ${file}.\n`});
		await call(['progress', 'reset']);
		expect((await call(['progress'])).out).toMatch(/^0 of 1/);
		await call(['progress', 'import', file]);
		expect((await call(['progress'])).out).toMatch(/^1 of 1/);
		writeFileSync(file, '{}');
		expect(await call(['progress', 'import', file])).toMatchObject({
			code: 1,
			err: `kubekata: ${file} is no progress of kubekata\n`,
		});
	});

	it('lists in JSON', async () => {
		expect(JSON.parse((await call(['list', '--json'])).out)).toEqual([
			{
				id: 'basics/scale',
				title: 'Three instead of two',
				chapterTitle: 'Basics',
				minutes: 5,
				core: false,
				state: 'new',
			},
		]);
	});
});

describe('an exam', () => {
	const exams = join(import.meta.dirname, '../fixtures/exam');

	async function grade(text: string, ...flags: string[]) {
		const script = join(home, 'script.sh');
		writeFileSync(script, text);
		return call(['run', 'exam/small', '--seed', '5', '--script', script, ...flags], [], exams);
	}

	it('is graded without a screen, with points by task and topic', async () => {
		const {code, out, err} = await grade('flag 2\nkubectl scale deployment web -n north --replicas=3\n');
		expect({code, err}).toEqual({code: 1, err: ''});
		expect(out.replace(/\d\d:\d\d:\d\d of/, 'TIME of').split('\n')).toEqual([
			'Not passed: 3 of 7 points, 42 % (60 % are needed)',
			"Time used: TIME of 00:10:00 (cluster's clock)",
			'',
			'Tasks',
			'◐ 1. More of it (Scaling): 3 of 4 points',
			'    ✔ It wants 3 replicas (2)',
			'    ✔ 3 are ready (1)',
			'    ○ It says so (1)',
			'        size: want north-3, have none',
			'○ 2. Where? (Questions): 0 of 3 points ⚑',
			'    ○ You named the node (2)',
			'    ○ You kept it (1)',
			'        configmap/answer: want one, have none',
			'',
			'Topics',
			'  Scaling: 3 of 4 points',
			'  Questions: 0 of 3 points (practise: exam/small)',
			'',
		]);
	});

	it('is passed with exit code 0 when there are enough points', async () => {
		const lines = [
			'kubectl scale deployment web -n north --replicas=3',
			'kubectl label deployment web -n north size=north-3',
			'kubectl create configmap answer -n east --from-literal=node=any',
		];
		const {code, out} = await grade(lines.join('\n'), '--json');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			lesson: 'exam/small',
			seed: 5,
			clock: 'virtual',
			points: 5,
			maxPoints: 7,
			percent: 71,
			passed: true,
			tasks: [{points: 4}, {points: 1, goals: [{met: false}, {met: true}]}],
		});
	});

	it('shows task and report as plain lines; the best result stays in the list', async () => {
		const {code, out} = await call(
			['exam/small', '--seed', '5', '--clock', 'virtual'],
			['task 1', 'kubectl scale deployment web -n north --replicas=3', 'finish', 'finish'],
			exams,
		);
		expect(code).toBe(1);
		const told = [
			'$ clock virtual',
			'# A small exam',
			'  1  More of it (Scaling, 4 points)',
			'## Task 1/2: More of it (4 points)',
			'Scale `web` in `north` to 3.',
			'Type "finish" once more',
			'Not passed: 3 of 7 points',
			'  Scaling: 3 of 4 points',
		];
		expect(inOrder(out, told)).toEqual(told);
		await call(['exam/small', '--seed', '5'], ['task 1', 'quit'], exams);
		expect((await call(['list'], [], exams)).out).toContain('A small exam (10 min, begun, best result 42 %)');
	});

	it('goes on with its own paper, and with another one when it is over', async () => {
		const options = {command: {name: 'menu'}, plain: true, color: false, json: false} as const;
		const where = {options, locale: 'en', lessonsDirectory: exams} as const;
		const lab = await openLesson('exam/small', where, undefined);
		lab.submit('task 2');
		const saved = {solved: false, seed: lab.seed, inputs: lab.inputs, elapsedMs: lab.elapsedMs};
		const again = await openLesson('exam/small', where, saved);
		expect(again.seed).toBe(lab.seed);
		expect(again.view().lesson).toEqual(lab.view().lesson);
		expect((await openLesson('exam/small', where, {...saved, inputs: []})).seed).not.toBe(lab.seed);
	});

	it('is checked: solutions earn everything, doing nothing earns nothing, near misses what they say', async () => {
		expect(await call(['check', exams])).toEqual({code: 0, out: '1 lesson, 3 scripts: all good\n', err: ''});
		cpSync(exams, home, {recursive: true});
		const file = join(home, 'exam/small/tasks/scaling.yaml');
		const broken = readFileSync(file, 'utf8')
			.replace('spec.replicas: "{{replicas}}"', 'spec.replicas: 1')
			.replace('points: 3', 'points: 2');
		writeFileSync(file, broken);
		const {code, err} = await call(['check', home]);
		expect(code).toBe(1);
		expect(err.split('\n').slice(0, 3)).toEqual([
			'exam/small/tasks/scaling.yaml:1:3: [0]: scale (variant 1): the solution does not earn all points: scale/replicas: replicas want 1, have 2',
			'exam/small/tasks/scaling.yaml:1:3: [0]: scale (variant 1): earns 2 points for doing nothing: replicas',
			'exam/small/tasks/scaling.yaml:1:3: [0]: scale (variant 1): misses[0] earns 1 points instead of 2: scale/replicas: replicas want 1, have 2; scale/labelled: size want north-2, have none',
		]);
	});
});
