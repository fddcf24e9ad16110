import {type Completer, type LineState, withText} from './state.ts';

/** Tab: the only candidate is put in, several as far as they agree; if that adds nothing, they are listed. */
export function completeLine(state: LineState, complete: Completer): LineState {
	const {text, cursor} = state;
	const {start, candidates} = complete(text, cursor);
	const typed = text.slice(start, cursor);
	if (candidates.length === 0 || start < 0 || start > cursor) return state;
	if (candidates.length === 1) {
		const [only = ''] = candidates;
		const end = /[/=:]$/.test(only) || text[cursor] === ' ' ? '' : ' ';
		return replaced(state, start, only + end);
	}
	const common = commonPrefix(candidates);
	if (common.length > typed.length && common.toLowerCase().startsWith(typed.toLowerCase()))
		return replaced(state, start, common);
	return {...state, candidates};
}

function replaced(state: LineState, start: number, by: string): LineState {
	const {text, cursor} = state;
	return withText(state, text.slice(0, start) + by + text.slice(cursor), start + by.length);
}

function commonPrefix(texts: readonly string[]): string {
	let prefix = texts[0] ?? '';
	for (const text of texts) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
	return prefix;
}
