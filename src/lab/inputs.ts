import {plainText} from '../lessons/plain-text.ts';

/** One thing the learner did that the session depends on. */
export type Input =
	/** A line for the shell, for the program that reads, or a lab word. */
	| {readonly kind: 'line'; readonly text: string}
	/** Ctrl-C and Ctrl-D. */
	| {readonly kind: 'interrupt' | 'eof'}
	/** The answer of an editor; without a text it was left without saving. */
	| {readonly kind: 'edited'; readonly text?: string}
	| {readonly kind: 'predict'; readonly choice: string}
	| {readonly kind: 'hint' | 'next'}
	/** Time was moved to the next change of the cluster. */
	| {readonly kind: 'advance-next'}
	/** That was asked for in vain (by a line, or by a key): nothing came, at all or within that time, so the clock stayed where it was. */
	| {readonly kind: 'came-to-nothing'; readonly text?: string; readonly ms?: number}
	/** So much real time has passed, as far as it counts: in an exam by the clock on the wall. */
	| {readonly kind: 'wall'; readonly ms: number};

/** The session is the list of these: replayed on the same seed they give the same state. */
export interface LoggedInput {
	/** Virtual milliseconds since the session began. */
	readonly at: number;
	readonly input: Input;
}

const MAX_INPUTS = 20_000;
const MAX_TEXT = 256 * 1024;

/** An input log from a file of progress; undefined when it is none. Text is cleaned as if it had been typed. */
export function decodeInputs(value: readonly unknown[]): readonly LoggedInput[] | undefined {
	if (value.length > MAX_INPUTS) return undefined;
	const inputs: LoggedInput[] = [];
	let last = 0;
	for (const item of value) {
		const {at, input} = (item ?? {}) as {at?: unknown; input?: unknown};
		if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < last) return undefined;
		const decoded = decodeInput(input);
		if (!decoded) return undefined;
		inputs.push({at, input: decoded});
		last = at;
	}
	return inputs;
}

function decodeInput(value: unknown): Input | undefined {
	const {kind, text, choice, ms} = (value ?? {}) as Readonly<Record<string, unknown>>;
	const cleaned = typeof text === 'string' && text.length <= MAX_TEXT ? plainText(text) : undefined;
	switch (kind) {
		case 'line':
			return cleaned === undefined ? undefined : {kind, text: cleaned};
		case 'edited':
			return cleaned === undefined ? {kind} : {kind, text: cleaned};
		case 'predict':
			return typeof choice === 'string' && /^[a-f]$/.test(choice) ? {kind, choice} : undefined;
		case 'came-to-nothing':
			return {kind, ...(cleaned !== undefined && {text: cleaned}), ...(isCount(ms) && {ms})};
		case 'wall':
			return isCount(ms) ? {kind, ms} : undefined;
		case 'interrupt':
		case 'eof':
		case 'hint':
		case 'next':
		case 'advance-next':
			return {kind};
		default:
			return undefined;
	}
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
