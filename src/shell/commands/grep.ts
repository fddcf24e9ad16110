import {BoundedExpression} from '../bounded-expression.ts';
import {resolvePath} from '../files.ts';
import {Pattern} from '../pattern.ts';
import {type Command, complain, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {Input} from './input.ts';
import {escapeRegularExpression, regularExpression} from './regular-expression.ts';
import {type Options, readFile, type ToolCall, ToolError, tool, wholeNumber} from './tool.ts';

const USAGE = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.";
const LONG = {
	'extended-regexp': 'E',
	'fixed-strings': 'F',
	'perl-regexp': 'P',
	'ignore-case': 'i',
	'invert-match': 'v',
	count: 'c',
	'line-number': 'n',
	'files-with-matches': 'l',
	'files-without-match': 'L',
	'only-matching': 'o',
	quiet: 'q',
	silent: 'q',
	'no-messages': 's',
	'word-regexp': 'w',
	'line-regexp': 'x',
	recursive: 'r',
	'max-count': 'm:',
	'after-context': 'A:',
	'before-context': 'B:',
	context: 'C:',
	regexp: 'e:',
	file: 'f:',
	'with-filename': 'H',
	'no-filename': 'h',
	include: 'I:',
	color: 'K?',
	colour: 'K?',
	'line-buffered': 'u',
	text: 'a',
};

export const grep: Command = grepCommand('basic');
export const egrep: Command = grepCommand('extended');
export const fgrep: Command = grepCommand('fixed');

function grepCommand(syntax: 'basic' | 'extended' | 'fixed'): Command {
	return tool(
		'grep',
		{letters: 'EFGPivcnlLoqswxrRm:A:B:C:e:f:Hhauz', long: LONG, usage: USAGE, usageCode: 2, numberLetter: 'C'},
		call => search(call, syntax),
	);
}

function* search({options, operands, process}: ToolCall, syntax: 'basic' | 'extended' | 'fixed'): Run {
	const isGiven = options.has('e') || options.has('f');
	const [first, ...others] = operands;
	if (!isGiven && first === undefined) throw new ToolError(USAGE, 2);
	const patterns = isGiven
		? [
				...options.values('e'),
				...options.values('f').flatMap(file => readFile(process, file).replace(/\n$/, '').split('\n')),
			]
		: [first!];
	const given = isGiven ? operands : others;
	const isRecursive = options.has('r') || options.has('R');
	const matcher = makeMatcher(
		patterns.flatMap(pattern => pattern.split('\n')),
		options,
		syntax,
	);
	let failures = 0;
	const files: string[] = [];
	for (const name of given.length === 0 && isRecursive ? ['.'] : given) {
		if (name === '-' || process.files.stat(resolvePath(process.cwd, name))?.type !== 'directory') files.push(name);
		else if (isRecursive) files.push(...filesBelow(name, process).filter(file => isIncluded(file, options)));
		else {
			yield* complain(`grep: ${name}: Is a directory\n`);
			failures++;
		}
	}
	if (files.length === 0 && given.length + Number(isRecursive) > 0) return failures > 0 ? 2 : 1;
	const showsNames = options.has('H') || (!options.has('h') && (given.length > 1 || isRecursive));
	let found = false;
	for (const file of files.length > 0 ? files : ['-']) {
		const input = new Input([file], process, (name, reason) => (options.has('s') ? '' : `grep: ${name}: ${reason}`));
		const matches = yield* searchFile(input, file === '-' ? '(standard input)' : file, matcher, options, showsNames);
		failures += input.failures;
		found ||= matches;
		if (matches && options.has('q')) return 0;
	}
	if (failures > 0) return 2;
	return found ? 0 : 1;
}

interface Matcher {
	matches(line: string): boolean;
	/** All parts that match. */
	parts(line: string): string[];
}

function makeMatcher(patterns: readonly string[], options: Options, syntax: 'basic' | 'extended' | 'fixed'): Matcher {
	const flags = options.has('i') ? 'gi' : 'g';
	const isFixed = options.has('F') || (syntax === 'fixed' && !options.has('E'));
	const isExtended = options.has('E') || options.has('P') || syntax === 'extended';
	const expressions = patterns.map(pattern => {
		const {source} = isFixed
			? {source: escapeRegularExpression(pattern)}
			: options.has('P')
				? {source: pattern}
				: regularExpression('grep', pattern, isExtended ? 'extended' : 'basic');
		const bounded = options.has('x') ? `^(?:${source})$` : options.has('w') ? `(?<!\\w)(?:${source})(?!\\w)` : source;
		try {
			return new BoundedExpression(bounded, flags);
		} catch {
			throw new ToolError('grep: Invalid regular expression', 2);
		}
	});
	const isInverted = options.has('v');
	return {
		matches: line =>
			expressions.some(expression => {
				expression.lastIndex = 0;
				return expression.test(line);
			}) !== isInverted,
		parts: line => {
			const all = expressions.flatMap(expression => {
				expression.lastIndex = 0;
				return [...line.matchAll(expression)];
			});
			const spans = all.filter(match => match[0] !== '');
			spans.sort((a, b) => a.index - b.index || b[0].length - a[0].length);
			let end = 0;
			return spans.flatMap(match => {
				if (match.index < end) return [];
				end = match.index + match[0].length;
				return [match[0]];
			});
		},
	};
}

// Prints what was found as it comes. True if there was anything.
function* searchFile(
	input: Input,
	name: string,
	matcher: Matcher,
	options: Options,
	showsNames: boolean,
): Run<boolean> {
	const limit = options.has('m')
		? wholeNumber('grep', options.value('m')!, 'invalid max count')
		: Number.POSITIVE_INFINITY;
	const isSilent = ['q', 'c', 'l', 'L'].some(letter => options.has(letter));
	const context = new Context(
		options,
		(number, mark) => `${showsNames ? name + mark : ''}${options.has('n') ? number + mark : ''}`,
	);
	let count = 0;
	let number = 0;
	for (let line = yield* input.line(); line !== undefined; line = yield* input.line()) {
		number++;
		const text = line.replace(/\n$/, '');
		if (count < limit && matcher.matches(text)) {
			count++;
			if (options.has('q') || options.has('l')) break;
			if (!isSilent && options.has('o')) {
				for (const part of options.has('v') ? [] : matcher.parts(text))
					yield* print(`${context.title(number, ':')}${part}\n`);
			} else if (!isSilent) yield* print(context.match(number, text));
		} else if (!isSilent && !options.has('o')) yield* print(context.other(number, text));
		if (count >= limit && (isSilent || context.isComplete)) break;
	}
	if (input.failures > 0) return false;
	if (options.has('c') && !options.has('q')) yield* print(`${showsNames ? `${name}:` : ''}${count}\n`);
	if ((options.has('l') && count > 0) || (options.has('L') && count === 0)) yield* print(`${name}\n`);
	return options.has('L') ? count === 0 : count > 0;
}

/** Lines around matches: `-A`, `-B`, `-C`, with `--` between groups. */
class Context {
	readonly #before: number;
	readonly #after: number;
	#held: [number, string][] = [];
	#left = 0;
	#lastShown = 0;

	constructor(
		options: Options,
		readonly title: (number: number, mark: string) => string,
	) {
		const around = options.value('C') ?? '0';
		const length = (letter: string) => wholeNumber('grep', options.value(letter) ?? around, 'context length argument');
		this.#after = length('A');
		this.#before = length('B');
	}

	get isComplete(): boolean {
		return this.#left === 0;
	}

	match(number: number, text: string): string {
		const first = this.#held[0]?.[0] ?? number;
		const hasGap = this.#before + this.#after > 0 && this.#lastShown > 0 && first > this.#lastShown + 1;
		const held = this.#held.map(([at, line]) => `${this.title(at, '-')}${line}\n`).join('');
		this.#held = [];
		this.#left = this.#after;
		this.#lastShown = number;
		return `${hasGap ? '--\n' : ''}${held}${this.title(number, ':')}${text}\n`;
	}

	other(number: number, text: string): string {
		if (this.#left > 0) {
			this.#left--;
			this.#lastShown = number;
			return `${this.title(number, '-')}${text}\n`;
		}
		if (this.#before > 0) {
			this.#held.push([number, text]);
			if (this.#held.length > this.#before) this.#held.shift();
		}
		return '';
	}
}

function filesBelow(name: string, process: Process): string[] {
	const path = resolvePath(process.cwd, name);
	return process.files.list(path).flatMap(entry => {
		const below = name === '/' ? `/${entry}` : `${name.replace(/\/$/, '')}/${entry}`;
		const stat = process.files.stat(resolvePath(process.cwd, below));
		if (stat?.type === 'directory') return filesBelow(below, process);
		return stat ? [below] : [];
	});
}

function isIncluded(file: string, options: Options): boolean {
	const wanted = options.values('I');
	if (wanted.length === 0) return true;
	const base = file.slice(file.lastIndexOf('/') + 1);
	return wanted.some(pattern => new Pattern(pattern).matches(base));
}
