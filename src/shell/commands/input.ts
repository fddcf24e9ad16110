import {FileError} from '../files.ts';
import {checkLength} from '../limit-error.ts';
import {complain, type Process} from '../program.ts';
import type {Run} from '../shell.ts';
import {readFile} from './tool.ts';

const ZERO_BLOCK = '\0'.repeat(512);

/**
 * The inputs of a tool one after the other: the files named, or standard input when there are none or for `-`. Complains about files
 * that can't be read.
 */
export class Input {
	/** How many files could not be read. */
	failures = 0;
	/** Where the last line came from; undefined for standard input. */
	file: string | undefined;
	/** Grows with each file begun. */
	fileCount = 0;
	#rest: readonly string[];
	#read: (() => Run<string | undefined>) | undefined;
	#pending = '';
	/** The beginning of a line whose end has not come yet. */
	#begun: string[] = [];
	#begunLength = 0;

	/** @param describe the message about a file that can't be read, as far as the tool differs from `cat: x: No such file…` */
	constructor(
		files: readonly string[],
		private readonly process: Process,
		private readonly describe: (file: string, reason: string) => string,
	) {
		this.#rest = files.length > 0 ? files : ['-'];
	}

	/** The next line with its line end, which may be missing at the end of a file. Throws a LimitError for a line without end. */
	*line(): Run<string | undefined> {
		for (;;) {
			const end = this.#pending.indexOf('\n') + 1;
			if (end > 0) {
				const line = this.#takeBegun() + this.#pending.slice(0, end);
				this.#pending = this.#pending.slice(end);
				return line;
			}
			this.#begin(this.#pending);
			if (!this.#read && !(yield* this.#open())) return undefined;
			const piece = yield* this.#read!();
			if (piece !== undefined) {
				this.#pending = piece;
				continue;
			}
			this.#read = undefined;
			const last = this.#takeBegun();
			if (last !== '') return last;
		}
	}

	/** Whatever comes next, as it comes. */
	*piece(): Run<string | undefined> {
		for (;;) {
			if (!this.#read && !(yield* this.#open())) return undefined;
			const piece = yield* this.#read!();
			if (piece !== undefined) return piece;
			this.#read = undefined;
		}
	}

	/** All of it as one text. Throws a LimitError for an input without end. */
	*all(): Run<string> {
		let text = '';
		for (let piece = yield* this.piece(); piece !== undefined; piece = yield* this.piece()) {
			// A file may be large, but what is put together has an end.
			if (text !== '') checkLength(text.length + piece.length);
			text += piece;
		}
		return text;
	}

	/** Leaves the current file and goes on with the next one. */
	skipFile(): void {
		this.#read = undefined;
		this.#pending = '';
		this.#takeBegun();
	}

	#begin(text: string): void {
		if (text === '') return;
		if (this.#begunLength > 0) checkLength(this.#begunLength + text.length);
		this.#begun.push(text);
		this.#begunLength += text.length;
	}

	#takeBegun(): string {
		this.#begunLength = 0;
		return this.#begun.splice(0).join('');
	}

	*#open(): Run<boolean> {
		for (let [file, ...rest] = this.#rest; file !== undefined; [file, ...rest] = this.#rest) {
			this.#rest = rest;
			this.fileCount++;
			this.file = file === '-' ? undefined : file;
			try {
				this.#read = file === '-' || file === '/dev/stdin' ? readStandardInput : reader(file, this.process);
				return true;
			} catch (error) {
				if (!(error instanceof FileError)) throw error;
				this.failures++;
				yield* complain(`${this.describe(file, error.message)}\n`);
			}
		}
		return false;
	}
}

function* readStandardInput(): Run<string | undefined> {
	return yield {kind: 'read'};
}

function reader(file: string, process: Process): () => Run<string | undefined> {
	if (file === '/dev/zero') return oneAfterTheOther(() => ZERO_BLOCK);
	if (file === '/dev/urandom' || file === '/dev/random')
		return oneAfterTheOther(() =>
			String.fromCharCode(...Array.from({length: 64}, () => Math.floor(process.machine.random() * 256))),
		);
	let text: string | undefined = readFile(process, file);
	return oneAfterTheOther(() => {
		const all = text;
		text = undefined;
		return all;
	});
}

function oneAfterTheOther(next: () => string | undefined): () => Run<string | undefined> {
	// biome-ignore lint/correctness/useYield: a source that never has to wait
	return function* () {
		return next();
	};
}
