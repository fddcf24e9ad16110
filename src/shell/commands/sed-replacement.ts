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
		const special = piece.startsWith('\\') ? piece.slice(1) : undefined;
		if (piece === '&') add(groups[0] ?? '');
		else if (special === undefined) add(piece);
		else if (/\d/.test(special)) add(groups[Number(special)] ?? '');
		else if ('ULE'.includes(special) && special !== '') mode = special === 'E' ? '' : special;
		else if ('ul'.includes(special) && special !== '') once = special;
		else add({n: '\n', t: '\t', r: '\r'}[special] ?? special);
	}
	return result;
}
