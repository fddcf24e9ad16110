import {BoundedExpression} from '../bounded-expression.ts';
import {resolvePath} from '../files.ts';
import {checkLength} from '../limit-error.ts';
import {type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import type {Input} from './input.ts';
import {fillIn} from './sed-replacement.ts';
import type {SedAddress, SedCommand, SedSubstitution} from './sed-script.ts';
import {readFile, ToolError} from './tool.ts';

const MAX_STEPS = 100_000;

/** One run of a sed script over its input. */
export class SedRun {
	/** What was left unread by `q` in the middle of a file. */
	rest = '';
	#pattern = '';
	#hold = '';
	#number = 0;
	#ended = '\n';
	#lacksLineEnd = false;
	/** The line that was read ahead; only scripts with `$` have to know whether there is one. */
	#next: string | undefined;
	readonly #readsAhead: boolean;
	#appended: string[] = [];
	#lastExpression: RegExp | undefined;
	readonly #open = new Map<SedCommand, number | undefined>();
	#exitCode: number | undefined;
	#steps = 0;

	constructor(
		private readonly commands: readonly SedCommand[],
		private readonly isQuiet: boolean,
		private readonly input: Input,
		private readonly print: (text: string) => Run<void>,
		private readonly process: Process,
	) {
		this.#readsAhead = commands.some(({from, to}) => from?.kind === 'last' || to?.kind === 'last');
		// `0,/x/` may end on the first line already, `1,/x/` not before the second.
		for (const command of commands)
			if (command.from?.kind === 'line' && command.from.line === 0) this.#open.set(command, undefined);
	}

	*toEnd(): Run {
		if (this.#readsAhead) this.#next = yield* this.input.line();
		while (this.#exitCode === undefined && (yield* this.#readLine())) {
			let isAgain = true;
			while (isAgain) isAgain = yield* this.#cycle();
		}
		// Only files that are edited in place need what follows `q`.
		if (this.#exitCode !== undefined && this.print !== print)
			for (let line = this.#next ?? (yield* this.input.line()); line !== undefined; line = yield* this.input.line())
				this.rest += line;
		return this.#exitCode ?? 0;
	}

	*#readLine(): Run<boolean> {
		const line = this.#readsAhead ? this.#next : yield* this.input.line();
		if (line === undefined) return false;
		this.#ended = line.endsWith('\n') ? '\n' : '';
		this.#pattern = line.replace(/\n$/, '');
		this.#number++;
		if (this.#readsAhead) this.#next = yield* this.input.line();
		return true;
	}

	// One pass over the commands. True if it has to begin again without a new line.
	*#cycle(): Run<boolean> {
		const result = yield* this.#commands();
		if (result !== 'delete' && result !== 'quit-silently' && !this.isQuiet) yield* this.#show();
		for (const text of this.#appended.splice(0)) yield* this.#output(text);
		return result === 'again';
	}

	// A last line without a line end stays without one, until something follows it.
	*#show(): Run<void> {
		yield* this.#output(this.#pattern + this.#ended);
		this.#lacksLineEnd = this.#ended === '';
	}

	*#output(text: string): Run<void> {
		yield* this.print(this.#lacksLineEnd ? `\n${text}` : text);
		this.#lacksLineEnd = false;
	}

	*#commands(): Run<'end' | 'delete' | 'again' | 'quit-silently'> {
		let wasSubstituted = false;
		for (let index = 0; index < this.commands.length; index++) {
			this.#step();
			const command = this.commands[index]!;
			if (!this.#applies(command)) {
				if (command.name === '{') index = command.end - 1;
				continue;
			}
			switch (command.name) {
				case 's': {
					const changed = yield* this.#substitute(command.substitution!);
					wasSubstituted ||= changed;
					break;
				}
				case 'b':
					index = this.#label(command.text);
					break;
				case 't':
				case 'T':
					if (wasSubstituted === (command.name === 't')) index = this.#label(command.text);
					wasSubstituted = false;
					break;
				case 'n':
					if (!this.isQuiet) yield* this.#show();
					if (!(yield* this.#readLine())) {
						this.#exitCode = 0;
						return 'quit-silently';
					}
					break;
				case 'N': {
					const before = this.#pattern;
					if (!(yield* this.#readLine())) {
						this.#exitCode = 0;
						return 'end';
					}
					this.#pattern = `${before}\n${this.#pattern}`;
					break;
				}
				default: {
					const result = yield* this.#simple(command);
					if (result) return result;
				}
			}
		}
		return 'end';
	}

	*#simple(command: SedCommand): Run<'end' | 'delete' | 'again' | 'quit-silently' | undefined> {
		switch (command.name) {
			case 'd':
				return 'delete';
			case 'D': {
				const end = this.#pattern.indexOf('\n');
				if (end < 0) return 'delete';
				this.#pattern = this.#pattern.slice(end + 1);
				return (yield* this.#commands()) === 'end' ? 'end' : 'delete';
			}
			case 'p':
				yield* this.#output(`${this.#pattern}\n`);
				break;
			case 'P':
				yield* this.#output(`${this.#pattern.split('\n')[0]}\n`);
				break;
			case '=':
				yield* this.#output(`${this.#number}\n`);
				break;
			case 'l':
				yield* this.#output(
					`${this.#pattern.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')}$\n`,
				);
				break;
			case 'q':
			case 'Q':
				this.#exitCode = command.exitCode;
				return command.name === 'q' ? 'end' : 'quit-silently';
			case 'a':
				this.#appended.push(`${command.text}\n`);
				break;
			case 'i':
				yield* this.#output(`${command.text}\n`);
				break;
			case 'c':
				// A changed range is replaced once, at its end.
				if (!command.to || command.isNegated || !this.#open.has(command)) yield* this.#output(`${command.text}\n`);
				return 'delete';
			case 'y':
				this.#pattern = [...this.#pattern].map(character => command.characters!.get(character) ?? character).join('');
				break;
			case 'r':
				if (this.process.files.stat(resolvePath(this.process.cwd, command.text)))
					this.#appended.push(readFile(this.process, command.text));
				break;
			case 'w':
				this.process.files.write(resolvePath(this.process.cwd, command.text), `${this.#pattern}\n`, {append: true});
				break;
			default:
				this.#exchangeHold(command.name);
		}
		return undefined;
	}

	// Long texts take longer.
	#step(): void {
		checkLength(this.#pattern.length + this.#hold.length);
		this.#steps += 1 + this.#pattern.length / 1000;
		if (this.#steps > MAX_STEPS * (this.#number + 1)) throw new ToolError('sed: kubekata: the script never ends');
	}

	#exchangeHold(name: string): void {
		const [pattern, hold] = [this.#pattern, this.#hold];
		if (name === 'h') this.#hold = pattern;
		else if (name === 'H') this.#hold = `${hold}\n${pattern}`;
		else if (name === 'g') this.#pattern = hold;
		else if (name === 'G') this.#pattern = `${pattern}\n${hold}`;
		else if (name === 'x') [this.#pattern, this.#hold] = [hold, pattern];
	}

	#label(label: string): number {
		if (label === '') return this.commands.length;
		const index = this.commands.findIndex(command => command.name === ':' && command.text === label);
		if (index < 0) throw new ToolError(`sed: -e expression #1, char 0: can't find label for jump to \`${label}'`);
		return index;
	}

	#applies(command: SedCommand): boolean {
		return this.#isSelected(command) !== command.isNegated;
	}

	#isSelected(command: SedCommand): boolean {
		const {from, to} = command;
		if (!from) return true;
		if (!to) return this.#matches(from);
		if (!this.#open.has(command)) {
			if (!this.#matches(from)) return false;
			// An end line that is already past makes the range one line long.
			if (to.kind === 'line' && to.line <= this.#number) return true;
			if (to.kind === 'more' && to.count === 0) return true;
			this.#open.set(command, to.kind === 'more' ? this.#number + to.count : undefined);
			return true;
		}
		const until = this.#open.get(command);
		if (until !== undefined ? this.#number >= until : this.#matches(to)) this.#open.delete(command);
		else if (to.kind === 'line' && to.line < this.#number) {
			this.#open.delete(command);
			return false;
		}
		return true;
	}

	#matches(address: SedAddress): boolean {
		switch (address.kind) {
			case 'line':
				return this.#number === address.line;
			case 'last':
				return this.#next === undefined;
			case 'step':
				return address.step === 0
					? this.#number === address.first
					: this.#number >= address.first && (this.#number - address.first) % address.step === 0;
			case 'match': {
				const expression = this.#remember(address.expression);
				expression.lastIndex = 0;
				return expression.test(this.#pattern);
			}
			default:
				return false;
		}
	}

	#remember(expression: RegExp | undefined): RegExp {
		const used = expression ?? this.#lastExpression;
		if (!used) throw new ToolError('sed: no previous regular expression');
		this.#lastExpression = used;
		return used;
	}

	*#substitute({expression, replacement, isGlobal, prints, number}: SedSubstitution): Run<boolean> {
		const used = this.#remember(expression);
		const global = used.global ? used : new BoundedExpression(used.source, `${used.flags}g`);
		let count = 0;
		let isChanged = false;
		global.lastIndex = 0;
		this.#pattern = this.#pattern.replace(global, (all, ...rest) => {
			count++;
			if (isGlobal ? count < number : count !== number) return all;
			isChanged = true;
			const groups = rest.slice(
				0,
				rest.findIndex(each => typeof each === 'number'),
			) as (string | undefined)[];
			return fillIn(replacement, [all, ...groups]);
		});
		if (isChanged && prints) yield* this.#output(`${this.#pattern}\n`);
		return isChanged;
	}
}
