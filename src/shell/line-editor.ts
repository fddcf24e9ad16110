import type {Key} from './key.ts';
import {completeLine} from './line-editor/completion.ts';
import {erase, insert, kill, move, transpose} from './line-editor/editing.ts';
import {giveUpSearch, recall, searchFor, startSearch} from './line-editor/history.ts';
import {before} from './line-editor/movement.ts';
import {type Completer, type LineState, withText} from './line-editor/state.ts';

/** The state after a key, and what the key asks for beyond editing. */
export interface LineEdit {
	readonly state: LineState;
	readonly action?: LineAction;
}

export type LineAction =
	/** Enter. The new state is empty and has the line in its history. */
	| {readonly kind: 'submit'; readonly line: string}
	/** Ctrl-C; `line` is what was thrown away. */
	| {readonly kind: 'interrupt'; readonly line: string}
	/** Ctrl-D on an empty line. */
	| {readonly kind: 'end-of-input'}
	/** Ctrl-L. */
	| {readonly kind: 'clear'};

export type {Completer, Completion, LineState} from './line-editor/state.ts';

const MAX_HISTORY = 1000;

const CONTROL: Readonly<Record<string, string>> = {
	a: 'start',
	e: 'end',
	b: 'left',
	f: 'right',
	k: 'kill-end',
	u: 'kill-start',
	w: 'kill-blank-word',
	h: 'erase-left',
	p: 'older',
	n: 'newer',
	y: 'yank',
	t: 'transpose',
	r: 'search',
	i: 'complete',
	j: 'submit',
	m: 'submit',
};
const ALT: Readonly<Record<string, string>> = {b: 'word-left', f: 'word-right', d: 'kill-word-right'};
const NAMED: Readonly<Record<string, string>> = {
	left: 'left',
	right: 'right',
	home: 'start',
	end: 'end',
	up: 'older',
	down: 'newer',
	backspace: 'erase-left',
	delete: 'erase-right',
	tab: 'complete',
	enter: 'submit',
};

/** An empty line. */
export function emptyLine(history: readonly string[] = []): LineState {
	return {text: '', cursor: 0, history, killed: '', candidates: []};
}

/** What a key does to the line. `complete` answers Tab. */
export function pressKey(current: LineState, key: Key, complete: Completer): LineEdit {
	const state: LineState = {...current, candidates: [], isKilling: undefined};
	if (key.ctrl && key.text === 'c')
		return {state: {...emptyLine(state.history), killed: state.killed}, action: {kind: 'interrupt', line: state.text}};
	if (state.search) return pressInSearch(state, key, complete);
	if (key.ctrl && key.text === 'l') return {state, action: {kind: 'clear'}};
	if (key.ctrl && key.text === 'd')
		return state.text === '' ? {state, action: {kind: 'end-of-input'}} : {state: erase(state, 'right')};
	const action = actionOf(key);
	if (action !== undefined) return perform({...state, isKilling: current.isKilling}, action, complete);
	if (key.ctrl || key.alt || key.name) return {state};
	return {state: insert(state, key.text)};
}

/** Text that was pasted: each line end in it submits a line, what follows the last one stays in the line. */
export function splitLines(text: string): {readonly lines: readonly string[]; readonly rest: string} {
	const pieces = text.split(/\r\n|\r|\n/);
	return {lines: pieces.slice(0, -1), rest: pieces.at(-1)!};
}

/** Puts text without line ends in at the cursor, as if it had been typed. */
export function insertText(state: LineState, text: string): LineState {
	return insert({...state, candidates: [], search: undefined}, text.replaceAll('\t', ' '));
}

function actionOf(key: Key): string | undefined {
	if (key.ctrl && key.name === 'left') return 'word-left';
	if (key.ctrl && key.name === 'right') return 'word-right';
	if (key.alt && key.name === 'backspace') return 'kill-word-left';
	if (key.alt && (key.name === 'left' || key.name === 'right')) return `word-${key.name}`;
	if (key.name && Object.hasOwn(NAMED, key.name)) return NAMED[key.name];
	const table = key.ctrl ? CONTROL : key.alt ? ALT : {};
	return Object.hasOwn(table, key.text) ? table[key.text] : undefined;
}

function perform(current: LineState, action: string, complete: Completer): LineEdit {
	const killed = kill(current, action);
	if (killed) return {state: killed};
	const state: LineState = {...current, isKilling: undefined};
	switch (action) {
		case 'submit':
			return submit(state);
		case 'complete':
			return {state: completeLine(state, complete)};
		case 'older':
			return {state: recall(state, -1)};
		case 'newer':
			return {state: recall(state, 1)};
		case 'erase-left':
			return {state: erase(state, 'left')};
		case 'erase-right':
			return {state: erase(state, 'right')};
		case 'yank': {
			const {text, cursor, killed: piece} = state;
			return {state: withText(state, text.slice(0, cursor) + piece + text.slice(cursor), cursor + piece.length)};
		}
		case 'transpose':
			return {state: transpose(state)};
		case 'search':
			return {state: startSearch(state)};
		default:
			return {state: move(state, action) ?? state};
	}
}

// Blank lines and repetitions are not worth remembering.
function submit({text, history, killed}: LineState): LineEdit {
	const isNew = text.trim() !== '' && text !== history.at(-1);
	const kept = isNew ? [...history, text].slice(-MAX_HISTORY) : history;
	return {state: {...emptyLine(kept), killed}, action: {kind: 'submit', line: text}};
}

function pressInSearch(state: LineState, key: Key, complete: Completer): LineEdit {
	const search = state.search!;
	if (key.ctrl && key.text === 'r') return {state: searchFor(state, search.query, true)};
	if (key.name === 'backspace' || (key.ctrl && key.text === 'h')) {
		const query = search.query.slice(0, before(search.query, search.query.length));
		const reset = {...state, search: {...search, index: state.history.length}};
		return {
			state:
				query === ''
					? {...giveUpSearch(state, search), search: {...reset.search, query}}
					: searchFor(reset, query, false),
		};
	}
	if (key.name === 'escape' || (key.ctrl && key.text === 'g')) return {state: giveUpSearch(state, search)};
	// Printable text narrows the search; every other key takes the line that was found and does what it always does.
	if (key.text !== '' && !key.ctrl && !key.alt && !key.name)
		return {state: searchFor(state, search.query + key.text, false)};
	const found: LineState = {...state, search: undefined};
	return pressKey(found, key, complete);
}
