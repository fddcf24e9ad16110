import type {YAMLError} from 'yaml';
import {flowProblem} from './yaml-flow.ts';
import {BLOCK_SCALAR, indentsBefore, isInBlockScalar} from './yaml-indents.ts';

// Kubernetes reads YAML with another library than ours. These functions say what that one says about the same mistake, and count lines as
// it does: from the place where it notices, one less when its parser and not its scanner complains, and no line at all for the first.

/** The message for what the `yaml` package found: `line 4: found character that cannot start any token`. Undefined for no errors. */
export function yamlErrorText(text: string, errors: readonly YAMLError[]): string | undefined {
	const [error] = errors;
	if (!error) return undefined;
	const {line, col} = error.linePos?.[0] ?? {line: 1, col: 1};
	const {code, message} = error;
	const flow = flowProblem(text);
	if (flow && flow.start <= line && !message.startsWith('Missing closing')) return parserError(flow.line, flow.message);
	if (/A block sequence may not|All sequence items must/.test(message))
		return structureError(text, dashLine(text, line, col));
	if (message.includes('quoted-scalar at node end')) return strayQuoteError(text, line, col);
	switch (code) {
		case 'BAD_SCALAR_START':
			return scannerError(line, 'found character that cannot start any token');
		case 'TAB_AS_INDENT':
			return tabError(text, line);
		case 'BAD_DQ_ESCAPE':
			return scannerError(line, 'found unknown escape character');
		case 'BAD_ALIAS':
			return scannerError(line, 'did not find expected alphabetic or numeric character');
		case 'MULTILINE_IMPLICIT_KEY':
		case 'BLOCK_AS_IMPLICIT_KEY':
			return keyError(text, line, col);
		case 'MISSING_CHAR':
			if (message.startsWith('Missing closing')) return scannerError(line, 'found unexpected end of stream');
			if (message.startsWith('Implicit map keys')) return missingColon(text, line, col);
			return structureError(text, line);
		case 'BAD_INDENT':
			if (message.startsWith('Flow map')) return parserError(line, "did not find expected ',' or '}'");
			if (message.startsWith('Flow sequence')) return parserError(line, "did not find expected ',' or ']'");
			return structureError(text, line);
		default:
			return tokenError(text, line, message);
	}
}

