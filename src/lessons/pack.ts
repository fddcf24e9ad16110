import {lstatSync, readFileSync, realpathSync} from 'node:fs';
import {join, sep} from 'node:path';
import {type Course, compileCourse} from './course.ts';
import {plainText} from './plain-text.ts';
import {LessonError} from './problem.ts';
import {readYaml} from './yaml-source.ts';

const MAX_FILE_BYTES = 256 * 1024;

/** Reads the course of a pack. Throws LessonError. */
export function loadCourse(directory: string): Course {
	return compileCourse(readYaml('course.yaml', readPackFile(directory, 'course.yaml')));
}

/** Title of a lesson without reading the rest; undefined when it can't be read. */
export function lessonTitle(directory: string, id: string, locale: string): string | undefined {
	try {
		return /^#\s+(.+?)\s*$/m.exec(plainText(readPackFile(directory, `${id}/${locale}.md`)))?.[1];
	} catch {
		return undefined;
	}
}

/** What a list shows of a lesson, without reading the rest. */
export function lessonHeader(directory: string, id: string): {readonly minutes: number; readonly isCore: boolean} {
	try {
		const exam = lstatSync(join(directory, id, 'exam.yaml'), {throwIfNoEntry: false});
		const text = readPackFile(directory, `${id}/${exam ? 'exam' : 'lesson'}.yaml`);
		return {minutes: Number(/^minutes:\s*(\d+)/m.exec(text)?.[1] ?? 0), isCore: /^core:\s*true\b/m.test(text)};
	} catch {
		return {minutes: 0, isCore: false};
	}
}

/**
 * Reads a text file of a pack, by its path with slashes. Throws LessonError when it is missing, too large, no text, or reached through a
 * link: nothing outside the pack is ever read.
 */
export function readPackFile(directory: string, file: string): string {
	const path = join(directory, file);
	const stat = lstatSync(path, {throwIfNoEntry: false});
	if (!stat) throw new LessonError([{file, message: 'is missing'}]);
	if (!stat.isFile()) throw new LessonError([{file, message: 'is not an ordinary file'}]);
	if (stat.size > MAX_FILE_BYTES)
		throw new LessonError([{file, message: `is larger than ${MAX_FILE_BYTES / 1024} KiB`}]);
	if (realpathSync(path) !== [realpathSync(directory), ...file.split('/')].join(sep))
		throw new LessonError([{file, message: 'is reached through a symbolic link'}]);
	try {
		return plainText(new TextDecoder('utf-8', {fatal: true}).decode(readFileSync(path)));
	} catch {
		throw new LessonError([{file, message: 'is not UTF-8 text'}]);
	}
}
