import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {openProgress} from '../../src/progress.ts';

const session = {solved: true, seed: 7, inputs: [], elapsedMs: 4000};
const LESSONS_EACH = 15;

let home: string;
let file: string;
const open = () => openProgress({KUBEKATA_HOME: home});

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'kubekata-'));
	file = join(home, 'progress.json');
});
afterEach(() => {
	rmSync(home, {recursive: true, force: true});
});

describe('a file that changes while the lab is open', () => {
	it('by a newer version: is left as it is', async () => {
		const progress = await open();
		const newer = '{"version": 2, "future": true}';
		writeFileSync(file, newer);
		expect(progress.saveLesson('pod/sidecar', session)).toBe(false);
		expect(progress.notice).toEqual({kind: 'newer', file});
		expect(readFileSync(file, 'utf8')).toBe(newer);
	});

	it('by damage: is set aside, and nothing that was known is lost', async () => {
		const progress = await open();
		progress.saveLesson('pod/sidecar', session);
		writeFileSync(file, '{"version": 1, "less');
		expect(progress.saveLesson('job/failure', session)).toBe(true);
		if (progress.notice?.kind !== 'damaged') throw new Error('not noticed');
		expect(readFileSync(progress.notice.movedTo, 'utf8')).toBe('{"version": 1, "less');
		expect((await open()).lesson('pod/sidecar')).toEqual(session);
	});

	it('by deletion: is written anew', async () => {
		const progress = await open();
		progress.saveLesson('pod/sidecar', session);
		rmSync(file);
		expect(progress.saveLesson('job/failure', session)).toBe(true);
		expect((await open()).lesson('pod/sidecar')).toEqual(session);
	});
});

describe('a place that takes no files', () => {
	it('from the beginning: says why, and the lab is usable', async () => {
		const blocked = join(home, 'a-file');
		writeFileSync(blocked, '');
		for (const place of [blocked, join(blocked, 'below')]) {
			const progress = await openProgress({KUBEKATA_HOME: place});
			expect(progress.notice).toMatchObject({kind: 'unwritable', file: join(place, 'progress.json')});
			expect(progress.saveLesson('pod/sidecar', session)).toBe(false);
			expect(progress.lesson('pod/sidecar')).toEqual(session);
		}
	});

	it('from some moment on: says so, and writes everything as soon as it can', async () => {
		const progress = await open();
		rmSync(home, {recursive: true});
		writeFileSync(home, 'no directory any more');
		expect(progress.saveLesson('pod/sidecar', session)).toBe(false);
		expect(progress.notice).toMatchObject({kind: 'unwritable', file});
		rmSync(home);
		mkdirSync(home);
		expect(progress.saveLesson('job/failure', session)).toBe(true);
		expect(progress.notice).toBeUndefined();
		expect((await open()).lesson('pod/sidecar')).toEqual(session);
	});
});

it('a lock that a crash left behind holds for seconds only', async () => {
	const progress = await open();
	const lock = `${file}.lock`;
	mkdirSync(lock);
	utimesSync(lock, 0, 0);
	expect(progress.saveLesson('pod/sidecar', session)).toBe(true);
	expect(statSync(lock, {throwIfNoEntry: false})).toBeUndefined();
});

describe('other processes', () => {
	let directory: string;
	let program: string;

	beforeAll(async () => {
		directory = mkdtempSync(join(tmpdir(), 'kubekata-'));
		program = join(directory, 'write.mjs');
		const progress = JSON.stringify(join(import.meta.dirname, '../../src/progress.ts'));
		const contents = `
			import {openProgress} from ${progress};
			const [name] = process.argv.slice(2);
			const progress = await openProgress(process.env);
			for (let index = 0; index < ${LESSONS_EACH}; index++) progress.saveLesson(name + index, ${JSON.stringify(session)});
			console.log(progress.notice?.kind, progress.notice?.reason);`;
		await build({
			...{stdin: {contents, resolveDir: import.meta.dirname}, outfile: program, bundle: true, logLevel: 'error'},
			...{platform: 'node', format: 'esm'},
			banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
		});
	});
	afterAll(() => {
		rmSync(directory, {recursive: true});
	});

	function write(name: string, before = ''): Promise<string> {
		const child = spawn('sh', ['-c', `${before} exec "$0" "$@"`, process.execPath, program, name], {
			env: {...process.env, KUBEKATA_HOME: home},
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		let out = '';
		child.stdout.on('data', text => {
			out += text;
		});
		return new Promise(resolve => {
			child.on('close', () => resolve(out.trim()));
		});
	}

	it('that write at the same time lose nothing', {timeout: 60_000}, async () => {
		const names = ['a', 'b', 'c'];
		expect(await Promise.all(names.map(name => write(name)))).toEqual(names.map(() => 'undefined undefined'));
		const progress = await open();
		const missing = names.flatMap(name =>
			Array.from({length: LESSONS_EACH}, (_, index) => name + index).filter(id => !progress.lesson(id)),
		);
		expect(missing).toEqual([]);
		expect(readdirSync(home)).toEqual(['progress.json']);
	});

	// A limit on the size of files meets a write as a full disk does: in its middle.
	it('on a full disk say so and leave the old file whole', {timeout: 60_000}, async () => {
		await write('a');
		const before = readFileSync(file, 'utf8');
		expect(await write('b', 'ulimit -f 0;')).toMatch(/^unwritable EFBIG/);
		expect(readFileSync(file, 'utf8')).toBe(before);
	});
});
