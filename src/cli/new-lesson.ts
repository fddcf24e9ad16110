import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {Document, isMap, isSeq, parseDocument, type YAMLMap} from 'yaml';
import {lessonTemplate} from './lesson-template.ts';
import type {Call} from './main.ts';

const SCHEMA = 'lesson-schema.json';

/**
 * `kubekata new LESSON`: begins a lesson in a pack of one's own (`--lessons DIR`, else the current folder). What it writes can be played
 * and checked at once, so that there is always something that works to change. Nothing that is there is overwritten.
 */
export async function newLesson(id: string, {environment, options, text}: Call): Promise<number> {
	const {out, err} = environment;
	if (!/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*){0,2}$/.test(id)) {
		err(`kubekata: ${text.badLessonId(id)}\n`);
		return 2;
	}
	const pack = options.lessonsDirectory ?? '.';
	const folder = join(pack, id);
	if (existsSync(folder)) {
		err(`kubekata: ${text.alreadyThere(folder)}\n`);
		return 1;
	}
	try {
		const course = courseWith(join(pack, 'course.yaml'), id);
		for (const [path, content] of lessonTemplate(`${'../'.repeat(id.split('/').length)}${SCHEMA}`)) {
			mkdirSync(dirname(join(folder, path)), {recursive: true});
			writeFileSync(join(folder, path), content, {flag: 'wx'});
		}
		writeFileSync(join(pack, 'course.yaml'), course);
		if (!existsSync(join(pack, SCHEMA))) copyFileSync(environment.lessonSchema, join(pack, SCHEMA));
	} catch (error) {
		err(`kubekata: ${text.cannotWrite(folder, error instanceof Error ? error.message : String(error))}\n`);
		return 1;
	}
	const flag = options.lessonsDirectory === undefined ? '--lessons .' : `--lessons ${pack}`;
	out(`${text.newLesson(folder)}\n`);
	for (const line of [`kubekata check ${pack}`, `kubekata ${flag} ${id}`]) out(`  ${line}\n`);
	return 0;
}

// The course with the lesson in the chapter of its folder; comments and order of an existing file stay.
function courseWith(file: string, id: string): string {
	const chapterId = id.includes('/') ? id.slice(0, id.indexOf('/')) : 'lessons';
	const course = existsSync(file)
		? parseDocument(readFileSync(file, 'utf8'))
		: new Document({formatVersion: 1, title: {en: 'My lessons', 'zh-CN': '我的课程'}, chapters: []});
	const chapters = course.get('chapters');
	if (course.errors.length > 0 || !isSeq(chapters)) throw new Error(`${file}: chapters`);
	const chapter = chapters.items.find((item): item is YAMLMap => isMap(item) && item.get('id') === chapterId);
	const lessons = chapter?.get('lessons');
	if (isSeq(lessons)) lessons.add(id);
	else chapters.add(course.createNode({id: chapterId, title: {en: chapterId, 'zh-CN': chapterId}, lessons: [id]}));
	return course.toString({lineWidth: 0});
}
