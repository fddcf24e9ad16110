import {createInterface, type Interface as ReadlineInterface} from 'node:readline';
import {finish, typeLine} from '../lab/play.ts';
import {labText} from '../lab/text/text.ts';
import type {Lab} from '../lab.ts';
import type {LabView, LessonView, ScrollLine} from '../lab-view.ts';
import {formatElapsed} from '../lessons/step-goals.ts';
import type {EditRequest} from '../shell/program.ts';
import {cardLines} from './card.ts';
import type {Call} from './main.ts';
import {editorOf, editText} from './own-editor.ts';
import {examNews} from './plain-exam.ts';
import {goalLines} from './run.ts';

const TICK_MS = 100;
const LONGEST_TICK_MS = 1000;

/** Linear mode: prints the lesson, outputs and goals as lines and reads lines. Exit code 0 if the lesson is solved (or there is none). */
export async function runPlain(lab: Lab, call: Call): Promise<number> {
	const printer = new PlainPrinter(lab, call);
	printer.update();
	if (call.environment.isTerminal) await converse(lab, printer, call);
	else await readScript(lab, printer, call);
	printer.update();
	return lab.isSolved() === false ? 1 : 0;
}

// From a pipe or a file: no time passes between the lines but what they take.
async function readScript(lab: Lab, printer: PlainPrinter, {environment}: Call): Promise<void> {
	for await (const line of environment.lines()) {
		typeLine(lab, line);
		printer.update();
		if (isLeaving(lab)) return;
	}
	finish(lab);
	printer.update();
	if (lab.isSolved()) lab.next();
}

// A person at a terminal without the full screen (a screen reader, a dumb terminal): time is real.
function converse(lab: Lab, printer: PlainPrinter, call: Call): Promise<void> {
	const {environment} = call;
	return new Promise(resolve => {
		const reader = createInterface({input: process.stdin, output: process.stdout, terminal: true});
		let lastMs = performance.now();
		const update = () => {
			printer.update();
			for (let {request} = lab.view(); request?.kind === 'edit'; {request} = lab.view()) {
				lab.edited(editOutside(request, reader, call));
				printer.update();
			}
			if (isLeaving(lab)) reader.close();
		};
		const timer = setInterval(() => {
			const nowMs = performance.now();
			const wasBusy = lab.view().prompt.busy;
			lab.tick(Math.min(nowMs - lastMs, LONGEST_TICK_MS));
			lastMs = nowMs;
			update();
			if (wasBusy && !lab.view().prompt.busy) prompt();
		}, TICK_MS);
		const prompt = () => {
			reader.setPrompt(lab.view().prompt.prefix);
			reader.prompt();
		};
		reader.on('line', line => {
			lab.submit(line);
			update();
			if (!lab.view().prompt.busy) prompt();
		});
		reader.on('SIGINT', () => {
			if (!lab.view().prompt.busy && !lab.isContinued) environment.out('\n');
			lab.interrupt();
			update();
			prompt();
		});
		reader.on('close', () => {
			clearInterval(timer);
			resolve();
		});
		prompt();
	});
}

// There is no screen for the lab's own editor: without one of the person's own, the text stays as it is.
function editOutside(
	{name, text: before}: EditRequest,
	reader: ReadlineInterface,
	{environment, text}: Call,
): string | undefined {
	const editor = editorOf(environment.env);
	if (editor === undefined) {
		environment.err(`${text.noEditor}\n`);
		return undefined;
	}
	reader.pause();
	process.stdin.setRawMode(false);
	const outcome = editText(name, before, editor);
	process.stdin.setRawMode(true);
	reader.resume();
	if (outcome.kind === 'not-started') environment.err(`${text.editorNotStarted(editor)}\n`);
	return outcome.kind === 'saved' ? outcome.text : undefined;
}

function isLeaving(lab: Lab): boolean {
	const kind = lab.view().request?.kind;
	return kind === 'quit' || kind === 'menu' || kind === 'next-lesson';
}

/** Prints what is new since the last time. */
class PlainPrinter {
	#lastLine: ScrollLine | undefined;
	#lesson: LessonView | undefined;
	readonly #metGoals = new Set<string>();

	constructor(
		private readonly lab: Lab,
		private readonly call: Call,
	) {}

