import {InputLog} from './lab/input-log.ts';
import type {Input, LoggedInput} from './lab/inputs.ts';
import type {LabOptions} from './lab/lab-options.ts';
import type {LabWord} from './lab/lab-words.ts';
import {STEERING} from './lab/lab-words.ts';
import {isTooMuch, Prompt} from './lab/prompt.ts';
import {Replay} from './lab/replay.ts';
import type {Session} from './lab/session.ts';
import {Steering} from './lab/steering.ts';
import {rewrite, runSteeringWord} from './lab/steering-words.ts';
import type {LabText} from './lab/text/en.ts';
import {labText} from './lab/text/text.ts';
import {untilPrompt} from './lab/until-prompt.ts';
import {untilQuiet} from './lab/until-quiet.ts';
import {ViewMaker} from './lab/view-maker.ts';
import type {LabView} from './lab-view.ts';
import type {Key} from './shell/key.ts';

/** Opens a session; with `inputs` it goes on where these end. */
export function createLab(options: LabOptions): Lab {
	return new Lab(options);
}

/** One learner's session. It is its input log: undo drops the last input that changed something and replays the rest. */
export class Lab {
	readonly #log: InputLog;
	readonly #steering: Steering;
	readonly #prompt: Prompt;
	readonly #viewMaker: ViewMaker;
	readonly #replay: Replay;
	readonly #text: LabText;
	#view: LabView;
	readonly #listeners = new Set<() => void>();

	constructor(private readonly options: LabOptions) {
		this.#steering = new Steering(options.speed ?? 1);
		this.#log = new InputLog(options, options.inputs ?? [], options.elapsedMs ?? 0);
		this.#prompt = new Prompt(
			() => this.#session,
			this.inputs.flatMap(({input}) => (input.kind === 'line' && input.text.trim() !== '' ? [input.text] : [])),
		);
		if (options.examClock && this.inputs.length === 0 && this.#session.examRun)
			this.#log.apply({kind: 'line', text: `clock ${options.examClock}`});
		this.#text = labText(options.locale);
		this.#viewMaker = new ViewMaker(options);
		this.#replay = new Replay(this.#log, new ViewMaker(options));
		this.#view = this.#makeView();
	}

	/** Undefined in the sandbox. */
	get lessonId(): string | undefined {
		return this.options.lesson?.id;
	}

