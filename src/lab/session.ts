import {type Cluster, createCluster} from '../cluster/cluster.ts';
import type {Kind} from '../cluster/objects.ts';
import type {Locale, ScreenRequest} from '../lab-view.ts';
import type {CommandRun} from '../lessons/command-run.ts';
import {tellInVain} from './advance-word.ts';
import {answerCommand} from './answer-command.ts';
import {ExamRun} from './exam-run.ts';
import {ExamWords} from './exam-words.ts';
import {Foreground} from './foreground.ts';
import {HiddenLines} from './hidden-lines.ts';
import type {Input} from './inputs.ts';
import {type LabWord, readLabWord, STEERING} from './lab-words.ts';
import {LearnerShell} from './learner-shell.ts';
import {LessonRun} from './lesson-run.ts';
import {Scrollback} from './scrollback.ts';
import type {SessionOptions} from './session-options.ts';
import {SessionWords} from './session-words.ts';
import {labText} from './text/text.ts';
import {WORLD_COMMANDS} from './world-commands.ts';
import {readWorldWord} from './world-words.ts';
import type {WorldShelf} from './worlds.ts';

const PROMPT = '$ ';
const CONTINUATION = '> ';
const MAX_LINE = 256 * 1024;
const MAX_CONTINUED = 64 * 1024;

/** One run of a world from its beginning: the same inputs at the same times give the same state. It knows nothing of undo. */
export class Session {
	readonly cluster: Cluster;
	readonly shell: LearnerShell;
	readonly scrollback = new Scrollback();
	/** Absent in the sandbox and in an exam. */
	readonly lessonRun: LessonRun | undefined;
	/** Absent outside of exams. */
	readonly examRun: ExamRun | undefined;
	/** Virtual time when the learner arrived. */
	readonly startMs: number;
	/** What a program or word asks of the screen. */
	request: ScreenRequest | undefined;
	/** Hidden lines that failed; a lesson with any is broken. */
	readonly failures: readonly string[];
	/** Set when the input of this moment moved time in vain and is to be taken back; `ms` is how far nothing came. */
	cameToNothing: {readonly ms?: number} | undefined;
	#foreground: Foreground | undefined;
	#typedAhead: {text: string; input: number}[] = [];
	#pendingLines = '';
	#firstLineId = 0;
	/** Numbers of the inputs that changed something which undo can take back; what happened by itself is no change of an input. */
	readonly changedBy = new Set<number>();
	/** The input whose effects happen now. */
	#currentInput = 0;
	#exitCode = 0;
	readonly #words: {run(word: LabWord): readonly string[]};
	readonly #changedKinds = new Set<Kind>();

