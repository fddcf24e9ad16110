import fc from 'fast-check';
import type {Key as InkKey} from 'ink';
import {beforeAll, describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import {loadLesson} from '../../src/lessons/loader.ts';
import {functionKeyAction} from '../../src/ui/keys.ts';
import {lineWidth, textOf} from '../../src/ui/line.ts';
import {mouseEvent} from '../../src/ui/mouse.ts';
import {LabScreen} from '../../src/ui/screens/LabScreen.tsx';
import {ScreenModel} from '../../src/ui/screens/screen-model.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';
import {type FakeTerminal, openTerminal} from './fake-terminal.ts';
import {hostOf} from './screen-world.ts';

const theme = themeFor({LANG: 'en_US.UTF-8', TERM: 'xterm-256color', COLORFGBG: '15;0'});
let lesson: Lesson;

beforeAll(async () => {
	lesson = await loadLesson('lessons', 'deployment/rollback', ['en', 'zh-CN']);
});

type Event =
	| {readonly kind: 'keys'; readonly keys: readonly string[]}
	| {readonly kind: 'mouse'; readonly button: number; readonly x: number; readonly y: number}
	| {readonly kind: 'resize'; readonly columns: number; readonly rows: number}
	| {readonly kind: 'time'; readonly ms: number}
	| {readonly kind: 'line'; readonly text: string};

// What terminals send for keys that mean something, and much that means nothing.
const SEQUENCES = [
	...[
		'\u001b[A',
		'\u001b[B',
		'\u001b[C',
		'\u001b[D',
		'\u001b[H',
		'\u001b[F',
		'\u001b[5~',
		'\u001b[6~',
		'\u001b[5;2~',
		'\u001b[6;2~',
	],
	...[
		'\u001bOP',
		'\u001bOQ',
		'\u001bOR',
		'\u001bOS',
		'\u001b[17~',
		'\u001b[18~',
		'\u001b[18;2~',
		'\u001b[19~',
		'\u001b[24~',
		'\u001b[Z',
		'\u001b',
		'\t',
		'\r',
	],
	...['\u000f', '\u000e', '\u0001', '\u0005', '\u000b', '\u0012', '\u0015', '\u0017', '\u001a', '\u001bz', '\u007f'],
	...[
		'\u001b1',
		'\u001b2',
		'\u001b3',
		'\u001b4',
		'\u001b5',
		'\u001b6',
		'\u001b7',
		'\u001b8',
		'\u001b9',
		'\u001ba',
		'\u001bb',
		'\u001bc',
	],
	...['/', 'y', 'd', 'w', 'z', 'c', 'C', '?', 'a', 'k', ' ', '-', '节', '👍🏽', 'e\u0301'],
];
const LINES = [
	'kubectl scale deploy/web --replicas=9',
	'kubectl set image deploy/web web=nginx:1.27',
	'kubectl delete pod --all',
	'kubectl get pods -o wide',
	'kubectl create job once --image=busybox -- echo 节点',
	'kubectl expose deploy/web --port=80 --name=web2',
	'kubectl rollout undo deploy/web',
	'kubectl delete deploy/web',
	'echo 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十',
	'skip',
	'reset',
	'hint',
];

const anEvent: fc.Arbitrary<Event> = fc.oneof(
	{
		weight: 14,
		arbitrary: fc.record({
			kind: fc.constant('keys' as const),
			keys: fc.array(fc.constantFrom(...SEQUENCES), {minLength: 1, maxLength: 3}),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('mouse' as const),
			button: fc.constantFrom(0, 0, 64, 65, 2, 4, 35),
			x: fc.integer({min: 1, max: 320}),
			y: fc.integer({min: 1, max: 95}),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('resize' as const),
			columns: fc.integer({min: 40, max: 300}),
			rows: fc.integer({min: 10, max: 90}),
		}),
	},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('time' as const), ms: fc.integer({min: 1, max: 30_000})})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('line' as const), text: fc.constantFrom(...LINES)})},
);