/** A value that begins with a character that has a meaning of its own, such as a cron schedule without quotes; our parser takes some of them. */
export function startProblem(text: string): string | undefined {
	const lines = text.split('\n');
	for (const [index, line] of lines.entries()) {
		const start = /^(?:\s*-)*\s*(?:[\w."'/-]+:\s+)?([*&](?![\w-])|[@`%])/.exec(line)?.[1];
		if (start === undefined || isInBlockScalar(text, index + 1)) continue;
		const alias = start === '*' || start === '&';
		return scannerError(
			index + 1,
			alias ? 'did not find expected alphabetic or numeric character' : 'found character that cannot start any token',
		);
	}
	return undefined;
}

/** The text up to where a line stands further left than the first: there Kubernetes' reader ends the document without a word. */
export function firstBlock(text: string): string {
	const lines = text.split('\n');
	const first = lines.find(isContent);
	const indent = first === undefined ? 0 : indentOf(first);
	if (indent === 0) return text;
	const end = lines.findIndex(
		(line, index) => isContent(line) && index > lines.indexOf(first!) && indentOf(line) < indent,
	);
	return end < 0 ? text : lines.slice(0, end).join('\n');
}

function scannerError(line: number, message: string): string {
	return line > 1 ? `line ${line}: ${message}` : message;
}

function parserError(line: number, message: string): string {
	return line > 1 ? `line ${line - 1}: ${message}` : message;
}

// A tab in front of a line: what is wrong with it depends on whether the text before might go on there.
function tabError(text: string, line: number): string {
	const before =
		text
			.split('\n')
			.slice(0, line - 1)
			.filter(isContent)
			.at(-1) ?? '';
	if (isInBlockScalar(text, line - 1) || BLOCK_SCALAR.test(before))
		return scannerError(line, 'found a tab character where an indentation space is expected');
	const plain = /[^\s:>|"'}\]-]\s*$/.test(before) && !/\s#/.test(before);
	return scannerError(
		line,
		plain ? 'found a tab character that violates indentation' : 'found character that cannot start any token',
	);
}

// A text that can't be a key: at the level of other keys it lacks its colon; else the colon behind it is what is wrong.
function keyError(text: string, line: number, col: number): string {
	const lines = text.split('\n');
	const current = lines[line - 1] ?? '';
	const indent = indentOf(current);
	const top = indentsBefore(text, line)
		.filter(({column}) => column <= indent)
		.at(-1);
	const isKeyOfMap = top?.type === 'map' && top.column === col - 1 && !/:(\s|$)/.test(current.slice(col - 1));
	if (isKeyOfMap) return missingColon(text, line, col);
	if (/^\?\s/.test(current.slice(col - 1))) return scannerError(line, 'mapping keys are not allowed in this context');
	const offset = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + col - 1;
	const colon = text.slice(offset).search(/:(\s|$)/);
	const colonLine = colon < 0 ? line : text.slice(0, offset + colon).split('\n').length;
	return scannerError(colonLine, 'mapping values are not allowed in this context');
}

// A quote behind a value opens a text of its own, which may reach to the end.
function strayQuoteError(text: string, line: number, col: number): string {
	const lines = text.split('\n');
	const behind = [lines[line - 1]!.slice(col), ...lines.slice(line)].join('\n');
	const closed = behind.includes(lines[line - 1]![col - 1] ?? '"');
	return closed ? structureError(text, line) : scannerError(lines.length, 'found unexpected end of stream');
}

// The place before a dash may be the end of the line above.
function dashLine(text: string, line: number, col: number): number {
	const lines = text.split('\n');
	if (col <= indentOf(lines[line - 1] ?? '') + 1) return line;
	const next = lines.findIndex((one, index) => index >= line && isContent(one));
	return next < 0 ? line : next + 1;
}

// Noticed at the first line that doesn't go on with the text that should have been a key.
function missingColon(text: string, line: number, col: number): string {
	const lines = text.split('\n');
	// An entry of a list where only keys can stand.
	if (/^\s*-\s/.test(lines[line - 1] ?? '')) return structureError(text, line);
	const next = lines.findIndex(
		(one, index) => index >= line && isContent(one) && (indentOf(one) < col || /:(\s|$)|\s#/.test(one)),
	);
	return scannerError(next < 0 ? lines.length : next + 1, "could not find expected ':'");
}

// A line at a depth where nothing can stand: what was expected depends on the innermost collection that is still open.
function structureError(text: string, line: number): string {
	const current = text.split('\n')[line - 1] ?? '';
	if (/^\s*\t/.test(current)) return tabError(text, line);
	const top = indentsBefore(text, line)
		.filter(({column}) => column <= indentOf(current))
		.at(-1);
	return parserError(line, top?.type === 'list' ? "did not find expected '-' indicator" : 'did not find expected key');
}

function tokenError(text: string, line: number, message: string): string {
	if (message.includes('Block scalar header')) return scannerError(line, 'did not find expected comment or line break');
	const current = text.split('\n')[line - 1] ?? '';
	if (/Unexpected , in flow/.test(message) || /:\s*[}\]]/.test(current))
		return parserError(line, 'did not find expected node content');
	if (message.includes('block-seq-ind'))
		return scannerError(line, 'block sequence entries are not allowed in this context');
	return structureError(text, line);
}

function isContent(line: string): boolean {
	return /^\s*[^\s#]/.test(line);
}

function indentOf(line: string): number {
	return line.length - line.trimStart().length;
}
