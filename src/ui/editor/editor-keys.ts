import type {Key} from '../../shell/key.ts';
import {type Buffer, breakLine, erase, indent, insert, type Motion, outdent} from './buffer.ts';

/** A change of the text that a key makes. */
export interface Edit {
	readonly kind: 'type' | 'break' | 'erase' | 'indent' | 'cut' | 'paste';
	apply(buffer: Buffer): Buffer;
}

/** Where a key moves the cursor, if it does. */
export function motionFor({name, text, ctrl, alt}: Key): Motion | 'page-up' | 'page-down' | undefined {
	if (name === 'left' || name === 'right') return ctrl || alt ? `word-${name}` : name;
	if (name === 'up' || name === 'down') return name;
	if (name === 'home') return ctrl ? 'top' : 'line-start';
	if (name === 'end') return ctrl ? 'bottom' : 'line-end';
	if (name === 'pageup') return 'page-up';
	if (name === 'pagedown') return 'page-down';
	if (alt) return ALT_MOTIONS[text];
	return ctrl ? CTRL_MOTIONS[text] : undefined;
}

/** What a key changes in the text, if it does. */
export function editFor({name, text, ctrl, alt, shift}: Key): Edit | undefined {
	if (name === 'enter') return {kind: 'break', apply: breakLine};
	if (name === 'tab') return {kind: 'indent', apply: shift ? outdent : indent};
	if (name === 'backspace') return {kind: 'erase', apply: buffer => eraseBack(buffer, ctrl || alt)};
	if (name === 'delete' || (ctrl && text === 'd')) return {kind: 'erase', apply: buffer => erase(buffer, 'right')};
	if (text === '' || name || ctrl || alt) return undefined;
	return {kind: 'type', apply: buffer => insert(buffer, text)};
}

const CTRL_MOTIONS: Readonly<Record<string, Motion>> = {
	a: 'line-start',
	e: 'line-end',
	b: 'left',
	p: 'up',
	n: 'down',
};

const ALT_MOTIONS: Readonly<Record<string, Motion>> = {
	b: 'word-left',
	f: 'word-right',
	'<': 'top',
	'>': 'bottom',
};

// In the indentation one stroke takes a whole step of it.
function eraseBack(buffer: Buffer, isWord: boolean | undefined): Buffer {
	const blanks = buffer.lines[buffer.row]!.slice(0, buffer.column);
	if (isWord) return erase(buffer, 'word-left');
	return blanks !== '' && /^ +$/.test(blanks) && blanks.length % 2 === 0
		? erase(erase(buffer, 'left'), 'left')
		: erase(buffer, 'left');
}
