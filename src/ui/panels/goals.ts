import type {GoalView} from '../../lab-view.ts';
import {clip, type Line, line} from '../line.ts';
import {renderMarkdown} from '../markdown.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';

/**
 * The goals of the step: a mark, the sentence, and for an unmet one what is wanted and what is there. Where that is more than `room` rows, each
 * unmet goal shows its first difference and counts the others; where that is still too much, the sentences stand alone, at last in one row each.
 */
export function goalRows(
	goals: readonly GoalView[],
	{width, room}: {readonly width: number; readonly room: number},
	theme: Theme,
	text: Text,
): Line[] {
	const shown = (details: number) =>
		goals.flatMap(goal => goalBlock(goal, width, Math.min(details, goal.details.length), theme, text));
	const oneRowEach = () => goals.map(goal => clip(goalBlock(goal, Number.MAX_SAFE_INTEGER, 0, theme, text)[0]!, width));
	const choices = [() => shown(Number.POSITIVE_INFINITY), () => shown(1), () => shown(0), oneRowEach];
	let rows: Line[] = [];
	for (const choice of choices) {
		rows = choice();
		if (rows.length <= room) break;
	}
	return rows;
}

/** `Goals 1/3 ─────` */
export function goalsRule(goals: readonly GoalView[], width: number, theme: Theme, text: Text): Line {
	const met = goals.filter(goal => goal.met).length;
	const isMet = met === goals.length;
	const title = `${text.lesson.goals} ${met}/${goals.length} `;
	return line(
		{text: title, bold: true, role: isMet ? 'good' : 'accent'},
		{text: theme.glyphs.box[4].repeat(Math.max(0, width)), role: 'border'},
	);
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
					{text: subject ? text.lesson.about(subject) : '', role: 'muted'},
					{text: `${text.lesson.want} `, role: 'muted'},
					want,
					{text: `${text.lesson.comma}${text.lesson.have} `, role: 'muted'},
					{text: have, bold: true},
					{text: hidden > 0 && index === detailLimit - 1 ? text.lesson.moreDetails(hidden) : '', role: 'muted'},
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
