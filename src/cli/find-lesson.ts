import type {Chapter, Course} from '../lessons/course.ts';
import {nearest} from '../lessons/nearest.ts';
import {COMMANDS, UsageError} from './options.ts';

/** The chapter of a lesson. Throws UsageError for an unknown lesson, with what may have been meant. */
export function chapterOf(course: Course, id: string): Chapter {
	const chapter = course.chapters.find(each => each.lessons.includes(id));
	if (chapter) return chapter;
	const ids = course.chapters.flatMap(each => each.lessons);
	throw new UsageError(
		'unknownCommand',
		id,
		nearest(id, [...COMMANDS, ...ids]) ?? ids.find(each => each.endsWith(`/${id}`)),
	);
}
