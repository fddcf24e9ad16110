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
});
