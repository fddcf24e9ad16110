import {type HereDoc, type ParameterExpansionPart, type ParsedScript, parse, type Word, type WordPart} from 'unbash';
import {evaluate} from './arithmetic.ts';
import {elementAt, placesOf, valuesOf} from './arrays.ts';
import {expandBraces} from './braces.ts';
import {ShellError} from './control-flow.ts';
import {Fields} from './fields.ts';
import {matchPaths} from './glob.ts';
import {applyOperation, neededValue, type OperandExpansion, parameterValue} from './parameter.ts';
import {quotePattern} from './pattern.ts';
import type {Run, Shell} from './shell.ts';
import {capture, substituteProcess} from './substitution.ts';

/** How unquoted literal text is meant: as it stands, inside quotes, or as the default value of an unquoted expansion. */
type Quoting = 'plain' | 'quoted' | 'operand';

const MAX_WORDS = 20_000;
const bracesOf = new WeakMap<Word, readonly Word[]>();

/** All expansions of the words of a command: braces, variables, substitutions, splitting, paths. Throws ShellError. */
export function* expandWords(words: readonly Word[], shell: Shell): Run<string[]> {
	const all: string[] = [];
	for (const word of words)
		for (const single of withoutBraces(word)) {
			all.push(...(yield* expandToFields(single, shell)));
			if (all.length > MAX_WORDS) throw new ShellError('too many words');
		}
	return all;
}

/** A word as one text: what stands right of `=`, the word of `case`, the target of a redirect. */
export function* expandText(word: Word, shell: Shell, isAssignment = false): Run<string> {
	if (!word.parts) return tilde(word, shell, isAssignment);
	const fields = new Fields('');
	yield* expandParts(word, fields, 'plain', shell);
	return fields
		.end()
		.map(({text}) => text)
		.join(' ');
}

/** A word as a pattern in which everything quoted stands for itself. */
export function* expandPattern(word: Word, shell: Shell): Run<string> {
	if (!word.parts) return quotePattern(tilde(word, shell));
	const fields = new Fields('');
	yield* expandParts(word, fields, 'plain', shell);
	return fields
		.end()
		.map(({text, pattern}) => pattern ?? quotePattern(text))
		.join(' ');
}

/** The text of a here-document. */
export function* expandHereDocument({body, operator, delimiter}: HereDoc, shell: Shell): Run<string> {
	const parts = delimiter?.quoted ? undefined : body.parts;
	const text = parts ? yield* joinParts(parts, shell) : body.text;
	return operator === '<<-' ? text.replace(/^\t+/gm, '') : text;
}

