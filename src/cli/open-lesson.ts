import {decodeInputs} from '../lab/inputs.ts';
import {createLab, type Lab} from '../lab.ts';
import {localText} from '../lessons/course.ts';
import {isExam, loadExam} from '../lessons/exam/exam-loader.ts';
import {drawExam} from '../lessons/exam/exam-paper.ts';
import {loadLesson} from '../lessons/loader.ts';
import {loadCourse} from '../lessons/pack.ts';
import type {LessonProgress} from '../progress/data.ts';
import type {Progress} from '../progress.ts';
import {chapterOf} from './find-lesson.ts';
import type {ImportedFiles} from './import-files.ts';
import type {Call} from './main.ts';
import {worldShelf} from './world-shelf.ts';

/** Opens a lesson; with progress it goes on where the learner left it. Throws UsageError for an unknown one. */
export async function openLesson(
	id: string,
	call: Pick<Call, 'options' | 'locale' | 'lessonsDirectory'>,
	saved: LessonProgress | undefined,
): Promise<Lab> {
	const {lessonsDirectory: directory, locale, options} = call;
	const course = loadCourse(directory);
	const chapter = chapterOf(course, id);
	const locales = Object.keys(course.title);
	const inputs = saved && options.seed === undefined ? decodeInputs(saved.inputs) : undefined;
	// A sitting that was begun goes on with its own paper; a new one has a new paper.
	const examSeed = options.seed ?? (inputs && inputs.length > 0 ? saved?.seed : undefined) ?? randomSeed();
	const lesson = isExam(directory, id)
		? drawExam(await loadExam(directory, id, locales), examSeed)
		: await loadLesson(directory, id, locales);
	return createLab({
		lesson,
		chapterTitle: localText(chapter.title, locale),
		locale,
		seed: lesson.exam
			? examSeed
			: (options.seed ?? (inputs ? saved?.seed : undefined) ?? lesson.world.seed ?? randomSeed()),
		...(options.clock && {examClock: options.clock}),
		...(options.speed !== undefined && {speed: options.speed}),
		...(inputs && inputs.length > 0 && {inputs, elapsedMs: saved!.elapsedMs}),
	});
}

/** A free cluster, with what was imported applied to it. */
export function openSandbox(
	{options, locale}: Pick<Call, 'options' | 'locale'>,
	progress: Progress,
	imported?: ImportedFiles,
): Lab {
	const lab = createLab({
		locale,
		seed: options.seed ?? randomSeed(),
		hasIntro: true,
		worlds: worldShelf(progress),
		...(imported && {files: imported.files}),
		...(options.speed !== undefined && {speed: options.speed}),
	});
	if (imported?.line !== undefined) lab.submit(imported.line);
	return lab;
}

function randomSeed(): number {
	return Math.floor(Math.random() * 4_294_967_296);
}
