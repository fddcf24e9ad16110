import {regularExpression} from './regular-expression.ts';
import {ToolError} from './tool.ts';

export type SedAddress =
	| {readonly kind: 'line'; readonly line: number}
	| {readonly kind: 'last'}
	| {readonly kind: 'match'; readonly expression: RegExp | undefined}
	| {readonly kind: 'step'; readonly first: number; readonly step: number}
	/** `addr,+3` */
	| {readonly kind: 'more'; readonly count: number};

export interface SedCommand {
	readonly name: string;
	readonly from?: SedAddress | undefined;
	readonly to?: SedAddress | undefined;
	readonly isNegated: boolean;
	/** Text of a, i, c; label of b, t, T and `:`; file name of r and w. */
	readonly text: string;
	readonly exitCode: number;
	readonly substitution?: SedSubstitution | undefined;
	/** For y: from each character to which. */
	readonly characters?: ReadonlyMap<string, string> | undefined;
	/** For `{`: the index behind the matching `}`. */
	end: number;
}

export interface SedSubstitution {
	/** Undefined for the expression that was used last. */
	readonly expression: RegExp | undefined;
	readonly replacement: string;
	readonly isGlobal: boolean;
	readonly prints: boolean;
	/** Which match is replaced, counted from 1. */
	readonly number: number;
}

// In inserted text, as GNU sed reads it.
const ESCAPES: Readonly<Record<string, string>> = {n: '\n', t: '\t'};

/** Reads a sed script. Throws ToolError in sed's words. */
export function parseSed(text: string, isExtended: boolean): SedCommand[] {
	return new SedParser(text, isExtended).parse();
}

class SedParser {
	#position = 0;
	readonly #commands: SedCommand[] = [];
	readonly #open: SedCommand[] = [];

	constructor(
		private readonly text: string,
		private readonly isExtended: boolean,
	) {}

