import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {main} from '../../src/cli/main.ts';

const ROOT = join(import.meta.dirname, '../..');
let pack: string;

beforeEach(() => {
	pack = mkdtempSync(join(tmpdir(), 'kubekata-pack-'));
});
afterEach(() => rmSync(pack, {recursive: true, force: true}));

async function kubekata(...args: string[]): Promise<{code: number; out: string; err: string}> {
	const written = {out: '', err: ''};
	const code = await main(args, {
		env: {KUBEKATA_HOME: pack},
		lessonsDirectory: join(ROOT, 'lessons'),
		lessonSchema: join(ROOT, 'src/lessons/lesson-schema.json'),
		version: '1.2.3',
		isTerminal: false,
		out: text => {
			written.out += text;
		},
		err: text => {
			written.err += text;
		},
		async *lines() {},
	});
	return {code, ...written};
}

describe('kubekata new', () => {
	it('begins a lesson that passes the check as it is', async () => {
		expect(await kubekata('new', 'web/scale', '--lessons', pack)).toEqual({
			code: 0,
			err: '',
			out: `A lesson that works is in ${pack}/web/scale. What to do next:\n  kubekata check ${pack}\n  kubekata --lessons ${pack} web/scale\n`,
		});
		expect(await kubekata('check', pack)).toEqual({code: 0, err: '', out: '1 lesson, 4 scripts: all good\n'});
		expect(readFileSync(join(pack, 'web/scale/lesson.yaml'), 'utf8')).toContain('$schema=../../lesson-schema.json');
	});

	it('adds to a course that is there, and keeps what its author wrote', async () => {
		await kubekata('new', 'web/scale', '--lessons', pack);
		const file = join(pack, 'course.yaml');
		writeFileSync(file, `# ours\n${readFileSync(file, 'utf8')}`);
		await kubekata('new', 'web/more', '--lessons', pack);
		await kubekata('new', 'other', '--lessons', pack);
		expect(readFileSync(file, 'utf8')).toBe(
			[
				'# ours',
				'formatVersion: 1',
				'title:',
				'  en: My lessons',
				'  zh-CN: 我的课程',
				'chapters:',
				'  - id: web',
				'    title:',
				'      en: web',
				'      zh-CN: web',
				'    lessons:',
				'      - web/scale',
				'      - web/more',
				'  - id: lessons',
				'    title:',
				'      en: lessons',
				'      zh-CN: lessons',
				'    lessons:',
				'      - other',
				'',
			].join('\n'),
		);
		expect((await kubekata('check', pack)).out).toBe('3 lessons, 12 scripts: all good\n');
	});

	it('overwrites nothing and takes no name that leads elsewhere', async () => {
		await kubekata('new', 'web', '--lessons', pack);
		expect(await kubekata('new', 'web', '--lessons', pack)).toEqual({
			code: 1,
			out: '',
			err: `kubekata: ${pack}/web is there already\n`,
		});
		for (const name of ['../web', '/etc/web', 'Web', 'a//b', 'a/b/c/d'])
			expect(await kubekata('new', name, '--lessons', pack)).toEqual({
				code: 2,
				out: '',
				err: `kubekata: ${name} is no lesson name: lower case letters, digits and hyphens, in folders if you like\n`,
			});
		expect(readdirSync(pack).sort()).toEqual(['course.yaml', 'lesson-schema.json', 'web']);
	});
});

describe('kubekata completion', () => {
	it('completes commands, flags and values in bash', async () => {
		const {out} = await kubekata('completion', 'bash');
		const script = `kubekata() { printf '[\\n  {\\n    "id": "pod/sidecar",\\n    "title": "x"\\n  }\\n]\\n'; }\n${out}`;
		const complete = (...words: string[]) =>
			execFileSync('bash', [
				'-c',
				`${script}\nCOMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _kubekata; echo "\${COMPREPLY[@]}"`,
			])
				.toString()
				.trim();
		expect(complete('kubekata', 'sa')).toBe('sandbox');
		expect(complete('kubekata', 'pod')).toBe('pod/sidecar');
		expect(complete('kubekata', 'card', '')).toBe('pod/sidecar');
		expect(complete('kubekata', '--la')).toBe('--lang');
		expect(complete('kubekata', '--lang', 'z')).toBe('zh-CN');
	});

	it('knows three shells', async () => {
		expect((await kubekata('completion', 'zsh')).out).toMatch(/^#compdef kubekata\n/);
		expect((await kubekata('completion', 'fish')).out).toContain("complete -c kubekata -l lang -xa 'en zh-CN'");
		expect(await kubekata('completion', 'tcsh')).toEqual({
			code: 2,
			out: '',
			err: 'kubekata: invalid value: completion tcsh\nPossible: bash, zsh, fish\nSee "kubekata --help".\n',
		});
	});
});