/** Expands variables and substitutions in a text that is not part of a parsed word. */
function* expandString(text: string, shell: Shell): Run<string> {
	if (!/[$`\\]/.test(text)) return text;
	const command = parse(`cat <<KUBEKATA_END\n${text}\nKUBEKATA_END\n`).commands[0]?.command;
	const document = command?.type === 'Command' ? command.redirects[0] : undefined;
	if (document?.type !== 'HereDoc') throw new ShellError('bad substitution');
	const expanded = document.body.parts ? yield* joinParts(document.body.parts, shell) : document.body.text;
	return expanded.replace(/\n$/, '');
}

/** The value of an arithmetic expression as written between `((` and `))`. */
export function* expandArithmetic(text: string, shell: Shell): Run<number> {
	return evaluate((yield* expandString(text, shell)).replaceAll('"', ''), {
		get: name => parameterValue(name, shell),
		set: (name, value) => shell.set(name, value),
	});
}

function* expandToFields(word: Word, shell: Shell): Run<string[]> {
	if (!word.parts) return [tilde(word, shell)];
	const fields = new Fields(shell.get('IFS'));
	yield* expandParts(word, fields, 'plain', shell);
	return fields.end().flatMap(({text, pattern}) => {
		if (pattern === undefined || shell.state.options.noglob) return [text];
		const paths = matchPaths(shell.process.files, shell.process.cwd, pattern);
		return paths.length > 0 ? paths : [text];
	});
}

function* expandParts(word: Word, fields: Fields, quoting: Quoting, shell: Shell): Run<void> {
	if (!word.parts) {
		const text = quoting === 'plain' ? tilde(word, shell) : word.value;
		if (quoting === 'operand') fields.split(text);
		else fields.literal(text);
		return;
	}
	for (const [index, part] of word.parts.entries()) {
		if (index === 0 && part.type === 'Literal' && part.text.startsWith('~')) fields.literal(tilde(part, shell));
		else yield* expandPart(part, fields, quoting, shell);
	}
}

function* expandPart(part: WordPart, fields: Fields, quoting: Quoting, shell: Shell): Run<void> {
	switch (part.type) {
		case 'Literal':
			if (quoting === 'operand') fields.split(part.value);
			else fields.literal(part.value);
			break;
		case 'Glob':
			if (quoting === 'quoted') fields.literal(part.text);
			else if (part.kind !== 'bracket') fields.active(part.text);
			else yield* expandBracket(part.parts, fields, quoting, shell);
			break;
		case 'SingleQuoted':
		case 'AnsiCQuoted':
			fields.literal(part.value);
			break;
		case 'DoubleQuoted':
		case 'LocaleString':
			// What stands for no words at all isn't even an empty one.
			if (part.parts.length !== 1 || !isNothing(part.parts[0]!, shell)) fields.literal('');
			for (const inner of part.parts) yield* expandPart(inner, fields, 'quoted', shell);
			break;
		case 'SimpleExpansion':
			expandSimple(part.text.slice(1), fields, quoting, shell);
			break;
		case 'ParameterExpansion':
			yield* expandParameter(part, fields, quoting, shell);
			break;
		case 'CommandExpansion':
			insert(yield* capture(scriptOf(part), shell), fields, quoting);
			break;
		case 'ArithmeticExpansion': {
			const inner = part.text.startsWith('$((') ? part.text.slice(3, -2) : part.text.slice(2, -1);
			insert(String(yield* expandArithmetic(inner, shell)), fields, quoting);
			break;
		}
		case 'ProcessSubstitution':
			if (part.operator === '>') throw new ShellError('kubekata: >(…) is not simulated');
			fields.literal(yield* substituteProcess(scriptOf(part), shell));
			break;
		case 'ExtendedGlob':
			throw new ShellError("syntax error near unexpected token `('", 2);
		case 'BraceExpansion':
			fields.literal(part.text);
	}
}

// `[a-z]`, `[$x]`: what is quoted in brackets stands for itself.
function* expandBracket(parts: readonly WordPart[], fields: Fields, quoting: Quoting, shell: Shell): Run<void> {
	fields.active('[');
	for (const part of parts) {
		if (part.type === 'Literal') fields.active(part.text);
		else yield* expandPart(part, fields, quoting, shell);
	}
	fields.active(']');
}

// `"$@"` without arguments, `"${a[@]}"` without elements.
function isNothing(part: WordPart, shell: Shell): boolean {
	if (/^\$(@|\{@\})$/.test(part.text)) return shell.state.args.length === 0;
	const array = /^\$\{!?(\w+)\[@\]\}$/.exec(part.text)?.[1];
	return array !== undefined && valuesOf(array, shell).length === 0;
}

function expandSimple(name: string, fields: Fields, quoting: Quoting, shell: Shell): void {
	if (name === '@' || name === '*') insertAll(shell.state.args, name, fields, quoting, shell);
	else insert(neededValue(name, shell), fields, quoting);
}

// `@` makes a word of each, `*` in quotes one word of all.
function insertAll(values: readonly string[], kind: string, fields: Fields, quoting: Quoting, shell: Shell): void {
	const isOne = kind === '*' && quoting === 'quoted';
	const words = isOne ? [values.join(shell.get('IFS')?.slice(0, 1) ?? ' ')] : values;
	for (const [index, value] of words.entries()) {
		if (index > 0) fields.boundary();
		insert(value, fields, quoting);
	}
}

// `${a[1]}`, `${a[@]}`, `${#a[@]}`, `${!a[@]}` and operations on them.
function* expandElements(
	{operation, parameter: name, prefix}: ParameterExpansionPart,
	index: Word,
	fields: Fields,
	quoting: Quoting,
	shell: Shell,
): Run<void> {
	const isAll = index.text === '@' || index.text === '*';
	const place = isAll ? 0 : yield* expandArithmetic(index.text, shell);
	if (prefix === '!') return insertAll(placesOf(name, shell), index.text, fields, quoting, shell);
	if (prefix === '#') {
		const size = isAll ? valuesOf(name, shell).length : [...(elementAt(name, place, shell) ?? '')].length;
		return insert(String(size), fields, quoting);
	}
	let values: (string | undefined)[] = isAll ? valuesOf(name, shell) : [elementAt(name, place, shell)];
	if (isAll && operation?.type === 'Slice') {
		const offset = yield* expandArithmetic(operation.offset.text, shell);
		const length = operation.length && (yield* expandArithmetic(operation.length.text, shell));
		values = values.slice(offset, length === undefined ? undefined : offset + length);
	} else if (operation) {
		if (operation.type === 'Default' && values.length === 0) values = [undefined];
		const changed: string[] = [];
		for (const value of values) changed.push(yield* applyOperation(name, value, operation, shell, operands(shell)));
		values = changed;
	}
	insertAll(
		values.map(value => value ?? ''),
		isAll ? index.text : '@',
		fields,
		quoting,
		shell,
	);
}

function* expandParameter(part: ParameterExpansionPart, fields: Fields, quoting: Quoting, shell: Shell): Run<void> {
	const {operation, prefix, index} = part;
	if (index) return yield* expandElements(part, index, fields, quoting, shell);
	const name = prefix === '!' ? neededValue(part.parameter, shell) : part.parameter;
	if (prefix === '#') {
		const length = /^[@*]$/.test(name) ? shell.state.args.length : [...neededValue(name, shell)].length;
		return insert(String(length), fields, quoting);
	}
	if (!operation) return expandSimple(name, fields, quoting, shell);
	const value = parameterValue(name, shell);
	if (operation.type === 'Default' && /[-+]$/.test(operation.operator)) {
		const isMissing = value === undefined || (operation.operator.startsWith(':') && value === '');
		if (isMissing === operation.operator.endsWith('-'))
			return yield* expandParts(operation.operand, fields, quoting === 'quoted' ? 'quoted' : 'operand', shell);
		if (isMissing) return;
		return expandSimple(name, fields, quoting, shell);
	}
	const needed = operation.type === 'Default' ? value : neededValue(name, shell);
	insert(yield* applyOperation(name, needed, operation, shell, operands(shell)), fields, quoting);
}

function operands(shell: Shell): OperandExpansion {
	return {text: word => expandText(word, shell), pattern: word => expandPattern(word, shell)};
}

function insert(text: string, fields: Fields, quoting: Quoting): void {
	if (quoting === 'quoted') fields.literal(text);
	else fields.split(text);
}

function* joinParts(parts: readonly WordPart[], shell: Shell): Run<string> {
	const fields = new Fields('');
	for (const part of parts) yield* expandPart(part, fields, 'quoted', shell);
	return fields
		.end()
		.map(({text}) => text)
		.join(' ');
}

function scriptOf({script, text}: {readonly script: ParsedScript | undefined; readonly text: string}): ParsedScript {
	if (!script || script.errors?.length) throw new ShellError(`${text}: syntax error in substitution`, 2);
	return script;
}

// `~`, `~/x`, `~root`; in assignments also behind each colon.
function tilde(
	{text, value}: {readonly text: string; readonly value: string},
	shell: Shell,
	isAssignment = false,
): string {
	if (!text.includes('~')) return value;
	const home = shell.get('HOME') ?? '/root';
	const pattern = isAssignment ? /(^|:)~(root)?(?=$|[/:])/g : /^()~(root)?(?=$|\/)/;
	return value.replace(pattern, (_all, before: string, user?: string) => before + (user ? '/root' : home));
}

// Braces are expanded in the source text, before everything else.
function withoutBraces(word: Word): readonly Word[] {
	if (!word.parts?.some(part => part.type === 'BraceExpansion')) return [word];
	let words = bracesOf.get(word);
	if (!words) {
		words = expandBraces(word.text).map(text => {
			const command = parse(`: ${text}`).commands[0]?.command;
			const only = command?.type === 'Command' ? command.suffix[0] : undefined;
			return only?.type === 'Word' ? only : {...word, text, value: text, parts: undefined};
		});
		bracesOf.set(word, words);
	}
	return words;
}
