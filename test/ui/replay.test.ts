import type {Key as InkKey} from 'ink';
import {describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import {functionKeyAction} from '../../src/ui/keys.ts';
import {textOf} from '../../src/ui/line.ts';
import {labFrame} from '../../src/ui/screens/lab-frame.ts';
import {ScreenModel} from '../../src/ui/screens/screen-model.ts';
import {FIRST_STATE} from '../../src/ui/screens/screen-state.ts';
import {scrubBar} from '../../src/ui/scrub-bar.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';

const theme = themeFor({LANG: 'en_US.UTF-8'});
const ascii = themeFor({LANG: 'C'});
const en = textFor('en');

function grown(): Lab {
	const lab = createLab({seed: 5, locale: 'en'});
	lab.tick(10_000);
	lab.submit('kubectl run one --image=nginx:1.27');
	lab.tick(40_000);
	lab.submit('kubectl run two --image=nginx:1.27');
	lab.tick(30_000);
	return lab;
}

function rows(lab: Lab, panel: 'tree' | 'timeline', used = theme): string[] {
	const state = {...FIRST_STATE, panel};
	return labFrame(lab.view(), state, {columns: 80, rows: 24}, used, en).rows.map(row => textOf(row).trimEnd());
}

function modelOf(lab: Lab): {model: ScreenModel; press(sequence: string): void} {
	const outlets = {leave: () => {}, copy: () => {}, now: () => 0};
	const model = new ScreenModel(lab, theme, en, outlets, {size: {columns: 80, rows: 24}, hasMouse: true});
	return {model, press: sequence => model.act(functionKeyAction(`\u001b${sequence}`)!)};
}

const KEY = {} as InkKey;

describe('an earlier moment on screen', () => {
	it('is told by the title, the bar and the timeline, which goes on to the present', () => {
		const lab = grown();
		lab.replayAt(30_000);
		const shown = rows(lab, 'timeline');
		expect(shown[0]).toBe(' sandbox                                       ◀ replay 00:00:30 / 00:01:20  F1');
		expect(shown.slice(2, 5)).toEqual([
			expect.stringMatching(/^ pod\/one {13,} [░▒█]+█{10,}$/),
			expect.stringMatching(/^ pod\/two {30,}[░▒█]+$/),
			expect.stringMatching(/^ +▲ 00:00:30$/),
		]);
		expect(shown.at(-1)).toBe(' ━━━━━━━━━━━━●─────────────────── F7 F8 change by change · Shift: ten · Esc: now');
		expect(rows(lab, 'tree').join('\n')).toMatch(/pod\/one/);
		expect(rows(lab, 'tree').join('\n')).not.toMatch(/pod\/two/);
		const plain = rows(lab, 'timeline', ascii);
		expect(plain[0]).toMatch(/< replay 00:00:30 \/ 00:01:20 {2}F1$/);
		expect(plain[4]).toMatch(/^ +\^ 00:00:30$/);
	});

	it('moves the timeline back to what is long ago', () => {
		const lab = grown();
		lab.tick(1_000_000);
		lab.replayAt(12_000);
		expect(rows(lab, 'timeline').find(row => row.includes('▲'))).toMatch(/^ +▲ 00:00:12$/);
	});

	it('is reached by F7 and F8, with Shift by ten changes, and left by Esc, End and everything that is typed', () => {
		const lab = grown();
		const {model, press} = modelOf(lab);
		const at = () => lab.view().replay?.atMs;
		press('[18~');
		const last = at()!;
		expect(last).toBeGreaterThan(50_000);
		press('[18;2~');
		expect(at()).toBe(0);
		press('[19~');
		expect(at()).toBe(10_000);
		press('[15~');
		expect(at()).toBeGreaterThan(10_000);
		press('[19;2~');
		expect(at()).toBeUndefined();
		for (const key of ['escape', 'end'] as const) {
			press('[18~');
			expect(at()).toBe(last);
			model.key('', {...KEY, [key]: true});
			expect(at()).toBeUndefined();
		}
		press('[18~');
		model.key('l', KEY);
		expect([at(), lab.view().prompt.text]).toEqual([undefined, 'l']);
		expect(lab.inputs).toHaveLength(2);
	});
});

it.each([
	[0, '●───────────── F7 F8 · Esc: now'],
	[50, '━━━━━━━●────── F7 F8 · Esc: now'],
	[100, '━━━━━━━━━━━━━● F7 F8 · Esc: now'],
])('a moment at %d percent stands there on the bar', (atMs, bar) => {
	const live = createLab({seed: 1, locale: 'en'}).view();
	expect(textOf(scrubBar({atMs, endMs: 100, live}, 31, theme, en))).toBe(bar);
});
