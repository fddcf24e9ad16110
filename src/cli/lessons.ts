import {decodeInputs} from '../lab/inputs.ts';
import {createLab, type Lab} from '../lab.ts';
import type {Locale} from '../lab-view.ts';
import {type Course, localText} from '../lessons/course.ts';
import {lessonHeader, lessonTitle, loadCourse, loadLesson} from '../lessons/loader.ts';
import {nearest} from '../lessons/nearest.ts';
import type {LessonProgress, Progress} from '../progress.ts';
import type {Call} from './main.ts';
import {COMMANDS, UsageError} from './options.ts';

/** One lesson of the list with this person's state. */
export interface LessonEntry {
	readonly id: string;
	readonly title: string;
	readonly chapterTitle: string;
	readonly minutes: number;
	readonly isCore: boolean;
	readonly state: 'new' | 'begun' | 'solved';
}

/** The course as a list, in order. Reads only what the list shows. */
export function lessonEntries(directory: string, course: Course, locale: Locale, progress: Progress): LessonEntry[] {
	return course.chapters.flatMap(chapter =>
		chapter.lessons.map(id => {
			const {minutes, isCore} = lessonHeader(directory, id);
			return {
				id,
				title: lessonTitle(directory, id, locale) ?? id,
				chapterTitle: localText(chapter.title, locale),
				minutes,
				isCore,
				state: stateOf(progress.lesson(id)),
			};
		}),
	);
}

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

/** Keeps a lesson's session for later. A solved and left lesson starts anew the next time. */
export function saveLesson(lab: Lab, progress: Progress): void {
	if (lab.lessonId === undefined) return;
	const isOver = lab.view().lesson?.debrief !== undefined;
	if (lab.inputs.length === 0 && !progress.lesson(lab.lessonId)) return;
	progress.saveLesson(lab.lessonId, {
		solved: lab.isSolved() ?? false,
		seed: lab.seed,
		inputs: isOver ? [] : lab.inputs,
		elapsedMs: isOver ? 0 : lab.elapsedMs,
	});
}

function stateOf(saved: LessonProgress | undefined): LessonEntry['state'] {
	if (saved?.solved) return 'solved';
	return saved && saved.inputs.length > 0 ? 'begun' : 'new';
}

function randomSeed(): number {
	return Math.floor(Math.random() * 4_294_967_296);
}
