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
 * before are counted, not repeated.
 */
export function whyPanel(input: PanelInput, width: number, height: number): Line[] {
	const {decisions, nowMs, theme, text} = input;
	if (decisions.length === 0) return wrap(line({text: text.panels.noDecisions, role: 'muted'}), width).slice(0, height);
	const rows: Line[] = [];
	for (let next = decisions.length - 1; next >= 0 && rows.length < height; ) {
		const decision = decisions[next]!;
		let count = 1;
		while (decisions[next - count] && isSame(decision, decisions[next - count]!)) count++;
		next -= count;
		const {actor, object} = decision;
		const [did, because] = sentenceOf(decision, text).map(part => part.replaceAll('→', theme.glyphs.arrow)) as [
			string,
			string,
		];
		const age = fitted(line({text: formatAge(nowMs - decision.atMs), role: 'muted'}), AGE_CELLS);
		const sentence = line(
			{text: `${actor} `, role: 'accent'},
			did,
			{text: because, role: 'muted'},
			{text: namespaceFlag(object.namespace), role: 'accent'},
			{text: count > 1 ? ` (x${count})` : '', role: 'muted'},
		);
		rows.push(...wrap([...age, ...sentence], width, AGE_CELLS));
	}
	return rows.slice(0, height);
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
