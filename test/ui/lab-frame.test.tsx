import {beforeAll, describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Locale} from '../../src/lab-view.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import {loadLesson} from '../../src/lessons/loader.ts';
import {lineWidth, textOf} from '../../src/ui/line.ts';
import {LabScreen} from '../../src/ui/screens/LabScreen.tsx';
import {labFrame} from '../../src/ui/screens/lab-frame.ts';
import {panelOrder} from '../../src/ui/screens/panes.ts';
import {FIRST_STATE} from '../../src/ui/screens/screen-state.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';
import {openTerminal} from './fake-terminal.ts';
import {hostOf} from './screen-world.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});
const START = {...FIRST_STATE, isStoryRead: true};
let lesson: Lesson;

beforeAll(async () => {
	lesson = await loadLesson('lessons', 'deployment/rollback', ['en', 'zh-CN']);
});

function newLab(locale: Locale = 'en'): Lab {
	return createLab({lesson, chapterTitle: 'Deployments', seed: 26, locale});
}

function frame(lab: Lab, columns: number, rows: number, locale: Locale = 'en', state = START): string[] {
	return labFrame(lab.view(), state, {columns, rows}, theme, textFor(locale)).rows.map(textOf);
}

describe('lab screen', () => {
	it.each([
		[80, 24],
		[100, 30],
		[160, 45],
		[240, 70],
	] as const)('fills %d×%d exactly, in both languages, at the start and at the end of a step', (columns, rows) => {
		for (const locale of ['en', 'zh-CN'] as const) {
			const lab = newLab(locale);
			for (const line of ['', 'kubectl set image deployment/web web=nginx:1.161']) {
				lab.submit(line);
				lab.advance(5000);
				for (const panel of panelOrder('tabs', true)) {
					const state = {...START, panel};
					const {rows: lines} = labFrame(lab.view(), state, {columns, rows}, theme, textFor(locale));
					expect(lines).toHaveLength(rows);
					for (const row of lines) expect(lineWidth(row), textOf(row)).toBeLessThanOrEqual(columns);
				}
			}
		}
	});

	it('shows lesson and goals left, the cluster right, the terminal below', () => {
		const lab = newLab();
		lab.submit('kubectl get deployment web --no-headers');
		const shown = frame(lab, 120, 34);
		expect(shown[0]).toMatch(
			/^ kubekata {2}Deployments › Roll back a bad release .* 1\/5 ○○○○○ {3}▶ 1× 00:00:00 {2}F1 $/,
		);
		expect(shown[1]).toMatch(
			/^╭─ Lesson ─+╮╭─ ▸1 Tree {2}2 Nodes {2}3 Timeline {2}4 Why {2}5 Events {2}6 YAML {2}7 Diff ─+╮$/,
		);
		expect(shown[2]).toMatch(/^│ The new version never comes up +││ deploy\/web +4\/4 +rev 2 .*│$/);
		expect(shown.join('\n')).toMatch(/Goals 1\/3 ─+ │/);
		// The task and the open prediction leave the goals one row each; where there is room they say what is missing.
		expect(shown.join('\n')).toContain('Type a/b/c and Enter, or Alt with the letter.');
		expect(frame(lab, 160, 45).join('\n')).toContain('image: want nginx:1.161, have nginx:1.26');
		expect(shown.findIndex(row => row.startsWith('╭─ Terminal'))).toBe(23);
		expect(shown[24]).toMatch(/^│ \$ kubectl get deployment web --no-headers +│$/);
		expect(shown[25]).toMatch(/^│ web +4\/4 +4 +4 +2m\d+s +│$/);
	});

	it.each([
		[100, 30],
		[100, 24],
		[80, 24],
		[80, 20],
	] as const)('shows all choices of an open question at %d×%d; the goals make room', (columns, rows) => {
		for (const locale of ['en', 'zh-CN'] as const) {
			const lab = newLab(locale);
			const {prediction} = lab.view().lesson!;
			const shown = frame(lab, columns, rows, locale);
			for (const {key, text} of prediction!.choices)
				expect(shown.filter(row => row.includes(` ${key}  ${text}`))).toHaveLength(1);
		}
	});

	it('gives goals fewer rows before it leaves them out', () => {
		const lab = newLab();
		const lesson = (columns: number, rows: number) => frame(lab, columns, rows).map(row => row.slice(2, 46).trimEnd());
		expect(lesson(100, 30).slice(17, 19)).toEqual(['letter.', `Goals 1/3 ${'─'.repeat(34)}`]);
		expect(lesson(100, 34).slice(17, 22)).toEqual([
			'letter.',
			`Goals 1/3 ${'─'.repeat(34)}`,
			'○ The Deployment asks for nginx:1.161',
			"○ A Pod reports that the image can't be pul…",
			'✔ Four Pods stay available, all the time',
		]);
		lab.predict('b');
		expect(lesson(100, 30).slice(12, 19)).toEqual([
			`Goals 1/3 ${'─'.repeat(34)}`,
			'○ The Deployment asks for nginx:1.161',
			'    image: want nginx:1.161, have nginx:1.26',
			"○ A Pod reports that the image can't be",
			'  pulled',
			'    Pod (app=web): want at least 1, have 0',
			'✔ Four Pods stay available, all the time',
		]);
	});

	it('gives the story a page of its own where it would push the first task out of sight', () => {
		const lab = newLab();
		const unread = {...START, isStoryRead: false};
		const story = frame(lab, 120, 34, 'en', unread);
		expect(story[4]).toMatch(/^│ It is Tuesday, ten past four\. Four Pods serve +││/);
		expect(story[21]).toMatch(/^│ ▸ Enter: to the first task +││/);
		expect(story.join('\n')).not.toContain('Goals');
		const wide = frame(lab, 240, 70, 'en', unread).join('\n');
		expect(wide).toContain('It is Tuesday, ten past four.');
		expect(wide).toContain('The new version never comes up');
	});

	it('tells after a solved step what became of the prediction, why, and how to go on', () => {
		const lab = newLab();
		lab.predict('a');
		lab.hint();
		lab.submit('kubectl set image deployment/web web=nginx:1.161');
		lab.advance(5000);
		const shown = frame(lab, 120, 34).map(row => row.slice(2, 50).trimEnd());
		expect(shown.slice(2, 7)).toEqual([
			'You said a. What happened is:',
			'✔ b  nothing',
			'Kubernetes starts one new Pod and waits for it.',
			"As long as that Pod isn't ready, maxUnavailable:",
			'0 forbids it to stop an old one.',
		]);
		expect(shown[21]).toBe('▸ Enter: go on');
		expect(shown.slice(0, 22).join('\n')).not.toContain('Hint 1');
	});

	it('calls a lesson solved only if every step was, and gives the debrief the room that its picture needs', () => {
		const lab = newLab();
		for (let step = 0; step < 5; step++) lab.submit('skip');
		const shown = frame(lab, 120, 34);
		expect(shown[2]).toMatch(/^│ ○ End of the lesson: 1 of 5 steps solved +│$/);
		expect(shown[21]).toMatch(/^│ ▸ Enter: next lesson · F9: all lessons +│$/);
		const debrief = frame(lab, 120, 60).join('\n');
		expect(debrief).toContain('Deployment ─ rs (1.25) 0/0    rs (1.26) 4/4 ◀── rs (1.161) 0/1  stalled');
	});

	it('says on a small terminal what is out of sight', () => {
		const lab = newLab();
		lab.submit('');
		for (const hint of [1, 2, 3]) if (hint) lab.hint();
		const shown = frame(lab, 80, 24, 'en', {...START, lessonOffset: 0} as never);
		expect(shown[16]).toMatch(/^─+ PgDn: \d+ more ──$/);
	});

	it('has one panel at a time on a small terminal, and the terminal always', () => {
		const lab = newLab('zh-CN');
		const shown = frame(lab, 80, 24, 'zh-CN');
		expect(shown[1]!.trimEnd()).toBe(
			' ▸1 课程  2 目标 1/3  3 对象树  4 节点  5 时间线  6 原因  7 事件  8 YAML  9 差异',
		);
		expect(shown.at(-1)!.trimEnd()).toBe(
			' Tab 补全 · ↑ 历史 · ^R 搜索 · F1 帮助 · F2 提示 · ^Z 撤销 · F6 面板 · F9 菜单',
		);
		const tree = frame(lab, 80, 24, 'zh-CN', {...START, panel: 'tree'});
		expect(tree[2]).toMatch(/^ deploy\/web +4\/4 +rev 2/);
	});

	it('tells below the tree why things happen, where there is room', () => {
		const lab = newLab();
		lab.submit('kubectl scale deployment web --replicas=5');
		lab.advance(100);
		const rows = frame(lab, 120, 50).map(row => row.slice(52));
		const tree = rows.findIndex(row => row.includes('svc/web'));
		expect(rows[tree + 1]).toMatch(/^│ +│$/);
		expect(rows[tree + 2]).toMatch(/^│ 0s {4}deployment-controller scaled rs\/web-\w+ 4 → 5: +│$/);
		expect(rows[tree + 3]).toMatch(/^│ {7}deploy\/web wants 5 Pods now +│$/);
		expect(frame(lab, 80, 24, 'en', {...START, panel: 'tree'}).join('')).not.toContain('deployment-controller');
	});

	it('brings the names of the panels closer together where they would not fit', () => {
		const title = (columns: number, state = START) => frame(newLab(), columns, 24, 'en', state)[1]!.trimEnd();
		expect(title(90)).toBe(' ▸1 Lesson  2 Goals 1/3  3 Tree  4 Nodes  5 Timeline  6 Why  7 Events  8 YAML  9 Diff');
		expect(title(80)).toBe(' ▸1 Lesson 2 Goals 1/3 3 Tree 4 Nodes 5 Timeline 6 Why 7 Events 8 YAML 9 Diff');
		expect(title(75)).toBe(' ▸Lesson Goals 1/3 Tree Nodes Timeline Why Events YAML Diff');
		expect(title(60, {...START, panel: 'why'})).toBe(' Lesson Goals 1/3 Tree Nodes Timeline ▸Why Events YAML Diff');
	});

	it('leaves the marks of the steps out where the name of the lesson would be cut', () => {
		const title = (chapterTitle: string) =>
			frame(createLab({lesson, chapterTitle, seed: 26, locale: 'en'}), 100, 24)[0];
		const chapter = 'x'.repeat(31);
		expect(title(chapter)).toBe(` kubekata  ${chapter} › Roll back a bad release  1/5 ○○○○○   ▶ 1× 00:00:00  F1 `);
		expect(title(`${chapter}x`)).toBe(
			` kubekata  ${chapter}x › Roll back a bad release       1/5   ▶ 1× 00:00:00  F1 `,
		);
	});

	it('asks for more room below 60×18', () => {
		expect(frame(newLab(), 59, 30)).toEqual(['59×30 is too small: 60×18 at least, or kubekata --plain']);
		expect(frame(newLab(), 50, 15)).toEqual(['50×15 is too small: 60×18 at least, or kubekata', '--plain']);
	});

	it('takes keys, completes, runs, and puts the cursor behind what was typed', async () => {
		const lab = newLab();
		const left: string[] = [];
		const terminal = openTerminal(
			<LabScreen lab={lab} host={hostOf(lab)} theme={theme} text={textFor('en')} leave={to => left.push(to)} />,
			{columns: 120, rows: 34},
		);
		await terminal.waitFor('╭─ Terminal');
		await terminal.type('kubectl get deploy/w');
		await terminal.type('\t');
		await terminal.waitFor('$ kubectl get deploy/web');
		await terminal.type('\u0015');
		await terminal.type('echo 节点');
		await terminal.waitFor('$ echo 节点');
		expect(terminal.cursor()).toEqual({x: 2 + '$ echo '.length + 4, y: 24});
		await terminal.type('\r');
		await terminal.waitFor('│ 节点');
		await terminal.type('\u001b[<0;70;5M');
		await terminal.waitFor('┏━ ▸1 Tree');
		await terminal.type('\u001b[<0;70;3M\u001b[<0;70;3m\u001b[<0;70;3M\u001b[<0;70;3m');
		await terminal.waitFor('deploy/web ⊞');
		await terminal.type('\u001b');
		await terminal.waitFor('╭─ ▸1 Tree');
		await terminal.type('\u001bOP');
		await terminal.waitFor('╭─ Help');
		await terminal.type('x');
		await terminal.waitFor('╭─ Terminal');
		await terminal.type('\u001bOQ');
		await terminal.waitFor('Hint 1');
		await terminal.type('\u0003');
		await terminal.waitFor('Press Ctrl-C once more to quit');
		await terminal.type('\u0003');
		expect(left).toEqual(['quit']);
		await terminal.close();
	});

	it('draws nothing while nothing changes', async () => {
		const lab = newLab();
		const terminal = openTerminal(
			<LabScreen lab={lab} host={hostOf(lab)} theme={theme} text={textFor('en')} leave={() => {}} />,
			{columns: 120, rows: 34},
		);
		await terminal.waitFor('Lesson');
		lab.togglePause();
		await terminal.waitFor('paused');
		const writes = terminal.writes();
		for (let tick = 0; tick < 50; tick++) lab.tick(100);
		await terminal.screen();
		expect(terminal.writes()).toBe(writes);
		await terminal.type('k');
		await terminal.waitFor('$ k');
		expect(terminal.writes()).toBe(writes + 1);
		await terminal.close();
	});
});
