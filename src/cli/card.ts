import {isExam} from '../lessons/exam/exam-loader.ts';
import {loadLesson} from '../lessons/loader.ts';
import {loadCourse} from '../lessons/pack.ts';
import type {CardEntry, Prose} from '../lessons/prose.ts';
import {chapterOf} from './find-lesson.ts';
import type {Call} from './main.ts';

/** `kubekata card LESSON`: the cheat card of a lesson as plain text. */
export async function card(id: string, call: Call): Promise<number> {
	const {environment, text, options, locale, lessonsDirectory} = call;
	const course = loadCourse(lessonsDirectory);
	chapterOf(course, id);
	const prose = isExam(lessonsDirectory, id)
		? undefined
		: (await loadLesson(lessonsDirectory, id, Object.keys(course.title))).prose;
	const found: Prose | undefined = prose?.get(locale) ?? prose?.get('en');
	if (!found?.card) {
		environment.err(`kubekata: ${text.noCard(id)}\n`);
		return 1;
	}
	environment.out(
		options.json
			? `${JSON.stringify({lesson: id, title: found.title, card: found.card}, undefined, 2)}\n`
			: `${[found.title, '', ...cardLines(found.card)].join('\n')}\n`,
	);
	return 0;
}

/** A card in two columns. */
export function cardLines(entries: readonly CardEntry[]): string[] {
	const width = Math.max(...entries.map(({command}) => command.length)) + 2;
	return entries.map(({command, text}) => `${command.padEnd(width)}${text.replaceAll('`', '')}`);
}
