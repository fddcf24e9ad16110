import {describeInput} from './describe-input.ts';
import type {InputLog} from './input-log.ts';
import type {LabWord} from './lab-words.ts';
import type {Replay} from './replay.ts';
import type {Steering} from './steering.ts';
import type {LabText} from './text/en.ts';
import {runWorldWord} from './world-words.ts';

interface Steered {
	readonly log: InputLog;
	readonly steering: Steering;
	readonly replay: Replay;
}

/** Does what a word says that is no part of the session. Returns the lines that answer it. */
export function runSteeringWord(word: LabWord, {log, steering, replay}: Steered, text: LabText): readonly string[] {
	if (word.word === 'replay') return replay.run(word.to, text.replay);
	if (word.word === 'world') return runWorldWord(word, log, text.world);
	const {examRun, isSandbox} = log.session;
	return steering.run(word, text, examRun ? text.exam.words : isSandbox ? text.sandboxWords : text.words);
}

/** Takes back, does again or starts anew; not in an exam. Returns what there is to say. */
export function rewrite(word: 'undo' | 'redo' | 'reset', log: InputLog, text: LabText): string {
	if (log.session.examRun) return text.exam.notHere;
	const input = log[word]();
	const said = {
		undo: input ? text.undone(describeInput(input, text)) : text.nothingToUndo,
		redo: input ? text.redone(describeInput(input, text)) : text.nothingToRedo,
		reset: log.session.isSandbox ? text.sandboxReset : text.wasReset,
	};
	return said[word];
}
