import type {PromptView} from '../lab-view.ts';
import {plainText} from '../lessons/plain-text.ts';
import type {Key} from '../shell/key.ts';
import {emptyLine, insertText, type LineAction, type LineState, pressKey, splitLines} from '../shell/line-editor.ts';
import {completePrompt} from './completion.ts';
import type {Session} from './session.ts';

type LineView = Pick<PromptView, 'text' | 'cursor' | 'candidates' | 'search'>;

const MAX_PASTED = 64 * 1024;
const MAX_PASTED_LINES = 1000;

/** Whether nobody can have meant to paste a text into a command line. */
export function isTooMuch(text: string): boolean {
	return text.length > MAX_PASTED || text.split(/\r\n|\r|\n/).length > MAX_PASTED_LINES;
}

/** The line that the learner types. It outlives undo and reset, and takes keys while a command runs. */
export class Prompt {
	#state: LineState;

	/**
	 * @param session the session of this moment, for completion
	 * @param history lines typed before, oldest first
	 */
	constructor(
		private readonly session: () => Session,
		history: readonly string[],
	) {
		this.#state = emptyLine(history);
	}

	get line(): LineView {
		const {text, cursor, candidates, search} = this.#state;
		return {text, cursor, candidates, ...(search && {search: search.query})};
	}

	/** Edits the line, or returns what the key asks for beyond that. */
	press(key: Key): LineAction | undefined {
		const {state, action} = pressKey(this.#state, {...key, text: plainText(key.text)}, (text, cursor) =>
			completePrompt(this.session(), text, cursor),
		);
		this.#state = state;
		return action;
	}

	/** Puts in what was pasted. Returns the lines that it submits. */
	paste(text: string): readonly string[] {
		const {lines, rest} = splitLines(plainText(text.replace(/\r\n?/g, '\n')));
		if (lines.length === 0) {
			this.#state = insertText(this.#state, rest);
			return [];
		}
		const {cursor} = this.#state;
		const typed = this.#state.text;
		const submitted = [typed.slice(0, cursor) + lines[0], ...lines.slice(1)];
		const history = submitted.filter(line => line.trim() !== '');
		this.#state = insertText(emptyLine([...this.#state.history, ...history]), rest + typed.slice(cursor));
		return submitted;
	}
}
