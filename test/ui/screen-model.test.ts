import type {Key as InkKey} from 'ink';
import {beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import {loadLesson} from '../../src/lessons/loader.ts';
import {textOf} from '../../src/ui/line.ts';
import {ScreenModel} from '../../src/ui/screens/screen-model.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});
let lesson: Lesson;
let lab: Lab;
let model: ScreenModel;
let copied: string[];
let left: string[];

beforeAll(async () => {
	lesson = await loadLesson('lessons', 'deployment/rollback', ['en']);
});

beforeEach(() => {
	open({columns: 120, rows: 34});
});

function open(size: {columns: number; rows: number}): void {
	lab = createLab({lesson, chapterTitle: 'Deployments', seed: 26, locale: 'en'});
	[copied, left] = [[], []];
	const outlets = {leave: (to: string) => left.push(to), copy: (text: string) => copied.push(text), now: () => 0};
	model = new ScreenModel(lab, theme, textFor('en'), outlets, {size, hasMouse: true});
}

const NAMED: Readonly<Record<string, Partial<InkKey>>> = {
	up: {upArrow: true},
	down: {downArrow: true},
	left: {leftArrow: true},
	right: {rightArrow: true},
	home: {home: true},
	end: {end: true},
	pageDown: {pageDown: true},
	enter: {return: true},
	escape: {escape: true},
	tab: {tab: true},
	backspace: {backspace: true},
};

/** Presses keys by their names, or types letters. */
function press(...keys: readonly string[]): void {
	for (const key of keys) {
		if (key === 'F6') model.act({kind: 'focus'});
		else if (key.startsWith('^')) model.key(key.slice(1), {ctrl: true} as InkKey);
		else if (NAMED[key]) model.key('', NAMED[key] as InkKey);
		else for (const letter of key) model.key(letter, {} as InkKey);
	}
}

function rows(): string[] {
	return model.frame().rows.map(textOf);
}

function state() {
	return model.snapshot().state;
}

// The row under the cursor is drawn inverse.
function cursorRow(): string {
	const row = model.frame().rows.find(spans => spans.filter(span => span.inverse).length > 2);
	return (row ?? [])
		.filter(span => span.inverse)
		.map(span => span.text)
		.join('')
		.trim();
}

describe('focus', () => {
	it('goes around lesson, panels and prompt, and shows in the frame', () => {
		press('F6');
		expect(state().focus).toBe('lesson');
		expect(rows()[1]).toMatch(/^┏━ Lesson ━+┓╭─ ▸1 Tree/);
		press('^o');
		expect(state().focus).toBe('tree');
		expect(rows()[1]).toMatch(/^╭─ Lesson ─+╮┏━ ▸1 Tree/);
		expect(rows().at(-1)).toContain('↑↓ move · Enter fold · / find');
		expect(model.frame().cursor).toBeUndefined();
		press('F6');
		expect(state().focus).toBe('terminal');
		expect(model.frame().cursor).toBeDefined();
	});

	it('never takes letters from the prompt for long: any other key goes back and is typed', () => {
		press('F6', 'F6', 'kubectl');
		expect(state().focus).toBe('terminal');
		expect(lab.view().prompt.text).toBe('kubectl');
	});

	it('falls back to the prompt when its panel leaves the screen', () => {
		open({columns: 80, rows: 24});
		press('F6', 'tab');
		expect(state().focus).toBe('goals');
		model.resize({columns: 120, rows: 34});
		model.frame();
		expect(state().focus).toBe('terminal');
	});
});

describe('a focused tree', () => {
	beforeEach(() => press('F6', 'F6', 'down'));

	it('moves by arrows, pages and ends', () => {
		expect(cursorRow()).toMatch(/^deploy\/web/);
		press('down', 'down');
		expect(cursorRow()).toMatch(/● 2mqsz/);
		press('up', 'up', 'up', 'up');
		expect(cursorRow()).toMatch(/^deploy\/web/);
		press('end');
		expect(cursorRow()).toMatch(/^svc\/web/);
		press('home');
		expect(cursorRow()).toMatch(/^deploy\/web/);
		press('pageDown');
		expect(cursorRow()).toMatch(/^(svc\/web|└─|├─|.*h9fhw)/);
	});

	it('folds and unfolds', () => {
		press('enter');
		expect(rows().join('\n')).not.toContain('2mqsz');
		expect(cursorRow()).toMatch(/^deploy\/web ⊞/);
		press('right');
		expect(rows().join('\n')).toContain('2mqsz');
		press('end', 'right');
		expect(rows().join('\n')).toMatch(/└─ ● pod\/web-9b47c6c4b-\w{5} +10\.244\.\d\.\d/);
	});

	it('filters, keeps what matches with what it belongs to, and gives up the filter first', () => {
		press('/', '2mq');
		const found = rows().join('\n');
		expect(found).toContain('2mqsz');
		expect(found).toContain('deploy/web');
		expect(found).not.toContain('lvb9r');
		expect(found).toContain(' /2mq_ ━┛');
		press('enter', 'down', 'end');
		expect(cursorRow()).toMatch(/2mqsz/);
		press('escape');
		expect(state().focus).toBe('tree');
		expect(rows().join('\n')).toContain('lvb9r');
		press('escape');
		expect(state().focus).toBe('terminal');
	});

	it('opens YAML and Why of the chosen object, which stay with it', () => {
		press('down', 'down', 'y');
		expect(state().focus).toBe('yaml');
		expect(rows()[2]).toContain('pod/web-9b47c6c4b-2mqsz');
		expect(rows()[4]).toContain('kind: Pod');
		press('^o', '^o', '^o');
		press('w');
		expect(state().focus).toBe('why');
		expect(rows().join('\n')).toContain('default-scheduler put pod/web-9b47c6c4b-2mqsz');
		expect(rows().join('\n')).not.toContain('scaled rs/');
		press('escape', 'escape');
		expect(state().selected).toBeUndefined();
	});

	it('copies a name as kubectl takes it, or the row', () => {
		press('down', 'down', 'c');
		expect(copied).toEqual(['pod/web-9b47c6c4b-2mqsz']);
		expect(rows().at(-1)).toContain('copied: pod/web-9b47c6c4b-2mqsz');
		press('C');
		expect(copied[1]).toMatch(/● 2mqsz +1\/1 Running +worker-1/);
	});

	it('fills the screen and gives it back', () => {
		press('z');
		expect(rows()[1]).toMatch(/^┏━ ▸1 Tree .*━┓$/);
		expect(rows().join('\n')).not.toContain('Terminal');
		press('z');
		expect(rows().join('\n')).toContain('Terminal');
		press('z', 'escape');
		expect(state()).toMatchObject({focus: 'terminal', isZoomed: false});
	});
});

describe('the mouse', () => {
	const at = (text: string) => {
		const y = rows().findIndex(row => row.includes(text));
		return {x: rows()[y]!.indexOf(text), y};
	};

	it('chooses tabs, panes and items; a second press folds', () => {
		model.mouse({kind: 'press', ...at('5 Events')});
		expect(state()).toMatchObject({panel: 'events', focus: 'terminal'});
		model.mouse({kind: 'press', ...at('1 Tree')});
		model.mouse({kind: 'press', ...at('deploy/web   ')});
		expect(state()).toMatchObject({focus: 'tree', selected: {kind: 'Deployment', name: 'web'}});
		model.mouse({kind: 'press', ...at('deploy/web   ')});
		expect(rows().join('\n')).not.toContain('2mqsz');
		model.mouse({kind: 'press', ...at('$ ')});
		expect(state().focus).toBe('terminal');
	});

	it('scrolls what is under the wheel', () => {
		for (let line = 1; line <= 30; line++) lab.submit(`echo line ${line}`);
		const terminal = at('│ line 30');
		for (let turn = 0; turn < 3; turn++) model.mouse({kind: 'wheel-up', ...terminal});
		expect(state().terminalOffset).toBe(9);
		expect(rows().join('\n')).not.toContain('line 30');
		expect(rows().at(-1)).toContain('9 rows back');
		model.mouse({kind: 'wheel-down', ...terminal});
		expect(state().terminalOffset).toBe(6);
		press('k');
		expect(state().terminalOffset).toBe(0);
	});

	it('is left to the terminal on demand', () => {
		model.act({kind: 'mouse'});
		expect(model.snapshot().isMouseOn).toBe(false);
		expect(rows().at(-1)).toContain('The mouse selects text now.');
	});
});

describe('keys at the prompt', () => {
	it('Enter leaves the story, and several keys that arrive at once all count', () => {
		expect(model.frame().isStoryPage).toBe(true);
		press('enter');
		expect(model.frame().isStoryPage).toBe(false);
		press('e', 'c', 'h', 'o', ' ', 'x', 'enter');
		expect(lab.view().scrollback.at(-1)?.text).toBe('x');
	});

	it('a new step brings the tab of the lesson back; news of the same step leave the tab that was chosen', () => {
		open({columns: 80, rows: 24});
		press('enter');
		lab.submit('kubectl set image deployment/web web=nginx:1.161');
		model.act({kind: 'panel', index: 2});
		lab.hint();
		lab.advance(20_000);
		expect(rows()[1]).toContain('1 Lesson ✔ 2 Goals 3/3 ▸3 Tree');
		press('enter');
		expect(rows()[1]).toContain('▸1 Lesson 2 Goals 1/3 3 Tree');
		expect(rows()[2]).toMatch(/^ Who rolls back\?/);
		for (let step = 2; step <= 5; step++) lab.submit('skip');
		expect(rows()[1]).toContain('▸1 Lesson 2 Goals 3 Tree');
		open({columns: 120, rows: 34});
		model.act({kind: 'panel', index: 4});
		lab.submit('skip');
		expect(rows()[1]).toContain('▸5 Events');
	});

	it('Enter puts the first task at the top, above which the story is left', () => {
		press('enter');
		expect(rows()[2]).toMatch(/^│ The new version never comes up +││/);
		model.act({kind: 'scroll-lesson', by: -100});
		expect(rows()[2]).toMatch(/^│ It is Tuesday/);
		model.act({kind: 'scroll-lesson', by: 100});
		expect(rows()[2]).toMatch(/^│ The new version never comes up +││/);
	});

	it('Ctrl-C quits when it comes twice', () => {
		press('^c');
		expect(left).toEqual([]);
		press('^c');
		expect(left).toEqual(['quit']);
	});

	it('Enter goes from the debrief to the next lesson', () => {
		for (let step = 0; step < 5; step++) lab.submit('skip');
		press('enter');
		expect(lab.view().request).toEqual({kind: 'next-lesson'});
	});
});