	constructor(private readonly options: SessionOptions) {
		const {lesson, seed, locale} = options;
		this.cluster = createCluster({seed, ...(lesson?.world.nodes && {nodes: lesson.world.nodes})});
		const watcher = {
			started: (run: CommandRun) => (this.lessonRun ?? this.examRun)?.commandStarted(run),
			changed: () => (this.lessonRun ?? this.examRun)?.commandChanged(),
		};
		const files = options.files ?? lesson?.world.files ?? new Map();
		const labCommands = new Map([['answer', answerCommand(() => this.#words)]]);
		const granted = lesson ? lesson.world.commands : WORLD_COMMANDS;
		const tell = (line: string) => this.scrollback.addAbove('note', line);
		this.shell = new LearnerShell(this.cluster, files, watcher, labCommands, granted, tell);
		const hidden = new HiddenLines(this.cluster, this.shell);
		this.failures = hidden.failures;
		if (lesson) hidden.arrange(lesson.world);
		this.startMs = this.cluster.clock.now();
		this.cluster.store.watch('*', change => this.#changedKinds.add(change.object.kind));
		const text = labText(locale);
		if (lesson?.exam) {
			this.examRun = new ExamRun({...this.#surroundings(), lesson, paper: lesson.exam});
			this.#words = new ExamWords(this, this.examRun, text);
		} else {
			if (lesson)
				this.lessonRun = new LessonRun({
					...this.#surroundings(),
					lesson,
					prepare: lines => hidden.prepare(lesson.world, lines),
				});
			this.#words = new SessionWords(this, text, lesson);
			if (options.hasIntro) this.scrollback.add('note', text.sandboxIntro.join('\n'));
		}
		this.cluster.whenRestless((controller, key) => tell(text.restless(controller, key)));
		this.cluster.changed.subscribe(() => this.#clusterChanged());
	}

	#surroundings() {
		const {cluster, shell, startMs, locale} = this;
		const note = (text: string) => this.scrollback.add('note', text);
		return {cluster, startMs, locale, reader: shell, note};
	}

	get locale(): Locale {
		return this.options.locale;
	}

	/** Where the sandbox keeps worlds. */
	get worlds(): WorldShelf | undefined {
		return this.options.worlds;
	}

	get isSandbox(): boolean {
		return this.options.lesson === undefined;
	}

	/** Virtual milliseconds since the learner arrived. */
	get elapsedMs(): number {
		return this.cluster.clock.now() - this.startMs;
	}

	get isBusy(): boolean {
		return this.#foreground !== undefined;
	}

	/** A program waits for a line of the learner. */
	get isReading(): boolean {
		return this.#foreground?.isReading ?? false;
	}

	/** A program asks for a line with a prompt of its own, as a shell in a container does. */
	get isPrompting(): boolean {
		return this.isReading && this.scrollback.openText !== '';
	}

	/** Exit code of the last line. */
	get exitCode(): number {
		return this.#exitCode;
	}

	get isContinued(): boolean {
		return this.#pendingLines !== '';
	}

	/** What stands before the cursor. */
	get prefix(): string {
		if (this.isReading) return this.scrollback.openText;
		if (this.isBusy) return '';
		return this.isContinued ? CONTINUATION : PROMPT;
	}

	/** Lets virtual time pass. */
	advance(durationMs: number): void {
		this.cluster.advance(durationMs);
	}

	/** Whether a line is a word of the lab at this moment. */
	labWord(line: string): LabWord | undefined {
		return this.isReading || this.isContinued
			? undefined
			: (readLabWord(line, this.lessonRun?.predictionKeys ?? [], this.examRun !== undefined) ??
					(this.isSandbox ? readWorldWord(line) : undefined));
	}

	/** Does what the learner did: the input with this number in the log. */
	apply(input: Input, index: number): void {
		this.#currentInput = index;
		this.#apply(input);
		this.cluster.settle();
		this.cluster.advance(0);
		this.lessonRun?.lookForMistakes();
	}

	/** Notes that the input of this moment had an effect which undo takes back. */
	changed(): void {
		this.changedBy.add(this.#currentInput);
	}

	#apply(input: Input): void {
		switch (input.kind) {
			case 'line':
				this.#line(input.text.slice(0, MAX_LINE));
				break;
			case 'interrupt':
				this.#interrupt();
				break;
			case 'eof':
				this.#foreground?.input(undefined);
				break;
			case 'edited':
				this.request = undefined;
				this.#foreground?.edited(input.text);
				break;
			case 'predict':
				this.#obey({word: 'predict', choice: input.choice});
				break;
			case 'hint':
			case 'next':
				this.#obey({word: input.kind});
				break;
			case 'advance-next':
				this.#obey({word: 'advance', durationMs: 'next'});
				break;
			case 'came-to-nothing':
				tellInVain(this, input);
				break;
			case 'wall':
				this.examRun?.wallPassed(input.ms);
		}
	}

	#line(text: string): void {
		const word = this.labWord(text);
		if (word && !STEERING.has(word.word)) {
			if (this.isBusy) this.scrollback.closeLine();
			this.scrollback.add('input', PROMPT + text);
			this.#obey(word);
		} else if (this.#foreground?.isReading) {
			this.scrollback.add('input', this.scrollback.takeOpen() + text);
			this.#foreground.input(`${text}\n`);
		} else if (this.#foreground) this.#typedAhead.push({text, input: this.#currentInput});
		else if (text.trim() === '' && !this.isContinued && this.lessonRun?.isStepSolved) this.#obey({word: 'next'});
		else this.#shellLine(text);
	}

	#obey(word: LabWord): void {
		for (const answer of this.#words.run(word)) this.scrollback.add('note', answer);
	}

	#shellLine(text: string): void {
		this.scrollback.add('input', this.prefix + text);
		const script = this.isContinued ? `${this.#pendingLines}\n${text}` : text;
		// What is begun is looked at as a whole with every line, so that it must have an end.
		const isTooMuch = this.isContinued && script.length > MAX_CONTINUED;
		this.#pendingLines = !isTooMuch && this.shell.isIncomplete(script) ? script : '';
		if (isTooMuch) this.scrollback.add('note', labText(this.locale).tooMuch);
		if (isTooMuch || this.isContinued) return;
		if (script.trim() === '') return;
		(this.lessonRun ?? this.examRun)?.lineStarted();
		this.#firstLineId = this.scrollback.nextId;
		const input = this.#currentInput;
		const {program, handlers} = this.shell.start(script);
		const foreground = new Foreground(program, handlers, {
			clock: this.cluster.clock,
			write: (stream, output) => this.scrollback.write(stream, output),
			// `clear` empties the terminal, `watch` only what it drew itself.
			clear: () => this.scrollback.clearFrom(script.trim() === 'clear' ? 0 : this.#firstLineId),
			edit: request => {
				this.request = {kind: 'edit', ...request};
			},
			worked: work => this.#noteChanges(input, work),
			ended: exitCode => this.#lineEnded(exitCode),
		});
		this.#foreground = foreground;
		foreground.start();
	}

	#lineEnded(exitCode: number): void {
		this.scrollback.closeLine();
		this.#foreground = undefined;
		this.#exitCode = exitCode;
		this.lessonRun?.lookForMistakes();
		if (this.shell.takeExit()) this.request = {kind: 'quit'};
		const next = this.#typedAhead.shift();
		if (next === undefined) return;
		// The next line starts from a timer, so that the program that ended has really ended.
		const {clock} = this.cluster;
		clock.setTimer(clock.now(), () => {
			this.#currentInput = next.input;
			this.#line(next.text);
		});
	}

	#interrupt(): void {
		this.#typedAhead = [];
		if (this.#foreground) {
			this.scrollback.add('stderr', `${this.scrollback.takeOpen()}^C`);
			if (this.request?.kind === 'edit') this.request = undefined;
			this.#foreground.interrupt();
		} else if (this.isContinued) {
			this.scrollback.add('input', `${this.prefix}^C`);
			this.#pendingLines = '';
		}
	}

	// A program may go on long after its line was typed: its changes are still those of that input.
	#noteChanges(input: number, work: () => void): void {
		const {store, nodes} = this.cluster;
		const versions = () => [store.version, nodes.version, this.shell.version].join();
		const before = versions();
		this.#currentInput = input;
		work();
		if (versions() !== before) this.changedBy.add(input);
	}

	#clusterChanged(): void {
		(this.lessonRun ?? this.examRun)?.clusterChanged(this.#changedKinds);
		this.#changedKinds.clear();
	}
}
