import type {Signal} from '../../shell/program.ts';
import type {LogLine} from '../cluster.ts';

type Stream = LogLine['stream'];

/** As kubelets rotate log files, the oldest lines go when there are too many. */
const LINES_KEPT = 10_000;

/** What one instance of a container has written. Costs nothing until a line is written or somebody reads. */
export class ContainerLog {
	#lines: LogLine[] | undefined;
	#start: (() => LogLine[]) | undefined;
	#unfinished: {stdout: string; stderr: string} | undefined;
	#listeners: Set<() => void> | undefined;

	/** Appends text as it was written; lines count once their end has come. */
	write(text: string, stream: Stream, nowMs: number): void {
		const whole = (this.#unfinished?.[stream] ?? '') + text;
		const lines = whole.split('\n');
		const rest = lines.pop()!;
		if (rest !== '' || this.#unfinished) {
			this.#unfinished ??= {stdout: '', stderr: ''};
			this.#unfinished[stream] = rest;
		}
		for (const line of lines) this.#append({atMs: nowMs, stream, text: line});
		if (lines.length) this.#speak();
	}

	/** Lines of the start that are made when somebody reads the log; they come before all others. */
	startWith(lines: () => LogLine[]): void {
		this.#start = lines;
	}

	/** The container ended: what has no line end yet is a line, too. */
	end(nowMs: number): void {
		for (const stream of ['stdout', 'stderr'] as const) {
			const text = this.#unfinished?.[stream];
			if (text) this.#append({atMs: nowMs, stream, text, partial: true});
		}
		this.#unfinished = undefined;
		this.#speak();
	}

	/** Oldest first. A last line without an end is included. */
	read(nowMs: number): readonly LogLine[] {
		if (this.#start) {
			this.#lines = [...this.#start(), ...(this.#lines ?? [])];
			this.#start = undefined;
		}
		const lines = (this.#lines ?? []).slice(-LINES_KEPT);
		for (const stream of ['stdout', 'stderr'] as const) {
			const text = this.#unfinished?.[stream];
			if (text) lines.push({atMs: nowMs, stream, text, partial: true});
		}
		return lines;
	}

	/** The end of the log, for terminationMessagePolicy FallbackToLogsOnError: at most 80 lines and 2048 bytes. */
	tail(nowMs: number): string {
		const text = this.read(nowMs)
			.slice(-80)
			.map(line => `${line.text}\n`)
			.join('');
		return text.slice(-2048);
	}

	get changes(): Signal {
		return {
			subscribe: wake => {
				this.#listeners ??= new Set();
				this.#listeners.add(wake);
				return () => this.#listeners?.delete(wake);
			},
		};
	}

	#append(line: LogLine): void {
		this.#lines ??= [];
		this.#lines.push(line);
		// Dropped by halves, so that an append stays cheap.
		if (this.#lines.length >= 2 * LINES_KEPT) this.#lines = this.#lines.slice(-LINES_KEPT);
	}

	#speak(): void {
		for (const wake of [...(this.#listeners ?? [])]) wake();
	}
}