	get #session(): Session {
		return this.#log.session;
	}

	get seed(): number {
		return this.#log.options.seed;
	}

	get inputs(): readonly LoggedInput[] {
		return this.#log.inputs;
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

	/** Undefined in the sandbox; an exam is solved when it is passed. */
	isSolved(): boolean | undefined {
		return (this.#session.lessonRun ?? this.#session.examRun)?.isSolved;
	}

	view(): LabView {
		return this.#view;
	}

	/** The session as it is now, also while an earlier moment is shown. */
	liveView(): LabView {
		return this.#view.replay?.live ?? this.#view;
	}

	/** Calls the listener after every change of the view. Returns how to stop that. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** One key of the learner. */
	press(key: Key): void {
		this.#replay.show(undefined);
		const action = this.#prompt.press(key);
		if (action?.kind === 'submit') this.#submit(action.line);
		else if (action?.kind === 'interrupt') this.#interrupt(action.line);
		else if (action?.kind === 'end-of-input') this.#endOfInput();
		else if (action?.kind === 'clear') this.#session.scrollback.clearFrom(0);
		this.#publish();
	}

	/** Pasted text; every line end in it submits. */
	paste(text: string): void {
		this.#replay.show(undefined);
		if (isTooMuch(text)) return void this.tell(this.#text.tooMuch);
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
	}

	/** Ctrl-D for the program that reads. */
	endInput(): void {
		this.#input({kind: 'eof'});
	}

	/** Real time passed. The cluster rests while an earlier moment is shown. */
	tick(elapsedMs: number): void {
		if (!this.#replay.isShown) this.advance(this.#steering.virtualMs(elapsedMs));
		this.wallPassed(elapsedMs);
	}

	/** Real time passed without a tick, as while an editor has the screen. Counts in an exam by the clock on the wall. */
	wallPassed(elapsedMs: number): void {
		const ms = this.#session.examRun?.isOnWallClock ? this.#steering.wholeWallMs(elapsedMs) : 0;
		if (ms > 0) this.#log.apply({kind: 'wall', ms});
		if (ms > 0) this.#publish();
	}

	/** Shows an earlier moment, in virtual milliseconds since the session began; undefined comes back. Whatever the learner does comes back, too. */
	replayAt(elapsedMs: number | undefined): void {
		this.#replay.show(elapsedMs);
		this.#publish();
	}

	/** Shows the moment so many changes of the cluster later, or earlier if negative. */
	replayStep(by: number): void {
		this.#replay.step(by);
		this.#publish();
	}

	/** Virtual time passes. */
	advance(durationMs: number): void {
		this.#replay.show(undefined);
		if (durationMs > 0) this.#log.advance(durationMs);
		this.#publish();
	}

	advanceToNext(): void {
		this.#input({kind: 'advance-next'});
	}

	/** Lets time run until a prompt is free (or wants more of the line), be it that of a container; false if none is after `limitMs`. */
	runUntilPrompt(limitMs: number): boolean {
		this.#replay.show(undefined);
		const isFree = untilPrompt(this.#session, limitMs, input => this.#log.apply(input));
		this.#publish();
		return isFree;
	}

	/** Lets time run until nothing changes for a few seconds, until `isEnough`, or for `limitMs`. */
	runUntilQuiet(limitMs: number, isEnough?: () => boolean): void {
		this.#replay.show(undefined);
		untilQuiet(this.#session.cluster, limitMs, isEnough, durationMs => this.#session.advance(durationMs));
		this.#publish();
	}

	setSpeed(speed: number): void {
		this.#steering.speed = speed;
		this.#steering.isPaused = false;
		this.#publish();
	}

	togglePause(): void {
		this.#steering.isPaused = !this.#steering.isPaused;
		this.#publish();
	}

	predict(choice: string): void {
		this.#input({kind: 'predict', choice});
	}

	hint(): void {
		this.#input({kind: 'hint'});
	}

	/** Leaves a solved step. */
	next(): void {
		this.#input({kind: 'next'});
	}

	/** The answer to an edit request. */
	edited(text: string | undefined): void {
		this.#input({kind: 'edited', ...(text !== undefined && {text})});
	}

	/** The screen has done what was asked for. */
	requestDone(): void {
		this.#steering.request = undefined;
		this.#session.request = undefined;
		this.#publish();
	}

	/** Takes back the last input that changed something, with everything after it. Hints stay counted. Not in an exam. */
	undo(): void {
		this.#rewrite('undo');
	}

	/** Does again what undo or reset took back. Not in an exam. */
	redo(): void {
		this.#rewrite('redo');
	}

	/** Starts the lesson again. Not in an exam. */
	reset(): void {
		this.#rewrite('reset');
	}

	/** A line about the program itself, such as that progress can't be saved. It is no part of the session. */
	tell(text: string): void {
		this.#session.scrollback.add('note', text);
		this.#publish();
	}

	#rewrite(word: 'undo' | 'redo' | 'reset'): void {
		this.#replay.show(undefined);
		this.tell(rewrite(word, this.#log, this.#text));
	}

	#submit(line: string): void {
		const word = this.#session.labWord(line);
		if (word?.word !== 'replay') this.#replay.show(undefined);
		if (word && STEERING.has(word.word)) this.#steer(word, line);
		else this.#input({kind: 'line', text: line});
	}

	// Words that are no part of the session, because they decide which session there is or how fast its time runs.
	#steer(word: LabWord, line: string): void {
		if (word.word === 'undo' || word.word === 'redo' || word.word === 'reset') return void this.#rewrite(word.word);
		this.#session.scrollback.add('input', this.#session.prefix + line);
		const steered = {log: this.#log, steering: this.#steering, replay: this.#replay};
		for (const answer of runSteeringWord(word, steered, this.#text)) this.tell(answer);
	}

	#interrupt(typed: string): void {
		if (this.#session.isBusy || this.#session.isContinued) this.#input({kind: 'interrupt'});
		else if (typed !== '') this.#session.scrollback.add('input', `${this.#session.prefix}${typed}^C`);
	}

	#endOfInput(): void {
		if (this.#session.isReading) this.#input({kind: 'eof'});
		else if (!this.#session.isBusy) this.#steering.request = {kind: 'quit'};
	}

	#input(input: Input): void {
		this.#replay.show(undefined);
		this.#log.apply(input);
		this.#publish();
	}

	#publish(): void {
		const view = this.#makeView();
		if (view === this.#view) return;
		this.#view = view;
		for (const listener of this.#listeners) listener();
	}

	#makeView(): LabView {
		const live = this.#viewMaker.make(this.#session, this.#prompt, this.#steering);
		return this.#replay.view(live, this.#prompt, this.#steering) ?? live;
	}
}
