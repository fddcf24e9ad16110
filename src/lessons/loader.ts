import {lstatSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {join, sep} from 'node:path';
import {compileLesson, usesCel} from './compile.ts';
import {type Course, compileCourse} from './course.ts';
import type {CelLanguage, Lesson} from './format.ts';
import {plainText} from './plain-text.ts';
import {LessonError, type Problem} from './problem.ts';
import {type Prose, parseProse} from './prose.ts';
import {readYaml} from './yaml-source.ts';

const MAX_FILE_BYTES = 256 * 1024;
const MAX_FILES = 100;
const MAX_TOTAL_BYTES = 1024 * 1024;
const ROUTE = /^(solution|also-[a-z0-9-]+|not-[a-z0-9-]+)\.sh$/;

/** Reads the course of a pack. Throws LessonError. */
export function loadCourse(directory: string): Course {
	return compileCourse(readYaml('course.yaml', readText(directory, 'course.yaml')));
}

/**
 * Reads one lesson of a pack with everything that belongs to it. Nothing outside its folder is read, links are refused.
 * @param locales languages that must be there
 * Throws LessonError with all problems that were found.
 */
export async function loadLesson(directory: string, id: string, locales: readonly string[]): Promise<Lesson> {
	if (!/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/.test(id))
		throw new LessonError([{file: id, message: 'is not the name of a lesson'}]);
	const source = readYaml(`${id}/lesson.yaml`, readText(directory, `${id}/lesson.yaml`));
	const celLanguage: CelLanguage | undefined = usesCel(source.value)
		? (await import('./cel.ts')).celLanguage()
		: undefined;
	const machine = compileLesson(source, celLanguage);
	const problems: Problem[] = [];
	const prose = new Map<string, Prose>();
	for (const locale of locales) {
		const file = `${id}/${locale}.md`;
		const text = attempt(problems, () => readText(directory, file));
		if (text !== undefined) prose.set(locale, parseProse(file, text, machine.steps, problems));
	}
	const files = attempt(problems, () => readTree(directory, `${id}/files`)) ?? new Map<string, string>();
	const setup = attempt(problems, () => readTree(directory, `${id}/setup`)) ?? new Map<string, string>();
	const routes = attempt(problems, () => readRoutes(directory, id)) ?? new Map<string, string>();
	if (!routes.has('solution.sh')) problems.push({file: `${id}/solution.sh`, message: 'is missing'});
	if (problems.length > 0) throw new LessonError(problems);
	return {
		id,
		...machine,
		world: {...machine.world, files, setup},
		prose,
		solution: routes.get('solution.sh') ?? '',
		routes,
		...(celLanguage && {celLanguage}),
	};
}

/** Title of a lesson without reading the rest; undefined when it can't be read. */
export function lessonTitle(directory: string, id: string, locale: string): string | undefined {
	try {
		return /^#\s+(.+?)\s*$/m.exec(plainText(readText(directory, `${id}/${locale}.md`)))?.[1];
	} catch {
		return undefined;
	}
}

/** What a list shows of a lesson, without reading the rest. */
export function lessonHeader(directory: string, id: string): {readonly minutes: number; readonly isCore: boolean} {
	try {
		const text = readText(directory, `${id}/lesson.yaml`);
		return {minutes: Number(/^minutes:\s*(\d+)/m.exec(text)?.[1] ?? 0), isCore: /^core:\s*true\b/m.test(text)};
	} catch {
		return {minutes: 0, isCore: false};
	}
}

function readRoutes(directory: string, id: string): Map<string, string> {
	const names = readdirSync(join(directory, id))
		.filter(name => name.endsWith('.sh'))
		.sort();
	const wrong = names.filter(name => !ROUTE.test(name));
	if (wrong.length > 0)
		throw new LessonError(
			wrong.map(name => ({file: `${id}/${name}`, message: 'must be solution.sh, also-NAME.sh or not-NAME.sh'})),
		);
	return new Map(names.map(name => [name, readText(directory, `${id}/${name}`)]));
}

function readTree(directory: string, path: string): Map<string, string> {
	const found = new Map<string, string>();
	let total = 0;
	const visit = (folder: string, prefix: string, depth: number): void => {
		for (const name of readdirSync(folder).sort()) {
			const file = `${path}/${prefix}${name}`;
			const stat = lstatSync(join(folder, name));
			if (stat.isDirectory() && depth < 5) visit(join(folder, name), `${prefix}${name}/`, depth + 1);
			else {
				const text = readText(directory, file);
				total += text.length;
				if (found.size >= MAX_FILES || total > MAX_TOTAL_BYTES)
					throw new LessonError([
						{file: path, message: `has more than ${MAX_FILES} files or ${MAX_TOTAL_BYTES / 1024} KiB`},
					]);
				found.set(`${prefix}${name}`, text);
			}
		}
	};
	const root = join(directory, path);
	const stat = lstatSync(root, {throwIfNoEntry: false});
	if (stat && !stat.isDirectory()) throw new LessonError([{file: path, message: 'is not a folder'}]);
	if (stat) visit(root, '', 0);
	return found;
}

// The real path must stay what it looks like, so that no link on the way leads out of the pack.
function readText(directory: string, file: string): string {
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

function attempt<T>(problems: Problem[], work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof LessonError)) throw error;
		problems.push(...error.problems);
		return undefined;
	}
}
