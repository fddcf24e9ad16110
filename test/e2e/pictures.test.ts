import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'kubekata-pictures-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

it('shows in the README what the program shows today (else: npm run pictures)', () => {
	execFileSync(process.execPath, ['src/build/pictures.mjs', folder]);
	const kept = '.github/pictures';
	expect(readdirSync(kept).sort()).toEqual(readdirSync(folder).sort());
	for (const name of readdirSync(folder))
		expect(readFileSync(join(folder, name), 'utf8') === readFileSync(join(kept, name), 'utf8'), name).toBe(true);
	const readme = readFileSync('README.md', 'utf8');
	for (const name of readdirSync(kept)) expect(readme).toContain(`${kept}/${name}`);
});
