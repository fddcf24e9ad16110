import {after, before, blankWordStart, wordEnd, wordStart} from './movement.ts';
import {type LineState, withText} from './state.ts';

/** Puts text in at the cursor. Control characters are left out. */
export function insert(state: LineState, text: string): LineState {
	const clean = text
		.replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, '')
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
	if (clean === '') return state;
	return withText(
		state,
		state.text.slice(0, state.cursor) + clean + state.text.slice(state.cursor),
		state.cursor + clean.length,
	);
}

/** Moves the cursor; undefined if the name is no movement. */
export function move(state: LineState, action: string): LineState | undefined {
	const {text, cursor} = state;
	switch (action) {
		case 'left':
			return {...state, cursor: before(text, cursor)};
		case 'right':
			return {...state, cursor: after(text, cursor)};
		case 'start':
			return {...state, cursor: 0};
		case 'end':
			return {...state, cursor: text.length};
		case 'word-left':
			return {...state, cursor: wordStart(text, cursor)};
		case 'word-right':
			return {...state, cursor: wordEnd(text, cursor)};
		default:
			return undefined;
	}
}

/** Deletes one grapheme. */
export function erase(state: LineState, direction: 'left' | 'right'): LineState {
	const {text, cursor} = state;
	const [from, to] = direction === 'left' ? [before(text, cursor), cursor] : [cursor, after(text, cursor)];
	return from === to ? state : withText(state, text.slice(0, from) + text.slice(to), from);
}

/** Deletes a stretch and keeps it for Ctrl-Y; undefined if the name is none of the kills. */
export function kill(state: LineState, action: string): LineState | undefined {
	const {text, cursor} = state;
	switch (action) {
		case 'kill-end':
			return killBetween(state, cursor, text.length, 'right');
		case 'kill-start':
			return killBetween(state, 0, cursor, 'left');
		case 'kill-blank-word':
			return killBetween(state, blankWordStart(text, cursor), cursor, 'left');
		case 'kill-word-left':
			return killBetween(state, wordStart(text, cursor), cursor, 'left');
		case 'kill-word-right':
			return killBetween(state, cursor, wordEnd(text, cursor), 'right');
		default:
			return undefined;
	}
}

/** Ctrl-T: exchanges the graphemes around the cursor, at the end of the line the last two. */
export function transpose(state: LineState): LineState {
	const {text} = state;
	const middle = state.cursor === text.length ? before(text, state.cursor) : state.cursor;
	const [start, end] = [before(text, middle), after(text, middle)];
	if (start === middle || end === middle) return state;
	const swapped = text.slice(0, start) + text.slice(middle, end) + text.slice(start, middle) + text.slice(end);
	return withText(state, swapped, end);
}

function killBetween(state: LineState, from: number, to: number, direction: 'left' | 'right'): LineState {
	const piece = state.text.slice(from, to);
	const kept = state.isKilling ? state.killed : '';
	const killed = piece === '' ? state.killed : direction === 'left' ? piece + kept : kept + piece;
	return {...withText(state, state.text.slice(0, from) + state.text.slice(to), from), killed, isKilling: true};
}
