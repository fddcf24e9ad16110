import type {DecisionRule} from '../../cluster/decision-rules.ts';
import {formatAge} from '../../cluster/duration.ts';
import type {Decision, ObjectReference} from '../../cluster/journal.ts';
import {fitted, type Line, line} from '../line.ts';
import type {Sentence} from '../text/decisions-en.ts';
import type {Text} from '../text/en.ts';
import {wrap} from '../wrap.ts';
import {namespaceFlag, shortName} from './names.ts';
import {itemsOf, type PanelInput, type PanelItems} from './panel.ts';

const AGE_CELLS = 6;

/**
 * What the components of the cluster decided and why, newest first, one sentence each. Decisions that repeat the one before are counted, not
 * repeated. With a chosen object only those about it.
 */
export function whyPanel(input: PanelInput, width: number): PanelItems {
	const {decisions, filter, selected, text} = input;
	const about = selected ? decisions.filter(decision => isAbout(decision, selected)) : decisions;
	const found = filter
		? about.filter(({actor, rule, object}) =>
				`${actor} ${rule} ${shortName(object.kind, object.name)}`.toLowerCase().includes(filter),
			)
		: about;
	const empty =
		filter !== undefined && filter !== ''
			? text.panels.noMatch
			: selected
				? text.panels.noDecisionsAbout(shortName(selected.kind, selected.name))
				: text.panels.noDecisions;
	return itemsOf(grouped(found), {
		rows: group => wrap(decisionLine(group, input), width, AGE_CELLS),
		key: ({decision: {atMs, rule, object}, index}) => `${atMs} ${rule} ${object.uid} ${index}`,
		object: ({decision: {object}}) => object,
		empty: wrap(line({text: empty, role: 'muted'}), width),
	});
}

/** The newest reasons in at most `height` rows, without those by the rules in `leftOut`. */
export function newestReasons(
	input: PanelInput,
	width: number,
	height: number,
	leftOut: ReadonlySet<DecisionRule>,
): Line[] {
	const rows: Line[] = [];
	for (const group of groups(input.decisions)) {
		if (leftOut.has(group.decision.rule)) continue;
		const sentence = wrap(decisionLine(group, input), width, AGE_CELLS);
		// Half a sentence tells nothing.
		if (rows.length + sentence.length > height) break;
		rows.push(...sentence);
	}
	return rows;
}

interface Group {
	readonly decision: Decision;
	readonly count: number;
	/** Place of the oldest of them among all decisions that are looked at. */
	readonly index: number;
}

const known = new WeakMap<
	readonly Decision[],
	{readonly last: Decision | undefined; readonly groups: readonly Group[]}
>();

// The same list is asked for again and again while nothing is decided.
function grouped(decisions: readonly Decision[]): readonly Group[] {
	const cached = known.get(decisions);
	if (cached && cached.last === decisions.at(-1)) return cached.groups;
	const result = [...groups(decisions)];
	known.set(decisions, {last: decisions.at(-1), groups: result});
	return result;
}

function* groups(decisions: readonly Decision[]): Generator<Group> {
	for (let next = decisions.length - 1; next >= 0; ) {
		const decision = decisions[next]!;
		let count = 1;
		while (decisions[next - count] && isSame(decision, decisions[next - count]!)) count++;
		next -= count;
		yield {decision, count, index: next + 1};
	}
}

// Also what was decided about others because of it: who deleted this Pod, who made this ReplicaSet.
function isAbout({object, values}: Decision, {uid, name}: ObjectReference): boolean {
	if (object.uid === uid) return true;
	for (const key in values) if (values[key] === name) return true;
	return false;
}

function decisionLine({decision, count}: Group, {nowMs, theme, text}: PanelInput): Line {
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
