import type {Subcommand} from './command.ts';

const LARGEST_DISTANCE = 2;

/** Commands that a mistyped word may have meant, as cobra chooses them: two edits away, or starting with the word. */
export function suggestionsFor(word: string, commands: readonly Subcommand[]): string[] {
	const typed = word.toLowerCase();
	return commands
		.filter(
			({name, suggestFor}) =>
				distance(typed, name.toLowerCase()) <= LARGEST_DISTANCE ||
				name.toLowerCase().startsWith(typed) ||
				suggestFor?.some(other => other.toLowerCase() === typed),
		)
		.map(({name}) => name);
}

// Levenshtein's distance, one row at a time.
function distance(a: string, b: string): number {
	let row = Array.from({length: b.length + 1}, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
		}
		row = next;
	}
	return row[b.length]!;
}
