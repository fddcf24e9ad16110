import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';

const MOST_BYTES = 1_500_000;

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'kubekata-package-'));
	// What is in dist/ was built before the tests; another build would pull it from under them.
	execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {cwd: resolve('.')});
	writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
	const [tarball] = readdirSync(folder).filter(name => name.endsWith('.tgz'));
	expect(statSync(join(folder, tarball!)).size).toBeLessThan(MOST_BYTES);
	execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', `./${tarball}`], {cwd: folder});
}, 120_000);
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function kubekata(...args: string[]): string {
	return execFileSync('npx', ['--offline', 'kubekata', ...args], {
		cwd: folder,
		env: {...process.env, KUBEKATA_HOME: join(folder, 'home'), LANG: 'en_US.UTF-8'},
		encoding: 'utf8',
	});
}

it('installs from its package into an empty folder, without any other package, and lists the lessons', () => {
	expect(readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['kubekata']);
	const ids = (JSON.parse(kubekata('list', '--json')) as {id: string}[]).map(({id}) => id);
	expect(ids).toContain('deployment/rollback');
});

it('brings the licences of what it bundles, and begins a lesson that its own check passes', () => {
	expect(readdirSync(join(folder, 'node_modules/kubekata/dist'))).toContain('THIRD-PARTY-NOTICES.txt');
	kubekata('new', 'web/scale', '--lessons', 'mine');
	expect(kubekata('check', 'mine')).toBe('1 lesson, 4 scripts: all good\n');
});
