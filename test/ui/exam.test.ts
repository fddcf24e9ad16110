import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Locale} from '../../src/lab-view.ts';
import {loadExam} from '../../src/lessons/exam/exam-loader.ts';
import {drawExam} from '../../src/lessons/exam/exam-paper.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import type {PanelName} from '../../src/ui/layout.ts';
import {lineWidth, textOf} from '../../src/ui/line.ts';
import {labFrame} from '../../src/ui/screens/lab-frame.ts';
import {ScreenModel} from '../../src/ui/screens/screen-model.ts';
import {FIRST_STATE} from '../../src/ui/screens/screen-state.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});

let paper: Lesson;

beforeAll(async () => {
	paper = drawExam(await loadExam(join(import.meta.dirname, '../fixtures/exam'), 'exam/small', ['en', 'zh-CN']), 5);
});

function open(locale: Locale = 'en'): Lab {
	return createLab({lesson: paper, chapterTitle: 'Exam', seed: 5, locale});
}

function frame(lab: Lab, columns: number, rows: number, panel: PanelName = 'lesson', locale: Locale = 'en') {
	return labFrame(lab.view(), {...FIRST_STATE, panel}, {columns, rows}, theme, textFor(locale)).rows;
}

/** What stands in the lesson's pane. */
function pane(lab: Lab): string[] {
	return frame(lab, 120, 34).flatMap(row => /^│ (.*?) *│/.exec(textOf(row))?.[1] ?? []);
}

describe('an exam on screen', () => {
	it('shows its rules and tasks, then the open task with time and flags, then the report', () => {
		const lab = open();
		expect(pane(lab)).toEqual(
			expect.arrayContaining([
				'A small exam',
				'Two tasks.',
				'    1  More of it (Scaling, 4 points)',
				expect.stringMatching(/^task 1 and Enter: begin ─+$/),
			]),
		);
		lab.submit('task 1');
		lab.submit('flag 2');
		lab.submit('kubectl scale deployment web -n north --replicas=3');
		lab.advance(65_000);
		expect(pane(lab)).toEqual(
			expect.arrayContaining([
				'Task 1/2  More of it (Scaling, 4 points)',
				'Scale web in north to 3.',
				expect.stringMatching(/^Time left: 00:08:55 ─+$/),
				'▸1  2⚑',
			]),
		);
		expect(pane(lab).join('\n')).not.toMatch(/✔|It wants/);
		expect(textOf(frame(lab, 120, 34)[0]!)).toContain('1/2 Time left: 00:08:55');
		lab.submit('finish');
		lab.submit('finish');
		expect(pane(lab)).toEqual(
			expect.arrayContaining([
				'○ Not passed: 3 of 7 points, 42 % (60 % are',
				'Scaling: 3 of 4 points',
				'○ 1. More of it: 3 of 4 points',
				'  ○ It says so',
				expect.stringContaining('want north-3, have none'),
			]),
		);
		lab.submit('task 1');
		expect(pane(lab)).toEqual(expect.arrayContaining(['✔ It wants 3 replicas', '○ It says so']));
	});

	it('shows all tasks in a tab where there is no room for columns', () => {
		const lab = open();
		lab.submit('task 2');
		const rows = frame(lab, 80, 24, 'goals').map(textOf);
		expect(rows[1]).toContain('▸2 Tasks 1/2');
		expect(rows.slice(2, 4).map(row => row.trimEnd())).toEqual([
			'     1  More of it (Scaling, 4 points)',
			' ▸   2  Where? (Questions, 3 points)',
		]);
	});

	it.each([
		[80, 24],
		[120, 34],
		[200, 60],
	] as const)('fills %d×%d exactly in both languages, from the beginning to the end', (columns, rows) => {
		for (const locale of ['en', 'zh-CN'] as const) {
			const lab = open(locale);
			for (const line of ['help', 'task 1', 'flag', 'finish', 'finish', 'task 2']) {
				lab.submit(line);
				for (const panel of ['lesson', 'goals'] as const) {
					const lines = frame(lab, columns, rows, panel, locale);
					expect(lines).toHaveLength(rows);
					for (const row of lines) expect(lineWidth(row), textOf(row)).toBeLessThanOrEqual(columns);
				}
			}
		}
	});

	it('brings the report into view, also from the tab of the tasks', () => {
		const lab = open();
		const outlets = {leave: () => {}, copy: () => {}, now: () => 0};
		const size = {columns: 80, rows: 24};
		const model = new ScreenModel(lab, theme, textFor('en'), outlets, {size, hasMouse: false});
		lab.submit('task 1');
		model.frame();
		model.act({kind: 'panel', index: 1});
		expect(textOf(model.frame().rows[1]!)).toContain('▸2 Tasks 1/2');
		lab.submit('finish');
		lab.submit('finish');
		expect(textOf(model.frame().rows[1]!)).toContain('▸1 Lesson');
		expect(textOf(model.frame().rows[2]!)).toMatch(/^ ○ Not passed: /);
	});
});