describe('ten thousand keys, mouse events and sizes', () => {
	it('never break the screen: no frame is wider or taller than the terminal, and the cursor stays in it', () => {
		fc.assert(
			fc.property(
				fc.array(anEvent, {minLength: 500, maxLength: 500}),
				fc.constantFrom('en', 'zh-CN'),
				(events, locale) => {
					const lab = createLab({lesson, chapterTitle: 'Deployments', seed: 26, locale});
					let size = {columns: 120, rows: 34};
					const outlets = {leave() {}, copy() {}, now: () => lab.elapsedMs};
					const model = new ScreenModel(lab, theme, textFor(locale), outlets, {size, hasMouse: true});
					for (const event of events) {
						if (event.kind === 'resize') {
							size = {columns: event.columns, rows: event.rows};
							model.resize(size);
						} else act(lab, model, event);
						expectFits(model, size);
					}
				},
			),
			{numRuns: 20, endOnFailure: true},
		);
	});

	it('come through a terminal, which is restored in the end', async () => {
		const events = fc.sample(anEvent, {numRuns: 400, seed: 7});
		const lab = createLab({lesson, chapterTitle: 'Deployments', seed: 26, locale: 'en'});
		const left: string[] = [];
		const terminal = openTerminal(
			<LabScreen lab={lab} host={hostOf(lab)} theme={theme} text={textFor('en')} leave={to => left.push(to)} />,
			{columns: 120, rows: 34},
		);
		await terminal.waitFor('Lesson');
		expect(terminal.modes()).toEqual({alternate: true, cursor: true, mouse: true, raw: true, paste: true, wraps: true});
		for (const event of events) await send(terminal, lab, event);
		await terminal.close();
		expect(terminal.modes()).toEqual({
			alternate: false,
			cursor: true,
			mouse: false,
			raw: false,
			paste: false,
			wraps: true,
		});
	});
});

function act(lab: Lab, model: ScreenModel, event: Exclude<Event, {kind: 'resize'}>): void {
	if (event.kind === 'time') lab.advance(event.ms);
	else if (event.kind === 'line') lab.submit(event.text);
	else if (event.kind === 'mouse') {
		const mouse = mouseEvent(sequenceOf(event));
		if (mouse) model.mouse(mouse);
	} else
		for (const sequence of event.keys) {
			const action = functionKeyAction(sequence);
			if (action) model.act(action);
			else model.key(...inkKey(sequence));
		}
}

function expectFits(model: ScreenModel, {columns, rows}: {columns: number; rows: number}): void {
	const {rows: lines, cursor} = model.frame();
	if (lines.length > rows) expect(lines.length).toBeLessThanOrEqual(rows);
	for (const row of lines) if (lineWidth(row) > columns) expect(textOf(row)).toHaveLength(columns);
	if (!cursor) return;
	expect(cursor.x).toBeLessThan(columns);
	expect(cursor.y).toBeLessThan(rows);
}

async function send(terminal: FakeTerminal, lab: Lab, event: Event): Promise<void> {
	if (event.kind === 'resize') await terminal.resize(event.columns, event.rows);
	else if (event.kind === 'time') lab.advance(event.ms);
	else if (event.kind === 'line') lab.submit(event.text);
	else await terminal.type(event.kind === 'mouse' ? sequenceOf(event) : event.keys.join(''));
}

function sequenceOf({button, x, y}: {button: number; x: number; y: number}): string {
	return `\u001b[<${button};${x};${y}M`;
}

// As Ink reads a sequence; the second test goes through Ink itself.
function inkKey(sequence: string): [string, InkKey] {
	const names: Readonly<Record<string, Partial<InkKey>>> = {
		'\u001b[A': {upArrow: true},
		'\u001b[B': {downArrow: true},
		'\u001b[C': {rightArrow: true},
		'\u001b[D': {leftArrow: true},
		'\u001b[H': {home: true},
		'\u001b[F': {end: true},
		'\u001b[5~': {pageUp: true},
		'\u001b[6~': {pageDown: true},
		'\u001b[5;2~': {pageUp: true, shift: true},
		'\u001b[6;2~': {pageDown: true, shift: true},
		'\u001b[Z': {tab: true, shift: true},
		'\u001b': {escape: true},
		'\t': {tab: true},
		'\r': {return: true},
		'\u007f': {backspace: true},
	};
	const named = names[sequence];
	if (named) return ['', named as InkKey];
	const code = sequence.charCodeAt(0);
	if (code === 27) return [sequence.slice(1), {meta: true} as InkKey];
	if (code < 32) return [String.fromCharCode(code + 96), {ctrl: true} as InkKey];
	return [sequence, {} as InkKey];
}
