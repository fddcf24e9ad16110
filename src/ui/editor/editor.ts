import type {Key} from '../../shell/key.ts';
import {at, type Buffer, bufferOf, bufferText, cutLine, find, insert, move, moveRows} from './buffer.ts';
import {type Edit, editFor, motionFor} from './editor-keys.ts';

/** An editor of one file: everything that its rows are drawn from. */
export interface EditorState {
	readonly name: string;
	readonly buffer: Buffer;
	/** The text as it was saved last, or as it was opened. */
	readonly saved: string;
	/** The text of the last save; undefined as long as nothing was saved. */
	readonly result: string | undefined;
	readonly undo: readonly Buffer[];
	readonly redo: readonly Buffer[];
	/** What the last edit was: typing goes on as one step of undo. */
	readonly lastEdit: Edit['kind'] | undefined;
	readonly cut: readonly string[];
	readonly query: string;
	/** `search`: keys go into the query. `leave`: the editor asks whether to save. */
	readonly mode: 'edit' | 'search' | 'leave';
	readonly message: 'saved' | 'not-found' | undefined;
	/** A sentence from around the editor, until the first key. */
	readonly notice: string | undefined;
	/** Rows that a page has; the screen tells. */
	readonly pageRows: number;
	/** True when the person is done; `result` is then the answer. */
	readonly isClosed: boolean;
}

export function openEditor(name: string, text: string): EditorState {
	return {
		name,
		buffer: bufferOf(text),
		saved: text,
		result: undefined,
		undo: [],
		redo: [],
		lastEdit: undefined,
		cut: [],
		query: '',
		mode: 'edit',
		message: undefined,
		notice: undefined,
		pageRows: 10,
		isClosed: false,
	};
}

export function isModified({buffer, saved}: EditorState): boolean {
	return bufferText(buffer) !== saved;
}

/** What a key makes of the editor. */
export function pressEditor(current: EditorState, key: Key): EditorState {
	const state = {...current, message: undefined, notice: undefined};
	if (state.mode === 'search') return pressInSearch(state, key);
	if (state.mode === 'leave') return pressInQuestion(state, key);
	const command = key.ctrl || key.alt ? key.text.toLowerCase() : '';
	if (key.ctrl && (command === 's' || command === 'o')) return save(state);
	if (key.ctrl && (command === 'x' || command === 'q')) return leave(state);
	if (key.name === 'escape') return leave(state);
	if (key.ctrl && (command === 'f' || command === 'w')) return {...state, mode: 'search', query: ''};
	if ((key.ctrl && command === 'g') || (key.alt && command === 'w')) return searchOn(state);
	if ((key.ctrl && command === 'z') || (key.alt && command === 'u')) return undo(state);
	if ((key.ctrl && command === 'y') || (key.alt && command === 'e')) return redo(state);
	if (key.ctrl && command === 'k') return cut(state);
	if (key.ctrl && command === 'u')
		return edited(state, insert(at(state.buffer, state.buffer.row, 0), pasted(state)), 'paste');
	const motion = motionFor(key);
	if (motion === 'page-up' || motion === 'page-down')
		return moved(state, moveRows(state.buffer, motion === 'page-up' ? -state.pageRows : state.pageRows));
	if (motion) return moved(state, move(state.buffer, motion));
	const edit = editFor(key);
	return edit ? edited(state, edit.apply(state.buffer), edit.kind) : state;
}

/** Text that arrives in one piece from the clipboard. */
export function pasteInEditor(state: EditorState, text: string): EditorState {
	if (state.mode === 'search') return {...state, query: state.query + text.split('\n')[0]!};
	if (state.mode === 'leave') return state;
	return edited(state, insert(state.buffer, printable(text)), 'paste');
}

const UNDO_STEPS = 500;

function edited(state: EditorState, buffer: Buffer, kind: Edit['kind']): EditorState {
	const goesOn = kind === 'type' && state.lastEdit === 'type';
	const undone = goesOn ? state.undo : [...state.undo.slice(-UNDO_STEPS), state.buffer];
	return {...state, buffer, undo: undone, redo: [], lastEdit: kind, message: undefined};
}

function moved(state: EditorState, buffer: Buffer): EditorState {
	return {...state, buffer, lastEdit: undefined};
}

function undo(state: EditorState): EditorState {
	const buffer = state.undo.at(-1);
	if (!buffer) return state;
	return {...state, buffer, undo: state.undo.slice(0, -1), redo: [...state.redo, state.buffer], lastEdit: undefined};
}

function redo(state: EditorState): EditorState {
	const buffer = state.redo.at(-1);
	if (!buffer) return state;
	return {...state, buffer, redo: state.redo.slice(0, -1), undo: [...state.undo, state.buffer], lastEdit: undefined};
}

// Lines that are cut one after the other come back together.
function cut(state: EditorState): EditorState {
	const {buffer, cut: line} = cutLine(state.buffer);
	const lines = state.lastEdit === 'cut' ? [...state.cut, line] : [line];
	return {...edited(state, buffer, 'cut'), cut: lines};
}

function pasted({cut: lines}: EditorState): string {
	return lines.map(line => `${line}\n`).join('');
}

function save(state: EditorState): EditorState {
	const text = bufferText(state.buffer);
	return {...state, saved: text, result: text, message: 'saved', lastEdit: undefined};
}

function leave(state: EditorState): EditorState {
	return isModified(state) ? {...state, mode: 'leave'} : {...state, isClosed: true};
}

function pressInQuestion(state: EditorState, key: Key): EditorState {
	const answer = key.text.toLowerCase();
	if (answer === 'y' && !key.ctrl) return {...save(state), mode: 'edit', isClosed: true};
	if (answer === 'n' && !key.ctrl) return {...state, mode: 'edit', isClosed: true};
	return key.name === 'escape' || (key.ctrl && answer === 'c') ? {...state, mode: 'edit'} : state;
}

function pressInSearch(state: EditorState, key: Key): EditorState {
	if (key.name === 'enter') return searchOn({...state, mode: 'edit'});
	if (key.name === 'escape' || (key.ctrl && 'cgx'.includes(key.text))) return {...state, mode: 'edit'};
	if (key.name === 'backspace') return {...state, query: [...state.query].slice(0, -1).join('')};
	return key.text !== '' && !key.ctrl && !key.alt ? {...state, query: state.query + key.text} : state;
}

function searchOn(state: EditorState): EditorState {
	const buffer = find(state.buffer, state.query);
	return buffer ? moved(state, buffer) : {...state, message: 'not-found'};
}

// A tab is no indentation in YAML, and control characters belong in no manifest.
function printable(text: string): string {
	return text
		.replace(/\t/g, '  ')
		.replace(/\r\n?/g, '\n')
		.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
}
