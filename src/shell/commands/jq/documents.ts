import type {Json} from './syntax.ts';
import {JqError} from './values.ts';

/** The JSON documents that follow each other in a text; the first one that can't be read becomes an error and ends the list. */
export function* readDocuments(text: string): Generator<Json | JqError, void, undefined> {
	let position = 0;
	for (;;) {
		position += /^\s*/.exec(text.slice(position))![0].length;
		if (position >= text.length) return;
		const end = documentEnd(text, position);
		try {
			yield JSON.parse(text.slice(position, end)) as Json;
		} catch {
			const line = text.slice(0, position).split('\n').length;
			const what =
				end >= text.length && /^[[{"]/.test(text[position]!) ? 'Unfinished JSON term' : 'Invalid numeric literal';
			return yield new JqError(
				`parse error: ${what} at line ${line}, column ${Math.max(1, end - text.lastIndexOf('\n', end - 1) - 1)}`,
			);
		}
		position = end;
	}
}

// Where the document that begins at the position ends.
function documentEnd(text: string, start: number): number {
	if (!/[[{"]/.test(text[start]!)) return start + /^[^\s[\]{}",]+|^./s.exec(text.slice(start, start + 400))![0].length;
	let depth = 0;
	let isInText = false;
	for (let index = start; index < text.length; index++) {
		const character = text[index];
		if (isInText) {
			if (character === '\\') index++;
			else if (character === '"') {
				isInText = false;
				if (depth === 0) return index + 1;
			}
		} else if (character === '"') isInText = true;
		else if (character === '{' || character === '[') depth++;
		else if ((character === '}' || character === ']') && --depth === 0) return index + 1;
	}
	return text.length;
}
