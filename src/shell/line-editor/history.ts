import type {LineState, Search} from './state.ts';

/** The next older (-1) or newer (1) entry that begins as the line did up to the cursor. */
export function recall(state: LineState, step: -1 | 1): LineState {
	const {history, text, cursor} = state;
	const draft = state.draft ?? {text, cursor};
	const prefix = draft.text.slice(0, draft.cursor);
	const shown = state.historyIndex ?? history.length;
	for (let index = shown + step; index >= 0 && index < history.length; index += step) {
		const entry = history[index]!;
		if (!entry.startsWith(prefix) || entry === text) continue;
		return {...state, text: entry, cursor: entry.length, historyIndex: index, draft};
	}
	if (step < 0 || state.historyIndex === undefined) return state;
	return {...state, text: draft.text, cursor: draft.cursor, historyIndex: undefined, draft: undefined};
}

export function startSearch(state: LineState): LineState {
	const {text, cursor, history} = state;
	return {...state, search: {query: '', index: history.length, isFailing: false, before: {text, cursor}}};
}

/** Looks for the query in older entries, from the one that is shown on, or from the one before it. */
export function searchFor(state: LineState, query: string, isNext: boolean): LineState {
	const search = state.search!;
	const from = isNext ? search.index - 1 : Math.min(search.index, state.history.length - 1);
	for (let index = from; index >= 0 && query !== ''; index--) {
		const entry = state.history[index]!;
		const at = entry.lastIndexOf(query);
		if (at < 0 || (isNext && entry === state.text)) continue;
		return {...state, text: entry, cursor: at, search: {...search, query, index, isFailing: false}};
	}
	return {...state, search: {...search, query, isFailing: query !== ''}};
}

/** The line as it was before the search. */
export function giveUpSearch(state: LineState, {before}: Search): LineState {
	return {...state, ...before, search: undefined};
}
