import type {LessonView} from '../../lab-view.ts';
import {type Line, line} from '../line.ts';
import {codeWidth, renderMarkdown} from '../markdown.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';
import {examRows} from './exam.ts';
import {outcomeRows, predictionRows} from './prediction.ts';

/** The lesson's text as rows, and the row at which the newest part (a hint, a remark, the explanation) begins. */
export interface LessonRows {
	readonly rows: readonly Line[];
	readonly newestRow: number;
	/** The rows of a question that waits for its answer: the first, and the one after the last. */
	readonly question?: {readonly from: number; readonly to: number};
}

/**
 * Before the step is solved: its text, prediction, hints and remark, in the order in which they come. Afterwards: what became of the prediction
 * and what it meant; hints have done their work. The goals have a place of their own.
 */
export function lessonRows(lesson: LessonView, width: number, theme: Theme, text: Text): LessonRows {
	const column = new Column(width, theme);
	if (lesson.exam) {
		column.rows(examRows(lesson, lesson.exam, column.width, theme, text));
		return column.done();
	}
	if (lesson.debrief !== undefined) return debriefRows(lesson, lesson.debrief, column, text);
	if (lesson.stepIndex === 0) column.markdown(lesson.story);
	column.rows(
		[line({text: lesson.steps[lesson.stepIndex]?.title ?? '', bold: true, role: 'title'})],
		lesson.stepIndex === 0,
	);
	column.markdown(lesson.text);
	if (lesson.explanation !== undefined) {
		const {prediction} = lesson;
		if (prediction?.outcome) column.rows(outcomeRows(prediction, prediction.outcome, column.width, theme, text), true);
		column.labelled(text.lesson.happened, lesson.explanation, !prediction?.outcome);
		return column.done();
	}
	if (lesson.prediction) {
		const rows = predictionRows(lesson.prediction, column.width, theme, text);
		if (lesson.prediction.chosen === undefined) column.question(rows);
		else column.rows(rows);
	}
	for (const [index, hint] of lesson.hints.entries()) column.labelled(text.lesson.hint(index + 1), hint, true);
	if (lesson.remark !== undefined) column.labelled(text.lesson.remark, lesson.remark, true, 'busy');
	return column.done();
}

/** The story alone: a page of its own where it would push the first task out of sight. */
export function storyRows(lesson: LessonView, width: number, theme: Theme): LessonRows {
	const column = new Column(width, theme);
	column.rows([line({text: lesson.title, bold: true, role: 'title'})]);
	column.markdown(lesson.story);
	return column.done();
}

/** Cells that the widest picture of the debrief needs; 0 before the debrief. */
export function pictureCells(lesson: LessonView): number {
	if (lesson.debrief === undefined) return 0;
	const known = pictures.get(lesson) ?? Math.max(codeWidth(lesson.debrief), codeWidth(lesson.explanation ?? ''));
	pictures.set(lesson, known);
	return known;
}

const pictures = new WeakMap<LessonView, number>();

/** How to go on from here, if the learner can: a row for the bottom of the pane. */
export function onwardRow(lesson: LessonView, theme: Theme, text: Text): Line | undefined {
	const how =
		lesson.debrief !== undefined
			? text.lesson.onwardFromDebrief
			: lesson.explanation !== undefined
				? text.lesson.onward
				: undefined;
	return how === undefined ? undefined : line({text: `${theme.glyphs.pointer} ${how}`, bold: true, role: 'good'});
}

function debriefRows(lesson: LessonView, debrief: string, column: Column, text: Text): LessonRows {
	const {theme} = column;
	const solved = lesson.steps.filter(step => step.solved).length;
	const isSolved = solved === lesson.steps.length;
	column.rows([
		isSolved
			? line({text: `${theme.glyphs.done} ${text.lesson.solved}`, bold: true, role: 'good'})
			: line({
					text: `${theme.glyphs.unmet} ${text.lesson.ended(solved, lesson.steps.length)}`,
					bold: true,
					role: 'busy',
				}),
	]);
	if (lesson.explanation !== undefined) column.labelled(text.lesson.happened, lesson.explanation);
	column.labelled(text.lesson.debrief, debrief);
	if (lesson.card) column.rows(cardRows(lesson.card, column.width, theme, text));
	if (lesson.summary) {
		const {commands, hintsUsed, virtualMs} = lesson.summary;
		column.rows(
			wrap(line({text: text.lesson.summary(commands, hintsUsed, minutes(virtualMs)), role: 'muted'}), column.width),
		);
	}
	return {...column.done(), newestRow: 0};
}

// Prose is no wider than is pleasant to read; pictures take what they need.
const MOST_CELLS = 76;

/** Blocks one below the other with an empty row between them. */
class Column {
	readonly #rows: Line[] = [];
	#newestRow = 0;
	#question: LessonRows['question'];
	readonly width: number;

	constructor(
		private readonly wholeWidth: number,
		readonly theme: Theme,
	) {
		this.width = Math.min(MOST_CELLS, wholeWidth);
	}

	rows(block: readonly Line[], isNews = false): void {
		if (block.length === 0) return;
		if (this.#rows.length > 0) this.#rows.push([]);
		if (isNews) this.#newestRow = this.#rows.length;
		this.#rows.push(...block);
	}

	question(block: readonly Line[]): void {
		this.rows(block);
		this.#question = {from: this.#rows.length - block.length, to: this.#rows.length};
	}

	markdown(source: string, isNews = false): void {
		this.rows(renderMarkdown(source, this.width, this.theme, this.wholeWidth), isNews);
	}

	labelled(label: string, source: string, isNews = false, role: 'accent' | 'busy' = 'accent'): void {
		const content = renderMarkdown(source, this.width, this.theme, this.wholeWidth);
		this.rows([line({text: label, bold: true, role}), ...content], isNews);
	}

	done(): LessonRows {
		return {rows: this.#rows, newestRow: this.#newestRow, ...(this.#question && {question: this.#question})};
	}
}

// Each command above its phrase: side by side both would be too narrow.
function cardRows(card: NonNullable<LessonView['card']>, width: number, theme: Theme, text: Text): Line[] {
	const entries = card.flatMap(({command, text: phrase}) => [
		...wrap(line({text: command, role: 'code'}), width, 2),
		...renderMarkdown(phrase, width - 2, theme).map((row): Line => [{text: '  '}, ...row]),
	]);
	return [line({text: text.lesson.card, bold: true, role: 'accent'}), ...entries];
}

function minutes(durationMs: number): string {
	const seconds = Math.round(durationMs / 1000);
	return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
