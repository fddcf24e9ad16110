import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkPack} from '../../src/cli/check.ts';
import {formatProblem} from '../../src/lessons/problem.ts';

describe('the course', () => {
	it('has no problems: every language complete, every route solves, no near miss does', async () => {
		const {problems, lessons} = await checkPack(join(import.meta.dirname, '../../lessons'));
		expect(problems.map(formatProblem)).toEqual([]);
		expect(lessons).toBeGreaterThan(0);
	});

	it('is set in full-width punctuation where it is Chinese', () => {
		const directory = join(import.meta.dirname, '../../lessons');
		const files = readdirSync(directory, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('zh-CN.md'));
		expect(files.length).toBeGreaterThan(0);
		for (const file of files) {
			const prose = readFileSync(join(directory, file), 'utf8').replace(/```[\s\S]*?```|`[^`]*`|\]\([^)]*\)/g, '');
			expect(prose.match(/.{0,12}\p{Script=Han}[,:;?!(].{0,12}/gu) ?? [], file).toEqual([]);
		}
	});
});
