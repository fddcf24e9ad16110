import type {ExamClock} from '../lab-view.ts';
import {parseDuration} from './duration.ts';
import type {WorldWord} from './world-words.ts';

/** A line for the lab instead of the shell, understood. */
export type LabWord =
	| {readonly word: 'help' | 'goals' | 'hint' | 'solution' | 'next' | 'skip' | 'menu' | 'quit'}
	| {readonly word: 'undo' | 'redo' | 'reset' | 'pause' | 'resume'}
	| {readonly word: 'answer'; readonly text: string}
	| {readonly word: 'predict'; readonly choice: string}
	| {readonly word: 'speed'; readonly speed: number | undefined}
	/** Undefined when the duration can't be read. */
	| {readonly word: 'advance'; readonly durationMs: number | 'next' | undefined}
	/** Milliseconds since the session began, negative: before now. Undefined when the time can't be read. */
	| {readonly word: 'replay'; readonly to: number | 'back' | 'end' | undefined}
	| WorldWord
	| ExamWord;

/** What is a word of the lab only in an exam. */
export type ExamWord =
	| {readonly word: 'tasks' | 'finish'}
	/** Undefined when no number was given: the open task. */
	| {readonly word: 'task' | 'flag'; readonly number: number | undefined}
	| {readonly word: 'clock'; readonly clock: ExamClock | undefined};

/** All words, in the order in which Tab offers them. */
export const LAB_WORDS = [
	'help',
	'goals',
	'hint',
	'answer',
	'predict',
	'solution',
	'undo',
	'redo',
	'reset',
	'next',
	'skip',
	'menu',
	'quit',
	'pause',
	'resume',
	'speed',
	'advance',
	'replay',
] as const;

/** Words that exams have beside those. */
export const EXAM_WORDS = ['task', 'tasks', 'flag', 'finish', 'clock'] as const;

const BARE = new Set<string>([
	'help',
	'goals',
	'hint',
	'solution',
	'next',
	'skip',
	'menu',
	'quit',
	'undo',
	'redo',
	'reset',
	'pause',
	'resume',
]);

/** Words that steer the session from outside and are no part of its input log. */
export const STEERING: ReadonlySet<LabWord['word']> = new Set([
	'undo',
	'redo',
	'reset',
	'pause',
	'resume',
	'speed',
	'menu',
	'quit',
	'help',
	'replay',
	'world',
]);

/**
 * Reads a line as a lab word; undefined when it belongs to the shell.
 * @param choices keys of an open prediction: a line with such a key alone is a prediction
 */
export function readLabWord(line: string, choices: readonly string[], isExam = false): LabWord | undefined {
	const trimmed = line.trim();
	if (choices.includes(trimmed)) return {word: 'predict', choice: trimmed};
	const [first = '', ...rest] = trimmed.split(/\s+/);
	const examWord = isExam ? readExamWord(first, rest) : undefined;
	if (examWord) return examWord;
	if (BARE.has(first)) return rest.length === 0 ? ({word: first} as LabWord) : undefined;
	switch (first) {
		case 'answer':
			// `answer $(kubectl get …)`: the shell expands it first and calls the command of the same name.
			if (/[$`;|&]/.test(trimmed)) return undefined;
			return {word: 'answer', text: unquoted(trimmed.slice('answer'.length).trim())};
		case 'predict':
			return {word: 'predict', choice: (rest[0] ?? '').toLowerCase().replace(/\)$/, '')};
		case 'speed': {
			const speed = Number((rest[0] ?? '').replace(/[x×]$/, ''));
			return {
				word: 'speed',
				speed: rest.length === 1 && Number.isInteger(speed) && speed >= 1 && speed <= 1000 ? speed : undefined,
			};
		}
		case 'advance': {
			const [duration = ''] = rest;
			return {
				word: 'advance',
				durationMs: rest.length !== 1 ? undefined : duration === 'next' ? 'next' : parseDuration(duration),
			};
		}
		case 'replay':
			return {word: 'replay', to: rest.length === 1 ? readMoment(rest[0]!) : undefined};
		default:
			return undefined;
	}
}

// `1m30s` after the session began, or `-30s` before now.
function readMoment(text: string): number | 'back' | 'end' | undefined {
	if (text === 'back' || text === 'end') return text;
	if (!text.startsWith('-')) return parseDuration(text);
	const beforeMs = parseDuration(text.slice(1));
	return beforeMs === undefined || beforeMs === 0 ? undefined : -beforeMs;
}

function readExamWord(first: string, rest: readonly string[]): ExamWord | undefined {
	switch (first) {
		case 'tasks':
		case 'finish':
			return rest.length === 0 ? {word: first} : undefined;
		case 'task':
		case 'flag':
			return {word: first, number: rest.length === 1 && /^\d{1,3}$/.test(rest[0]!) ? Number(rest[0]) : undefined};
		case 'clock':
			return {word: first, clock: rest[0] === 'virtual' || rest[0] === 'wall' ? rest[0] : undefined};
		default:
			return undefined;
	}
}

function unquoted(text: string): string {
	return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}
