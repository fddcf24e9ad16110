import {describe, expect, it} from 'vitest';
import {textOf} from '../../src/ui/line.ts';
import {lessonListPicture} from '../../src/ui/panels/lesson-list.ts';
import type {LessonEntry} from '../../src/ui/screen-host.ts';
import {LessonListScreen} from '../../src/ui/screens/LessonListScreen.tsx';
import {en} from '../../src/ui/text/en.ts';
import {zhCN} from '../../src/ui/text/zh-CN.ts';
import {themeFor} from '../../src/ui/theme.ts';
import {openTerminal} from './fake-terminal.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});
const lessons: LessonEntry[] = [
	{
		id: 'pod/sidecar',
		title: 'A helper beside your container',
		chapterTitle: 'Pods',
		minutes: 15,
		isCore: true,
		state: 'solved',
	},
	{
		id: 'deployment/rollback',
		title: 'Roll back a bad release',
		chapterTitle: 'Deployments',
		minutes: 12,
		isCore: true,
		state: 'begun',
	},
];

describe('lesson list', () => {
	it('shows chapters, lessons, their state, and marks the chosen one', () => {
		const rows = lessonListPicture(lessons, 1, {columns: 70, rows: 14}, theme, en).rows.map(row =>
			textOf(row).trimEnd(),
		);
		expect(rows).toEqual([
			'',
			'  kubekata  Kubernetes workloads, learned by doing     1 of 2 solved',
			'',
			'  Pods',
			'    ✔ A helper beside your container  core            solved  15 min',
			'',
			'  Deployments',
			'  ▸ ◐ Roll back a bad release  core                    begun  12 min',
			'',
			'',
			'',
			'',
			'',
			'  ↑↓ choose · Enter start · s sandbox · l 中文 · q quit',
		]);
	});

	it('speaks Chinese', () => {
		const rows = lessonListPicture(lessons, 0, {columns: 70, rows: 14}, theme, zhCN).rows.map(row =>
			textOf(row).trimEnd(),
		);
		expect(rows[1]).toBe('  kubekata  动手学会 Kubernetes 工作负载                  已完成 1/2');
		expect(rows[4]).toBe('  ▸ ✔ A helper beside your container  核心           已完成  15 分钟');
	});

	it('keeps the chosen lesson in sight when there are more than fit', () => {
		const many = Array.from(
			{length: 60},
			(_, index): LessonEntry => ({...lessons[0]!, id: `x/${index}`, title: `Lesson ${index}`}),
		);
		const rows = lessonListPicture(many, 41, {columns: 60, rows: 12}, theme, en).rows.map(textOf);
		expect(rows).toHaveLength(12);
		expect(rows.filter(row => row.includes('▸'))).toEqual([expect.stringContaining('Lesson 41')]);
		expect(rows.at(-1)).toBe('  ↑↓ choose · Enter start · s sandbox · l 中文 … ↓ 15 more');
		const last = lessonListPicture(many, 59, {columns: 60, rows: 12}, theme, en).rows.map(textOf);
		expect(last.at(-1)!.trimEnd()).toBe('  ↑↓ choose · Enter start · s sandbox · l 中文 · q quit');
	});

	it('opens what was chosen with the arrow keys', async () => {
		const opened: (string | undefined)[] = [];
		const terminal = openTerminal(
			<LessonListScreen
				lessons={lessons}
				initial={undefined}
				notice="kubekata: Progress can't be saved."
				theme={theme}
				text={en}
				open={id => opened.push(id)}
				switchLocale={() => {}}
				quit={() => {}}
			/>,
			{columns: 80, rows: 24},
		);
		await terminal.waitFor('▸ ◐ Roll back a bad release');
		await terminal.waitFor("kubekata: Progress can't be saved.");
		expect(terminal.isAlternate()).toBe(true);
		await terminal.type('\u001b[A');
		await terminal.waitFor('▸ ✔ A helper beside your container');
		await terminal.type('\u001b[<0;10;8M');
		await terminal.waitFor('▸ ◐ Roll back a bad release');
		await terminal.type('\u001b[<64;10;8M');
		await terminal.waitFor('▸ ✔ A helper beside your container');
		await terminal.type('\r');
		await terminal.type('s');
		expect(opened).toEqual(['pod/sidecar', undefined]);
		await terminal.close();
		expect(terminal.isAlternate()).toBe(false);
	});
});