	parse(): SedCommand[] {
		for (;;) {
			this.#skip(/[\s;]*/y);
			if (this.#skip(/#[^\n]*/y)) continue;
			if (this.#position >= this.text.length) break;
			this.#command();
		}
		if (this.#open.length > 0) throw this.#error("unmatched `{'", 0);
		return this.#commands;
	}

	#command(): void {
		const from = this.#address();
		let to: SedAddress | undefined;
		if (from && this.#skip(/\s*,\s*/y)) {
			const more = this.#skip(/\+(\d+)/y);
			to = more ? {kind: 'more', count: Number(more[1])} : this.#address();
			if (!to) throw this.#error("unexpected `,'");
		}
		const isNegated = this.#skip(/\s*!\s*/y) !== undefined;
		this.#skip(/\s*/y);
		const name = this.text[this.#position++];
		if (name === undefined) throw this.#error('missing command');
		if (from?.kind === 'line' && from.line === 0 && to?.kind !== 'match')
			throw this.#error('invalid usage of line address 0');
		const base = {name, from, to, isNegated, text: '', exitCode: 0, end: 0};
		if (name === '}') {
			const open = this.#open.pop();
			if (!open) throw this.#error("unexpected `}'");
			open.end = this.#commands.length;
			return;
		}
		const command = {...base, ...this.#arguments(name)};
		this.#commands.push(command);
		if (name === '{') this.#open.push(command);
		else if (!'aic}:rwbtT'.includes(name)) {
			this.#skip(/[ \t]*/y);
			if (!/^([;\n}#]|$)/.test(this.text.slice(this.#position, this.#position + 1)))
				throw this.#error('extra characters after command');
		}
	}

	#arguments(name: string): Partial<SedCommand> {
		switch (name) {
			case 's':
				return {substitution: this.#substitution()};
			case 'y':
				return {characters: this.#translation()};
			case 'a':
			case 'i':
			case 'c': {
				// Both `a text` and `a\` with the text on the next line.
				this.#skip(/[ \t]*(\\\n?)?/y);
				const text = this.#skip(/(?:\\[\s\S]|[^\\\n])*/y)![0];
				if (text === '') throw this.#error(`expected \\ after \`a', \`c' or \`i'`);
				return {text: text.replace(/\\([\s\S])/g, (_all, next: string) => ESCAPES[next] ?? next)};
			}
			case 'q':
			case 'Q':
				return {exitCode: Number(this.#skip(/[ \t]*(\d*)/y)![1] || 0)};
			case ':':
				return {text: this.#skip(/[ \t]*([^\n;]*)/y)![1]!.trim()};
			case 'b':
			case 't':
			case 'T':
				return {text: this.#skip(/[ \t]*([^\n;}]*)/y)![1]!.trim()};
			case 'r':
			case 'w':
				return {text: this.#skip(/[ \t]*([^\n]*)/y)![1]!};
			default:
				if (!'{dpPDnNhHgGxl='.includes(name)) throw this.#error(`unknown command: \`${name}'`);
				return {};
		}
	}

	#substitution(): SedSubstitution {
		const mark = this.text[this.#position++] ?? '';
		const pattern = mark === '' || mark === '\n' ? undefined : this.#upTo(mark, true);
		const replacement = pattern === undefined ? undefined : this.#upTo(mark, false);
		if (pattern === undefined || replacement === undefined) throw this.#error("unterminated `s' command");
		const flags = this.#skip(/[gpiIeMm0-9]*/y)![0];
		const next = this.text[this.#position];
		if (next !== undefined && !/[\s;}#]/.test(next)) throw this.#error("unknown option to `s'");
		const number = /\d+/.exec(flags)?.[0];
		if (number === '0') throw this.#error("number option to `s' command may not be zero");
		const isGlobal = flags.includes('g');
		return {
			expression: this.#expression(pattern, /[iI]/.test(flags) ? 'gi' : 'g', /[Mm]/.test(flags)),
			replacement,
			isGlobal,
			prints: flags.includes('p'),
			number: Number(number ?? 1),
		};
	}

	#translation(): ReadonlyMap<string, string> {
		const mark = this.text[this.#position++] ?? '';
		const [from, to] = [this.#upTo(mark, false), this.#upTo(mark, false)];
		if (from === undefined || to === undefined) throw this.#error("unterminated `y' command");
		const plain = (text: string) => [...text.replace(/\\n/g, '\n').replace(/\\\\/g, '\\')];
		const [keys, values] = [plain(from), plain(to)];
		if (keys.length !== values.length) throw this.#error("strings for `y' command are different lengths");
		return new Map(keys.map((key, index) => [key, values[index]!]));
	}

	#address(): SedAddress | undefined {
		const number = this.#skip(/(\d+)(?:~(\d+))?/y);
		if (number)
			return number[2] === undefined
				? {kind: 'line', line: Number(number[1])}
				: {kind: 'step', first: Number(number[1]), step: Number(number[2])};
		if (this.#skip(/\$/y)) return {kind: 'last'};
		const open = this.#skip(/\/|\\([^\n])/y);
		if (!open) return undefined;
		const pattern = this.#upTo(open[1] ?? '/', true);
		if (pattern === undefined) throw this.#error('unterminated address regex');
		const flags = this.#skip(/[IM]*/y)![0];
		return {kind: 'match', expression: this.#expression(pattern, flags.includes('I') ? 'i' : '', flags.includes('M'))};
	}

	#expression(pattern: string, flags: string, isMultiline: boolean): RegExp | undefined {
		if (pattern === '') return undefined;
		try {
			return regularExpression(
				'sed',
				pattern,
				this.isExtended ? 'extended' : 'basic',
				isMultiline ? `${flags}m` : flags,
			);
		} catch (error) {
			if (error instanceof ToolError) throw this.#error(error.message.replace(/^sed: /, ''));
			throw error;
		}
	}

	// Reads to the next mark that is neither escaped nor, in a pattern, between brackets. Undefined if there is none.
	#upTo(mark: string, isPattern: boolean): string | undefined {
		let result = '';
		let isInBrackets = false;
		for (; this.#position < this.text.length; this.#position++) {
			const character = this.text[this.#position]!;
			if (character === '\\' && !isInBrackets) {
				const next = this.text[++this.#position] ?? '';
				result += next === mark ? (isPattern && '.*[]^$+?(){}|'.includes(mark) ? `\\${next}` : next) : `\\${next}`;
				continue;
			}
			if (character === mark && !isInBrackets) {
				this.#position++;
				return result;
			}
			if (isPattern && character === '[' && !isInBrackets) {
				isInBrackets = true;
				// A bracket that comes first belongs to the set.
				const first = /^\[\^?\]?/.exec(this.text.slice(this.#position, this.#position + 3))![0];
				result += first;
				this.#position += first.length - 1;
				continue;
			}
			if (character === ']') isInBrackets = false;
			result += character;
		}
		return undefined;
	}

	#skip(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.#position;
		const match = pattern.exec(this.text);
		this.#position += match?.[0].length ?? 0;
		return match ?? undefined;
	}

	#error(message: string, position = Math.min(this.#position, this.text.length)): ToolError {
		return new ToolError(`sed: -e expression #1, char ${position}: ${message}`);
	}
}
