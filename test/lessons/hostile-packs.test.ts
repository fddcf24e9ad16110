import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {loadLesson} from '../../src/lessons/loader.ts';
import {loadCourse} from '../../src/lessons/pack.ts';

const LESSON = `formatVersion: 1
minutes: 5
steps:
- id: start
  goals:
  - id: runs
    object: {deploy/web: {spec.replicas: 3}}
`;
const PROSE =
	'# Title\n\nStory.\n\n## start: First\n\nText.\n\n### goals\n\n- runs: It runs\n\n### hints\n\n1. One\n2. Two\n3. Three\n\n### explanation\n\nSo.\n\n## debrief\n\nEnd.\n';
const COURSE = 'formatVersion: 1\ntitle: {en: T}\nchapters: [{id: a, title: {en: A}, lessons: [x/one]}]\n';
// Clears the screen, sets the title of the window, turns red, turns the writing direction.
const ESCAPES = '\u001b[2J\u001b]0;title\u0007\u001b[31m\u009b\u202e';
const QUOTED = JSON.stringify(ESCAPES).slice(1, -1);
const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a]', 'c: [*b,*b,*b,*b,*b,*b,*b,*b]'].join('\n');

let directory: string;

function put(path: string, text: string): void {
	mkdirSync(dirname(join(directory, path)), {recursive: true});
	writeFileSync(join(directory, path), text);
}

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'kubekata-packs-'));
	put('course.yaml', COURSE);
	put('x/one/lesson.yaml', LESSON);
	put('x/one/en.md', PROSE);
	put('x/one/solution.sh', 'kubectl get pods\n');
});
afterEach(() => rmSync(directory, {recursive: true, force: true}));

const open = async () => {
	loadCourse(directory);
	return loadLesson(directory, 'x/one', ['en']);
};
const goal = (text: string) => LESSON.replace('object: {deploy/web: {spec.replicas: 3}}', text);
const link = (path: string, target: string) => () => {
	mkdirSync(dirname(join(directory, path)), {recursive: true});
	rmSync(join(directory, path), {force: true});
	symlinkSync(target, join(directory, path));
};

/** What somebody put into a pack, and the problem that is told. */
const REFUSED: readonly (readonly [string, string | (() => void), string | undefined, string])[] = [
	[
		'a lesson of 300 kB',
		'x/one/lesson.yaml',
		LESSON + '#'.repeat(300_000),
		'x/one/lesson.yaml: is larger than 256 KiB',
	],
	['a text of 300 kB', 'x/one/en.md', PROSE + 'x'.repeat(300_000), 'x/one/en.md: is larger than 256 KiB'],
	['a file of 300 kB', 'x/one/files/big', 'x'.repeat(300_000), 'x/one/files/big: is larger than 256 KiB'],
	['a file that is no text', 'x/one/files/binary', '\ud800', ''],
	['a course of 300 kB', 'course.yaml', COURSE + '#'.repeat(300_000), 'course.yaml: is larger than 256 KiB'],
	['an alias bomb', 'x/one/lesson.yaml', bomb, 'x/one/lesson.yaml: Excessive alias count'],
	['an alias of itself', 'x/one/lesson.yaml', 'a: &a [*a]', 'x/one/lesson.yaml:'],
	['100,000 open brackets', 'x/one/lesson.yaml', '['.repeat(100_000), 'x/one/lesson.yaml:'],
	['5,000 levels', 'x/one/lesson.yaml', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'x/one/lesson.yaml:'],
	[
		'__proto__ as a field',
		'x/one/lesson.yaml',
		`${LESSON}__proto__: {core: true}\n`,
		'x/one/lesson.yaml:8:1: __proto__: unknown field',
	],
	[
		'constructor as a goal',
		'x/one/lesson.yaml',
		goal('constructor: {a: 1}'),
		'x/one/lesson.yaml:7:5: steps[0].goals[0].constructor: unknown field',
	],
	['a key twice', 'x/one/lesson.yaml', `${LESSON}minutes: 6\n`, 'x/one/lesson.yaml:8:1: Map keys must be unique'],
	[
		'a pattern without end',
		'x/one/lesson.yaml',
		goal("answer: {matches: '((((a{99}){99}){99}){99})'}"),
		'x/one/lesson.yaml:7:14: steps[0].goals[0].answer.matches: Invalid value: the regular expression is too large',
	],
	[
		'a path out of the pack',
		'course.yaml',
		COURSE.replace('x/one', 'x/../../etc'),
		'course.yaml:3:46: chapters[0].lessons[0]: Invalid value: "x/../../etc": must match',
	],
	[
		'a lesson twice',
		'course.yaml',
		COURSE.replace('x/one', 'x/one, x/one'),
		'course.yaml:3:53: chapters[0].lessons[1]: Duplicate value: "x/one"',
	],
	[
		'a link instead of the lesson',
		link('x/one/lesson.yaml', '/etc/passwd'),
		undefined,
		'x/one/lesson.yaml: is not an ordinary file',
	],
	[
		'a link among the files',
		link('x/one/files/name', '/etc/passwd'),
		undefined,
		'x/one/files/name: is not an ordinary file',
	],
	['a link to a folder', link('x/one/files', '/etc'), undefined, 'x/one/files: is not a folder'],
	[
		'escape sequences in a field',
		'x/one/lesson.yaml',
		`${LESSON}"${QUOTED}field": 1\n`,
		'x/one/lesson.yaml:8:1: field: unknown field',
	],
];

it.each(REFUSED)('%s is one clear line', async (_what, place, content, problem) => {
	if (typeof place === 'function') place();
	else put(place, content!);
	const message = await open().then(
		() => '',
		error => (error as Error).message.split('\n')[0]!,
	);
	expect(message.slice(0, problem.length)).toBe(problem);
	expect(message.length).toBeLessThan(400);
});

describe('escape sequences', () => {
	it('are taken out of every text of a pack, however they are written', async () => {
		for (const escapes of [ESCAPES, QUOTED]) {
			put('course.yaml', COURSE.replace('en: T', `en: "${escapes}T"`).replace('en: A', `en: "A${escapes}"`));
			put('x/one/lesson.yaml', `${goal(`answer: {matches: "a${escapes}b"}`)}world: {run: ["echo ${escapes}x"]}\n`);
			put('x/one/en.md', PROSE.replaceAll('.\n', `${ESCAPES}.\n`).replace('# Title', `# Title${ESCAPES}`));
			put('x/one/files/a.txt', `${ESCAPES}text`);
			put('x/one/solution.sh', `echo ${ESCAPES}done\n`);
			const everything = [loadCourse(directory), await open()];
			const strings: string[] = [];
			collect(everything, strings);
			expect(strings).toEqual(expect.arrayContaining(['T', 'A', 'echo x', 'echo done\n', 'text', 'a.txt']));
			expect(strings.filter(text => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/.test(text))).toEqual([]);
		}
	});
});

function collect(value: unknown, strings: string[]): void {
	if (typeof value === 'string') strings.push(value);
	else if (value instanceof Map) for (const entry of value) collect(entry, strings);
	else if (typeof value === 'object' && value !== null)
		for (const [key, part] of Object.entries(value)) {
			strings.push(key);
			collect(part, strings);
		}
}
