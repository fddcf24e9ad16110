import {standardCommands} from '../../src/shell/commands/all.ts';
import {Directory} from '../../src/shell/files.ts';
import {runScript, type ScriptOptions} from '../../src/shell/interpret.ts';
import type {Command, Network, Process, SignalName} from '../../src/shell/program.ts';
import {ShellState} from '../../src/shell/shell-state.ts';
import {Task} from '../../src/shell/task.ts';

interface Timer {
	readonly atMs: number;
	readonly run: () => void;
}

/** 21 November 2026, 10:17:56 UTC, a Saturday. */
export const START_MS = 1_795_256_276_000;

/** A machine with a clock of its own, on which scripts run as they would in a terminal or a container. */
export class Terminal {
	readonly files = new Directory(() => this.nowMs);
	readonly state = new ShellState();
	readonly process: Process;
	nowMs = START_MS;
	out = '';
	err = '';
	/** Everything written, in order. */
	screen = '';
	exitCode: number | undefined;
	readonly handlers = new Map<SignalName, () => void>();
	readonly #timers = new Set<Timer>();
	readonly #ready: Task[] = [];
	task: Task | undefined;

	constructor({commands = {}, network}: {commands?: Record<string, Command>; network?: Network} = {}) {
		for (const path of ['/root', '/tmp', '/dev', '/etc', '/bin']) this.files.makeDirectory(path);
		let seed = 1;
		this.process = {
			env: new Map([
				['HOME', '/root'],
				['PATH', '/usr/local/bin:/usr/bin:/bin'],
			]),
			cwd: '/root',
			files: this.files,
			machine: {
				hostname: 'lab',
				now: () => this.nowMs,
				random: () => {
					seed = (seed * 48_271) % 2_147_483_647;
					return seed / 2_147_483_647;
				},
				commands: new Map([...standardCommands, ...Object.entries(commands)]),
				...(network && {network}),
			},
			handlers: this.handlers,
			hasInput: false,
			isTerminal: true,
		};
	}

	/** A line at the learner's prompt, run to its end (or for a day). */
	prompt(line: string): {out: string; err: string; code: number | undefined} {
		return this.#toEnd(line, {name: 'bash', state: this.state, isPrompt: true});
	}

	/** `sh -c` in a container, run to its end (or for a day). */
	sh(script: string, ...args: string[]): {out: string; err: string; code: number | undefined} {
		return this.#toEnd(script, {args});
	}

	/** Starts a script and lets it run until it waits or reads. */
	start(script: string, options: ScriptOptions = {}): void {
		this.out = '';
		this.err = '';
		this.screen = '';
		this.exitCode = undefined;
		this.task = new Task(runScript(script, this.process, options), this.handlers, {
			clock: {
				now: () => this.nowMs,
				setTimer: (atMs, run) => {
					const timer = {atMs, run};
					this.#timers.add(timer);
					return () => this.#timers.delete(timer);
				},
			},
			enqueue: task => this.#ready.push(task),
			write: (stream, text) => {
				if (stream === 'stdout') this.out += text;
				else this.err += text;
				this.screen += text;
			},
			exited: code => {
				this.exitCode = code;
			},
			onRead: () => {},
			onClear: () => {
				this.screen += '<clear>';
			},
		});
		this.task.start();
		this.#drain();
	}

	feed(text: string): void {
		this.task!.feed(text);
		this.#drain();
	}

	closeInput(): void {
		this.task!.closeInput();
		this.#drain();
	}

	signal(name: SignalName): boolean {
		const handled = this.task!.signal(name);
		this.#drain();
		return handled;
	}

	/** Moves virtual time. */
	advance(ms: number): void {
		const untilMs = this.nowMs + ms;
		for (;;) {
			this.#drain();
			const next = [...this.#timers].reduce<Timer | undefined>((a, b) => (a && a.atMs <= b.atMs ? a : b), undefined);
			if (!next || next.atMs > untilMs) break;
			this.#timers.delete(next);
			this.nowMs = Math.max(this.nowMs, next.atMs);
			next.run();
		}
		this.nowMs = untilMs;
	}

	#toEnd(script: string, options: ScriptOptions): {out: string; err: string; code: number | undefined} {
		this.start(script, options);
		if (this.task!.isReading) this.closeInput();
		for (let minutes = 0; this.task!.running && minutes < 1440; minutes++) this.advance(60_000);
		if (this.task!.running) this.task!.kill();
		return {out: this.out, err: this.err, code: this.exitCode};
	}

	#drain(): void {
		for (let task = this.#ready.shift(); task; task = this.#ready.shift()) task.resume();
	}
}
