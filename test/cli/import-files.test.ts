import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {importFiles} from '../../src/cli/import-files.ts';
import {openSandbox} from '../../src/cli/open-lesson.ts';
import {readOptions, UsageError} from '../../src/cli/options.ts';
import {worldShelf} from '../../src/cli/world-shelf.ts';
import {openProgress} from '../../src/progress.ts';

let root: string;
let folder: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'kubekata-'));
	folder = join(root, 'my app');
	mkdirSync(folder);
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "1"}\n';

it('takes the text files of a folder, without what is hidden or no text', () => {
	mkdirSync(join(folder, 'sub'));
	mkdirSync(join(folder, '.git'));
	writeFileSync(join(folder, 'c.yaml'), MANIFEST);
	writeFileSync(join(folder, 'sub/notes.md'), 'a \u001b[31mred\u001b[0m word\r\n');
	writeFileSync(join(folder, '.git/config'), 'x');
	writeFileSync(join(folder, 'picture.png'), Buffer.from([1, 0, 2]));
	writeFileSync(join(folder, 'latin.txt'), Buffer.from([0xe9]));
	symlinkSync('c.yaml', join(folder, 'link.txt'));
	symlinkSync('.', join(folder, 'circle'));
	const {files, line} = importFiles(folder);
	expect([...files]).toEqual([
		['my app/c.yaml', MANIFEST],
		['my app/link.txt', MANIFEST],
		['my app/sub/notes.md', 'a red word\n'],
	]);
	expect(line).toBe("kubectl apply -f 'my app'");
	writeFileSync(join(folder, 'sub/d.json'), '{}');
	expect(importFiles(`${folder}/`).line).toBe("kubectl apply -R -f 'my app'");
});

it('takes one file', () => {
	const file = join(folder, 'c.yml');
	writeFileSync(file, MANIFEST);
	expect(importFiles(file)).toEqual({files: new Map([['c.yml', MANIFEST]]), line: 'kubectl apply -f c.yml'});
	writeFileSync(join(folder, 'notes'), 'n');
	expect(importFiles(join(folder, 'notes'))).toEqual({files: new Map([['notes', 'n']]), line: undefined});
});

it('refuses what leads out, is too large, is no text, is empty or not there', () => {
	expect(() => importFiles(folder)).toThrow(`importNothing: ${folder}`);
	expect(() => importFiles(join(folder, 'none'))).toThrow('ENOENT');
	writeFileSync(join(folder, 'big.yaml'), 'x'.repeat(1024 * 1024 + 1));
	expect(() => importFiles(folder)).toThrow(`importTooLarge: ${folder}`);
	expect(() => importFiles(join(folder, 'big.yaml'))).toThrow('importTooLarge');
	writeFileSync(join(folder, 'picture.png'), Buffer.from([1, 0, 2]));
	expect(() => importFiles(join(folder, 'picture.png'))).toThrow('importNotText');
	writeFileSync(join(root, 'secret.yaml'), MANIFEST);
	symlinkSync('../secret.yaml', join(folder, 'a.yaml'));
	expect(() => importFiles(folder)).toThrow(`importLeavesFolder: ${join(folder, 'a.yaml')}`);
});

it('is an option of the sandbox alone', () => {
	expect(readOptions(['sandbox', '-f', 'k8s']).command).toEqual({name: 'sandbox', from: 'k8s'});
	expect(() => readOptions(['list', '-f', 'k8s'])).toThrow(UsageError);
});

it('opens a sandbox to which the manifests are applied; its world lives on in an export', async () => {
	writeFileSync(join(folder, 'c.yaml'), MANIFEST);
	const progress = await openProgress({KUBEKATA_HOME: join(root, 'one')});
	const call = {options: readOptions(['sandbox', '--seed', '3']), locale: 'en'} as const;
	const lab = openSandbox(call, progress, importFiles(folder));
	lab.runUntilPrompt(60_000);
	expect(
		lab
			.view()
			.scrollback.slice(-2)
			.map(({text}) => text),
	).toEqual(["$ kubectl apply -f 'my app'", 'configmap/c created']);
	lab.submit('world save mine');
	const other = await openProgress({KUBEKATA_HOME: join(root, 'two')});
	other.import(progress.export());
	const again = openSandbox({options: readOptions(['sandbox']), locale: 'en'}, other);
	again.submit('world load mine');
	expect(again.view().store.get('ConfigMap', 'default/c')?.data).toEqual({a: '1'});
	again.submit("cat 'my app/c.yaml' | head -1");
	again.runUntilPrompt(60_000);
	expect(again.view().scrollback.at(-1)?.text).toBe('apiVersion: v1');
	again.submit('world delete mine');
	expect((await openProgress({KUBEKATA_HOME: join(root, 'two')})).worldNames).toEqual([]);
});

it('opens no world that is none, and no files outside of the home directory', async () => {
	const progress = await openProgress({KUBEKATA_HOME: root});
	const world = {seed: 1, elapsedMs: 0, inputs: [{at: 0, input: {kind: 'line', text: 'ls'}}]};
	progress.saveWorld('good', {...world, files: {'a/b.txt': 'x\u001b[2Jy', '../c': 'z', '/d': 'z', 'e//f': 'z'}});
	progress.saveWorld('bad', {...world, inputs: [{at: -1}], files: {}});
	const shelf = worldShelf(progress);
	expect(shelf.names()).toEqual(['bad', 'good']);
	expect(shelf.load('bad')).toBeUndefined();
	expect([...shelf.load('good')!.files]).toEqual([['a/b.txt', 'xy']]);
});
