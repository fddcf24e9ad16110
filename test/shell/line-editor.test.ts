import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Key} from '../../src/shell/key.ts';
import {
	type Completer,
	emptyLine,
	type LineEdit,
	type LineState,
	pressKey,
	splitLines,
} from '../../src/shell/line-editor.ts';

const PODS = ['pods', 'poddisruptionbudgets', 'persistentvolumes'];
const complete: Completer = (text, cursor) => {
	const start = text.lastIndexOf(' ', cursor - 1) + 1;
	return {start, candidates: PODS.filter(name => name.startsWith(text.slice(start, cursor)))};
};

// `^a` is Ctrl-A, `M-f` is Alt-F, `<left>` a named key; everything else is typed.
function keys(script: string): Key[] {
	return [...script.matchAll(/\^(.)|M-(.)|<([a-z]+)>|([\s\S])/gu)].map(([, control, alt, name, text]) => {
		if (control) return {text: control, ctrl: true};
		if (alt) return {text: alt, alt: true};
		return name ? {text: '', name: name as NonNullable<Key['name']>} : {text: text!};
	});
}

function play(script: string, state: LineState = emptyLine()): LineEdit {
	return keys(script).reduce<LineEdit>((edit, key) => pressKey(edit.state, key, complete), {state});
}

/** The line with `|` where the cursor stands. */
function shown(script: string, state?: LineState): string {
	const {text, cursor} = play(script, state).state;
	return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

describe('line editor', () => {
	it.each([
		['kubectl', 'kubectl|'],
		['kubectl<left><left>x', 'kubecxtl|'.replace('xtl|', 'x|tl')],
		['get pods^a', '|get pods'],
		['get pods^ak^e!', 'kget pods!|'],
		['get pods -o wide^w', 'get pods -o |'],
		['get pods^w^wx', 'x|'],
		['abc^u^y^y', 'abcabc|'],
		['one two^aM-f^k', 'one|'],
		['one two-threeM-bM-d', 'one two-|'],
		['ab^t', 'ba|'],
		['节点<backspace>', '节|'],
		['👩‍🚀x<left><backspace>', '|x'],
		['ab<home><delete>', '|b'],
		['ab^h^h^h', '|'],
	])('%s gives %s', (script, expected) => {
		expect(shown(script)).toBe(expected);
	});

	it('submits a line and remembers it once', () => {
		const first = play('kubectl get pods<enter>');
		expect(first.action).toEqual({kind: 'submit', line: 'kubectl get pods'});
		const again = play('kubectl get pods<enter>', first.state);
		expect(again.state.history).toEqual(['kubectl get pods']);
	});

	it('goes through the history with what was typed as the prefix, and back to it', () => {
		const {state} = play('kubectl get pods<enter>ls<enter>kubectl get nodes<enter>');
		expect(shown('kube<up>', state)).toBe('kubectl get nodes|');
		expect(shown('kube<up><up>', state)).toBe('kubectl get pods|');
		expect(shown('kube<up><up><up>', state)).toBe('kubectl get pods|');
		expect(shown('kube<up><up><down><down>', state)).toBe('kube|');
	});

	it('searches the history with Ctrl-R and goes on to older matches', () => {
		const {state} = play('kubectl get pods<enter>ls<enter>kubectl get nodes<enter>');
		expect(play('^rget', state).state).toMatchObject({text: 'kubectl get nodes', search: {query: 'get'}});
		expect(shown('^rget^r<end>', state)).toBe('kubectl get pods|');
		expect(shown('draft^rget^g', state)).toBe('draft|');
		expect(play('^rls<enter>', state).action).toEqual({kind: 'submit', line: 'ls'});
	});

	it('completes a word, extends it as far as the choices agree, and lists them', () => {
		expect(shown('get pe<tab>')).toBe('get persistentvolumes |');
		expect(shown('get po<tab>')).toBe('get pod|');
		expect(play('get po<tab><tab>').state.candidates).toEqual(['pods', 'poddisruptionbudgets']);
		expect(play('get po<tab><tab>s').state.candidates).toEqual([]);
	});

	it('knows Ctrl-C, Ctrl-D and Ctrl-L', () => {
		expect(play('get po^c')).toMatchObject({state: {text: ''}, action: {kind: 'interrupt', line: 'get po'}});
		expect(play('^d').action).toEqual({kind: 'end-of-input'});
		expect(shown('ab^a^d')).toBe('|b');
		expect(play('ab^l')).toMatchObject({state: {text: 'ab'}, action: {kind: 'clear'}});
	});

	it('splits pasted text at every kind of line end', () => {
		expect(splitLines('a\r\nb\rc\nd')).toEqual({lines: ['a', 'b', 'c'], rest: 'd'});
		expect(splitLines('a\n')).toEqual({lines: ['a'], rest: ''});
	});

	it('never throws and keeps the cursor on the line, whatever is pressed', () => {
		const named = [
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
		] as const;
		const anyKey = fc.oneof(
			fc.record({text: fc.string({unit: 'grapheme', maxLength: 3})}),
			fc.record({text: fc.constantFrom(...'abcdefghklnprtuwy'), ctrl: fc.constant(true)}),
			fc.record({text: fc.constantFrom(...'bdf'), alt: fc.constant(true)}),
			fc.record({text: fc.constant(''), name: fc.constantFrom(...named), ctrl: fc.boolean(), alt: fc.boolean()}),
		);
		fc.assert(
			fc.property(fc.array(anyKey, {maxLength: 60}), pressed => {
				let state = emptyLine(['kubectl get pods', '节点']);
				for (const key of pressed) {
					({state} = pressKey(state, key, complete));
					expect(state.cursor).toBeGreaterThanOrEqual(0);
					expect(state.cursor).toBeLessThanOrEqual(state.text.length);
				}
			}),
		);
	});
});
