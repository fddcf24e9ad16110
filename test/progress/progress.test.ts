import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openProgress, ProgressError, progressDirectory} from '../../src/progress.ts';

let home: string;
const open = () => openProgress({KUBEKATA_HOME: home});
const session = {
	solved: false,
	seed: 7,
	inputs: [{at: 0, input: {kind: 'line', text: 'kubectl get pods'}}],
	elapsedMs: 4000,
};

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'kubekata-'));
});
afterEach(() => {
	rmSync(home, {recursive: true, force: true});
});

describe('progress', () => {
	it('keeps sessions, solved lessons and settings', async () => {
		const first = await open();
		expect(first.lesson('pod/sidecar')).toBeUndefined();
		first.saveLesson('pod/sidecar', session);
		first.saveLesson('pod/sidecar', {...session, solved: true, inputs: []});
		first.saveLesson('pod/sidecar', session);
		first.saveSettings({locale: 'zh-CN'});
		const second = await open();
		expect(second.notice).toBeUndefined();
		expect(second.lesson('pod/sidecar')).toEqual({...session, solved: true});
		expect(second.settings).toEqual({locale: 'zh-CN'});
		expect(second.lesson('__proto__')).toBeUndefined();
	});

	it('keeps the best result of an exam', async () => {
		const first = await open();
		for (const bestPercent of [42, 80, 60]) first.saveLesson('exam/small', {...session, bestPercent});
		first.saveLesson('exam/small', session);
		expect((await open()).lesson('exam/small')).toEqual({...session, bestPercent: 80});
	});

	it('keeps worlds, forgets them by name, and reads files of before there were any', async () => {
		writeFileSync(join(home, 'progress.json'), '{"version":1,"settings":{},"lessons":{}}');
		const first = await open();
		expect([first.notice, first.worldNames]).toEqual([undefined, []]);
		const world = {seed: 3, inputs: [], elapsedMs: 5, files: {'a.yaml': 'a: 1\n'}};
		for (const name of ['shop', 'bar']) first.saveWorld(name, world);
		const second = await open();
		expect(second.worldNames).toEqual(['bar', 'shop']);
		expect(second.world('shop')).toEqual(world);
		expect(second.world('constructor')).toBeUndefined();
		second.saveWorld('bar', undefined);
		second.reset();
		expect((await open()).worldNames).toEqual(['shop']);
		expect(() => second.import('{"version":1,"settings":{},"lessons":{},"worlds":{"x":{"seed":-1}}}')).toThrow(
			ProgressError,
		);
	});

	it('keeps what another terminal wrote meanwhile', async () => {
		const [one, other] = [await open(), await open()];
		one.saveLesson('pod/sidecar', session);
		other.saveLesson('job/failure', session);
		expect((await open()).lesson('pod/sidecar')).toEqual(session);
	});

	it('sets a damaged file aside and says so', async () => {
		for (const damage of [
			'{"version": 1, "lessons"',
			'{"version":1,"settings":{},"lessons":{"x":{"solved":"yes"}}}',
			'[]',
		]) {
			const file = join(home, 'progress.json');
			writeFileSync(file, damage);
			const progress = await open();
			if (progress.notice?.kind !== 'damaged') throw new Error(`not noticed: ${damage}`);
			expect(readFileSync(progress.notice.movedTo, 'utf8')).toBe(damage);
			expect(progress.saveLesson('pod/sidecar', session)).toBe(true);
			rmSync(file);
		}
	});

	it('never overwrites a file of a newer version', async () => {
		const text = '{"version": 2, "future": true}';
		writeFileSync(join(home, 'progress.json'), text);
		const progress = await open();
		expect(progress.notice?.kind).toBe('newer');
		expect(progress.saveLesson('pod/sidecar', session)).toBe(false);
		expect(progress.lesson('pod/sidecar')).toEqual(session);
		expect(readFileSync(join(home, 'progress.json'), 'utf8')).toBe(text);
		expect(readdirSync(home)).toEqual(['progress.json']);
	});

	it('exports, resets and imports again; refuses anything else', async () => {
		const progress = await open();
		progress.saveLesson('pod/sidecar', session);
		const text = progress.export();
		progress.reset();
		expect(progress.lesson('pod/sidecar')).toBeUndefined();
		expect(() => progress.import('{}')).toThrow(ProgressError);
		progress.import(text);
		expect((await open()).lesson('pod/sidecar')).toEqual(session);
	});

	it('lies where the system keeps such data', () => {
		expect(progressDirectory({KUBEKATA_HOME: '/k', XDG_DATA_HOME: '/x'}, 'linux')).toBe('/k');
		expect(progressDirectory({XDG_DATA_HOME: '/x'}, 'linux')).toBe('/x/kubekata');
		expect(progressDirectory({}, 'linux')).toMatch(/\/\.local\/share\/kubekata$/);
		expect(progressDirectory({APPDATA: '/a'}, 'win32')).toBe('/a/kubekata');
	});
});
