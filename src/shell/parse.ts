import {forEachChild, type ParsedScript, type ParseError, parse, type SyntaxNode} from 'unbash';

export type Parsed = {readonly script: ParsedScript} | {readonly error: string};

const MAX_SCRIPT = 1024 * 1024;
const MAX_CACHED = 500;
const MAX_CACHED_LENGTH = 2000;
/** Containers of one workload run the same text: they share one tree. */
const cache = new Map<string, Parsed>();

/** The syntax tree of a script, or what is wrong with it: `` syntax error near unexpected token `)' `` (exit code 2). */
export function parseScript(text: string): Parsed {
	const known = cache.get(text);
	if (known) return known;
	const parsed = parseNew(text);
	if (cache.size >= MAX_CACHED) cache.clear();
	if (text.length <= MAX_CACHED_LENGTH) cache.set(text, parsed);
	return parsed;
}

/** True while a shell would ask for more lines: an open quote, a trailing `|` or backslash, an unclosed `for`, an open here-document. */
export function isIncomplete(text: string): boolean {
	if (text.length > MAX_SCRIPT) return false;
	const script = parse(text);
	if (script.errors?.length) return wantsMore(script.errors, text);
	return endsInBackslash(text) || hasOpenHereDocument(script);
}

/** True if the script would start something in the background. */
export function hasBackgroundJob(script: ParsedScript): boolean {
	return someNode(script, node => node.type === 'Statement' && node.background === true);
}

function parseNew(text: string): Parsed {
	if (text.length > MAX_SCRIPT) return {error: 'script too long'};
	const script = parse(text);
	const errors = script.errors ?? [];
	if (errors.length === 0) return {script};
	return {error: wantsMore(errors, text) ? unexpectedEnd(errors) : unexpectedToken(errors, text)};
}

function wantsMore(errors: readonly ParseError[], text: string): boolean {
	if (errors.some(({message}) => message.startsWith('unexpected token'))) return false;
	if (errors.some(({message}) => message.startsWith('unterminated'))) return true;
	const end = text.replace(/(^|\s)#[^\n]*$/, '').trimEnd().length;
	return errors.some(
		({message, pos}) =>
			pos >= end && /^expected (.* to close|command after '(\||\|&|&&|\|\|)'|compound command as)/.test(message),
	);
}

function unexpectedEnd(errors: readonly ParseError[]): string {
	const quote = errors
		.map(({message}) => /^unterminated (single|double) quote|^unterminated (backtick)/.exec(message))
		.find(Boolean);
	if (!quote) return 'syntax error: unexpected end of file';
	const mark = quote[2] ? '`' : quote[1] === 'single' ? "'" : '"';
	return `unexpected EOF while looking for matching \`${mark}'`;
}

function unexpectedToken(errors: readonly ParseError[], text: string): string {
	const deep = errors.find(({message}) => message.startsWith('maximum '));
	if (deep) return deep.message;
	const named = errors
		.map(({message}) => /^unexpected token '(.*)'$/s.exec(message)?.[1])
		.find(token => token !== undefined);
	const {pos} = errors[0]!;
	const next = /^\s*(;;|&&|\|\||[;&|()<>]|[^\s;&|()<>]+|\n)/.exec(text.slice(pos))?.[1];
	const before = /([^\s;&|()<>]+)\s*$/.exec(text.slice(0, pos))?.[1];
	return `syntax error near unexpected token \`${named ?? next?.replace('\n', 'newline') ?? keyword(before) ?? 'newline'}'`;
}

// The parser reports a keyword in the wrong place at its end.
function keyword(word: string | undefined): string | undefined {
	return word && ['fi', 'done', 'esac', 'do', 'then', 'else', 'elif'].includes(word) ? word : undefined;
}

function endsInBackslash(text: string): boolean {
	const slashes = /\\+\n?$/.exec(text)?.[0].replace('\n', '').length ?? 0;
	return slashes % 2 === 1;
}

function hasOpenHereDocument(script: ParsedScript): boolean {
	return someNode(script, node => node.type === 'HereDoc' && node.closing === undefined);
}

// Looks at commands only: words are left unparsed until they are expanded.
function someNode(node: SyntaxNode, test: (node: SyntaxNode) => boolean): boolean {
	let found = test(node);
	forEachChild(node, child => {
		if (!found && child.type !== 'Word' && child.type !== 'Assignment') found = someNode(child, test);
	});
	return found;
}
