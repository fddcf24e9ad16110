import type {DecisionRule} from '../../cluster/decision-rules.ts';
import {formatAge} from '../../cluster/duration.ts';
import type {Decision} from '../../cluster/journal.ts';
import {fitted, type Line, line, wrap} from '../line.ts';
import type {Sentence} from '../text/decisions-en.ts';
import type {Text} from '../text/en.ts';
import {namespaceFlag, shortName} from './names.ts';
import type {PanelInput} from './panel.ts';

const AGE_CELLS = 6;

/**
 * What the components of the cluster decided and why, newest first, one sentence each; at most `height` rows. Decisions that repeat the one
 * before are counted, not repeated; those by the rules in `leftOut` are passed over.
 */
export function whyPanel(
	input: PanelInput,
	width: number,
	height: number,
	leftOut: ReadonlySet<DecisionRule> = new Set(),
): Line[] {
	const {decisions, text} = input;
	if (decisions.length === 0) return wrap(line({text: text.panels.noDecisions, role: 'muted'}), width).slice(0, height);
	const rows: Line[] = [];
	for (let next = decisions.length - 1; next >= 0 && rows.length < height; ) {
		const decision = decisions[next]!;
		let count = 1;
		while (decisions[next - count] && isSame(decision, decisions[next - count]!)) count++;
		next -= count;
		if (leftOut.has(decision.rule)) continue;
		const sentence = wrap(decisionLine(decision, count, input), width, AGE_CELLS);
		// Half a sentence tells nothing.
		if (rows.length > 0 && rows.length + sentence.length > height) break;
		rows.push(...sentence);
	}
	return rows.slice(0, height);
}

function decisionLine(decision: Decision, count: number, {nowMs, theme, text}: PanelInput): Line {
	const {actor, object, atMs} = decision;
	const [did, because] = sentenceOf(decision, text).map(part => part.replaceAll('→', theme.glyphs.arrow));
	return [
		...fitted(line({text: formatAge(nowMs - atMs), role: 'muted'}), AGE_CELLS),
		...line(
			{text: `${actor} `, role: 'accent'},
			did ?? '',
			{text: because ?? '', role: 'muted'},
			{text: namespaceFlag(object.namespace), role: 'accent'},
			{text: count > 1 ? ` (x${count})` : '', role: 'muted'},
		),
	];
}

/** What was done, with the punctuation behind it, and why; in the learner's language. */
export function sentenceOf({rule, values, object}: Decision, text: Text): Sentence {
	// The table is complete by its type; which values belong to which rule is known where they are recorded.
	const sentence = text.why.sentences[rule] as (values: Decision['values'], object: string) => Sentence;
	return text.why.because(...sentence(values, shortName(object.kind, object.name)));
}

function isSame(a: Decision, b: Decision): boolean {
	if (a.rule !== b.rule || a.actor !== b.actor || a.object.uid !== b.object.uid) return false;
	for (const name in a.values) if (a.values[name] !== b.values[name]) return false;
	return true;
}
