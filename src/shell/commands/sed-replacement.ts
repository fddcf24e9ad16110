/** The text of a replacement: `&`, `\1`, `\n`, and the case changes `\U \L \u \l \E`. `groups` begins with the whole match. */
export function fillIn(replacement: string, groups: readonly (string | undefined)[]): string {
	let result = '';
	let mode = '';
	let once = '';
	const add = (text: string) => {
		if (text === '') return;
		const cased = mode === 'U' ? text.toUpperCase() : mode === 'L' ? text.toLowerCase() : text;
		const first = once === 'u' ? cased[0]!.toUpperCase() : once === 'l' ? cased[0]!.toLowerCase() : cased[0]!;
		result += first + cased.slice(1);
		once = '';
	};
	for (const [piece] of replacement.matchAll(/\\[\s\S]|&|[^\\&]+|\\/g)) {
		const escape = piece.startsWith('\\') ? piece.slice(1) : undefined;
		if (piece === '&') add(groups[0] ?? '');
		else if (escape === undefined) add(piece);
		else if (/\d/.test(escape)) add(groups[Number(escape)] ?? '');
		else if ('ULE'.includes(escape) && escape !== '') mode = escape === 'E' ? '' : escape;
		else if ('ul'.includes(escape) && escape !== '') once = escape;
		else add({n: '\n', t: '\t', r: '\r'}[escape] ?? escape);
	}
	return result;
}
