import type {Step} from './format.ts';
import {plainText} from './plain-text.ts';
import type {Problem} from './problem.ts';
import {type Section, sections, wholeText} from './sections.ts';

/** All words of a lesson in one language; every text is Markdown. */
export interface Prose {
	readonly title: string;
	readonly story: string;
	readonly steps: ReadonlyMap<string, StepProse>;
	readonly debrief: string;
	/** The cheat card: what was practised, to look up later. */
	readonly card?: readonly CardEntry[];
}

/** One line of a cheat card. */
export interface CardEntry {
	readonly command: string;
	/** A short phrase; Markdown. */
	readonly text: string;
}

export interface StepProse {
	readonly title: string;
	readonly text: string;
	readonly prediction?: {
		readonly question: string;
		readonly choices: readonly {readonly key: string; readonly text: string}[];
		readonly outcome: string;
	};
	readonly goals: ReadonlyMap<string, string>;
	readonly hints: readonly string[];
	readonly remarks: ReadonlyMap<string, string>;
	readonly explanation: string;
}

const MAX_LENGTH = 256 * 1024;
const HINTS = 3;
const FEWEST_CARD_LINES = 4;
const MOST_CARD_LINES = 9;

/** Reads the prose of a lesson and compares it with the machine part. Problems are added to `problems`; the result is as complete as the file is. */
export function parseProse(file: string, text: string, steps: readonly Step[], problems: Problem[]): Prose {
	const report = (line: number, message: string) => problems.push({file, line, message});
	if (text.length > MAX_LENGTH) report(1, `is larger than ${MAX_LENGTH / 1024} KiB`);
	const root = sections(plainText(text.slice(0, MAX_LENGTH)));
	const top = root.children[0];
	if (top?.level !== 1) report(1, 'the first line must be "# Title"');
	if (top && root.children.length > 1) report(root.children[1]!.line, 'only one "# Title" is allowed');
	const parts = new Map<string, Section>();
	for (const section of top?.children ?? []) {
		const id = section.title.split(/[:：]/)[0]!.trim();
		if (parts.has(id)) report(section.line, `the section "${id}" stands here a second time`);
		parts.set(id, section);
	}
	const lastLine = text.split('\n').length;
	const wanted = [...steps.map(step => step.id), 'debrief', 'card'];
	for (const id of wanted.slice(0, -1))
		if (!parts.has(id)) report(lastLine, `the section "## ${id}${id === 'debrief' ? '' : ': Title'}" is missing`);
	for (const [id, section] of parts) if (!wanted.includes(id)) report(section.line, `no step has the id "${id}"`);
	const order = [...parts.keys()].filter(id => wanted.includes(id));
	if (order.join() !== wanted.filter(id => parts.has(id)).join())
		report(top?.line ?? 1, 'the sections are not in the order of the steps');
	return {
		title: top?.title ?? '',
		story: top?.body ?? '',
		steps: new Map(
			steps.map(step => [
				step.id,
				stepProse(parts.get(step.id) ?? NOTHING, step, parts.has(step.id) ? report : () => {}),
			]),
		),
		debrief: parts.get('debrief') ? wholeText(parts.get('debrief')!) : '',
		...(parts.has('card') && {card: cardEntries(parts.get('card')!, report)}),
	};
}

const NOTHING: Section = {level: 2, title: '', line: 1, body: '', children: []};

/** Notes a problem of the file at a line. */
export type Report = (line: number, message: string) => void;

function stepProse(section: Section, step: Step, report: Report): StepProse {
	const title = /[:：]\s*(.+)$/.exec(section.title)?.[1] ?? '';
	if (!title) report(section.line, `"## ${step.id}: Title" has no title`);
	const parts = new Map<string, Section>();
	for (const part of section.children) {
		if (!/^(predict|goals|hints|explanation|remark [a-z0-9-]+)$/.test(part.title))
			report(part.line, `"### ${part.title}" is none of predict, goals, hints, remark ID, explanation`);
		else if (parts.has(part.title)) report(part.line, `"### ${part.title}" stands here a second time`);
		parts.set(part.title, part);
	}
	const need = (name: string): Section => {
		const part = parts.get(name);
		if (!part) report(section.line, `"### ${name}" is missing in the step "${step.id}"`);
		return part ?? {...NOTHING, line: section.line};
	};
	if (!section.body) report(section.line, `the step "${step.id}" has no text`);
	const explanation = wholeText(need('explanation'));
	if (parts.has('explanation') && !explanation) report(parts.get('explanation')!.line, 'the explanation is empty');
	if (!step.predict && parts.has('predict'))
		report(parts.get('predict')!.line, `the step "${step.id}" has no predict in lesson.yaml`);
	return {
		title,
		text: section.body,
		...(step.predict && {prediction: prediction(need('predict'), step.predict.correct, report)}),
		goals: goalTexts(need('goals'), step, report),
		hints: hintTexts(need('hints'), report),
		remarks: remarkTexts(parts, step, section.line, report),
		explanation,
	};
}

