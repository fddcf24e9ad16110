/** A map or list that is open at a place of a YAML text, with the column (from 0) at which its items stand. */
export interface Indent {
	readonly type: 'map' | 'list';
	readonly column: number;
}

/** A line behind which a text over several lines begins. */
export const BLOCK_SCALAR = /(^|\s)[|>][-+\d]*\s*(#.*)?$/;

/** Whether a line (from 1) belongs to a text behind `|` or `>`. */
export function isInBlockScalar(text: string, line: number): boolean {
	let above: number | undefined;
	for (const current of text.split('\n').slice(0, line)) {
		if (current.trim() === '') continue;
		const indent = current.length - current.trimStart().length;
		if (above !== undefined && indent > above) continue;
		above = BLOCK_SCALAR.test(current) ? indent : undefined;
	}
	return above !== undefined && !BLOCK_SCALAR.test(text.split('\n')[line - 1] ?? '');
}

/** The open collections before a line (from 1), outermost first, judged by the shape of the lines alone. */
export function indentsBefore(text: string, line: number): Indent[] {
	const open: Indent[] = [];
	let scalarAbove: number | undefined;
	for (const current of text.split('\n').slice(0, line - 1)) {
		if (!/^\s*[^\s#]/.test(current)) continue;
		const indent = current.length - current.trimStart().length;
		// The lines of a text behind `|` are no structure.
		if (scalarAbove !== undefined && indent > scalarAbove) continue;
		scalarAbove = BLOCK_SCALAR.test(current) ? indent : undefined;
		while ((open.at(-1)?.column ?? -1) > indent) open.pop();
		openCollections(open, current, indent);
	}
	return open;
}

// `- - key: value` opens lists and a map on one line. A list at the column of the map around it doesn't open a level of its own.
function openCollections(open: Indent[], line: string, indent: number): void {
	let column = indent;
	let rest = line.slice(indent);
	for (let dash = /^-(\s+|$)/.exec(rest); dash; dash = /^-(\s+|$)/.exec(rest)) {
		if ((open.at(-1)?.column ?? -1) < column) open.push({type: 'list', column});
		column += dash[0].length;
		rest = rest.slice(dash[0].length);
	}
	const isKey = /^("[^"]*"|'[^']*'|[^\s#"'[{&*!|>%@`][^#]*?):(\s|$)/.test(rest);
	if (isKey && (open.at(-1)?.column ?? -1) < column) open.push({type: 'map', column});
}
