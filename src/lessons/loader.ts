import {lstatSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {compileLesson, usesCel} from './compile.ts';
import type {CelLanguage, Lesson} from './format.ts';
import {readPackFile} from './pack.ts';
import {LessonError, type Problem} from './problem.ts';
import {type Prose, parseProse} from './prose.ts';
import {readYaml} from './yaml-source.ts';

const MAX_FILES = 100;
const MAX_TOTAL_BYTES = 1024 * 1024;
const ROUTE = /^(solution|also-[a-z0-9-]+|not-[a-z0-9-]+)\.sh$/;

/**
 * Reads one lesson of a pack with everything that belongs to it. Nothing outside its folder is read, links are refused.
 * @param locales languages that must be there
 * Throws LessonError with all problems that were found.
 */
export async function loadLesson(directory: string, id: string, locales: readonly string[]): Promise<Lesson> {
	if (!/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/.test(id))
		throw new LessonError([{file: id, message: 'is not the name of a lesson'}]);
	const source = readYaml(`${id}/lesson.yaml`, readPackFile(directory, `${id}/lesson.yaml`));
	const celLanguage: CelLanguage | undefined = usesCel(source.value)
		? (await import('./cel.ts')).celLanguage()
		: undefined;
	const machine = compileLesson(source, celLanguage);
	const problems: Problem[] = [];
	const prose = new Map<string, Prose>();
	for (const locale of locales) {
		const file = `${id}/${locale}.md`;
		const text = attempt(problems, () => readPackFile(directory, file));
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

function readRoutes(directory: string, id: string): Map<string, string> {
	const names = readdirSync(join(directory, id))
		.filter(name => name.endsWith('.sh'))
		.sort();
	const wrong = names.filter(name => !ROUTE.test(name));
	if (wrong.length > 0)
		throw new LessonError(
			wrong.map(name => ({file: `${id}/${name}`, message: 'must be solution.sh, also-NAME.sh or not-NAME.sh'})),
		);
	return new Map(names.map(name => [name, readPackFile(directory, `${id}/${name}`)]));
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
				const text = readPackFile(directory, file);
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

function attempt<T>(problems: Problem[], work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof LessonError)) throw error;
		problems.push(...error.problems);
		return undefined;
	}
}
