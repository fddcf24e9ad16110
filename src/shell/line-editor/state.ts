/** The line being typed, and everything that editing it needs to remember. Immutable. */
export interface LineState {
	readonly text: string;
	/** Index into `text` in UTF-16 units, always between two graphemes. */
	readonly cursor: number;
	/** Lines entered before, oldest first. */
	readonly history: readonly string[];
	/** The entry of `history` that is shown; undefined for the line that was being typed. */
	readonly historyIndex?: number | undefined;
	/** What was typed before moving through the history, and how far its cursor had gone: that much has to match. */
	readonly draft?: {readonly text: string; readonly cursor: number} | undefined;
	/** Text that Ctrl-Y puts back. */
	readonly killed: string;
	/** The last key killed text, so that the next one adds to it. */
	readonly isKilling?: boolean | undefined;
	/** What an ambiguous Tab could mean; empty otherwise. */
	readonly candidates: readonly string[];
	/** Present during Ctrl-R. */
	readonly search?: Search | undefined;
}

export interface Search {
	readonly query: string;
	/** The entry that is shown; `history.length` before anything was found. */
	readonly index: number;
	readonly isFailing: boolean;
	/** The line to go back to when the search is given up. */
	readonly before: {readonly text: string; readonly cursor: number};
}

/** What a line could be completed to: the text from `start` to the cursor becomes one of the candidates. */
export interface Completion {
	readonly start: number;
	readonly candidates: readonly string[];
}

export type Completer = (text: string, cursor: number) => Completion;

/** The state after a change of the text; what only lasted until the next key is forgotten. */
export function withText(state: LineState, text: string, cursor: number): LineState {
	return {...state, text, cursor, historyIndex: undefined, draft: undefined};
}
