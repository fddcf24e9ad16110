import {formatDuration} from './lab/duration.ts';
import type {Input, LoggedInput} from './lab/inputs.ts';
import type {LabWord} from './lab/lab-words.ts';
import {STEERING} from './lab/lab-words.ts';
import {Prompt} from './lab/prompt.ts';
import {Session} from './lab/session.ts';
import {labText} from './lab/text/text.ts';
import {untilQuiet} from './lab/until-quiet.ts';
import {ViewMaker} from './lab/view-maker.ts';
import type {LabView, Locale, ScreenRequest} from './lab-view.ts';
import type {Lesson} from './lessons/format.ts';
import type {Key} from './shell/key.ts';

export interface LabOptions {
	/** Absent in the sandbox. */
	readonly lesson?: Lesson;
	readonly chapterTitle?: string;
	readonly seed: number;
	readonly locale: Locale;
	/** How many times faster than real time the clock runs. */
	readonly speed?: number;
	/** A session to go on with. */
	readonly inputs?: readonly LoggedInput[];
	readonly elapsedMs?: number;
	/** Files in the home directory when there is no lesson. */
	readonly files?: ReadonlyMap<string, string>;
}

/** Opens a session; with `inputs` it goes on where these end. */
export function createLab(options: LabOptions): Lab {
	return new Lab(options);
}

/** One learner's session. It is its input log: undo drops the last input that changed something and replays the rest. */
export class Lab {
	#session: Session;
	#inputs: LoggedInput[] = [];
	/** What undo and reset dropped, newest last. */
	#dropped: (readonly LoggedInput[])[] = [];
	#speed: number;
	#isPaused = false;
	/** Real time that did not make up a whole virtual millisecond yet. */
	#carriedMs = 0;
	#request: ScreenRequest | undefined;
	readonly #prompt: Prompt;
	readonly #viewMaker: ViewMaker;
	#view: LabView;
	readonly #listeners = new Set<() => void>();

	constructor(private readonly options: LabOptions) {
		this.#speed = options.speed ?? 1;
		this.#session = new Session(options);
		this.#prompt = new Prompt(() => this.#session);
		this.#viewMaker = new ViewMaker(options.locale, options.lesson, options.chapterTitle ?? '');
		this.#replay(options.inputs ?? [], options.elapsedMs ?? 0);
		this.#view = this.#makeView();
	}

	/** Undefined in the sandbox. */
	get lessonId(): string | undefined {
		return this.options.lesson?.id;
	}

	get seed(): number {
		return this.options.seed;
	}

	get inputs(): readonly LoggedInput[] {
		return this.#inputs;
	}

	get elapsedMs(): number {
		return this.#session.elapsedMs;
	}

	get isStepSolved(): boolean {
		return this.#session.lessonRun?.isStepSolved ?? false;
	}

	/** A line is open: a quote, a here-document, a backslash at its end. */
	get isContinued(): boolean {
		return this.#session.isContinued;
	}

	/** Exit code of the last shell line. */
	get exitCode(): number {
		return this.#session.exitCode;
	}

	/** Hidden lines of the lesson that failed. */
	get failures(): readonly string[] {
		return this.#session.failures;
	}

	/** Undefined in the sandbox. */
	isSolved(): boolean | undefined {
		return this.#session.lessonRun?.isSolved;
	}

	view(): LabView {
		return this.#view;
	}

	/** Calls the listener after every change of the view. Returns how to stop that. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** One key of the learner. */
	press(key: Key): void {
		const action = this.#prompt.press(key);
		if (action?.kind === 'submit') this.#submit(action.line);
		else if (action?.kind === 'interrupt') this.#input({kind: 'interrupt'});
		else if (action?.kind === 'eof') this.#endOfInput();
		this.#publish();
	}

