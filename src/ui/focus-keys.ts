import type {Key as InkKey} from 'ink';

/** What a key means for the panel that takes the keys. */
export type FocusCommand =
	| {readonly kind: 'move'; readonly by: number}
	| {readonly kind: 'page'; readonly by: -1 | 1}
	| {readonly kind: 'edge'; readonly to: 'start' | 'end'}
	/** The next or previous panel. */
	| {readonly kind: 'tab'; readonly by: -1 | 1}
	| {readonly kind: 'fold' | 'unfold' | 'toggle' | 'yaml' | 'diff' | 'why' | 'zoom' | 'leave'}
	| {readonly kind: 'copy'; readonly what: 'name' | 'row'}
	| {readonly kind: 'filter'; readonly change: 'begin' | 'end' | 'clear' | 'erase' | {readonly add: string}};

const LETTERS: Readonly<Record<string, FocusCommand>> = {
	'/': {kind: 'filter', change: 'begin'},
	y: {kind: 'yaml'},
	d: {kind: 'diff'},
	w: {kind: 'why'},
	z: {kind: 'zoom'},
	c: {kind: 'copy', what: 'name'},
	C: {kind: 'copy', what: 'row'},
};

const KEYS: readonly (readonly [keyof InkKey, FocusCommand])[] = [
	['escape', {kind: 'leave'}],
	['upArrow', {kind: 'move', by: -1}],
	['downArrow', {kind: 'move', by: 1}],
	['pageUp', {kind: 'page', by: -1}],
	['pageDown', {kind: 'page', by: 1}],
	['home', {kind: 'edge', to: 'start'}],
	['end', {kind: 'edge', to: 'end'}],
	['leftArrow', {kind: 'fold'}],
	['rightArrow', {kind: 'unfold'}],
	['return', {kind: 'toggle'}],
];

/** The meaning of a key for a panel; undefined if the key is the prompt's. */
export function focusCommand(input: string, key: InkKey, isFiltering: boolean): FocusCommand | undefined {
	if (key.ctrl || key.meta) return undefined;
	if (isFiltering) {
		const change = filterChange(input, key);
		if (change) return {kind: 'filter', change};
	}
	if (key.tab) return {kind: 'tab', by: key.shift ? -1 : 1};
	return KEYS.find(([name]) => key[name])?.[1] ?? LETTERS[input];
}

function filterChange(input: string, key: InkKey): Extract<FocusCommand, {kind: 'filter'}>['change'] | undefined {
	if (key.escape) return 'clear';
	if (key.return) return 'end';
	if (key.backspace || key.delete) return 'erase';
	const isNamed = KEYS.some(([name]) => key[name]) || key.tab;
	const text = input.replace(/\p{Control}/gu, '');
	return text !== '' && !isNamed ? {add: text} : undefined;
}
