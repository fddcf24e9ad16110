import type {Line, Span} from '../line.ts';

/** One line of YAML with its parts in colour: comments, keys, dashes, quoted texts, numbers and words that are values. */
export function yamlColors(text: string): Line {
	const comment = /^\s*#/.test(text) ? text.length : undefined;
	if (comment !== undefined) return [{text, role: 'muted'}];
	if (/^(---|\.\.\.)/.test(text)) return [{text, role: 'muted'}];
	const [, blanks = '', dashes = '', key = '', colon = '', rest = ''] = LINE.exec(text)!;
	const spans: Span[] = [{text: blanks}, {text: dashes, role: 'accent'}, {text: key, role: 'title'}, {text: colon}];
	return [...spans, ...valueColors(rest)].filter(span => span.text !== '');
}

// Indentation, dashes of lists, a key with its colon, and what follows.
const LINE = /^(\s*)((?:-\s+)*(?:-$)?)(?:("[^"]*"|'[^']*'|[^\s"'#[{|>&*!%][^#]*?)(:)(?=\s|$))?(.*)$/su;

function valueColors(text: string): Span[] {
	const [, value = '', comment = ''] = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|(?!\s#).)*)(\s#.*)?$/su.exec(text) ?? [
		text,
		text,
	];
	const role = valueRole(value.trim());
	return [{text: value, ...(role && {role})}, ...(comment ? [{text: comment, role: 'muted' as const}] : [])];
}

function valueRole(value: string): Span['role'] | undefined {
	if (/^(["'])/.test(value)) return 'good';
	if (/^(?:[|>][-+]?\d?|[&*!].*|[[\]{},]+)$/.test(value)) return 'accent';
	return /^(?:[-+]?\d[\d.e+-]*|true|false|null|~)$/i.test(value) ? 'code' : undefined;
}
