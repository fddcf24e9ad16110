import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {celLanguage} from '../../src/lessons/cel.ts';
import {compileLesson} from '../../src/lessons/compile.ts';
import {LessonError} from '../../src/lessons/problem.ts';
import {readYaml} from '../../src/lessons/yaml-source.ts';

const LESSONS = join(import.meta.dirname, '../../lessons');
const sources = readdirSync(LESSONS, {recursive: true, encoding: 'utf8'})
	.filter(path => path.endsWith('lesson.yaml'))
	.sort()
	.map(path => readFileSync(join(LESSONS, path), 'utf8'));
const cel = celLanguage();

const NASTY = [
	...[
		'',
		'null',
		'~',
		'true',
		'-1',
		'1e999',
		'.nan',
		'99999999999999999999',
		'[]',
		'{}',
		'[[[]]]',
		'""',
		'"\\u001b[31m"',
	],
	...[
		'__proto__',
		'constructor',
		'../../etc',
		'*',
		'&a [*a]',
		'!!binary x',
		'|',
		"'(a+)+$'",
		'spec..x[',
		'a[b=c',
		'[*].x',
	],
	...[
		'{not: {not: {not: 1}}}',
		'{oneOf: []}',
		'{matches: "["}',
		'{cel: "a.b("}',
		'1h90x',
		'deploy/',
		'/web',
		'pods/*',
		'\t',
	],
];
const nasty = fc.constantFrom(...NASTY);

type Mutation = (lines: string[], at: number) => string[];
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
	fc.constant<Mutation>((lines, at) => lines.toSpliced(at, 1)),
	fc.constant<Mutation>((lines, at) => lines.toSpliced(at, 0, lines[at]!)),
	fc.integer({min: -4, max: 4}).map<Mutation>(by => (lines, at) => {
		const line = lines[at]!;
		return lines.with(at, by < 0 ? line.slice(-by) : ' '.repeat(by) + line);
	}),
	nasty.map<Mutation>(value => (lines, at) => lines.with(at, lines[at]!.replace(/: .*$/, `: ${value}`))),
	nasty.map<Mutation>(value => (lines, at) => lines.with(at, lines[at]!.replace(/[\w.-]+:/, `${value}:`))),
	fc.tuple(fc.nat(60), fc.string({unit: 'binary', maxLength: 3})).map<Mutation>(([column, noise]) => (lines, at) => {
		const line = lines[at]!;
		return lines.with(at, line.slice(0, column) + noise + line.slice(column + 1));
	}),
);

describe('a lesson.yaml that is not quite one', () => {
	it('is compiled or answered with problems, never with anything else', () => {
		let refused = 0;
		fc.assert(
			fc.property(
				fc.constantFrom(...sources),
				fc.array(fc.tuple(mutation, fc.nat(10_000)), {minLength: 1, maxLength: 3}),
				(source, mutations) => {
					const text = mutations
						.reduce((lines, [mutate, at]) => mutate(lines, at % lines.length), source.split('\n'))
						.join('\n');
					try {
						compileLesson(readYaml('lesson.yaml', text), cel);
					} catch (error) {
						if (!(error instanceof LessonError)) throw error;
						expect(error.problems.length).toBeGreaterThan(0);
						for (const problem of error.problems) expect(problem.message).not.toBe('');
						expect(error.message).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
						refused++;
					}
				},
			),
			{numRuns: 600},
		);
		expect(refused).toBeGreaterThan(100);
	});
});
