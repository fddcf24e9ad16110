import type {Locale} from '../lab-view.ts';
import {type Course, localText} from '../lessons/course.ts';
import {lessonHeader, lessonTitle} from '../lessons/pack.ts';
import type {LessonProgress} from '../progress/data.ts';
import type {Progress} from '../progress.ts';
import type {LessonEntry} from '../ui/screen-host.ts';

/** The course as a list, in order. Reads only what the list shows. */
export function lessonEntries(directory: string, course: Course, locale: Locale, progress: Progress): LessonEntry[] {
	return course.chapters.flatMap(chapter =>
		chapter.lessons.map(id => {
			const saved = progress.lesson(id);
			const {minutes, isCore} = lessonHeader(directory, id);
			return {
				id,
				title: lessonTitle(directory, id, locale) ?? id,
				chapterTitle: localText(chapter.title, locale),
				minutes,
				isCore,
				state: stateOf(saved),
				...(saved?.bestPercent !== undefined && {bestPercent: saved.bestPercent}),
			};
		}),
	);
}

function stateOf(saved: LessonProgress | undefined): LessonEntry['state'] {
	if (saved?.solved) return 'solved';
	return saved && saved.inputs.length > 0 ? 'begun' : 'new';
}
