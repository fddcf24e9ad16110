import type {Flag, Flags} from './command.ts';
import {parseDuration} from './duration.ts';

/** A wrong use of a flag, in pflag's words and without `error: `. */
export class FlagError extends Error {}

export interface ParsedArguments {
	readonly flags: Flags;
	/** What is no flag, in order. */
	readonly args: readonly string[];
	/** How many of `args` stood before `--`; undefined if there was none. */
	readonly dashAt: number | undefined;
	/** Notes about deprecated flags, one line each. */
	readonly notes: readonly string[];
	/** Every flag as it was given, in order: `--replicas=3`. */
	readonly given: readonly string[];
}

/** Parses the words of a command line by pflag's rules; flags and other words may be mixed. Throws FlagError. */
export function parseFlags(definitions: readonly Flag[], words: readonly string[]): ParsedArguments {
	const values = new FlagValues(definitions);
	const args: string[] = [];
	const queue = [...words];
	for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
		if (word === '--') return {...values.seen(), args: [...args, ...queue], dashAt: args.length};
		if (word.startsWith('--')) takeLong(values, word, queue);
		else if (word.startsWith('-') && word !== '-') takeShort(values, word.slice(1), queue);
		else args.push(word);
	}
	return {...values.seen(), args, dashAt: undefined};
}

/**
 * Where the first word stands that is no flag and no flag's value; -1 if there is none. This is how cobra looks for a subcommand,
 * before it knows the flags of that subcommand: an unknown flag is taken to have a value.
 */
export function firstArgument(definitions: readonly Flag[], words: readonly string[]): number {
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		if (word === '--') return -1;
		if (word.startsWith('--')) {
			if (!word.includes('=') && !standsAlone(definitions.find(flag => flag.name === word.slice(2)))) index++;
		} else if (word.startsWith('-') && word !== '-') {
			const short = word.slice(1);
			if (short.length === 1 && !standsAlone(definitions.find(flag => flag.short === short))) index++;
		} else if (word !== '') return index;
	}
	return -1;
}

function standsAlone(flag: Flag | undefined): boolean {
	return flag?.type === 'boolean' || flag?.type === 'optional';
}

function takeLong(values: FlagValues, word: string, queue: string[]): void {
	const text = word.slice(2);
	if (text.startsWith('-') || text.startsWith('=')) throw new FlagError(`bad flag syntax: ${word}`);
	const equals = text.indexOf('=');
	const name = equals < 0 ? text : text.slice(0, equals);
	// kubectl takes `--dry_run` for `--dry-run`.
	const flag = values.find(({name: known}) => known === name.replaceAll('_', '-'));
	if (!flag) throw new FlagError(`unknown flag: --${name}`);
	if (equals >= 0) values.set(flag, text.slice(equals + 1));
	else values.set(flag, standsAlone(flag) ? bareValue(flag) : nextWord(queue, `--${name}`));
}

// `-it` sets two flags, `-lapp=web`, `-l=app=web` and `-l app=web` all give one its value.
function takeShort(values: FlagValues, word: string, queue: string[]): void {
	let rest = word;
	while (rest !== '') {
		const letter = rest[0]!;
		const flag = values.find(({short}) => short === letter);
		if (!flag) throw new FlagError(`unknown shorthand flag: '${letter}' in -${rest}`);
		if (rest.length > 2 && rest[1] === '=') {
			values.set(flag, rest.slice(2));
			rest = '';
		} else if (standsAlone(flag)) {
			values.set(flag, bareValue(flag));
			rest = rest.slice(1);
		} else {
			values.set(flag, rest.length > 1 ? rest.slice(1) : nextWord(queue, `'${letter}' in -${rest}`));
			rest = '';
		}
	}
}

function nextWord(queue: string[], name: string): string {
	const next = queue.shift();
	if (next === undefined) throw new FlagError(`flag needs an argument: ${name}`);
	return next;
}

function bareValue(flag: Flag): string {
	return flag.type === 'boolean' ? 'true' : (flag.whenBare ?? '');
}

type Value = string | number | boolean | readonly string[];

class FlagValues implements Flags {
	readonly #notes: string[] = [];
	readonly #given: string[] = [];
	readonly #values = new Map<string, Value>();

	constructor(readonly definitions: readonly Flag[]) {}

	seen(): Pick<ParsedArguments, 'flags' | 'notes' | 'given'> {
		return {flags: this, notes: this.#notes, given: this.#given};
	}

	find(matches: (flag: Flag) => boolean): Flag | undefined {
		return this.definitions.find(matches);
	}

	set(flag: Flag, text: string): void {
		try {
			this.#values.set(flag.name, readValue(flag, text, this.#values.get(flag.name)));
		} catch (error) {
			if (!(error instanceof FlagError)) throw error;
			const shown = flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`;
			throw new FlagError(
				`invalid argument ${JSON.stringify(text)} for ${JSON.stringify(shown)} flag: ${error.message}`,
			);
		}
		this.#given.push(`--${flag.name}=${text}`);
		if (flag.deprecated) this.#notes.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`);
	}

	given(name: string): boolean {
		return this.#values.has(name);
	}

	boolean(name: string): boolean {
		return this.#value(name) === true;
	}

	string(name: string): string {
		const value = this.#value(name);
		return value === undefined ? '' : String(value);
	}

	number(name: string): number {
		return Number(this.#value(name) ?? 0);
	}

	duration(name: string): number {
		const value = this.#value(name);
		return typeof value === 'string' ? (parseDuration(value) ?? 0) : Number(value ?? 0);
	}

	strings(name: string): readonly string[] {
		const value = this.#value(name);
		if (Array.isArray(value)) return value;
		return typeof value === 'string' && value !== '' ? [value] : [];
	}

	#value(name: string): Value | undefined {
		return this.#values.get(name) ?? this.definitions.find(flag => flag.name === name)?.default;
	}
}

function readValue(flag: Flag, text: string, before: Value | undefined): Value {
	const list = Array.isArray(before) ? (before as readonly string[]) : [];
	switch (flag.type) {
		case 'boolean':
			return readBoolean(text);
		case 'int':
			return readInteger(text, 64n);
		case 'int32':
			return readInteger(text, 32n);
		case 'duration':
			return readDuration(text);
		case 'strings':
			return [...list, ...readList(text)];
		case 'array':
			return [...list, text];
		default:
			return text;
	}
}

function readBoolean(text: string): boolean {
	if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
	if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
	throw new FlagError(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

// Go reads 0x1f, 0o17, 017 and 0b11 as well.
function readInteger(text: string, bits: bigint): number {
	const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/.exec(text);
	if (!match) throw new FlagError(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
	const digits = match[2]!.replace(/^0(?=[0-7])/, '0o');
	const value = match[1] === '-' ? -BigInt(digits) : BigInt(digits);
	const limit = 1n << (bits - 1n);
	if (value >= limit || value < -limit)
		throw new FlagError(`strconv.ParseInt: parsing ${JSON.stringify(text)}: value out of range`);
	return Number(value);
}

function readDuration(text: string): number {
	const durationMs = parseDuration(text);
	if (durationMs !== undefined) return durationMs;
	const quoted = JSON.stringify(text);
	if (/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)) throw new FlagError(`time: missing unit in duration ${quoted}`);
	const unit = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(text)?.[1];
	if (unit) throw new FlagError(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`);
	throw new FlagError(`time: invalid duration ${quoted}`);
}

// One line of comma-separated values; a value may stand in double quotes.
function readList(text: string): string[] {
	if (text === '') return [];
	if (!text.includes('"')) return text.split(',');
	return [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(match =>
		match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
	);
}
