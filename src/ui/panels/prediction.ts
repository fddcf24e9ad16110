import type {PredictionView} from '../../lab-view.ts';
import {type Line, line} from '../line.ts';
import {renderMarkdown} from '../markdown.ts';
import type {Text} from '../text/en.ts';
import type {Theme} from '../theme.ts';
import {wrap} from '../wrap.ts';

/** The question with its choices, and how to choose as long as nothing is chosen. */
export function predictionRows(prediction: PredictionView, width: number, theme: Theme, text: Text): Line[] {
	const {question, choices, chosen} = prediction;
	const rows: Line[] = [
		line({text: `? ${text.lesson.predict}`, bold: true, role: 'accent'}),
		...renderMarkdown(question, width, theme),
		...choices.flatMap(({key, text: choice}) =>
			choiceRows(
				{key, choice, mark: key === chosen ? theme.glyphs.pointer : ' ', isBold: key === chosen},
				width,
				theme,
			),
		),
	];
	if (chosen !== undefined) return rows;
	const how = text.lesson.predictHow(choices.map(choice => choice.key).join('/'));
	return [...rows, ...wrap(line({text: how, role: 'muted'}), width)];
}

/** What became of the prediction: whether it was right, the right choice, and why. */
export function outcomeRows(
	{chosen, choices}: PredictionView,
	{correct, text: why}: NonNullable<PredictionView['outcome']>,
	width: number,
	theme: Theme,
	text: Text,
): Line[] {
	const isRight = chosen === correct;
	const verdict =
		chosen === undefined
			? line({text: text.lesson.noGuess, bold: true, role: 'accent'})
			: line({
					text: isRight ? text.lesson.right : text.lesson.wrong(chosen),
					bold: true,
					role: isRight ? 'good' : 'busy',
				});
	const right = choices.find(choice => choice.key === correct);
	return [
		...wrap(verdict, width),
		...(right
			? choiceRows({key: right.key, choice: right.text, mark: theme.glyphs.met, isBold: true}, width, theme)
			: []),
		...renderMarkdown(why, width, theme),
	];
}

function choiceRows(
	{key, choice, mark, isBold}: {key: string; choice: string; mark: string; isBold: boolean},
	width: number,
	theme: Theme,
): Line[] {
	const [first = [], ...rest] = renderMarkdown(choice, width - 5, theme);
	const role = mark === theme.glyphs.met ? 'good' : 'accent';
	return [
		[{text: `${mark} ${key}  `, role, bold: isBold}, ...first],
		...rest.map((row): Line => [{text: '     '}, ...row]),
	];
}
