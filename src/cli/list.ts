import {localText} from '../lessons/course.ts';
import {loadCourse} from '../lessons/pack.ts';
import {readProgress} from '../progress.ts';
import type {LessonEntry} from '../ui/screen-host.ts';
import {lessonEntries} from './lesson-entries.ts';
import type {Call} from './main.ts';
import {reportNotice} from './progress.ts';

/** `kubekata list`: lessons with their state. */
export async function list(call: Call): Promise<number> {
	const {environment, locale, text, options, lessonsDirectory} = call;
	const course = loadCourse(lessonsDirectory);
	const progress = readProgress(environment.env);
	reportNotice(progress, call);
	const entries = lessonEntries(lessonsDirectory, course, locale, progress);
	if (options.json) {
		environment.out(
			`${JSON.stringify(
				entries.map(({isCore, ...entry}) => ({...entry, core: isCore})),
				undefined,
				2,
			)}\n`,
		);
		return 0;
	}
	const width = Math.max(...entries.map(entry => entry.id.length)) + 2;
	for (const chapter of course.chapters) {
		const lessons = entries.filter(entry => chapter.lessons.includes(entry.id));
		if (lessons.length === 0) continue;
		environment.out(`${localText(chapter.title, locale)}\n`);
		for (const entry of lessons) environment.out(`  ${entry.id.padEnd(width)}${describe(entry, call)}\n`);
	}
	environment.out(
		`\n${text.progressOf(entries.filter(entry => entry.state === 'solved').length, entries.length)}. ${text.howToStart}\n`,
	);
	return 0;
}

function describe({title, minutes, isCore, state, bestPercent}: LessonEntry, {text}: Call): string {
	const notes = [
		text.minutes(minutes),
		...(isCore ? [text.core] : []),
		...(state === 'new' ? [] : [text[state]]),
		...(bestPercent === undefined ? [] : [text.best(bestPercent)]),
	];
	return `${title} (${notes.join(', ')})`;
}
