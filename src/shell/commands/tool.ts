import {FileError, resolvePath} from '../files.ts';
import {limitMessage} from '../limit-error.ts';
import {type Command, complain, type Process, type Program} from '../program.ts';

/** Ends a tool with a message on stderr. */
export class ToolError extends Error {
	constructor(
		message: string,
		readonly exitCode = 1,
	) {
		super(message);
	}
}

/** Which options a tool knows, in the manner of getopt: letters, with `:` behind those that take a value. */
export interface OptionSpec {
	readonly letters: string;
	/** Long options by name (without dashes): the letter they stand for, with `:` if they take a value. */
	readonly long?: Readonly<Record<string, string>>;
	/** Options end at the first operand, as for `xargs` and `env`. */
	readonly stopsAtOperand?: boolean;
	/** What is said about unknown options instead of "Try 'x --help' for more information." */
	readonly usage?: string;
	/** Exit code for wrong usage; 1 if not given. */
	readonly usageCode?: number;
	/** `-5` means `-n 5`. */
	readonly numberLetter?: string;
}

export class Options {
	readonly #values: ReadonlyMap<string, readonly string[]>;

	constructor(values: ReadonlyMap<string, readonly string[]>) {
		this.#values = values;
	}

	has(letter: string): boolean {
		return this.#values.has(letter);
	}

	/** The value that was given last. */
	value(letter: string): string | undefined {
		return this.#values.get(letter)?.at(-1);
	}

	values(letter: string): readonly string[] {
		return this.#values.get(letter) ?? [];
	}
}

export interface ToolCall {
	readonly name: string;
	readonly options: Options;
	readonly operands: readonly string[];
	readonly process: Process;
}

/** Makes a command out of its options and what it does. Wrong usage, ToolErrors and FileErrors become messages. */
export function tool(name: string, spec: OptionSpec, run: (call: ToolCall) => Program): Command {
	return function* (args, process) {
		try {
			const {options, operands} = parseOptions(name, args, spec);
			return yield* run({name, options, operands, process});
		} catch (error) {
			const limit = limitMessage(error);
			if (error instanceof ToolError) yield* complain(`${error.message}\n`);
			else if (error instanceof FileError) yield* complain(`${name}: ${error.message}\n`);
			else if (limit !== undefined) yield* complain(`${name}: ${limit}\n`);
			else throw error;
			return error instanceof ToolError ? error.exitCode : limit !== undefined ? 2 : 1;
		}
	};
}

/** Sorts arguments into options and operands. Throws ToolError for unknown ones. */
export function parseOptions(
	name: string,
	args: readonly string[],
	spec: OptionSpec,
): {options: Options; operands: string[]} {
	const values = new Map<string, string[]>();
	const operands: string[] = [];
	const add = (letter: string, value: string) => values.set(letter, [...(values.get(letter) ?? []), value]);
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		const next = () => {
			const value = args[++index];
			return value;
		};
		if (arg === '--') {
			operands.push(...args.slice(index + 1));
			break;
		}
		if (spec.numberLetter && /^-\d+$/.test(arg)) add(spec.numberLetter, arg.slice(1));
		else if (arg.startsWith('--')) readLong(name, arg, spec, add, next);
		else if (arg.startsWith('-') && arg.length > 1) readLetters(name, arg, spec, add, next);
		else if (spec.stopsAtOperand) {
			operands.push(...args.slice(index));
			break;
		} else operands.push(arg);
	}
	return {options: new Options(values), operands};
}

function readLong(
	name: string,
	arg: string,
	spec: OptionSpec,
	add: (letter: string, value: string) => void,
	next: () => string | undefined,
): void {
	const equals = arg.indexOf('=');
	const word = arg.slice(2, equals < 0 ? undefined : equals);
	const names = Object.keys(spec.long ?? {});
	const matches = names.includes(word) ? [word] : names.filter(long => long.startsWith(word));
	const letter = matches.length === 1 ? spec.long![matches[0]!]! : undefined;
	if (letter === undefined) throw usage(name, `unrecognized option '${equals < 0 ? arg : `--${word}`}'`, spec);
	if (!letter.endsWith(':')) {
		// A long option whose value may be left out, such as `--color=always`, is spelled with a trailing `?`.
		add(letter.replace('?', ''), equals < 0 ? '' : arg.slice(equals + 1));
		return;
	}
	const value = equals < 0 ? next() : arg.slice(equals + 1);
	if (value === undefined) throw usage(name, `option '--${matches[0]}' requires an argument`, spec);
	add(letter.slice(0, -1), value);
}

function readLetters(
	name: string,
	arg: string,
	spec: OptionSpec,
	add: (letter: string, value: string) => void,
	next: () => string | undefined,
): void {
	for (let index = 1; index < arg.length; index++) {
		const letter = arg[index]!;
		const at = letter === ':' ? -1 : spec.letters.indexOf(letter);
		if (at < 0) throw usage(name, `invalid option -- '${letter}'`, spec);
		if (spec.letters[at + 1] !== ':') {
			add(letter, '');
			continue;
		}
		// Two colons: the value, if there is one, is attached.
		const isOptional = spec.letters[at + 2] === ':';
		const value = index + 1 < arg.length || isOptional ? arg.slice(index + 1) : next();
		if (value === undefined) throw usage(name, `option requires an argument -- '${letter}'`, spec);
		add(letter, value);
		return;
	}
}

function usage(name: string, message: string, spec: OptionSpec): ToolError {
	const hint = spec.usage ?? `Try '${name} --help' for more information.`;
	return new ToolError(`${name}: ${message}\n${hint}`, spec.usageCode ?? 1);
}

/** A whole number of an option. Throws ToolError. */
export function wholeNumber(name: string, text: string, what: string): number {
	if (!/^[-+]?\d+$/.test(text)) throw new ToolError(`${name}: ${what}: ‘${text}’`);
	return Number(text);
}

/** The text of a file as typed; `-` is not treated specially. Throws FileError. */
export function readFile(process: Process, path: string): string {
	return process.files.read(resolvePath(process.cwd, path));
}
