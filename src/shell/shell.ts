import type {CommandNode, CompoundList, PipelineNode, Statement} from 'unbash';
import {ShellError} from './control-flow.ts';
import {Jobs} from './jobs.ts';
import {checkLength} from './limit-error.ts';
import type {Effect, Process, Reply, SignalName} from './program.ts';
import {ShellState} from './shell-state.ts';
import {PLAIN_STREAMS, type Streams} from './streams.ts';

/** A piece of work of the interpreter that ends with a value. */
export type Run<T = number> = Generator<Effect, T, Reply>;

export interface ShellSettings {
	/** `$0`, and what error messages begin with. */
	readonly name: string;
	/** Whose error messages are spoken. */
	readonly dialect: 'sh' | 'bash';
	/** The learner's prompt: no background jobs, `cd` says where it went. */
	readonly isPrompt: boolean;
	/** Error messages tell the line, as for script files. */
	readonly hasLines: boolean;
}

/** How a shell runs parts of the syntax tree; passed in, so that expansions can run commands without knowing the interpreter. */
export interface Interpreter {
	statements(statements: readonly Statement[], shell: Shell): Run;
	node(node: PipelineNode | CompoundList, shell: Shell): Run;
	/** All of a subshell: whichever way it ends, it ends with an exit code. */
	subshell(statements: readonly Statement[], shell: Shell): Run;
	/** A built-in or tool, never a function. */
	words(argv: readonly string[], shell: Shell): Run;
	readonly builtinNames: ReadonlySet<string>;
}

/** Commands that may run without any wait before the shell rests, as a busy processor would. A tool counts more than a built-in. */
const BUDGET = 2000;
const FIRST_REST_MS = 50;
const MAX_REST_MS = 30_000;
const MAX_DEPTH = 60;

/** One running shell or subshell. */
export class Shell {
	/** Source text of what runs now; positions of nodes refer to it. */
	source = '';
	hasInput: boolean;
	isTerminal: boolean;
	/** Redirects around what runs now, outermost first; background jobs keep them. */
	streams: readonly Streams[] = [];
	loops = 0;
	/** Values that `local` will restore, one map for each running function. */
	readonly locals: Map<string, string | undefined>[] = [];
	/** How many conditions are being evaluated; `set -e` is off meanwhile. */
	conditions = 0;
	/** What `exec > file` redirected for the rest of the script. */
	readonly ownStreams: {-readonly [Name in keyof Streams]: Streams[Name]} = {...PLAIN_STREAMS};
	/** Exit code of the last command substitution of the current command. */
	substituted = 0;
	/** Signals that arrived and whose traps have not run yet. */
	readonly pending: SignalName[] = [];
	#substitutions = 0;

	constructor(
		readonly process: Process,
		readonly state: ShellState,
		readonly settings: ShellSettings,
		private readonly interpreter: Interpreter,
		readonly jobs = new Jobs(),
		readonly budget = {left: BUDGET, restMs: FIRST_REST_MS},
		readonly depth = process.depth ?? 0,
	) {
		if (depth > MAX_DEPTH) throw new ShellError('shells are nested too deeply');
		this.hasInput = process.hasInput;
		this.isTerminal = process.isTerminal;
	}

	get pid(): number {
		return this.depth === 0 ? 1 : this.depth + 6;
	}

	run(statements: readonly Statement[]): Run {
		return this.interpreter.statements(statements, this);
	}

	runAsSubshell(statements: readonly Statement[]): Run {
		return this.interpreter.subshell(statements, this);
	}

	runNode(node: CommandNode | CompoundList): Run {
		return this.interpreter.node(node, this);
	}

	runWords(argv: readonly string[]): Run {
		return this.interpreter.words(argv, this);
	}

	get builtinNames(): ReadonlySet<string> {
		return this.interpreter.builtinNames;
	}

	/** Value of an ordinary variable; the first element of an array. */
	get(name: string): string | undefined {
		const array = this.state.arrays.get(name);
		return array ? array[0] : (this.state.variables.get(name) ?? this.process.env.get(name));
	}

	/** Throws a ShellError for a read-only variable, a LimitError for a value without end. */
	set(name: string, value: string): void {
		checkLength(value.length);
		if (this.state.readOnly.has(name)) throw new ShellError(`${name}: readonly variable`);
		const array = this.state.arrays.get(name);
		if (array) this.state.arrays.set(name, [value, ...array.slice(1)]);
		else if (this.process.env.has(name)) this.process.env.set(name, value);
		else this.state.variables.set(name, value);
	}

	unset(name: string): void {
		if (this.state.readOnly.has(name)) throw new ShellError(`unset: ${name}: cannot unset: readonly variable`);
		this.state.arrays.delete(name);
		this.state.variables.delete(name);
		this.process.env.delete(name);
	}

	export(name: string): void {
		const value = this.state.variables.get(name);
		if (value === undefined) return;
		this.state.variables.delete(name);
		this.process.env.set(name, value);
	}

	/** A subshell: a copy whose changes stay with it. */
	fork(): Shell {
		const process: Process = {...this.processFor(new Map(this.process.env)), depth: this.depth + 1};
		const shell = new Shell(
			process,
			new ShellState(this.state),
			this.settings,
			this.interpreter,
			this.jobs,
			this.budget,
			this.depth + 1,
		);
		shell.source = this.source;
		shell.streams = this.streams;
		shell.conditions = this.conditions;
		return shell;
	}

	/** What a command started here sees. */
	processFor(env: Map<string, string> = this.process.env, handlers = new Map<SignalName, () => void>()): Process {
		const {cwd, files, machine} = this.process;
		const {hasInput, isTerminal} = this;
		return {env, cwd, files, machine, handlers, hasInput, isTerminal, depth: this.depth + 1};
	}

	/** Counts work; rests in virtual time when much was done without any wait, longer each time. */
	*spend(units: number): Run<void> {
		this.budget.left -= units;
		if (this.budget.left > 0) return;
		const {restMs} = this.budget;
		const untilMs = this.process.machine.now() + restMs;
		while (this.process.machine.now() < untilMs) yield {kind: 'wait', untilMs};
		this.budget.left = BUDGET;
		this.budget.restMs = Math.min(restMs * 2, MAX_REST_MS);
	}

	/** A program waited by itself: what comes next starts with a fresh budget. */
	waited(): void {
		if (this.budget.left <= 0) return;
		this.budget.left = BUDGET;
		this.budget.restMs = FIRST_REST_MS;
	}

	/** An error message on stderr, with the shell's name before it. */
	*complain(message: string, position?: number): Run<void> {
		yield {kind: 'write', stream: 'stderr', text: `${this.prefix(position)}${message}\n`};
	}

	/** `sh: `, or `./run.sh: line 3: ` in script files. */
	prefix(position?: number): string {
		const {name, hasLines} = this.settings;
		if (!hasLines || position === undefined) return `${name}: `;
		return `${name}: line ${this.source.slice(0, position).split('\n').length}: `;
	}

	/** Runs work with other surroundings, which are put back however it ends. */
	*within<T>(change: Partial<Pick<Shell, 'hasInput' | 'isTerminal' | 'streams' | 'source'>>, work: Run<T>): Run<T> {
		const {hasInput, isTerminal, streams, source} = this;
		Object.assign(this, change);
		try {
			return yield* work;
		} finally {
			Object.assign(this, {hasInput, isTerminal, streams, source});
		}
	}

	/** A path that no other process substitution of this shell uses. */
	nextSubstitutionPath(): string {
		return `/dev/fd/${63 - (this.#substitutions++ % 32)}`;
	}
}
