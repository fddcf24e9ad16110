import {decodeInputs} from '../lab/inputs.ts';
import {createLab, type Lab} from '../lab.ts';
import {localText} from '../lessons/course.ts';
import {loadLesson} from '../lessons/loader.ts';
import {nearest} from '../lessons/nearest.ts';
import {loadCourse} from '../lessons/pack.ts';
import type {LessonProgress} from '../progress.ts';
import type {Call} from './main.ts';
import {COMMANDS, UsageError} from './options.ts';

/** Opens a lesson; with progress it goes on where the learner left it. Throws UsageError for an unknown one. */
export async function openLesson(
	id: string,
	call: Pick<Call, 'options' | 'locale' | 'lessonsDirectory'>,
	saved: LessonProgress | undefined,
): Promise<Lab> {
	const {lessonsDirectory: directory, locale, options} = call;
	const course = loadCourse(directory);
	const chapter = course.chapters.find(each => each.lessons.includes(id));
	if (!chapter) {
		const ids = course.chapters.flatMap(each => each.lessons);
		throw new UsageError(
			'unknownCommand',
			id,
			nearest(id, [...COMMANDS, ...ids]) ?? ids.find(each => each.endsWith(`/${id}`)),
		);
	}
	const lesson = await loadLesson(directory, id, Object.keys(course.title));
	const inputs = saved && options.seed === undefined ? decodeInputs(saved.inputs) : undefined;
	return createLab({
		lesson,
		chapterTitle: localText(chapter.title, locale),
		locale,
		seed: options.seed ?? (inputs ? saved?.seed : undefined) ?? lesson.world.seed ?? randomSeed(),
		...(options.speed !== undefined && {speed: options.speed}),
		...(inputs && inputs.length > 0 && {inputs, elapsedMs: saved!.elapsedMs}),
	});
}

/** A free cluster. */
export function openSandbox({options, locale}: Pick<Call, 'options' | 'locale'>): Lab {
	return createLab({
		locale,
		seed: options.seed ?? randomSeed(),
		...(options.speed !== undefined && {speed: options.speed}),
	});
}

function randomSeed(): number {
	return Math.floor(Math.random() * 4_294_967_296);
}
