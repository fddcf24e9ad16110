import type {Key as InkKey} from 'ink';
import type {Key} from '../shell/key.ts';

/** What a key does to the screen itself; every other key belongs to the prompt. */
export type ScreenAction =
	| {readonly kind: 'panel'; readonly index: number}
	| {readonly kind: 'scroll-lesson' | 'scroll-terminal'; readonly by: number}
	| {
			readonly kind:
				| 'help'
				| 'hint'
				| 'pause'
				| 'speed'
				| 'advance'
				| 'undo'
				| 'redo'
				| 'next'
				| 'menu'
				| 'quit'
				| 'focus'
				| 'mouse';
	  }
	/** So many changes of the cluster back or forward. */
	| {readonly kind: 'replay'; readonly by: number}
	| {readonly kind: 'predict'; readonly key: string};

// Function keys as terminals send them: xterm, vt220, Linux console. Ink swallows them, so `use-keys.ts` listens to the raw input.
const FUNCTION_KEYS: Readonly<Record<string, ScreenAction>> = {
	OP: {kind: 'help'},
	'[11~': {kind: 'help'},
	'[[A': {kind: 'help'},
	OQ: {kind: 'hint'},
	'[12~': {kind: 'hint'},
	'[[B': {kind: 'hint'},
	OR: {kind: 'pause'},
	'[13~': {kind: 'pause'},
	'[[C': {kind: 'pause'},
	OS: {kind: 'speed'},
	'[14~': {kind: 'speed'},
	'[[D': {kind: 'speed'},
	'[15~': {kind: 'advance'},
	'[[E': {kind: 'advance'},
	'[17~': {kind: 'focus'},
	'[18~': {kind: 'replay', by: -1},
	'[19~': {kind: 'replay', by: 1},
	'[18;2~': {kind: 'replay', by: -10},
	'[19;2~': {kind: 'replay', by: 10},
	'[20~': {kind: 'menu'},
	'[21~': {kind: 'quit'},
	'[24~': {kind: 'mouse'},
};

/** The action of a function key, given what the terminal sent. */
export function functionKeyAction(sequence: string): ScreenAction | undefined {
	return sequence.startsWith('\u001b') ? FUNCTION_KEYS[sequence.slice(1)] : undefined;
}

const PAGE_ROWS = 8;

/** The screen's own meaning of a key, if it has one. `choices` are the letters of an open prediction. */
export function screenAction(input: string, key: InkKey, choices: readonly string[]): ScreenAction | undefined {
	if (key.pageUp || key.pageDown)
		return {kind: key.shift ? 'scroll-terminal' : 'scroll-lesson', by: key.pageUp ? -PAGE_ROWS : PAGE_ROWS};
	if (key.meta && /^[1-9]$/.test(input)) return {kind: 'panel', index: Number(input) - 1};
	if (key.meta && choices.includes(input)) return {kind: 'predict', key: input};
	if (input === 'z' && (key.ctrl || key.meta)) return {kind: key.ctrl ? 'undo' : 'redo'};
	if (key.ctrl && input === 'n') return {kind: 'next'};
	if (key.ctrl && input === 'o') return {kind: 'focus'};
	return undefined;
}

/** Ink's key as the line editor takes it. Text that arrives in one piece may hold several keys: each becomes one. */
export function promptKeys(input: string, key: InkKey): Key[] {
	const modifiers = {...(key.ctrl && {ctrl: true}), ...(key.meta && {alt: true}), ...(key.shift && {shift: true})};
	const name = NAMES.find(([flag]) => key[flag])?.[1];
	if (name) return [{text: '', name, ...modifiers}];
	if (key.ctrl || key.meta) return input.length === 1 ? [{text: input, ...modifiers}] : [];
	return input
		.split(/(\r\n|[\u0000-\u001f\u007f])/)
		.filter(Boolean)
		.map(piece => controlKey(piece) ?? {text: piece});
}

// A control character inside a piece of text is a key of its own: fast typing arrives in pieces.
function controlKey(piece: string): Key | undefined {
	if (/^[\r\n]/.test(piece)) return {text: '', name: 'enter'};
	if (piece === '\t') return {text: '', name: 'tab'};
	if (piece === '\u007f' || piece === '\b') return {text: '', name: 'backspace'};
	const code = piece.charCodeAt(0);
	return code >= 1 && code <= 26
		? {text: String.fromCharCode(code + 96), ctrl: true}
		: code < 32
			? {text: ''}
			: undefined;
}

const NAMES = [
	['return', 'enter'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
	['escape', 'escape'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['upArrow', 'up'],
	['downArrow', 'down'],
	['home', 'home'],
	['end', 'end'],
] as const satisfies readonly (readonly [keyof InkKey, NonNullable<Key['name']>])[];
