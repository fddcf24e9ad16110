import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatDuration, parseDuration} from '../../src/lab/duration.ts';
import {decodeInputs} from '../../src/lab/inputs.ts';
import {readLabWord} from '../../src/lab/lab-words.ts';

describe('lab words', () => {
	it.each([
		['hint', {word: 'hint'}],
		['  next ', {word: 'next'}],
		['answer worker-2', {word: 'answer', text: 'worker-2'}],
		['answer "two words"', {word: 'answer', text: 'two words'}],
		['answer', {word: 'answer', text: ''}],
		['predict B)', {word: 'predict', choice: 'b'}],
		['b', {word: 'predict', choice: 'b'}],
		['speed 20', {word: 'speed', speed: 20}],
		['speed 20x', {word: 'speed', speed: 20}],
		['speed fast', {word: 'speed', speed: undefined}],
		['advance 1h30m', {word: 'advance', durationMs: 5_400_000}],
		['advance 90', {word: 'advance', durationMs: 90_000}],
		['advance next', {word: 'advance', durationMs: 'next'}],
		['advance', {word: 'advance', durationMs: undefined}],
		['d', undefined],
		['reset --hard', undefined],
		['kubectl get pods', undefined],
		['nextcloud', undefined],
		['', undefined],
	])('%j', (line, word) => {
		expect(readLabWord(line, ['a', 'b', 'c'])).toEqual(word);
	});

	it('read the durations that they write', () => {
		fc.assert(
			fc.property(fc.integer({min: 0, max: 40 * 86_400}), seconds => {
				expect(parseDuration(formatDuration(seconds * 1000))).toBe(seconds * 1000);
			}),
		);
		expect(formatDuration(3_661_000)).toBe('1h1m1s');
		for (const wrong of ['', 'h', '1 h', '-5s', '1w', '1e9h']) expect(parseDuration(wrong)).toBeUndefined();
	});
});

describe('an input log from a file', () => {
	it('is read, with its text cleaned', () => {
		expect(
			decodeInputs([
				{at: 0, input: {kind: 'line', text: 'ls\u001b[2J'}},
				{at: 5, input: {kind: 'predict', choice: 'b', more: 1}},
				{at: 5, input: {kind: 'edited'}},
			]),
		).toEqual([
			{at: 0, input: {kind: 'line', text: 'ls'}},
			{at: 5, input: {kind: 'predict', choice: 'b'}},
			{at: 5, input: {kind: 'edited'}},
		]);
	});

	it.each([
		[[null]],
		[[{at: -1, input: {kind: 'hint'}}]],
		[[{at: 0.5, input: {kind: 'hint'}}]],
		[[{at: 1, input: {kind: 'rm'}}]],
		[
			[
				{at: 9, input: {kind: 'eof'}},
				{at: 1, input: {kind: 'eof'}},
			],
		],
	])('is refused: %j', log => {
		expect(decodeInputs(log)).toBeUndefined();
	});
});
