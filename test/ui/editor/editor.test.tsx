import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createLab} from '../../../src/lab.ts';
import type {Key} from '../../../src/shell/key.ts';
import {bufferText} from '../../../src/ui/editor/buffer.ts';
import {type EditorState, isModified, openEditor, pasteInEditor, pressEditor} from '../../../src/ui/editor/editor.ts';
import {editorRows} from '../../../src/ui/editor/editor-rows.ts';
import {yamlColors} from '../../../src/ui/editor/yaml-colors.ts';
import {lineWidth, textOf} from '../../../src/ui/line.ts';
import {LabScreen} from '../../../src/ui/screens/LabScreen.tsx';
import {textFor} from '../../../src/ui/text/text.ts';
import {themeFor} from '../../../src/ui/theme.ts';
import {openTerminal} from '../fake-terminal.ts';

const MANIFEST = 'kind: Pod\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27 # 中文\n';
const theme = themeFor({LANG: 'C.UTF-8'});

describe('the built-in editor', () => {
	it('keeps the indentation on a new line and takes a step of it back with one stroke', () => {
		const end = press(openEditor('pod.yaml', MANIFEST), ['down', 'down', 'down', 'down', 'end', 'enter']);
		expect(textAfter(end, 'tty: true')).toBe(`${MANIFEST}    tty: true\n`);
		expect(textAfter(press(end, ['backspace']), 'x')).toBe(`${MANIFEST}  x\n`);
	});

	it('cuts lines and pastes them together', () => {
		const state = press(openEditor('a', 'one\ntwo\nthree\nfour\n'), ['^k', '^k', 'down', '^u']);
		expect(bufferText(state.buffer)).toBe('three\none\ntwo\nfour\n');
	});

	it('takes typing back as a whole, and gives it again', () => {
		const typed = press(openEditor('a', 'text\n'), ['n', 'e', 'w', ' ']);
		expect(bufferText(typed.buffer)).toBe('new text\n');
		const undone = press(typed, ['^z']);
		expect(bufferText(undone.buffer)).toBe('text\n');
		expect(bufferText(press(undone, ['^y']).buffer)).toBe('new text\n');
	});

	it('searches on from the cursor, round the end, and says when there is nothing', () => {
		const found = press(openEditor('a', 'Web\nweb\n'), ['^f', 'w', 'e', 'b', 'enter']);
		expect([found.buffer.row, found.buffer.column]).toEqual([1, 0]);
		expect(press(found, ['^g']).buffer.row).toBe(0);
		const nothing = press(found, ['^f', 'z', 'enter']);
		expect(textOf(editorRows(nothing, {columns: 40, rows: 5}, theme, textFor('en')).rows[4]!)).toBe(
			' "z" was not found'.padEnd(40),
		);
	});

	it('asks before changes are lost', () => {
		const changed = press(openEditor('a', 'one\n'), ['x']);
		const asked = press(changed, ['^x']);
		expect(asked.mode).toBe('leave');
		expect(press(asked, ['n'])).toMatchObject({isClosed: true, result: undefined});
		expect(press(asked, ['y'])).toMatchObject({isClosed: true, result: 'xone\n'});
		expect(press(asked, ['escape'])).toMatchObject({isClosed: false, mode: 'edit'});
		expect(press(changed, ['^s', '^x'])).toMatchObject({isClosed: true, result: 'xone\n'});
		expect(press(openEditor('a', 'one\n'), ['^x'])).toMatchObject({isClosed: true, result: undefined});
	});

	it('takes no tabs and no control characters from the clipboard', () => {
		expect(bufferText(pasteInEditor(openEditor('a', ''), 'a:\r\n\tb: \u001b[31m1').buffer)).toBe('a:\n  b: [31m1\n');
	});

	it('draws numbers, colours and the cursor in its cell', () => {
		const state = press(openEditor('pod.yaml', MANIFEST), ['down', 'down', 'down', 'down', 'end']);
		const {rows, cursor} = editorRows(state, {columns: 60, rows: 8}, theme, textFor('en'));
		expect(rows.map(row => textOf(row).trimEnd())).toEqual([
			` pod.yaml${' '.repeat(46)}5:27`,
			'1  kind: Pod',
			'2  spec:',
			'3    containers:',
			'4    - name: web',
			'5      image: nginx:1.27 # 中文',
			'~',
			' ^S save · ^X leave · ^F search · ^Z undo · ^Y redo · ^K cu…',
		]);
		expect(cursor).toEqual({x: 3 + 28, y: 5});
		expect(yamlColors("  - name: 'web' # c").map(({text, role}) => [text, role])).toEqual([
			['  ', undefined],
			['- ', 'accent'],
			['name', 'title'],
			[':', undefined],
			[" 'web'", 'good'],
			[' # c', 'muted'],
		]);
	});

	it('survives any keys at any size, and undo leads back to the beginning', () => {
		const keys = fc.constantFrom(
			...'^a ^e ^k ^u ^w ^x ^z ^y ^d ^g up down left right home end pageup pagedown enter tab backspace delete escape a 中 y n'.split(
				' ',
			),
		);
		fc.assert(
			fc.property(
				fc.array(keys, {maxLength: 120}),
				fc.integer({min: 1, max: 90}),
				fc.integer({min: 1, max: 30}),
				(names, columns, rows) => {
					let state = openEditor('pod.yaml', MANIFEST);
					for (const name of names) {
						state = press(state, [name]);
						const frame = editorRows(state, {columns, rows}, theme, textFor('zh-CN'));
						if (columns >= 12) expect(Math.max(...frame.rows.map(lineWidth))).toBeLessThanOrEqual(columns);
					}
					for (let left = state.undo.length; left > 0; left--) state = press({...state, mode: 'edit'}, ['^z']);
					expect(bufferText(state.buffer)).toBe(MANIFEST);
					expect(isModified({...state, saved: MANIFEST})).toBe(false);
				},
			),
		);
	});

	it('opens on the screen where the person has no editor, and what it saves is in the file', async () => {
		const lab = createLab({seed: 1, locale: 'en'});
		const host = {
			locale: 'en' as const,
			lessons: () => [],
			open: async () => lab,
			save() {},
			setLocale() {},
			hasEditor: false,
			notice: undefined,
			edit: async () => ({kind: 'given-up' as const}),
		};
		const terminal = openTerminal(
			<LabScreen lab={lab} host={host} theme={theme} text={textFor('en')} leave={() => {}} />,
			{columns: 100, rows: 30},
		);
		await terminal.waitFor('╭─ Terminal');
		await terminal.type('vi note.txt\r');
		await terminal.waitFor('note.txt');
		await terminal.type('hello, 世界');
		await terminal.type('\u0018');
		await terminal.waitFor('Save the changes?');
		await terminal.type('y');
		await terminal.waitFor('╭─ Terminal');
		await terminal.type('cat note.txt\r');
		await terminal.waitFor('│ hello, 世界');
		await terminal.close();
	});
});

function press(state: EditorState, names: readonly string[]): EditorState {
	return names.map(keyOf).reduce(pressEditor, state);
}

function textAfter(state: EditorState, typed: string): string {
	return bufferText(press(state, [...typed]).buffer);
}

const NAMED = [
	'enter',
	'tab',
	'backspace',
	'delete',
	'escape',
	'left',
	'right',
	'up',
	'down',
	'home',
	'end',
	'pageup',
	'pagedown',
] as const;

function keyOf(name: string): Key {
	const named = NAMED.find(each => each === name);
	if (named) return {text: '', name: named};
	return /^\^./.test(name) ? {text: name.slice(1), ctrl: true} : {text: name};
}
