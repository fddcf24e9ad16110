import type {Cluster} from '../cluster/cluster.ts';
import {kubectlCommand} from '../kubectl/kubectl.ts';
import type {CommandReader, CommandRun, CommandShape} from '../lessons/command-run.ts';
import type {WorldCommandName} from '../lessons/format.ts';
import {standardCommands} from '../shell/commands/all.ts';
import {Directory} from '../shell/files.ts';
import {runScript} from '../shell/interpret.ts';
import {isIncomplete} from '../shell/parse.ts';
import type {Command, Machine, Process, Program, SignalName} from '../shell/program.ts';
import {ShellState} from '../shell/shell-state.ts';
import {kubectlShape} from './command-shape.ts';
import {plainShape, type RunListener, recorded} from './recording.ts';
import {screenEditors} from './screen-editors.ts';
import {worldCommands} from './world-commands.ts';

const HOME = '/root';
const SETUP = `${HOME}/setup`;

/** Told when a command of the learner starts, and whenever its output or exit code changed. */
export interface RunWatcher {
	started(run: CommandRun): void;
	changed(run: CommandRun): void;
}

/** A program with the handlers of its process. */
export interface Runnable {
	readonly program: Program;
	readonly handlers: Process['handlers'];
}

/** The learner's terminal machine: files, commands, variables. It keeps its state from line to line. */
export class LearnerShell implements CommandReader {
	readonly process: Process;
	readonly state = learnerState();
	readonly #files: Directory;
	readonly #hiddenProcess: Process;
	/** The typed line that runs. */
	#line = '';
	/** How often the learner has used a command on the world. */
	#worldChanges = 0;

	constructor(
		private readonly cluster: Cluster,
		files: ReadonlyMap<string, string>,
		watcher?: RunWatcher,
		labCommands: ReadonlyMap<string, Command> = new Map(),
		granted: readonly WorldCommandName[] = [],
		/** Where is told of what a command on the world does after it has ended. */
		tell: (line: string) => void = () => {},
	) {
		this.#files = new Directory(() => cluster.clock.now());
		this.#files.makeDirectory('/tmp', {parents: true});
		this.#writeAll(HOME, files);
		const commands = new Map([...standardCommands, ...screenEditors, ['kubectl', kubectlCommand(cluster)] as const]);
		const world = worldCommands(cluster, tell);
		const ofLearner = new Map([...commands, ...this.#granted(world, granted)]);
		const listener = watcher && this.#listener(watcher);
		const watched = listener ? recordedAll(ofLearner, listener) : ofLearner;
		this.process = this.#newProcess(new Map([...watched, ...labCommands]), listener);
		this.#hiddenProcess = this.#newProcess(new Map([...commands, ...world]));
	}

	/** Grows with every change that the learner makes outside of the objects: of the files, or of the world. */
	get version(): number {
		return this.#files.version + this.#worldChanges;
	}

	/** A line of the learner, ready to run. */
	start(line: string): Runnable {
		this.#line = line;
		this.state.history.push(line);
		const {process, state} = this;
		return {program: runScript(line, process, {name: 'bash', state, isPrompt: true}), handlers: process.handlers};
	}

	/** Whether the learner has left the shell with `exit`; told once. */
	takeExit(): boolean {
		const {hasExited} = this.state;
		this.state.hasExited = false;
		return hasExited;
	}

	/** A line that nobody sees, in a shell of its own on the same files. */
	startHidden(line: string): Runnable {
		const process = this.#hiddenProcess;
		return {program: runScript(line, process, {name: 'bash', state: learnerState()}), handlers: process.handlers};
	}

	/** Whether a line needs another one. */
	isIncomplete(line: string): boolean {
		return isIncomplete(line);
	}

	/** Does something while the hidden files of a lesson lie under `setup/`. */
	withSetup(files: ReadonlyMap<string, string>, work: () => void): void {
		this.#writeAll(SETUP, files);
		work();
		if (files.size > 0) this.#files.remove(SETUP, {recursive: true});
	}

	/** The commands of a line as a lesson writes it; for comparison only, nothing is run. */
	read(line: string): readonly CommandShape[] {
		const words = line.trim().split(/\s+/);
		const [program = '', ...args] = words;
		return program === '' ? [] : [shapeOf(program === 'k' ? 'kubectl' : program, args)];
	}

	#granted(world: ReadonlyMap<WorldCommandName, Command>, names: readonly WorldCommandName[]): [string, Command][] {
		const counted = (command: Command) => {
			const count = () => this.#worldChanges++;
			return function* (...[args, process]: Parameters<Command>): Program {
				const exitCode = yield* command(args, process);
				if (exitCode === 0 && args[0] !== 'list') count();
				return exitCode;
			};
		};
		return [...world].filter(([name]) => names.includes(name)).map(([name, command]) => [name, counted(command)]);
	}

	#listener({started, changed}: RunWatcher): RunListener {
		return {
			started: (name, args) => {
				const run: CommandRun = {line: this.#line, shape: shapeOf(name, args), exitCode: undefined, output: ''};
				started(run);
				return run;
			},
			changed,
		};
	}

	#newProcess(commands: ReadonlyMap<string, Command>, listener?: RunListener): Process {
		const {cluster} = this;
		const handlers = new Map<SignalName, () => void>();
		return {
			env: new Map([
				['HOME', HOME],
				['USER', 'root'],
				['PWD', HOME],
				['PATH', '/usr/local/bin:/usr/bin:/bin'],
				['TERM', 'xterm-256color'],
			]),
			cwd: HOME,
			files: this.#files,
			machine: {
				hostname: 'kubekata',
				now: () => cluster.clock.now(),
				random: () => cluster.random.next(),
				commands,
				...(listener && {unknownCommand: unknownCommand(listener)}),
				network: cluster.network(),
				terminalHandlers: handlers,
			},
			handlers,
			hasInput: false,
			isTerminal: true,
		};
	}

	#writeAll(folder: string, files: ReadonlyMap<string, string>): void {
		if (files.size > 0 || folder === HOME) this.#files.makeDirectory(folder, {parents: true});
		for (const [path, text] of files) {
			const slash = path.lastIndexOf('/');
			if (slash > 0) this.#files.makeDirectory(`${folder}/${path.slice(0, slash)}`, {parents: true});
			this.#files.write(`${folder}/${path}`, text);
		}
	}
}

function recordedAll(commands: ReadonlyMap<string, Command>, listener: RunListener): Map<string, Command> {
	return new Map([...commands].map(([name, command]) => [name, recorded(name, command, listener)]));
}

// What isn't there is a typical mistake, too: a remark may want to react to it.
function unknownCommand(listener: RunListener): NonNullable<Machine['unknownCommand']> {
	return (name, args, message) =>
		listener.changed(Object.assign(listener.started(name, args), {exitCode: 127, output: message}));
}

function learnerState(): ShellState {
	const state = new ShellState();
	state.aliases.set('k', 'kubectl');
	return state;
}

function shapeOf(program: string, args: readonly string[]): CommandShape {
	return program === 'kubectl' ? kubectlShape(args) : plainShape(program, args);
}