function prediction(section: Section, correct: string, report: Report): NonNullable<StepProse['prediction']> {
	const lines = section.body.split('\n');
	const first = lines.findIndex(line => CHOICE.test(line));
	const choices = lines.slice(first < 0 ? lines.length : first).flatMap(line => {
		const match = CHOICE.exec(line);
		return match ? [{key: match[1]!, text: match[2]!.trim()}] : [];
	});
	const question = lines.slice(0, Math.max(first, 0)).join('\n').trim();
	const outcome = section.children.find(child => child.title === 'outcome');
	if (!question) report(section.line, 'the question is missing');
	if (choices.length < 2) report(section.line, 'needs at least two choices: "- a: …"');
	if (!choices.some(choice => choice.key === correct))
		report(section.line, `the correct choice "${correct}" is missing`);
	if (!outcome?.body) report(section.line, '"#### outcome" is missing');
	return {question, choices, outcome: outcome?.body ?? ''};
}

const CHOICE = /^[-*]\s+([a-f])\s*[:：)]\s*(.+)$/;

/** The sentences of goals, one line each: `- id: text`. */
export function goalTexts(
	section: Section,
	step: {readonly goals: readonly {readonly id: string}[]},
	report: Report,
): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	for (const line of section.body.split('\n')) {
		const match = /^[-*]\s+([a-z][a-z0-9-]*)\s*[:：]\s*(.+)$/.exec(line);
		if (match) texts.set(match[1]!, match[2]!.trim());
		else if (line.trim())
			report(section.line, `goals are lines "- id: text", this is none: ${line.trim().slice(0, 60)}`);
	}
	for (const {id} of step.goals) if (!texts.has(id)) report(section.line, `the goal "${id}" has no text`);
	for (const id of texts.keys())
		if (!step.goals.some(goal => goal.id === id)) report(section.line, `no goal has the id "${id}"`);
	return texts;
}

function hintTexts(section: Section, report: Report): readonly string[] {
	const hints: string[] = [];
	for (const line of section.body.split('\n')) {
		const match = /^\d+[.)]\s+(.+)$/.exec(line);
		if (match) hints.push(match[1]!);
		else if (hints.length > 0) hints[hints.length - 1] += `\n${line.replace(/^ {3}/, '')}`;
	}
	if (hints.length !== HINTS) report(section.line, `needs ${HINTS} hints, has ${hints.length}`);
	return hints.map(hint => hint.trim());
}

function remarkTexts(
	parts: ReadonlyMap<string, Section>,
	step: Step,
	line: number,
	report: Report,
): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	for (const [name, part] of parts) {
		const id = /^remark (.+)$/.exec(name)?.[1];
		if (id === undefined) continue;
		texts.set(id, wholeText(part));
		if (!step.remarks.some(remark => remark.id === id)) report(part.line, `no remark has the id "${id}"`);
	}
	for (const {id} of step.remarks)
		if (!texts.get(id)) report(line, `"### remark ${id}" is missing in the step "${step.id}"`);
	return texts;
}

function cardEntries(section: Section, report: Report): readonly CardEntry[] {
	const entries: CardEntry[] = [];
	for (const line of section.body.split('\n')) {
		const match = /^[-*]\s+`([^`]+)`\s*[:：]\s*(.+)$/.exec(line);
		if (match) entries.push({command: match[1]!, text: match[2]!.trim()});
		else if (line.trim())
			report(section.line, `a card has lines "- \`command\`: phrase", this is none: ${line.trim().slice(0, 60)}`);
	}
	if (entries.length < FEWEST_CARD_LINES || entries.length > MOST_CARD_LINES)
		report(section.line, `a card has ${FEWEST_CARD_LINES} to ${MOST_CARD_LINES} lines, this one ${entries.length}`);
	return entries;
}
