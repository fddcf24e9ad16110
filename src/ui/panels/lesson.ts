import type {GoalView, LessonView, PredictionView} from '../../lab-view.ts';
import {type Line, line, wrap} from '../line.ts';
import {renderMarkdown} from '../markdown.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';

/** The lesson's text as rows, and the row at which the newest part (a hint, a remark, the explanation) begins. */
export interface LessonRows {
	readonly rows: readonly Line[];
	readonly newestRow: number;
}

/** Story, step, prediction, hints, remark and explanation in reading order. The goals have a place of their own. */
export function lessonRows(lesson: LessonView, width: number, theme: Theme, text: Text): LessonRows {
	const rows: Line[] = [];
	let newestRow = 0;
	const add = (block: readonly Line[], isNews = false) => {
		if (block.length === 0) return;
		if (rows.length > 0) rows.push([]);
		if (isNews) newestRow = rows.length;
		rows.push(...block);
	};
	const markdown = (source: string) => renderMarkdown(source, width, theme);
	const labelled = (label: string, source: string): Line[] => [
		line({text: label, bold: true, role: 'accent'}),
		...markdown(source),
	];

	if (lesson.debrief !== undefined) {
		add([line({text: `${theme.glyphs.done} ${text.lesson.solved}`, bold: true, role: 'good'})]);
		if (lesson.explanation !== undefined) add(labelled(text.lesson.happened, lesson.explanation));
		add(labelled(text.lesson.debrief, lesson.debrief));
		if (lesson.summary)
			add([
				line({
					text: text.lesson.summary(
						lesson.summary.commands,
						lesson.summary.hintsUsed,
						minutes(lesson.summary.virtualMs),
					),
					role: 'muted',
				}),
			]);
		return {rows, newestRow: 0};
	}
	if (lesson.stepIndex === 0) add(markdown(lesson.story));
	add([line({text: lesson.steps[lesson.stepIndex]?.title ?? '', bold: true, role: 'title'})]);
	add(markdown(lesson.text));
	if (lesson.prediction)
		add(predictionRows(lesson.prediction, width, theme, text), lesson.prediction.outcome !== undefined);
	for (const [index, hint] of lesson.hints.entries()) add(labelled(text.lesson.hint(index + 1), hint), true);
	if (lesson.remark !== undefined)
		add([line({text: text.lesson.remark, bold: true, role: 'busy'}), ...markdown(lesson.remark)], true);
	if (lesson.explanation !== undefined)
		add(
			[
				...labelled(text.lesson.happened, lesson.explanation),
				[],
				...wrap(line({text: `${theme.glyphs.pointer} ${text.lesson.next}`, bold: true, role: 'good'}), width, 2),
			],
			true,
		);
	return {rows, newestRow};
}

function predictionRows(prediction: PredictionView, width: number, theme: Theme, text: Text): Line[] {
	const {question, choices, chosen, outcome} = prediction;
	const rows: Line[] = [
		line({text: `? ${text.lesson.predict}`, bold: true, role: 'accent'}),
		...renderMarkdown(question, width, theme),
	];
	for (const choice of choices) {
		const isChosen = choice.key === chosen;
		const isRight = outcome?.correct === choice.key;
		const mark = isRight ? theme.glyphs.met : isChosen ? theme.glyphs.pointer : ' ';
		const [first = [], ...rest] = renderMarkdown(choice.text, width - 5, theme);
		rows.push([
			{text: `${mark} ${choice.key}  `, role: isRight ? 'good' : 'accent', bold: isChosen || isRight},
			...first,
		]);
		rows.push(...rest.map((row): Line => [{text: '     '}, ...row]));
	}
	if (outcome) {
		const verdict =
			chosen === undefined
				? []
				: [
						line({
							text: chosen === outcome.correct ? text.lesson.right : text.lesson.wrong(outcome.correct),
							bold: true,
						}),
					];
		rows.push(...verdict, ...renderMarkdown(outcome.text, width, theme));
	} else if (chosen === undefined) {
		rows.push(
			...wrap(line({text: text.lesson.predictHow(choices.map(choice => choice.key).join('/')), role: 'muted'}), width),
		);
	}
	return rows;
}

/**
 * The goals of the step: a mark, the sentence, and for an unmet one what is wanted and what is there. Where that is more than `room` rows,
 * each unmet goal shows its first difference and counts the others.
 */
export function goalRows(
	goals: readonly GoalView[],
	size: {width: number; room: number},
	theme: Theme,
	text: Text,
): Line[] {
	const full = goals.flatMap(goal => goalBlock(goal, size.width, goal.details.length, theme, text));
	return full.length <= size.room ? full : goals.flatMap(goal => goalBlock(goal, size.width, 1, theme, text));
}

function goalBlock(goal: GoalView, width: number, detailLimit: number, theme: Theme, text: Text): Line[] {
	const {glyphs} = theme;
	const [glyph, role] = goal.met
		? ([glyphs.met, 'good'] as const)
		: goal.broken
			? ([glyphs.broken, 'bad'] as const)
			: ([glyphs.unmet, 'busy'] as const);
	const sentence = renderMarkdown(goal.text, width - 2, theme).map(
		(row, y): Line => [{text: y === 0 ? `${glyph} ` : '  ', role}, ...row],
	);
	if (goal.met) return sentence;
	const hidden = goal.details.length - detailLimit;
	const details = goal.details
		.slice(0, detailLimit)
		.flatMap(({subject, want, have}, index) =>
			wrap(
				line(
					'    ',
					{text: subject ? `${subject}: ` : '', role: 'muted'},
					{text: `${text.lesson.want} `, role: 'muted'},
					want,
					{text: `, ${text.lesson.have} `, role: 'muted'},
					{text: have, bold: true},
					{text: hidden > 0 && index === detailLimit - 1 ? ` +${hidden}` : '', role: 'muted'},
				),
				width,
				6,
			),
		);
	const holding =
		goal.holdLeftMs === undefined
			? []
			: [line({text: `    ${text.lesson.holding(Math.ceil(goal.holdLeftMs / 1000))}`, role: 'busy'})];
	const broken = goal.broken ? wrap(line({text: `    ${text.lesson.broken}`, role: 'bad'}), width, 4) : [];
	return [...sentence, ...details, ...holding, ...broken];
}

function minutes(durationMs: number): string {
	const seconds = Math.round(durationMs / 1000);
	return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