	update(): void {
		const {environment, locale} = this.call;
		if (this.lab.view().replay) {
			this.lab.replayAt(undefined);
			this.#say(labText(locale).replay.onlyOnScreen);
		}
		const view = this.lab.view();
		for (const {kind, text} of this.#newLines(view)) {
			if (kind === 'stderr') environment.err(`${text}\n`);
			// At a terminal the typed line is already there.
			else if (kind !== 'input' || !environment.isTerminal) environment.out(`${text}\n`);
		}
		if (!view.lesson) {
			if (!this.#metGoals.has('sandbox')) this.#say(this.call.text.leaveWith, '');
			this.#metGoals.add('sandbox');
		} else if (view.lesson !== this.#lesson) {
			if (view.lesson.exam)
				this.#say(...examNews(view.lesson, this.#lesson, this.call.text, labText(this.call.locale)));
			else this.#lessonChanged(view.lesson, this.#lesson);
			this.#lesson = view.lesson;
		}
	}

	// Undo and the like make a session anew: then only what they say themselves is new.
	#newLines({scrollback}: LabView): readonly ScrollLine[] {
		const last = this.#lastLine;
		this.#lastLine = scrollback.at(-1) ?? last;
		const index = last ? scrollback.lastIndexOf(last) : -1;
		if (index >= 0 || !last || (scrollback[0]?.id ?? 0) > last.id) return scrollback.slice(index + 1);
		return scrollback.slice(-1);
	}

	#lessonChanged(lesson: LessonView, previous: LessonView | undefined): void {
		const {text} = this.call;
		if (!previous) this.#say(`# ${lesson.title}`, '', lesson.story, '', text.leaveWith, '');
		if (lesson.stepIndex !== previous?.stepIndex) this.#stepBegins(lesson);
		else this.#goalsChanged(lesson);
		if (lesson.remark !== undefined && lesson.remark !== previous?.remark)
			this.#say(`${text.remark}: ${lesson.remark}`);
		if (lesson.explanation !== undefined && previous?.explanation === undefined) this.#explain(lesson);
	}

	#stepBegins(lesson: LessonView): void {
		const {text, locale} = this.call;
		this.#metGoals.clear();
		const step = lesson.steps[lesson.stepIndex];
		if (!step) {
			this.#say('', `## ${text.debrief}`, '', lesson.debrief ?? '', '');
			if (lesson.card) this.#say(`## ${text.card}`, '', ...cardLines(lesson.card), '');
			if (this.lab.isSolved()) this.#say(text.isSolved);
			if (lesson.summary)
				this.#say(
					text.summary(lesson.summary.commands, lesson.summary.hintsUsed, formatElapsed(lesson.summary.virtualMs)),
				);
			return;
		}
		this.#say('', `## ${text.step(lesson.stepIndex + 1, lesson.steps.length, step.title)}`, '', lesson.text, '');
		if (lesson.prediction) {
			const {question, choices} = lesson.prediction;
			this.#say(
				question,
				...choices.map(choice => `  ${choice.key}) ${choice.text}`),
				text.predictHow(choices.map(choice => choice.key).join('|')),
				'',
			);
		}
		this.#say(
			labText(locale).goalsTitle,
			...lesson.goals.flatMap(goal => goalLines({...goal, details: []}, labText(locale))),
			'',
		);
		for (const goal of lesson.goals) if (goal.met) this.#metGoals.add(goal.id);
	}

	#goalsChanged(lesson: LessonView): void {
		for (const goal of lesson.goals) {
			if (goal.met === this.#metGoals.has(goal.id)) continue;
			if (goal.met) this.#metGoals.add(goal.id);
			else this.#metGoals.delete(goal.id);
			this.#say(...goalLines(goal, labText(this.call.locale)));
		}
	}

	#explain({explanation, prediction}: LessonView): void {
		const {text} = this.call;
		this.#say('', `### ${text.happened}`, '', explanation ?? '', '');
		if (!prediction?.outcome) return;
		const guess = prediction.chosen === undefined ? '' : `${text.youExpected(prediction.chosen)} `;
		this.#say(`${guess}${text.itWas(prediction.outcome.correct)} ${prediction.outcome.text}`, '');
	}

	#say(...lines: readonly string[]): void {
		for (const line of lines) this.call.environment.out(`${line}\n`);
	}
}