	/** Pasted text; every line end in it submits. */
	paste(text: string): void {
		for (const line of this.#prompt.paste(text)) this.#submit(line);
		this.#publish();
	}

	/** A whole line at once. */
	submit(line: string): void {
		this.#submit(line);
		this.#publish();
	}

	interrupt(): void {
		this.#input({kind: 'interrupt'});
		this.#publish();
	}

	/** Ctrl-D for the program that reads. */
	endInput(): void {
		this.#input({kind: 'eof'});
		this.#publish();
	}

	/** Real time passed. */
	tick(elapsedMs: number): void {
		if (this.#isPaused) return;
		this.#carriedMs += elapsedMs * this.#speed;
		const wholeMs = Math.floor(this.#carriedMs);
		this.#carriedMs -= wholeMs;
		this.advance(wholeMs);
	}

	/** Virtual time passes. */
	advance(durationMs: number): void {
		if (durationMs > 0) this.#session.advance(durationMs);
		this.#publish();
	}

	advanceToNext(): void {
		this.#input({kind: 'advance-next'});
		this.#publish();
	}

	/** Lets time run until the prompt is free (or wants more of the line); false if it isn't after `limitMs`. */
	runUntilPrompt(limitMs: number): boolean {
		const {cluster} = this.#session;
		const deadlineMs = cluster.clock.now() + limitMs;
		while (this.#session.isBusy && cluster.clock.now() < deadlineMs) {
			if (this.#session.request?.kind === 'edit') this.#input({kind: 'edited'});
			else if (this.#session.isReading) this.#input({kind: 'eof'});
			else this.#session.advance(Math.max(0, Math.min(cluster.clock.nextAtMs() ?? deadlineMs, deadlineMs) - cluster.clock.now()));
		}
		this.#publish();
		return !this.#session.isBusy;
	}

	/** Lets time run until nothing changes for a few seconds, until `isEnough`, or for `limitMs`. */
	runUntilQuiet(limitMs: number, isEnough?: () => boolean): void {
		untilQuiet(this.#session.cluster, limitMs, isEnough, durationMs => this.#session.advance(durationMs));
		this.#publish();
	}

	setSpeed(speed: number): void {
		this.#speed = speed;
		this.#isPaused = false;
		this.#publish();
	}

	togglePause(): void {
		this.#isPaused = !this.#isPaused;
		this.#publish();
	}

	predict(choice: string): void {
		this.#input({kind: 'predict', choice});
		this.#publish();
	}

	hint(): void {
		this.#input({kind: 'hint'});
		this.#publish();
	}

	/** Leaves a solved step. */
	next(): void {
		this.#input({kind: 'next'});
		this.#publish();
	}

	/** The answer to an edit request. */
	edited(text: string | undefined): void {
		this.#input({kind: 'edited', ...(text !== undefined && {text})});
		this.#publish();
	}

	/** The screen has done what was asked for. */
	requestDone(): void {
		this.#request = undefined;
		this.#session.request = undefined;
		this.#publish();
	}

	/** Takes back the last input that changed something, with everything after it. Hints stay counted. */
	undo(): void {
		const index = Math.max(-1, ...this.#session.changedBy);
		const text = labText(this.options.locale);
		if (index < 0) this.#note(text.nothingToUndo);
		else {
			const dropped = this.#inputs.slice(index);
			const {at} = dropped[0]!;
			const hints = dropped.filter(each => each.input.kind === 'hint').map(each => ({...each, at}));
			this.#restart([...this.#inputs.slice(0, index), ...hints], at);
			this.#dropped.push(dropped.filter(each => each.input.kind !== 'hint'));
			this.#note(text.undone(this.#describe(dropped[0]!.input)));
		}
		this.#publish();
	}

	/** Does again what undo or reset took back. */
	redo(): void {
		const again = this.#dropped.pop();
		const text = labText(this.options.locale);
		if (!again) this.#note(text.nothingToRedo);
		else {
			const others = this.#dropped;
			this.#replay(again, this.elapsedMs);
			this.#dropped = others;
			const [first] = again;
			if (first) this.#note(text.redone(this.#describe(first.input)));
		}
		this.#publish();
	}

	/** Starts the lesson again. */
	reset(): void {
		const dropped = this.#inputs;
		this.#restart([], 0);
		if (dropped.length > 0) this.#dropped.push(dropped);
		this.#note(labText(this.options.locale).wasReset);
		this.#publish();
	}

	#submit(line: string): void {
		const word = this.#session.labWord(line);
		if (word && STEERING.has(word.word)) this.#steer(word, line);
		else this.#input({kind: 'line', text: line});
	}

	// Words that are no part of the session, because they decide which session there is or how fast its time runs.
	#steer(word: LabWord, line: string): void {
		const text = labText(this.options.locale);
		if (word.word === 'undo') return this.undo();
		if (word.word === 'redo') return this.redo();
		if (word.word === 'reset') return this.reset();
		this.#session.scrollback.add('input', this.#session.prefix + line);
		switch (word.word) {
			case 'help': {
				const width = Math.max(...text.words.map(([name]) => name.length)) + 2;
				for (const [name, meaning] of text.words) this.#note(name.padEnd(width) + meaning);
				return this.#note(text.helpIntro);
			}
			case 'pause':
			case 'resume':
				this.#isPaused = word.word === 'pause';
				return this.#note(this.#isPaused ? text.paused : text.resumed);
			case 'speed':
				if (word.speed === undefined) return this.#note(text.speedUsage);
				this.#speed = word.speed;
				return this.#note(text.speedSet(word.speed));
			case 'menu':
			case 'quit':
				this.#request = {kind: word.word};
				return;
			case 'skip':
				this.#request = {kind: 'next-lesson'};
		}
	}

	#endOfInput(): void {
		if (this.#session.isReading) this.#input({kind: 'eof'});
		else if (!this.#session.isBusy) this.#request = {kind: 'quit'};
	}

	#input(input: Input): void {
		const at = this.elapsedMs;
		const index = this.#inputs.push({at, input}) - 1;
		this.#session.apply(input);
		if (this.#session.changedBy.has(index)) this.#dropped = [];
	}

	#restart(inputs: readonly LoggedInput[], elapsedMs: number): void {
		this.#session = new Session(this.options);
		this.#inputs = [];
		const dropped = this.#dropped;
		this.#replay(inputs, elapsedMs);
		this.#dropped = dropped;
	}

	#replay(inputs: readonly LoggedInput[], elapsedMs: number): void {
		for (const {at, input} of inputs) {
			this.#session.advance(Math.max(0, at - this.elapsedMs));
			this.#input(input);
		}
		this.#session.advance(Math.max(0, elapsedMs - this.elapsedMs));
	}

	#describe(input: Input): string {
		const text = labText(this.options.locale);
		switch (input.kind) {
			case 'line':
				return input.text.split('\n')[0]!;
			case 'predict':
				return text.predictionOf(input.choice);
			case 'edited':
				return text.editing('');
			case 'advance-next':
				return 'advance next';
			default:
				return input.kind;
		}
	}

	#note(text: string): void {
		this.#session.scrollback.add('note', text);
	}

	#publish(): void {
		const view = this.#makeView();
		if (view === this.#view) return;
		this.#view = view;
		for (const listener of this.#listeners) listener();
	}

	#makeView(): LabView {
		return this.#viewMaker.make(this.#session, this.#prompt, {
			speed: this.#speed,
			paused: this.#isPaused,
			request: this.#request ?? this.#session.request,
		});
	}
}
